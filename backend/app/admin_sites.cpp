// Edits of sites.
#include "backend/app/admin_sites.hpp"

#include <algorithm>
#include <set>

#include "backend/calendars/holidays.hpp"
#include "backend/store/catalogue_store.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using store::CataloguePart;

constexpr char const* kUnknownSite = "is not one of our sites";

Error unfit(std::vector<FieldError> faults) {
  return {Errc::not_bookable, "the clinic cannot be set up like this", std::move(faults)};
}

Error no_such_site() {
  return {Errc::not_found, "there is no such site"};
}

Location* find(Catalogue& catalogue, LocationId const& id) {
  auto const found = std::find_if(catalogue.locations.begin(), catalogue.locations.end(),
                                  [&](Location const& one) { return one.id == id; });
  return found == catalogue.locations.end() ? nullptr : &*found;
}

Result<void> check_zone(Location const& location) {
  if (time::find_zone(location.zone)) return {};
  return unfit({{"/zone", "is not the name of a time zone"}});
}

/// Visits of the site that can lie on one of the dates; a day more on both sides covers every zone,
/// two more those that began the days before.
VisitScope visits_on(LocationId const& location, std::vector<Closure> const& dates) {
  auto const [first, last] = std::minmax_element(
      dates.begin(), dates.end(),
      [](Closure const& a, Closure const& b) { return sys_days{a.date} < sys_days{b.date}; });
  VisitScope scope;
  scope.location = location;
  scope.from = Instant{sys_days{first->date} - days{3}};
  scope.to = Instant{sys_days{last->date} + days{3}};
  return scope;
}

/// Puts `closures` in place of those of the site.
void replace_in(Catalogue& catalogue, LocationId const& location,
                std::vector<Closure> const& closures) {
  std::erase_if(catalogue.closures, [&](Closure const& one) { return one.location == location; });
  catalogue.closures.insert(catalogue.closures.end(), closures.begin(), closures.end());
}

std::vector<Closure> closures_of(Catalogue const& catalogue, LocationId const& location) {
  std::vector<Closure> own;
  std::copy_if(catalogue.closures.begin(), catalogue.closures.end(), std::back_inserter(own),
               [&](Closure const& one) { return one.location == location; });
  return own;
}

std::function<void(store::Session&, Clinic const&)> write_closures(LocationId const& location) {
  return [location](store::Session& session, Clinic const& clinic) {
    store::replace_closures(session, location, closures_of(clinic.catalogue(), location));
  };
}

bool has_date(std::vector<Closure> const& closures, LocalDate date) {
  return std::any_of(closures.begin(), closures.end(),
                     [&](Closure const& one) { return one.date == date; });
}

std::vector<FieldError> doubled_dates(std::vector<Closure> const& closures) {
  std::vector<FieldError> faults;
  std::set<LocalDate> seen;
  for (std::size_t i = 0; i < closures.size(); ++i) {
    if (!seen.insert(closures[i].date).second) {
      faults.push_back({"/closures/" + std::to_string(i) + "/date", "is in the list twice"});
    }
  }
  return faults;
}

}  // namespace

CatalogueEdit new_location(Location const& location) {
  CatalogueEdit edit{.part = CataloguePart::location, .id = location.id.str(), .creates = true};
  edit.apply = [location](Catalogue& catalogue) -> Result<EditEffect> {
    if (auto const known = check_zone(location); !known) return known.error();
    catalogue.locations.push_back(location);
    return EditEffect{};
  };
  edit.write = [location](store::Session& session, Clinic const& clinic) {
    auto const last = clinic.catalogue().locations.size() - 1;
    store::insert_location(session, location, static_cast<int>(last));
  };
  return edit;
}

CatalogueEdit change_location(Location const& location) {
  CatalogueEdit edit{.part = CataloguePart::location, .id = location.id.str()};
  edit.apply = [location](Catalogue& catalogue) -> Result<EditEffect> {
    auto* const known = find(catalogue, location.id);
    if (known == nullptr) return no_such_site();
    if (auto const zone = check_zone(location); !zone) return zone.error();
    EditEffect effect;
    // Hours are civil times: in another zone they are other instants.
    if (known->zone != location.zone) {
      effect.visits.emplace();
      effect.visits->location = location.id;
    }
    *known = location;
    return effect;
  };
  edit.write = [location](store::Session& session, Clinic const&) {
    store::replace_location(session, location);
  };
  return edit;
}

CatalogueEdit set_closures(LocationId const& location, std::vector<Closure> const& closures) {
  CatalogueEdit edit{.part = CataloguePart::closures, .id = location.str()};
  edit.apply = [location, closures](Catalogue& catalogue) -> Result<EditEffect> {
    if (find(catalogue, location) == nullptr) return no_such_site();
    if (auto faults = doubled_dates(closures); !faults.empty()) return unfit(std::move(faults));
    auto const before = closures_of(catalogue, location);
    std::vector<Closure> fresh;
    for (auto const& one : closures) {
      if (!has_date(before, one.date)) fresh.push_back(one);
    }
    replace_in(catalogue, location, closures);
    EditEffect effect;
    if (!fresh.empty()) effect.visits = visits_on(location, fresh);
    return effect;
  };
  edit.write = write_closures(location);
  return edit;
}

Result<std::vector<Closure>> read_closures(LocationId const& location, std::string_view file,
                                           Instant now) {
  calendars::HolidayLimits const limits;
  auto const today = std::chrono::floor<days>(now) - days{1};  // wherever the site is
  auto const end =
      std::min(today + days{limits.window_days_max}, std::chrono::floor<days>(time::kZoneDataEnds));
  auto const read = calendars::read_holidays(file, {LocalDate{today}, LocalDate{end}}, limits);
  if (!read.faults.empty()) {
    Error error{Errc::invalid_input, "the calendar file cannot be used; nothing was taken from it"};
    for (auto const& fault : read.faults) {
      error.fields.push_back(
          {fault.line > 0 ? "line " + std::to_string(fault.line) : "file", fault.says});
    }
    return error;
  }
  std::vector<Closure> closures;
  for (auto const& day : read.days) closures.push_back({location, day.date, day.name});
  return closures;
}

CatalogueEdit add_closures(LocationId const& location,
                           std::shared_ptr<ClosureImport> const& import) {
  CatalogueEdit edit{.part = CataloguePart::closures, .id = location.str()};
  edit.apply = [location, import](Catalogue& catalogue) -> Result<EditEffect> {
    if (find(catalogue, location) == nullptr) return no_such_site();
    import->added.clear();  // a transaction that is tried again begins anew
    import->kept.clear();
    auto all = closures_of(catalogue, location);
    for (auto const& one : import->named) {
      auto const known = std::find_if(all.begin(), all.end(),
                                      [&](Closure const& had) { return had.date == one.date; });
      if (known != all.end()) {
        import->kept.push_back(*known);
      } else {
        import->added.push_back(one);
      }
    }
    all.insert(all.end(), import->added.begin(), import->added.end());
    if (all.size() > kClosuresMax) {
      return unfit({{"file", "the site would have more than " + std::to_string(kClosuresMax) +
                                 " closures; take away those of past years"}});
    }
    replace_in(catalogue, location, all);
    EditEffect effect;
    if (!import->added.empty()) effect.visits = visits_on(location, import->added);
    return effect;
  };
  edit.write = write_closures(location);
  return edit;
}

CatalogueEdit set_travel(std::vector<TravelTime> const& travel) {
  CatalogueEdit edit{.part = CataloguePart::travel, .id = std::string(kTravelId)};
  edit.apply = [travel](Catalogue& catalogue) -> Result<EditEffect> {
    std::vector<FieldError> faults;
    std::set<std::pair<LocationId, LocationId>> pairs;
    for (std::size_t i = 0; i < travel.size(); ++i) {
      auto const& one = travel[i];
      auto const pointer = "/travel_times/" + std::to_string(i);
      if (find(catalogue, one.from) == nullptr) faults.push_back({pointer + "/from", kUnknownSite});
      if (find(catalogue, one.to) == nullptr) faults.push_back({pointer + "/to", kUnknownSite});
      if (one.from == one.to) faults.push_back({pointer + "/to", "is the site it begins at"});
      if (!pairs.insert({one.from, one.to}).second) {
        faults.push_back({pointer, "is in the list twice"});
      }
    }
    if (!faults.empty()) return unfit(std::move(faults));
    catalogue.travel = travel;
    return EditEffect{};
  };
  edit.write = [travel](store::Session& session, Clinic const&) {
    store::replace_travel_times(session, travel);
  };
  return edit;
}

}  // namespace plexus::app
