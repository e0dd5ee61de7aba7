// Edits of resources.
#include "backend/app/admin_resources.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "backend/calendars/recurrence.hpp"
#include "backend/store/catalogue_store.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

/// Stands for a resource that has no key yet; no visit can name it.
constexpr ResourceKey kNoKey{-1};
constexpr days kSearched{402};  // the longest horizon, and what a zone may add
// Dates that one rule may name up to the end of zone data: every day for more than 13 years. Each
// costs some microseconds whenever a calendar is built.
constexpr int kDatesMax = 5000;

std::string numbered(std::string const& list, std::size_t index, std::string const& member) {
  return list + "/" + std::to_string(index) + member;
}

bool knows_site(Catalogue const& catalogue, LocationId const& id) {
  return std::any_of(catalogue.locations.begin(), catalogue.locations.end(),
                     [&](Location const& one) { return one.id == id; });
}

std::set<RoleCode> roles_of(Catalogue const& catalogue) {
  std::set<RoleCode> roles;
  for (auto const& one : catalogue.resources) roles.insert(one.roles.begin(), one.roles.end());
  for (auto const& service : catalogue.services) {
    for (auto const& need : service.requirements) roles.insert(need.role);
    for (auto const& need : service.contrast_requirements) roles.insert(need.role);
  }
  return roles;
}

std::set<RoleCode> roles_needed(Catalogue const& catalogue) {
  Catalogue services;
  services.services = catalogue.services;
  return roles_of(services);
}

bool stands_somewhere(ResourceKind kind) noexcept {
  return kind == ResourceKind::room || kind == ResourceKind::device;
}

/// Faults of every place that the resource names.
std::vector<FieldError> site_faults(Catalogue const& catalogue, Resource const& resource) {
  std::vector<FieldError> faults;
  auto const check = [&](std::optional<LocationId> const& site, std::string const& pointer) {
    if (!site) return;
    if (!knows_site(catalogue, *site)) {
      faults.push_back({pointer, "is not one of our sites"});
    } else if (stands_somewhere(resource.kind) && resource.location != site) {
      faults.push_back({pointer, "is not where it stands"});
    }
  };
  if (stands_somewhere(resource.kind) && !resource.location) {
    faults.push_back({"/location", "is needed: a room or device stands at one site"});
  }
  check(resource.location, "/location");
  for (std::size_t i = 0; i < resource.hours.size(); ++i) {
    check(resource.hours[i].location, numbered("/hours", i, "/location"));
  }
  for (std::size_t i = 0; i < resource.exceptions.size(); ++i) {
    check(resource.exceptions[i].location, numbered("/exceptions", i, "/location"));
  }
  for (std::size_t i = 0; i < resource.recurring.size(); ++i) {
    check(resource.recurring[i].location, numbered("/recurring", i, "/location"));
  }
  return faults;
}

/// A zone in which the rule is read: of its own site, else of the first where the resource works.
Zone const& zone_for(Catalogue const& catalogue, Resource const& resource,
                     RecurringException const& rule) {
  auto site = rule.location ? rule.location : resource.location;
  if (!site && !resource.hours.empty()) site = resource.hours.front().location;
  for (auto const& one : catalogue.locations) {
    if (!site || one.id == *site) return **time::find_zone(one.zone);
  }
  return **time::find_zone("UTC");
}

/// The members as the API names them.
FieldError renamed(FieldError const& field, std::size_t index) {
  static std::map<std::string, std::string> const kNames{
      {"/start", "/first"}, {"/start_minute", "/start"}, {"/end_minute", "/end"}};
  auto const known = kNames.find(field.pointer);
  return {numbered("/recurring", index, known == kNames.end() ? field.pointer : known->second),
          field.detail};
}

/// Tried for the last year there is zone data for: to get there every date before is walked too, so
/// what passes never fails later.
std::vector<FieldError> rule_faults(Catalogue const& catalogue, Resource const& resource) {
  auto const end = floor<days>(time::kZoneDataEnds);
  calendars::DateWindow const last_year{LocalDate{end - kSearched}, LocalDate{end}};
  calendars::ExpansionLimits limits;
  limits.walked_max = kDatesMax;
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < resource.recurring.size(); ++i) {
    auto const& rule = resource.recurring[i];
    auto const dates =
        calendars::expand_exception(rule, last_year, zone_for(catalogue, resource, rule), limits);
    if (dates) continue;
    for (auto const& field : dates.error().fields) faults.push_back(renamed(field, i));
  }
  return faults;
}

std::vector<FieldError> role_faults(Catalogue const& catalogue, Resource const& resource) {
  auto const known = roles_of(catalogue);
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < resource.roles.size(); ++i) {
    if (!known.contains(resource.roles[i])) {
      faults.push_back({numbered("/roles", i, ""), "is a role that no service needs"});
    }
  }
  return faults;
}

Result<void> check(Catalogue const& catalogue, Resource const& resource) {
  auto faults = site_faults(catalogue, resource);
  auto const roles = role_faults(catalogue, resource);
  faults.insert(faults.end(), roles.begin(), roles.end());
  if (!faults.empty()) {
    return Error{Errc::not_bookable, "the clinic cannot be set up like this", std::move(faults)};
  }
  auto rules = rule_faults(catalogue, resource);
  if (!rules.empty()) {
    return Error{Errc::invalid_input, "a recurrence rule cannot be used", std::move(rules)};
  }
  return {};
}

bool has_hours(Resource const& resource) {
  auto const opens = [](auto const& one) { return one.open; };
  return !resource.hours.empty() ||
         std::any_of(resource.exceptions.begin(), resource.exceptions.end(), opens) ||
         std::any_of(resource.recurring.begin(), resource.recurring.end(), opens);
}

std::vector<FieldError> warnings_of(Catalogue const& before, Catalogue const& after,
                                    Resource const& resource) {
  std::vector<FieldError> warnings;
  auto const needed = roles_needed(after);
  for (std::size_t i = 0; i < resource.roles.size(); ++i) {
    if (!needed.contains(resource.roles[i])) {
      warnings.push_back({numbered("/roles", i, ""), "no service needs this role"});
    }
  }
  if (resource.active && !has_hours(resource)) {
    warnings.push_back({"/hours", "it is never open"});
  }
  auto const known = unstaffed(before);
  for (auto const& gap : unstaffed(after)) {
    if (std::find(known.begin(), known.end(), gap) != known.end()) continue;
    warnings.push_back({resource.active ? "/roles" : "/active",
                        "leaves " + gap.first.str() + " without enough of " + gap.second.str()});
  }
  return warnings;
}

}  // namespace

std::vector<std::pair<ServiceCode, RoleCode>> unstaffed(Catalogue const& catalogue) {
  std::map<RoleCode, int> players;
  for (auto const& one : catalogue.resources) {
    if (!one.active) continue;
    for (auto const& role : one.roles) ++players[role];
  }
  std::vector<std::pair<ServiceCode, RoleCode>> gaps;
  for (auto const& service : catalogue.services) {
    if (!service.active) continue;
    for (auto const* needs : {&service.requirements, &service.contrast_requirements}) {
      for (auto const& need : *needs) {
        if (players[need.role] < need.count) gaps.emplace_back(service.code, need.role);
      }
    }
  }
  return gaps;
}

CatalogueEdit new_resource(Resource const& resource) {
  CatalogueEdit edit{
      .part = store::CataloguePart::resource, .id = resource.id.str(), .creates = true};
  edit.apply = [resource](Catalogue& catalogue) -> Result<EditEffect> {
    if (auto const fits = check(catalogue, resource); !fits) return fits.error();
    auto const before = catalogue;
    catalogue.resources.push_back(resource);
    catalogue.resources.back().key = kNoKey;
    return EditEffect{.visits = {}, .warnings = warnings_of(before, catalogue, resource)};
  };
  edit.write = [resource](store::Session& session, Clinic const&) {
    store::insert_resource(session, resource);
  };
  return edit;
}

CatalogueEdit change_resource(Resource const& resource) {
  CatalogueEdit edit{.part = store::CataloguePart::resource, .id = resource.id.str()};
  edit.apply = [resource](Catalogue& catalogue) -> Result<EditEffect> {
    auto const known = std::find_if(catalogue.resources.begin(), catalogue.resources.end(),
                                    [&](Resource const& one) { return one.id == resource.id; });
    if (known == catalogue.resources.end()) {
      return Error{Errc::not_found, "there is no such resource"};
    }
    if (known->kind != resource.kind) {
      return Error{Errc::not_bookable,
                   "the clinic cannot be set up like this",
                   {{"/kind", "cannot be changed; retire it and add another"}}};
    }
    if (auto const fits = check(catalogue, resource); !fits) return fits.error();
    auto const before = catalogue;
    auto const key = known->key;
    *known = resource;
    known->key = key;
    EditEffect effect{.visits = VisitScope{}, .warnings = warnings_of(before, catalogue, resource)};
    effect.visits->resource = key;
    return effect;
  };
  edit.write = [id = resource.id](store::Session& session, Clinic const& edited) {
    store::replace_resource(session, *edited.resource(id));
  };
  return edit;
}

}  // namespace plexus::app
