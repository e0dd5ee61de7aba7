// Rules: when they hold, how urgent they are, whom and what they ask for.
#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

void read_specialist_requests(Loader& loader, MapReader& reader, Rule& rule) {
  for (YamlNode const* item : reader.list("specialists")) {
    MapReader row(*item, "specialist of a rule", loader.faults);
    SpecialistRequest request;
    row.require("id");
    request.specialist = row.name("id", loader.specialists).value_or(kNoIndex);
    YamlNode const* const role = row.require("role");
    if (role != nullptr && role->text == "follow_on") {
      request.role = SpecialistRole::follow_on;
    } else if (role != nullptr && role->text != "first") {
      row.wrong(*role, "role", "must be first or follow_on");
    }
    row.finish();
    if (request.specialist != kNoIndex) rule.specialists.push_back(request);
  }
}

Contrast read_contrast(MapReader& row) {
  YamlNode const* const node = row.optional("contrast");
  if (node == nullptr) return Contrast::not_stated;
  if (node->text == "none") return Contrast::none;
  if (node->text == "possible") return Contrast::possible;
  row.wrong(*node, "contrast", "must be none or possible");
  return Contrast::not_stated;
}

void read_test(Loader& loader, YamlNode const& item, Rule& rule) {
  MapReader row(item, "test of a rule", loader.faults);
  TestRequest test;
  row.require("service");
  auto const service = row.name("service", loader.services);
  test.service = service.value_or(kNoIndex);
  if (service && loader.protocol.services[*service].is_consultation()) {
    loader.faults.add(item.place, "a consultation is no test; name its specialist");
  }
  YamlNode const* const region = row.require("region");
  if (region != nullptr && region->text != "from_symptoms") {
    test.region = row.name("region", loader.regions).value_or(kNoIndex);
  }
  row.require("priority");
  test.priority = row.code<Urgency>("priority").value_or(Urgency::routine);
  row.require("order");
  test.order = row.code<Order>("order").value_or(Order::any);
  row.require("mode");
  test.mode = row.code<Mode>("mode").value_or(Mode::book_now);
  test.contrast = read_contrast(row);
  test.panel = read_panel(loader, row, "panel", service);
  test.within_hours = row.integer("within_hours", 1, 24 * 366);
  test.min_gap_hours = row.integer("min_gap_hours", 0, 24 * 60);
  test.fasting_hours = row.integer("fasting_hours", 0, 24);
  test.not_before_symptom_day = row.integer("not_before_symptom_day", 0, 366);
  test.same_visit_group = row.optional_text("same_visit_group");
  test.note = row.optional_text("note");
  row.finish();
  rule.tests.push_back(std::move(test));
}

void read_rule(Loader& loader, YamlNode const& item) {
  MapReader reader(item, "rule", loader.faults);
  Rule rule;
  if (YamlNode const* const id = reader.require("id")) rule.id = id->text;
  YamlNode const* const phase = reader.require("phase");
  if (phase != nullptr) rule.phase = reader.code<Phase>("phase").value_or(Phase::route);
  reader.require("urgency");
  rule.urgency = reader.code<Urgency>("urgency").value_or(Urgency::routine);
  reader.require("rank");
  rule.rank = reader.integer("rank", 0, 1'000'000).value_or(-1);
  if (YamlNode const* const when = reader.require("when")) {
    rule.when = read_condition(loader, *when, ConditionPlace::finding);
    auto const& nodes = rule.when.nodes;
    rule.fallback = nodes.size() == 1 && nodes[0].kind == NodeKind::constant && nodes[0].flag;
  }
  rule.emergency = reader.name("emergency_instruction", loader.emergencies).value_or(kNoIndex);
  rule.first_consult_within_hours = reader.integer("first_consult_within_hours", 1, 24 * 366);
  read_specialist_requests(loader, reader, rule);
  for (YamlNode const* test : reader.list("diagnostics")) read_test(loader, *test, rule);
  rule.yields_to = reader.names("yields_to", loader.rules);
  rule.generic = reader.flag("generic", false);
  rule.imaging_exempt = reader.flag("imaging_exempt", false);
  rule.reason = reader.text("reason");
  rule.note = reader.optional_text("note");
  rule.sources = reader.names("sources", loader.sources);
  rule.conditions = reader.names("conditions", loader.conditions);
  rule.place = item.place;
  reader.finish();
  loader.protocol.rules.push_back(std::move(rule));
}

}  // namespace

std::uint64_t read_panel(Loader& loader, MapReader& reader, std::string_view key,
                         std::optional<Index> service) {
  std::uint64_t bits = 0;
  for (YamlNode const* word : reader.word_nodes(key)) {
    if (!service) continue;
    auto const& panels = loader.protocol.services[*service].panels;
    auto const found = std::find(panels.begin(), panels.end(), word->text);
    if (found == panels.end()) {
      loader.faults.add(word->place, "unknown panel '" + word->text + "'");
    } else {
      bits |= std::uint64_t{1} << (found - panels.begin());
    }
  }
  return bits;
}

void read_rules(Loader& loader) {
  auto const items = loader.items("rules");
  if (items.size() > loader.limits.rules_max) {
    loader.faults.add(items.front()->place,
                      "more than " + std::to_string(loader.limits.rules_max) + " rules");
    return;
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    YamlNode const* const id = items[i]->find("id");
    if (id != nullptr) loader.rules.add(*id, static_cast<Index>(i), loader.faults);
  }
  for (YamlNode const* item : items) read_rule(loader, *item);
}

}  // namespace plexus::routing
