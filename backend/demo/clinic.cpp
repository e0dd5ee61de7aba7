// The two sites, the days they close, and the parts put together.
#include "backend/demo/clinic.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "backend/demo/clinic_parts.hpp"
#include "backend/demo/services.hpp"

namespace plexus::demo {
namespace {

using std::chrono::month;
using std::chrono::sys_days;

constexpr int kHolidaysAhead = 400;  // more than any service can be booked ahead

struct Holiday {
  unsigned month;
  unsigned day;
  char const* name;
};

/// Holidays that fall on the same date each year; a demonstration needs no moving feasts.
constexpr Holiday kHolidays[]{{1, 1, "New Year's Day"},
                              {5, 1, "Labour Day"},
                              {10, 3, "Autumn holiday"},
                              {12, 25, "Winter holiday"},
                              {12, 26, "Second winter holiday"}};

/// Numbers of +49 30 23125 are kept free for films and examples; they reach nobody.
std::vector<Location> sites(NewId const& new_id) {
  return {{.id = LocationId(new_id()),
           .name = "Plexus Clinic Riverside",
           .zone = "Europe/Berlin",
           .address = "4 Ferry Walk, 00001 Exampleford",
           .phone = "+49 30 23125 010"},
          {.id = LocationId(new_id()),
           .name = "Plexus Clinic Hillside",
           .zone = "Europe/Berlin",
           .address = "27 Orchard Rise, 00002 Exampleford",
           .phone = "+49 30 23125 020"}};
}

bool works_at(Resource const& resource, LocationId const& site) {
  return std::any_of(resource.hours.begin(), resource.hours.end(),
                     [&](WeeklyHours const& hours) { return hours.location == site; });
}

/// The people of the first site who work every day, and what they need for it.
bool works_on_holidays(Resource const& resource) {
  static constexpr std::string_view roles[]{"therapist", "neurologist", "phlebotomist",
                                            "consulting_room", "blood_draw_chair"};
  return std::any_of(std::begin(roles), std::end(roles),
                     [&](std::string_view role) { return resource.roles.front().str() == role; });
}

}  // namespace

std::vector<Closure> holidays(LocalDate from, int days) {
  std::vector<Closure> found;
  for (int ahead = 0; ahead < days; ++ahead) {
    LocalDate const date{sys_days{from} + std::chrono::days{ahead}};
    for (auto const& [month_number, day, name] : kHolidays) {
      if (date.month() == month(month_number) && date.day() == std::chrono::day(day)) {
        found.push_back({{}, date, name});
      }
    }
  }
  return found;
}

Catalogue clinic_catalogue(routing::Protocol const& protocol, LocalDate today,
                           NewId const& new_id) {
  Catalogue catalogue;
  catalogue.locations = sites(new_id);
  catalogue.services = services_from(protocol);
  ClinicParts parts(catalogue.locations[0].id, catalogue.locations[1].id, today, new_id);
  add_practitioners(parts);
  add_staff(parts);
  add_rooms_and_devices(parts);
  catalogue.resources = parts.take();
  add_policies(catalogue);
  // Hillside closes as a whole. Riverside stays open for what cannot wait, so there the others have
  // the day off one by one.
  for (Closure closure : holidays(today, kHolidaysAhead)) {
    closure.location = parts.hillside;
    for (auto& resource : catalogue.resources) {
      if (works_on_holidays(resource) || !works_at(resource, parts.riverside)) continue;
      resource.exceptions.push_back({parts.riverside, closure.date, false, 0, 0});
    }
    catalogue.closures.push_back(std::move(closure));
  }
  return catalogue;
}

}  // namespace plexus::demo
