// What can be booked: consultations and tests, with the resources they need.
#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

constexpr int kMinutesMax = 24 * 60;
constexpr int kHoursMax = 24 * 60;

void read_report_hours(MapReader& reader, Service& service) {
  YamlNode const* const node = reader.optional("report_hours");
  for (auto const& [word, hours] : reader.integer_map("report_hours", 0, kHoursMax)) {
    if (auto const level = from_word<Urgency>(word)) {
      service.report_hours[*level] = hours;
    } else {
      reader.wrong(*node, "report_hours", "names something that is no urgency level");
    }
  }
}

void read_screening(Loader& loader, MapReader& reader, Service& service) {
  for (YamlNode const* item : reader.list("screening")) {
    MapReader row(*item, "screening question", loader.faults);
    Screening screening;
    screening.finding = row.name("ask", loader.terms).value_or(kNoIndex);
    if (YamlNode const* const fact = row.optional("ask_fact")) {
      screening.fact = fact_from_word(fact->text);
      if (!screening.fact) row.wrong(*fact, "ask_fact", "is no fact");
    } else if (row.optional("ask") == nullptr) {
      loader.faults.add(item->place, "a screening question needs 'ask' or 'ask_fact'");
    }
    screening.when = row.text("if");
    screening.action = row.text("action");
    screening.note = row.optional_text("note");
    row.finish();
    service.screening.push_back(std::move(screening));
  }
}

void read_substitutions(Loader& loader, MapReader& reader, Service& service) {
  for (YamlNode const* item : reader.list("substitutions")) {
    MapReader row(*item, "substitution", loader.faults);
    Substitution substitution;
    substitution.from = row.text("from");
    substitution.to = row.text("to");
    substitution.when = row.text("when");
    substitution.not_when = row.optional_text("not_when");
    substitution.contrast = row.optional_text("contrast");
    substitution.note = row.optional_text("note");
    row.finish();
    service.substitutions.push_back(std::move(substitution));
  }
}

/// A role need not be listed; when roles are listed at all, every one must be.
std::vector<std::string> read_resources(Loader& loader, MapReader& reader, std::string_view key) {
  std::vector<std::string> found;
  for (YamlNode const* node : reader.word_nodes(key)) {
    if (!loader.protocol.resource_roles.empty()) loader.roles.resolve(*node, loader.faults);
    found.push_back(node->text);
  }
  return found;
}

void read_shared(Loader& loader, MapReader& reader, Service& service) {
  service.label = reader.text("label");
  reader.require("minutes");
  service.minutes = reader.integer("minutes", 5, kMinutesMax).value_or(5);
  service.indicated_when = reader.words("indicated_when");
  service.not_when = reader.words("not_when");
  service.sources = reader.names("sources", loader.sources);
  service.extra_minutes = reader.integer_map("extra_minutes", 0, kMinutesMax);
  service.resources = read_resources(loader, reader, "resources");
  if (service.resources.empty()) loader.faults.add(reader.place(), "a service needs resources");
  service.preparation = reader.text("preparation");
  service.note = reader.optional_text("note");
  service.self_bookable = reader.flag("self_bookable", true);
  read_report_hours(reader, service);
}

Service begin(Loader& loader, MapReader& reader) {
  Service service;
  service.place = reader.place();
  if (YamlNode const* const id = reader.require("id")) {
    loader.services.add(*id, static_cast<Index>(loader.protocol.services.size()), loader.faults);
    service.id = id->text;
  }
  return service;
}

void read_consultation(Loader& loader, YamlNode const& item) {
  MapReader reader(item, "consultation", loader.faults);
  Service service = begin(loader, reader);
  reader.require("specialist");
  service.specialist = reader.name("specialist", loader.specialists).value_or(0);
  read_shared(loader, reader, service);
  reader.finish();
  loader.protocol.services.push_back(std::move(service));
}

void check_panels(Loader& loader, YamlNode const& item, Service const& service) {
  auto const check = [&](auto const& by_panel, std::string_view what) {
    for (auto const& [panel, value] : by_panel) {
      if (std::find(service.panels.begin(), service.panels.end(), panel) != service.panels.end()) {
        continue;
      }
      loader.faults.add(item.place, std::string(what) + " names the unknown panel '" + panel + "'");
    }
  };
  check(service.fasting_by_panel, "fasting_by_panel");
  check(service.report_hours_by_panel, "report_hours_by_panel");
  check(service.panel_labels, "panel_labels");
}

void read_service(Loader& loader, YamlNode const& item) {
  MapReader reader(item, "service", loader.faults);
  Service service = begin(loader, reader);
  read_shared(loader, reader, service);
  service.resources_if_contrast = read_resources(loader, reader, "resources_if_contrast");
  service.panels = reader.words("panels");
  service.panel_labels = reader.text_map("panel_labels");
  service.report_hours_by_panel = reader.integer_map("report_hours_by_panel", 0, kHoursMax);
  service.fasting_by_panel = reader.integer_map("fasting_by_panel", 0, 24);
  service.ionising = reader.flag("ionising", false);
  service.fasting_hours = reader.integer("fasting_hours", 0, 24).value_or(0);
  service.earliest_symptom_day = reader.integer("earliest_symptom_day", 0, 366);
  service.requires_consult_before = reader.flag("requires_consult_before", false);
  service.contraindications = reader.words("contraindications");
  service.cautions = reader.words("cautions");
  service.second_screening = reader.optional_text("second_screening");
  reader.optional("screening");  // read once the findings are known
  read_substitutions(loader, reader, service);
  reader.finish();
  check_panels(loader, item, service);
  loader.protocol.services.push_back(std::move(service));
}

/// Which regions a test without one of its own falls back on.
void read_imaging(Loader& loader) {
  YamlNode const* const node = loader.single("imaging");
  if (node == nullptr) return;
  Protocol& protocol = loader.protocol;
  MapReader reader(*node, "imaging", loader.faults);
  protocol.spine_regions = reader.name_bits("spine_parts", loader.regions);
  protocol.whole_spine = reader.name("whole", loader.regions).value_or(kNoIndex);
  protocol.nerve_test = reader.name("nerve_test", loader.services).value_or(kNoIndex);
  protocol.emg_default = reader.name("nerve_region", loader.regions).value_or(kNoIndex);
  reader.finish();
}

}  // namespace

void read_services(Loader& loader) {
  for (YamlNode const* item : loader.items("resource_roles")) {
    loader.roles.add(*item, static_cast<Index>(loader.protocol.resource_roles.size()),
                     loader.faults);
    loader.protocol.resource_roles.push_back(item->text);
  }
  for (YamlNode const* item : loader.items("consultations")) read_consultation(loader, *item);
  for (YamlNode const* item : loader.items("services")) read_service(loader, *item);
  read_imaging(loader);
}

void read_service_screening(Loader& loader) {
  auto const items = loader.items("services");
  std::size_t const first = loader.protocol.services.size() - items.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i]->is_map()) continue;
    FaultList ignored(loader.protocol.files, 0);
    MapReader reader(*items[i], "service", ignored);
    read_screening(loader, reader, loader.protocol.services[first + i]);
  }
}

}  // namespace plexus::routing
