// The head of a protocol: its name, the urgency levels, emergency texts, specialists, regions and
// patient facts; and the two plain lists, sources and conditions.
#include "routing/answers.hpp"
#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

void read_levels(Loader& loader) {
  std::vector<UrgencyLevel>& levels = loader.protocol.urgency_levels;
  for (auto const& [code, word] : CodeWords<Urgency>::words) {
    levels.push_back(UrgencyLevel{.code = code, .within_hours = -1, .meaning = {}});
  }
  auto const items = loader.items("urgency_levels");
  if (items.empty()) return;  // said already: the section is missing
  for (YamlNode const* item : items) {
    MapReader reader(*item, "urgency level", loader.faults);
    reader.require("code");
    auto const code = reader.code<Urgency>("code");
    reader.require("within_hours");
    auto const hours = reader.integer("within_hours", 0, 24 * 366);
    std::string meaning = reader.text("meaning");
    reader.finish();
    if (!code || !hours) continue;
    UrgencyLevel& level = levels[static_cast<std::size_t>(*code)];
    if (level.within_hours >= 0) loader.faults.add(item->place, "this level is defined twice");
    level = UrgencyLevel{.code = *code, .within_hours = *hours, .meaning = std::move(meaning)};
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    Place const place = items.empty() ? Place{} : items.front()->place;
    if (levels[i].within_hours < 0) {
      loader.faults.add(place,
                        "the level '" + std::string(to_word(levels[i].code)) + "' is not defined");
    } else if (i > 0 && levels[i].within_hours > levels[i - 1].within_hours) {
      loader.faults.add(place, "a more urgent level has the longer limit");
    }
  }
}

void read_policy(Loader& loader) {
  YamlNode const* const node = loader.single("unknown_policy");
  if (node == nullptr) return;
  MapReader reader(*node, "unknown_policy", loader.faults);
  UnknownPolicy& policy = loader.protocol.unknown_policy;
  for (auto const& [key, level] :
       {std::pair{"stat_rule", &policy.stat_rule}, std::pair{"asap_rule", &policy.asap_rule},
        std::pair{"urgent_rule", &policy.urgent_rule}}) {
    YamlNode const* const value = reader.require(key);
    *level = reader.code<Urgency>(key).value_or(*level);
    if (value != nullptr && (*level == Urgency::stat || *level == Urgency::routine)) {
      reader.wrong(*value, key, "must be urgent or asap: doubt neither books nor dismisses");
    }
  }
  policy.flag = reader.text("flag");
  policy.callback_within_hours = reader.integer("callback_within_hours", 1, 168).value_or(4);
  policy.not_sure_as_unasked = reader.flag("not_sure_as_unasked", false);
  reader.finish();
}

void read_emergency_texts(Loader& loader) {
  for (YamlNode const* item : loader.items("emergency_instructions")) {
    MapReader reader(*item, "emergency instruction", loader.faults);
    EmergencyText text;
    if (YamlNode const* const id = reader.require("id")) {
      loader.emergencies.add(*id, static_cast<Index>(loader.protocol.emergency_texts.size()),
                             loader.faults);
      text.id = id->text;
    }
    text.title = reader.text("title");
    text.text = reader.text("text");
    text.say = reader.optional_text("say");
    text.place = item->place;
    reader.finish();
    loader.protocol.emergency_texts.push_back(std::move(text));
  }
}

void read_specialists(Loader& loader) {
  for (YamlNode const* item : loader.items("specialists")) {
    MapReader reader(*item, "specialist", loader.faults);
    Specialist specialist;
    if (YamlNode const* const id = reader.require("id")) {
      loader.specialists.add(*id, static_cast<Index>(loader.protocol.specialists.size()),
                             loader.faults);
      specialist.id = id->text;
    }
    specialist.label = reader.text("label");
    specialist.about = reader.optional_text("about");
    specialist.place = item->place;
    reader.finish();
    loader.protocol.specialists.push_back(std::move(specialist));
  }
}

/// The word "from_symptoms" may stand in the list for readers; it is no place in the body.
constexpr std::string_view kFromSymptoms = "from_symptoms";

void read_region_names(Loader& loader) {
  std::map<std::string, std::string> labels;
  std::vector<Place> places;
  if (YamlNode const* const node = loader.single("region_labels"); node != nullptr) {
    if (!node->is_map()) loader.faults.add(node->place, "'region_labels' must be a map");
    for (auto const& [name, label] : node->members) labels.emplace(name.text, label.text);
  }
  for (YamlNode const* item : loader.items("imaging_regions")) {
    if (item->text == kFromSymptoms) continue;
    auto const index = static_cast<Index>(loader.protocol.regions.size());
    loader.regions.add(*item, index, loader.faults);
    auto const label = labels.find(item->text);
    Region region{.id = item->text, .label = label == labels.end() ? "" : label->second};
    if (region.label.empty() && region.id != "none") {
      loader.faults.add(item->place, "region '" + region.id + "' has no label");
    }
    loader.protocol.regions.push_back(std::move(region));
  }
  if (YamlNode const* const node = loader.single("region_labels"); node != nullptr) {
    for (auto const& [name, label] : node->members) {
      if (name.text != kFromSymptoms) loader.regions.resolve(name, loader.faults);
    }
  }
}

std::optional<FactKind> fact_kind(std::string_view word) {
  if (word == "integer") return FactKind::integer;
  if (word == "number") return FactKind::number;
  if (word == "choice") return FactKind::choice;
  return std::nullopt;
}

void read_fact_range(MapReader& reader, Fact& fact) {
  auto const range = reader.list("range");
  if (range.empty()) return;
  auto const low = number_of(*range.front());
  auto const high = number_of(*range.back());
  if (range.size() != 2 || !low || !high || *low >= *high) {
    reader.wrong(*range.front(), "range", "must be two numbers, the smaller first");
    return;
  }
  fact.min = *low;
  fact.max = *high;
}

void check_fact_values(Loader& loader, Fact const& fact, MapReader& reader) {
  for (YamlNode const* value : reader.word_nodes("values")) {
    bool const known = fact.id == FactId::sex_at_birth ? from_word<Sex>(value->text).has_value()
                                                       : fact.id == FactId::pregnancy_status &&
                                                             from_word<Pregnancy>(value->text);
    if (!known) loader.faults.add(value->place, "unknown value '" + value->text + "' of this fact");
  }
}

void read_facts(Loader& loader) {
  for (YamlNode const* item : loader.items("facts")) {
    MapReader reader(*item, "fact", loader.faults);
    Fact fact;
    YamlNode const* const id = reader.require("id");
    auto const known = id == nullptr ? std::nullopt : fact_from_word(id->text);
    if (id != nullptr && !known) loader.faults.add(id->place, "unknown fact '" + id->text + "'");
    if (known && loader.protocol.fact(*known) != nullptr) {
      loader.faults.add(id->place, "fact '" + id->text + "' is defined twice");
    }
    fact.id = known.value_or(FactId::age_years);
    YamlNode const* const kind = reader.require("kind");
    auto const value = kind == nullptr ? std::nullopt : fact_kind(kind->text);
    if (kind != nullptr && !value) reader.wrong(*kind, "kind", "must be integer, number or choice");
    fact.kind = value.value_or(FactKind::integer);
    fact.question = reader.optional_text("question");
    fact.why = reader.optional_text("why");
    fact.help = reader.optional_text("help");
    fact.unit = reader.optional_text("unit");
    fact.answer_at = reader.optional_text("answer_at");
    fact.values = reader.words("values");
    check_fact_values(loader, fact, reader);
    fact.value_labels = reader.text_map("value_labels");
    fact.ask = reader.flag("ask", true);
    fact.required = reader.flag("required", false);
    read_fact_range(reader, fact);
    if (YamlNode const* const when = reader.optional("applies_when")) {
      fact.applies_when = read_condition(loader, *when, ConditionPlace::finding);
    }
    fact.place = item->place;
    reader.finish();
    if (fact.ask && fact.question.empty()) {
      loader.faults.add(item->place, "a fact that is asked needs a question");
    }
    loader.protocol.facts.push_back(std::move(fact));
  }
}

}  // namespace

void read_head(Loader& loader) {
  for (auto const& [key, value] :
       {std::pair{"protocol", &loader.protocol.id}, std::pair{"version", &loader.protocol.version},
        std::pair{"title", &loader.protocol.title},
        std::pair{"language", &loader.protocol.language}}) {
    YamlNode const* const node = loader.single(key);
    if (node == nullptr) continue;
    if (!node->is_scalar())
      loader.faults.add(node->place, "'" + std::string(key) + "' must be text");
    *value = node->text;
  }
  // Both are kept with intakes and typed on command lines.
  if (!loader.protocol.id.empty() && !is_plain_word(loader.protocol.id)) {
    loader.faults.add(loader.single("protocol")->place, "'protocol' must be a plain word");
  }
  if (!loader.protocol.version.empty() && !is_plain_word(loader.protocol.version)) {
    loader.faults.add(loader.single("version")->place, "'version' must be a word such as 1.0.0");
  }
  if (YamlNode const* const draft = loader.single("draft"); draft != nullptr) {
    loader.protocol.draft = draft->text == "true";
    if (draft->text != "true" && draft->text != "false") {
      loader.faults.add(draft->place, "'draft' must be true or false");
    }
  }
  read_levels(loader);
  read_policy(loader);
  read_emergency_texts(loader);
  read_specialists(loader);
  read_region_names(loader);
  read_facts(loader);
}

void read_knowledge_lists(Loader& loader) {
  for (YamlNode const* item : loader.items("sources")) {
    MapReader reader(*item, "source", loader.faults);
    Source source;
    if (YamlNode const* const id = reader.require("id")) {
      loader.sources.add(*id, static_cast<Index>(loader.protocol.sources.size()), loader.faults);
      source.id = id->text;
    }
    source.title = reader.text("title");
    source.year = reader.optional_text("year");
    source.checked = reader.optional_text("checked");
    source.use = reader.optional_text("use");
    source.url = reader.optional_text("url");
    source.place = item->place;
    reader.finish();
    loader.protocol.sources.push_back(std::move(source));
  }
  for (YamlNode const* item : loader.items("conditions")) {
    MapReader reader(*item, "condition", loader.faults);
    ConditionLabel label;
    if (YamlNode const* const id = reader.require("id")) {
      loader.conditions.add(*id, static_cast<Index>(loader.protocol.conditions.size()),
                            loader.faults);
      label.id = id->text;
    }
    label.label = reader.text("label");
    label.icd10 = reader.text("icd10");
    label.icd10_related = reader.words("icd10_related");
    label.place = item->place;
    reader.finish();
    loader.protocol.conditions.push_back(std::move(label));
  }
}

void read_regions(Loader& loader) {
  for (YamlNode const* item : loader.items("region_from_symptoms")) {
    MapReader reader(*item, "region row", loader.faults);
    RegionMatch match;
    match.if_any = reader.names("if_any", loader.terms);
    reader.require("spine");
    match.spine = reader.name("spine", loader.regions).value_or(kNoIndex);
    reader.require("emg");
    match.emg = reader.name("emg", loader.regions).value_or(kNoIndex);
    reader.finish();
    loader.protocol.region_from_symptoms.push_back(std::move(match));
  }
}

}  // namespace plexus::routing
