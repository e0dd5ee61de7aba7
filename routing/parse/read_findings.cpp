// Groups, findings and derived findings.
#include <functional>

#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kValuesMax = 64;  // a chosen set is a 64-bit mask

void read_groups(Loader& loader) {
  for (YamlNode const* item : loader.items("groups")) {
    MapReader reader(*item, "group", loader.faults);
    Group group;
    if (YamlNode const* const id = reader.require("id")) {
      loader.groups.add(*id, static_cast<Index>(loader.protocol.groups.size()), loader.faults);
      group.id = id->text;
    }
    group.label = reader.text("label");
    group.question = reader.optional_text("question");
    group.why = reader.optional_text("why");
    group.help = reader.optional_text("help");
    group.safety = reader.flag("safety", false);
    group.background = reader.flag("background", false);
    reader.optional("covers");  // read once the findings are known
    group.place = item->place;
    reader.finish();
    loader.protocol.groups.push_back(std::move(group));
  }
}

void read_covers(Loader& loader) {
  auto const items = loader.items("groups");
  for (std::size_t g = 0; g < items.size(); ++g) {
    if (!items[g]->is_map()) continue;
    FaultList& faults = loader.faults;
    Group& group = loader.protocol.groups[g];
    YamlNode const* const covers = items[g]->find("covers");
    if (covers == nullptr || !covers->is_list()) {
      if (covers != nullptr) faults.add(covers->place, "'covers' must be a list of findings");
      continue;
    }
    for (YamlNode const& word : covers->items) {
      auto const index = loader.terms.resolve(word, faults);
      if (!index) continue;
      if (*index >= loader.protocol.findings.size()) {
        faults.add(word.place, "'" + word.text + "' is derived and cannot be asked");
        continue;
      }
      Finding& finding = loader.protocol.findings[*index];
      if (finding.kind != FindingKind::boolean) {
        faults.add(word.place,
                   "'" + word.text + "' is no yes/no finding and cannot be a check box");
      } else if (finding.on_page) {
        faults.add(word.place, "'" + word.text + "' stands on two pages");
      } else if (finding.group != g) {
        faults.add(word.place, "'" + word.text + "' belongs to another group");
      } else {
        finding.on_page = true;
        group.covers.push_back(*index);
      }
    }
    if (!group.covers.empty() && group.question.empty()) {
      faults.add(items[g]->place, "group '" + group.id + "' covers findings but has no question");
    }
  }
}

void read_range(MapReader& reader, Finding& finding) {
  if (finding.kind == FindingKind::severity) finding.max = 10;
  if (finding.kind == FindingKind::duration) finding.max = 36'600;  // a hundred years, in days
  auto const range = reader.list("range");
  if (range.empty()) return;
  auto const low = number_of(*range.front());
  auto const high = number_of(*range.back());
  if (range.size() != 2 || !low || !high || *low >= *high) {
    reader.wrong(*range.front(), "range", "must be two numbers, the smaller first");
    return;
  }
  finding.min = *low;
  finding.max = *high;
}

void read_values(Loader& loader, MapReader& reader, Finding& finding) {
  finding.values = reader.words("values");
  finding.value_labels = reader.text_map("value_labels");
  bool const wants_values = finding.kind == FindingKind::choices;
  if (wants_values != !finding.values.empty()) {
    loader.faults.add(reader.place(),
                      wants_values ? "choices need 'values'" : "only choices have 'values'");
  }
  if (finding.values.size() > kValuesMax) {
    loader.faults.add(reader.place(), "more than 64 values");
    finding.values.resize(kValuesMax);
  }
  std::set<std::string_view> seen;
  for (std::string const& value : finding.values) {
    if (value == "present" || value == "absent" || value == "unknown") {
      loader.faults.add(reader.place(), "'" + value + "' cannot be a value");
    }
    if (!seen.insert(value).second) {
      loader.faults.add(reader.place(), "value '" + value + "' stands twice");
    }
  }
  for (auto const& [value, label] : finding.value_labels) {
    if (!seen.contains(value)) {
      loader.faults.add(reader.place(), "'" + value + "' has a label but is no value");
    }
  }
}

void read_finding(Loader& loader, YamlNode const& item) {
  MapReader reader(item, "finding", loader.faults);
  Finding finding;
  auto const index = static_cast<Index>(loader.protocol.findings.size());
  if (YamlNode const* const id = reader.require("id")) {
    loader.terms.add(*id, index, loader.faults);
    finding.id = id->text;
    if (loader.groups.find(id->text) || fact_from_word(id->text)) {
      loader.faults.add(id->place, "'" + id->text + "' is also the id of a group or a fact");
    }
  }
  reader.require("group");
  finding.group = reader.name("group", loader.groups).value_or(kNoIndex);
  reader.require("kind");
  finding.kind = reader.code<FindingKind>("kind").value_or(FindingKind::boolean);
  finding.red_flag = reader.code<Urgency>("red_flag");
  finding.must_ask = reader.flag("must_ask", false);
  finding.question = reader.text("question");
  finding.option = reader.optional_text("option");
  finding.why = reader.optional_text("why");
  finding.help = reader.optional_text("help");
  finding.unit = reader.optional_text("unit");
  finding.synonyms = reader.words("synonyms");
  finding.negated = reader.words("negated");
  finding.patterns = reader.words("patterns");
  read_values(loader, reader, finding);
  read_range(reader, finding);
  finding.place = item.place;
  reader.finish();
  if (finding.red_flag && finding.kind != FindingKind::boolean) {
    loader.faults.add(item.place, "only a yes/no finding can be a red flag");
  }
  if (finding.group != kNoIndex) loader.protocol.groups[finding.group].members.push_back(index);
  loader.protocol.findings.push_back(std::move(finding));
}

/// Puts each derived finding behind those it refers to. Errors: a fault for a ring.
void order_derived(Loader& loader) {
  Protocol& protocol = loader.protocol;
  std::size_t const first = protocol.findings.size();
  std::vector<int> state(protocol.derived.size(), 0);  // 0 new, 1 being visited, 2 done
  std::function<void(std::size_t)> const visit = [&](std::size_t at) {
    if (state[at] == 2) return;
    if (state[at] == 1) {
      loader.faults.add(protocol.derived[at].place,
                        "'" + protocol.derived[at].id + "' is derived from itself");
      return;
    }
    state[at] = 1;
    for (Node const& node : protocol.derived[at].when.nodes) {
      if (node.kind == NodeKind::term && node.subject >= first) visit(node.subject - first);
    }
    state[at] = 2;
    protocol.derived_order.push_back(static_cast<Index>(at));
  };
  for (std::size_t at = 0; at < protocol.derived.size(); ++at) visit(at);
}

void read_derived(Loader& loader) {
  auto const items = loader.items("derived");
  std::size_t const first = loader.protocol.findings.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    MapReader reader(*items[i], "derived finding", loader.faults);
    Derived derived{.id = {}, .label = {}, .when = {}, .place = items[i]->place};
    if (YamlNode const* const id = reader.require("id")) {
      loader.terms.add(*id, static_cast<Index>(first + i), loader.faults);
      derived.id = id->text;
    }
    derived.label = reader.text("label");
    reader.require("when");  // read below, once every name is known
    reader.finish();
    loader.protocol.derived.push_back(std::move(derived));
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    YamlNode const* const when = items[i]->find("when");
    if (when != nullptr) {
      loader.protocol.derived[i].when = read_condition(loader, *when, ConditionPlace::finding);
    }
  }
  order_derived(loader);
}

/// The duration that says since when the person is unwell.
void read_symptoms_began(Loader& loader) {
  YamlNode const* const name = loader.single("symptoms_began");
  if (name == nullptr) return;
  auto const index = loader.terms.resolve(*name, loader.faults);
  if (!index) return;
  auto const& findings = loader.protocol.findings;
  if (*index < findings.size() && findings[*index].kind == FindingKind::duration) {
    loader.protocol.symptoms_began = *index;
  } else {
    loader.faults.add(name->place, "'" + name->text + "' is no duration");
  }
}

}  // namespace

void read_findings(Loader& loader) {
  read_groups(loader);
  auto const items = loader.items("findings");
  if (items.size() > loader.limits.findings_max) {
    loader.faults.add(items.front()->place,
                      "more than " + std::to_string(loader.limits.findings_max) + " findings");
    return;
  }
  for (YamlNode const* item : items) read_finding(loader, *item);
  read_derived(loader);
  read_covers(loader);
  read_symptoms_began(loader);
}

}  // namespace plexus::routing
