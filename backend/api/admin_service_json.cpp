// Services in and out.
#include "backend/api/admin_service_json.hpp"

#include "backend/api/admin_resource_json.hpp"
#include "backend/api/json_values.hpp"

namespace plexus::api {
namespace {

// Limits, each far above what a real clinic has. Minutes unless the name says otherwise.
constexpr std::int64_t kVisitMost = 720;
constexpr std::int64_t kExtraMost = 240;
constexpr std::int64_t kBufferMost = 240;
constexpr std::int64_t kGridMost = 1440;
constexpr std::int64_t kLeadMost = 43'200;     // thirty days
constexpr std::int64_t kReportMost = 129'600;  // ninety days
constexpr std::int64_t kHorizonDaysMost = 400;
constexpr std::int64_t kReleaseHoursMost = 9600;
constexpr std::int64_t kQuotaMost = 1000;
constexpr std::int64_t kOverbookMost = 20;
constexpr std::int64_t kCountMost = 10;
constexpr std::size_t kListMost = 200;
constexpr std::size_t kNeedsMost = 12;
constexpr std::size_t kWindowsMost = 20;
constexpr std::size_t kPreparationCharsMax = 4000;
constexpr int kDayEnd = 1440;

/// Whole cells: visits begin and end on them.
Minutes read_cells(Reader& reader, std::string_view name, std::int64_t least, std::int64_t most,
                   std::int64_t otherwise) {
  auto const minutes = reader.integer(name, least, most).value_or(otherwise);
  if (minutes % 5 != 0) reader.fault(name, "must be a multiple of 5 minutes");
  return Minutes{minutes};
}

void read_times(Reader& reader, HealthcareService& service) {
  reader.require("minutes");
  service.duration = read_cells(reader, "minutes", 5, kVisitMost, 5);
  service.buffer_before = read_cells(reader, "buffer_before_minutes", 0, kBufferMost, 0);
  service.buffer_after = read_cells(reader, "buffer_after_minutes", 0, kBufferMost, 0);
  service.grid_step = read_cells(reader, "grid_step_minutes", 5, kGridMost, 15);
  service.grid_offset = read_cells(reader, "grid_offset_minutes", 0, kGridMost, 0);
  if (service.grid_offset >= service.grid_step) {
    reader.fault("grid_offset_minutes", "must be less than grid_step_minutes");
  }
  service.lead = Minutes{reader.integer("lead_minutes", 0, kLeadMost).value_or(0)};
  service.horizon_days =
      static_cast<int>(reader.integer("horizon_days", 1, kHorizonDaysMost).value_or(92));
}

/// Minutes by a key, as a list of objects; a key stands once.
template <class Key, class Read>
std::map<Key, Minutes> read_minutes(Reader& reader, std::string_view list, std::string_view member,
                                    std::int64_t least, std::int64_t most, Read const& read) {
  std::map<Key, Minutes> found;
  reader.objects(list, 0, kListMost, [&](Reader& one) {
    one.require(member);
    one.require("minutes");
    auto const key = read(one, member);
    auto const minutes = Minutes{one.integer("minutes", least, most).value_or(least)};
    if (key && !found.emplace(*key, minutes).second) one.fault(member, "is in the list twice");
  });
  return found;
}

void read_lengths(Reader& reader, HealthcareService& service) {
  auto const resource = [](Reader& one, std::string_view name) {
    return one.id<ResourceTag>(name);
  };
  auto const code = [](Reader& one, std::string_view name) { return one.code(name); };
  auto const urgency = [](Reader& one, std::string_view name) { return one.word<Urgency>(name); };
  service.durations = read_minutes<ResourceId>(reader, "practitioner_minutes", "practitioner", 5,
                                               kVisitMost, resource);
  service.extra = read_minutes<std::string>(reader, "extra", "when", 0, kExtraMost, code);
  service.report = read_minutes<Urgency>(reader, "report", "urgency", 0, kReportMost, urgency);
  service.report_by_panel =
      read_minutes<std::string>(reader, "report_by_panel", "panel", 0, kReportMost, code);
  for (auto const& [id, minutes] : service.durations) {
    if (minutes.count() % 5 != 0) {
      reader.fault("practitioner_minutes", "must be multiples of 5 minutes");
    }
  }
  for (auto const& [reason, minutes] : service.extra) {
    if (minutes.count() % 5 != 0) reader.fault("extra", "must be multiples of 5 minutes");
  }
}

std::vector<Requirement> read_needs(Reader& reader, std::string_view list, std::size_t least) {
  std::vector<Requirement> needs;
  reader.objects(list, least, kNeedsMost, [&](Reader& one) {
    Requirement need;
    one.require("role");
    need.role = RoleCode(one.code("role").value_or(""));
    need.count = static_cast<int>(one.integer("count", 1, kCountMost).value_or(1));
    if (!one.is_null("part")) {
      one.object("part", [&](Reader& part) {
        need.part = VisitPart{read_cells(part, "from", 0, kVisitMost, 0),
                              read_cells(part, "minutes", 0, kVisitMost, 0)};
      });
    }
    needs.push_back(std::move(need));
  });
  return needs;
}

Quota read_quota(Reader& reader) {
  Quota quota;
  reader.require("per");
  reader.require("period");
  quota.per = reader.word<QuotaScope>("per").value_or(QuotaScope::practitioner);
  quota.period = reader.word<QuotaPeriod>("period").value_or(QuotaPeriod::day);
  if (!reader.is_null("most")) {
    if (auto const most = reader.integer("most", 0, kQuotaMost))
      quota.most = static_cast<int>(*most);
  }
  bool const by_hours = quota.per == QuotaScope::practitioner && quota.period == QuotaPeriod::day;
  if (!quota.most && !by_hours) {
    reader.fault("most", "is needed, but for a practitioner and a day, where hours tell it");
  }
  quota.kept_percent = static_cast<int>(reader.integer("kept_percent", 0, 100).value_or(0));
  quota.release_hours =
      static_cast<int>(reader.integer("release_hours", 0, kReleaseHoursMost).value_or(0));
  return quota;
}

void read_limits(Reader& reader, HealthcareService& service) {
  reader.objects("quotas", 0, 4, [&](Reader& one) {
    auto const quota = read_quota(one);
    for (auto const& other : service.quotas) {
      if (other.per == quota.per && other.period == quota.period) {
        one.fault("period", "is in the list twice for this scope");
      }
    }
    service.quotas.push_back(quota);
  });
  reader.objects("start_windows", 0, kWindowsMost, [&](Reader& one) {
    StartWindow window;
    one.require("from");
    one.require("to");
    if (!one.is_null("circumstance")) {
      window.circumstance = one.code("circumstance").value_or("");
    }
    window.from_minute = one.civil_time("from").value_or(0);
    window.to_minute = one.civil_time("to", kDayEnd).value_or(kDayEnd);
    if (window.to_minute <= window.from_minute) one.fault("to", "is not after `from`");
    service.start_windows.push_back(std::move(window));
  });
}

template <class Map, class Text>
json::array minutes_json(Map const& map, std::string_view member, Text const& text) {
  json::array list;
  for (auto const& [key, minutes] : map) {
    list.push_back(json::object{{member, text(key)}, {"minutes", minutes.count()}});
  }
  return list;
}

json::array needs_json(std::vector<Requirement> const& needs) {
  json::array list;
  for (auto const& need : needs) {
    json::value part = nullptr;
    if (need.part) {
      part =
          json::object{{"from", need.part->from.count()}, {"minutes", need.part->length.count()}};
    }
    list.push_back(json::object{{"role", need.role.str()}, {"count", need.count}, {"part", part}});
  }
  return list;
}

json::array quotas_json(std::vector<Quota> const& quotas) {
  json::array list;
  for (auto const& one : quotas) {
    list.push_back(json::object{{"per", to_word(one.per)},
                                {"period", to_word(one.period)},
                                {"most", one.most ? json::value(*one.most) : json::value(nullptr)},
                                {"kept_percent", one.kept_percent},
                                {"release_hours", one.release_hours}});
  }
  return list;
}

json::array windows_json(std::vector<StartWindow> const& windows) {
  json::array list;
  for (auto const& one : windows) {
    list.push_back(json::object{{"circumstance", text_or_null(one.circumstance)},
                                {"from", civil_time_text(one.from_minute)},
                                {"to", civil_time_text(one.to_minute)}});
  }
  return list;
}

}  // namespace

HealthcareService read_service(Reader& reader) {
  HealthcareService service;
  service.name = reader.required_name("name", kNameCharsMax);
  if (!reader.is_null("specialty")) {
    if (auto const word = reader.code("specialty")) service.specialty = SpecialtyCode(*word);
  }
  read_times(reader, service);
  read_lengths(reader, service);
  reader.require("resources");
  service.requirements = read_needs(reader, "resources", 1);
  service.contrast_requirements = read_needs(reader, "contrast_resources", 0);
  if (!reader.is_null("reported_by")) {
    service.reported_by = reader.id<ResourceTag>("reported_by");
  }
  read_limits(reader, service);
  service.overbook_max =
      static_cast<int>(reader.integer("overbook_max", 0, kOverbookMost).value_or(0));
  if (!reader.is_null("preparation")) {
    service.preparation = reader.text("preparation", kPreparationCharsMax).value_or("");
  }
  service.self_bookable = reader.flag("self_bookable").value_or(true);
  service.bookable_without_intake = reader.flag("bookable_without_intake").value_or(false);
  service.active = reader.flag("active").value_or(true);
  return service;
}

json::object service_json(HealthcareService const& service) {
  auto const same = [](std::string const& word) { return word; };
  json::object out{
      {"id", service.code.str()},
      {"name", service.name},
      {"specialty", service.specialty ? json::value(service.specialty->str()) : nullptr},
      {"minutes", service.duration.count()},
      {"practitioner_minutes", minutes_json(service.durations, "practitioner",
                                            [](ResourceId const& id) { return id.text(); })},
      {"extra", minutes_json(service.extra, "when", same)},
      {"buffer_before_minutes", service.buffer_before.count()},
      {"buffer_after_minutes", service.buffer_after.count()},
      {"grid_step_minutes", service.grid_step.count()},
      {"grid_offset_minutes", service.grid_offset.count()},
      {"lead_minutes", service.lead.count()},
      {"horizon_days", service.horizon_days},
      {"resources", needs_json(service.requirements)},
      {"contrast_resources", needs_json(service.contrast_requirements)},
      {"report",
       minutes_json(service.report, "urgency", [](Urgency urgency) { return to_word(urgency); })},
      {"report_by_panel", minutes_json(service.report_by_panel, "panel", same)},
      {"reported_by", service.reported_by ? json::value(service.reported_by->text()) : nullptr},
      {"quotas", quotas_json(service.quotas)},
      {"start_windows", windows_json(service.start_windows)},
      {"overbook_max", service.overbook_max},
      {"preparation", text_or_null(service.preparation)},
      {"self_bookable", service.self_bookable},
      {"bookable_without_intake", service.bookable_without_intake},
      {"active", service.active}};
  return out;
}

}  // namespace plexus::api
