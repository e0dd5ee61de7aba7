// Resources in and out. A stretch without times is a whole day.
#include "backend/api/admin_resource_json.hpp"

#include <array>
#include <cstdio>

#include "backend/api/json_values.hpp"

namespace plexus::api {
namespace {

// Limits, each far above what a real clinic has.
constexpr std::size_t kRolesMax = 10;
constexpr std::size_t kLanguagesMax = 10;
constexpr std::size_t kLanguageCharsMax = 35;
constexpr std::int64_t kCapacityMax = 100;
constexpr std::int64_t kOverbookMax = 20;
constexpr std::size_t kHoursMax = 60;
constexpr std::size_t kExceptionsMax = 400;
constexpr std::size_t kRecurringMax = 20;
constexpr std::size_t kRuleCharsMax = 400;
constexpr std::size_t kExceptMax = 400;
constexpr std::size_t kExceptCharsMax = 16;
constexpr std::size_t kReasonCharsMax = 200;
constexpr std::size_t kTraitsMax = 30;
constexpr int kDayEnd = 1440;

constexpr std::array<std::string_view, 7> kDays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

std::optional<LocationId> read_site(Reader& reader) {
  if (reader.is_null("location")) return std::nullopt;
  return reader.id<LocationTag>("location");
}

std::optional<LocalDate> read_date_or_null(Reader& reader, std::string_view name) {
  if (reader.is_null(name)) return std::nullopt;
  return reader.date(name);
}

struct Stretch {
  int start = 0;
  int end = 0;
};

/// Both times or none. An end before the start is on the next day.
Stretch read_stretch(Reader& reader) {
  bool const from = reader.has("start") && !reader.is_null("start");
  bool const to = reader.has("end") && !reader.is_null("end");
  reader.is_null("start");  // both are known members, also where they are null
  reader.is_null("end");
  if (!from && !to) return {};
  if (from != to) {
    reader.fault(from ? "end" : "start", "is missing: give both times, or none for a whole day");
    return {};
  }
  auto const start = reader.civil_time("start");
  auto const end = reader.civil_time("end", kDayEnd);
  if (start && end && *start == *end) reader.fault("end", "is the same as the start");
  return {start.value_or(0), end.value_or(0)};
}

WeeklyHours read_hours(Reader& reader) {
  WeeklyHours hours;
  for (char const* const member : {"location", "day", "start", "end"}) reader.require(member);
  hours.location = reader.id<LocationTag>("location").value_or(LocationId{});
  auto const day = reader.word_of("day", {"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
  for (unsigned i = 0; i < kDays.size(); ++i) {
    if (day && *day == kDays[i]) hours.day = std::chrono::weekday(i);
  }
  auto const stretch = read_stretch(reader);
  hours.start_minute = stretch.start;
  hours.end_minute = stretch.end;
  hours.valid_from = read_date_or_null(reader, "valid_from");
  hours.valid_to = read_date_or_null(reader, "valid_to");
  if (hours.valid_from && hours.valid_to && *hours.valid_to < *hours.valid_from) {
    reader.fault("valid_to", "is before valid_from");
  }
  return hours;
}

DateException read_exception(Reader& reader) {
  DateException exception;
  reader.require("date");
  reader.require("open");
  exception.date = reader.date("date").value_or(LocalDate{});
  exception.location = read_site(reader);
  exception.open = reader.flag("open").value_or(false);
  auto const stretch = read_stretch(reader);
  exception.start_minute = stretch.start;
  exception.end_minute = stretch.end;
  return exception;
}

RecurringException read_recurring(Reader& reader) {
  RecurringException rule;
  for (char const* const member : {"first", "rule", "open"}) reader.require(member);
  rule.start = reader.date("first").value_or(LocalDate{});
  rule.rule = reader.text("rule", kRuleCharsMax).value_or("");
  rule.except = reader.texts("except", 0, kExceptMax, kExceptCharsMax);
  rule.location = read_site(reader);
  rule.open = reader.flag("open").value_or(false);
  auto const stretch = read_stretch(reader);
  rule.start_minute = stretch.start;
  rule.end_minute = stretch.end;
  if (!reader.is_null("note")) rule.note = reader.text("note", kReasonCharsMax).value_or("");
  return rule;
}

/// A value such as female, step_free or 3t.
bool is_trait_value(std::string_view text) noexcept {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.-") ==
         std::string_view::npos;
}

Trait read_trait(Reader& reader) {
  reader.require("key");
  Trait trait{reader.code("key").value_or(""), reader.required_name("value", kWordCharsMax)};
  if (!is_trait_value(trait.value)) {
    reader.fault("value", "must have small letters, digits, '_', '.' and '-' only");
  }
  if (trait.key == "language") reader.fault("key", "languages stand in the list `languages`");
  return trait;
}

void read_times(Reader& reader, Resource& resource) {
  reader.objects("hours", 0, kHoursMax,
                 [&](Reader& one) { resource.hours.push_back(read_hours(one)); });
  reader.objects("exceptions", 0, kExceptionsMax,
                 [&](Reader& one) { resource.exceptions.push_back(read_exception(one)); });
  reader.objects("recurring", 0, kRecurringMax,
                 [&](Reader& one) { resource.recurring.push_back(read_recurring(one)); });
}

/// Absent and null are the same: nothing said.
template <class T>
json::value or_null(std::optional<T> const& value, auto const& text) {
  return value ? json::value(text(*value)) : json::value(nullptr);
}

json::value site_json(std::optional<LocationId> const& site) {
  return or_null(site, [](LocationId const& id) { return id.text(); });
}

json::value date_json(std::optional<LocalDate> const& date) {
  return or_null(date, [](LocalDate day) { return json::string(format_date(day)); });
}

void add_stretch(json::object& object, int start, int end) {
  bool const whole_day = start == 0 && end == 0;
  object["start"] = whole_day ? json::value(nullptr) : json::value(civil_time_text(start));
  object["end"] = whole_day ? json::value(nullptr) : json::value(civil_time_text(end));
}

json::object hours_json(WeeklyHours const& hours) {
  json::object object{{"location", hours.location.text()},
                      {"day", kDays.at(hours.day.c_encoding())},
                      {"start", civil_time_text(hours.start_minute)},
                      {"end", civil_time_text(hours.end_minute)},
                      {"valid_from", date_json(hours.valid_from)},
                      {"valid_to", date_json(hours.valid_to)}};
  return object;
}

json::object exception_json(DateException const& exception) {
  json::object object{{"date", format_date(exception.date)},
                      {"location", site_json(exception.location)},
                      {"open", exception.open}};
  add_stretch(object, exception.start_minute, exception.end_minute);
  return object;
}

json::object recurring_json(RecurringException const& rule) {
  json::object object{{"first", format_date(rule.start)},
                      {"rule", rule.rule},
                      {"except", words_json(rule.except)},
                      {"location", site_json(rule.location)},
                      {"open", rule.open},
                      {"note", text_or_null(rule.note)}};
  add_stretch(object, rule.start_minute, rule.end_minute);
  return object;
}

template <class T, class Write>
json::array list_json(std::vector<T> const& values, Write const& write) {
  json::array list;
  for (auto const& one : values) list.push_back(write(one));
  return list;
}

}  // namespace

std::string civil_time_text(int minute) {
  std::array<char, 8> text{};
  int const length =
      std::snprintf(text.data(), text.size(), "%02d:%02d", (minute / 60) % 25, minute % 60);
  return {text.data(), static_cast<std::size_t>(length)};
}

Resource read_resource(Reader& reader) {
  Resource resource;
  for (char const* const member : {"kind", "roles"}) reader.require(member);
  auto const kind = reader.word_of("kind", {"practitioner", "staff", "room", "device"});
  if (kind) resource.kind = *from_word<ResourceKind>(*kind);
  resource.name = reader.required_name("name", kNameCharsMax);
  for (auto const& role : reader.codes("roles", 1, kRolesMax)) resource.roles.emplace_back(role);
  resource.location = read_site(reader);
  resource.languages = reader.texts("languages", 0, kLanguagesMax, kLanguageCharsMax);
  for (std::size_t i = 0; i < resource.languages.size(); ++i) {
    bool const tag =
        resource.languages[i].find_first_not_of(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string::npos;
    if (!tag) reader.fault("languages", "has an entry that is no language tag (BCP 47)");
  }
  resource.capacity = static_cast<int>(reader.integer("capacity", 1, kCapacityMax).value_or(1));
  resource.overbook_max =
      static_cast<int>(reader.integer("overbook_max", 0, kOverbookMax).value_or(0));
  resource.active = reader.flag("active").value_or(true);
  read_times(reader, resource);
  std::vector<Trait> traits;
  reader.objects("traits", 0, kTraitsMax, [&](Reader& one) {
    auto trait = read_trait(one);
    for (auto const& other : traits) {
      if (other == trait) one.fault("value", "is in the list twice");
    }
    traits.push_back(std::move(trait));
  });
  resource.traits = std::move(traits);
  return resource;
}

json::object resource_json(Resource const& resource) {
  json::array roles;
  for (auto const& role : resource.roles) roles.emplace_back(role.str());
  return {{"id", resource.id.text()},
          {"kind", to_word(resource.kind)},
          {"name", resource.name},
          {"roles", std::move(roles)},
          {"location", site_json(resource.location)},
          {"languages", words_json(resource.languages)},
          {"capacity", resource.capacity},
          {"overbook_max", resource.overbook_max},
          {"active", resource.active},
          {"hours", list_json(resource.hours, hours_json)},
          {"exceptions", list_json(resource.exceptions, exception_json)},
          {"recurring", list_json(resource.recurring, recurring_json)},
          {"traits", list_json(resource.traits, [](Trait const& one) {
             return json::object{{"key", one.key}, {"value", one.value}};
           })}};
}

}  // namespace plexus::api
