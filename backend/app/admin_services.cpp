// Edits of services.
#include "backend/app/admin_services.hpp"

#include <algorithm>
#include <memory>

#include "backend/app/admin_resources.hpp"
#include "backend/app/quotas.hpp"
#include "backend/store/catalogue_store.hpp"
#include "scheduling/limits.hpp"

namespace plexus::app {
namespace {

/// The longest time one visit may take of a resource, buffers included: two days.
constexpr Minutes kTakenMax{2880};

using Faults = std::vector<FieldError>;

std::string numbered(std::string const& list, std::size_t index, std::string const& member) {
  return list + "/" + std::to_string(index) + member;
}

Resource const* find(Catalogue const& catalogue, ResourceId const& id) {
  auto const found = std::find_if(catalogue.resources.begin(), catalogue.resources.end(),
                                  [&](Resource const& one) { return one.id == id; });
  return found == catalogue.resources.end() ? nullptr : &*found;
}

HealthcareService* find(Catalogue& catalogue, ServiceCode const& code) {
  auto const found = std::find_if(catalogue.services.begin(), catalogue.services.end(),
                                  [&](HealthcareService const& one) { return one.code == code; });
  return found == catalogue.services.end() ? nullptr : &*found;
}

void check_people(Catalogue const& catalogue, HealthcareService const& service, Faults& faults) {
  for (auto const& [id, minutes] : service.durations) {
    auto const* person = find(catalogue, id);
    if (person != nullptr && person->kind == ResourceKind::practitioner) continue;
    faults.push_back(
        {"/practitioner_minutes", "names " + id.str() + ", who is not one of our practitioners"});
  }
  if (service.reported_by && find(catalogue, *service.reported_by) == nullptr) {
    faults.push_back({"/reported_by", "is not one of our resources"});
  }
}

void check_specialty(Catalogue const& catalogue, HealthcareService const& service, Faults& faults) {
  if (!service.specialty) return;
  for (auto const& other : catalogue.services) {
    if (other.code == service.code || other.specialty != service.specialty) continue;
    faults.push_back({"/specialty", "has its consultation already: " + other.code.str()});
  }
}

void check_length(HealthcareService const& service, Faults& faults) {
  auto shortest = service.duration;
  auto longest = service.duration;
  for (auto const& [id, minutes] : service.durations) {
    shortest = std::min(shortest, minutes);
    longest = std::max(longest, minutes);
  }
  for (auto const& [reason, minutes] : service.extra) longest += minutes;
  if (longest + service.buffer_before + service.buffer_after > kTakenMax) {
    faults.push_back({"/extra", "makes the longest visit longer than two days"});
  }
  auto const check_parts = [&](std::vector<Requirement> const& needs, std::string const& list) {
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (!needs[i].part || needs[i].part->from < shortest) continue;
      faults.push_back({numbered(list, i, "/part/from"), "begins after the end of the visit"});
    }
  };
  check_parts(service.requirements, "/resources");
  check_parts(service.contrast_requirements, "/contrast_resources");
}

void check_count(HealthcareService const& service, Faults& faults) {
  int count = 0;
  for (auto const* needs : {&service.requirements, &service.contrast_requirements}) {
    for (auto const& need : *needs) count += need.count;
  }
  int const most = scheduling::Limits{}.resources_per_visit_max;
  if (count <= most) return;
  faults.push_back({"/resources", "one visit takes at most " + std::to_string(most) +
                                      " resources, those for contrast counted too"});
}

Result<void> check(Catalogue const& catalogue, HealthcareService const& service) {
  Faults faults;
  check_people(catalogue, service, faults);
  check_specialty(catalogue, service, faults);
  check_length(service, faults);
  check_count(service, faults);
  if (faults.empty()) return {};
  return Error{Errc::not_bookable, "the clinic cannot be set up like this", std::move(faults)};
}

/// Roles that nobody plays, or too few, by their places in the body.
Faults warnings_of(Catalogue const& catalogue, HealthcareService const& service) {
  Faults warnings;
  auto const gaps = unstaffed(catalogue);
  auto const look = [&](std::vector<Requirement> const& needs, std::string const& list) {
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (std::find(gaps.begin(), gaps.end(), std::pair(service.code, needs[i].role)) ==
          gaps.end()) {
        continue;
      }
      warnings.push_back({numbered(list, i, "/role"),
                          "not enough active resources play this role; no time will be free"});
    }
  };
  look(service.requirements, "/resources");
  look(service.contrast_requirements, "/contrast_resources");
  return warnings;
}

}  // namespace

CatalogueEdit new_service(HealthcareService const& service) {
  CatalogueEdit edit{
      .part = store::CataloguePart::service, .id = service.code.str(), .creates = true};
  edit.apply = [service](Catalogue& catalogue) -> Result<EditEffect> {
    if (find(catalogue, service.code) != nullptr) {
      return Error{Errc::not_bookable,
                   "the clinic cannot be set up like this",
                   {{"/id", "is a service already; put the change to its own address"}}};
    }
    if (auto const fits = check(catalogue, service); !fits) return fits.error();
    catalogue.services.push_back(service);
    return EditEffect{.visits = {}, .warnings = warnings_of(catalogue, service)};
  };
  edit.write = [service](store::Session& session, Clinic const& edited) {
    auto const last = edited.catalogue().services.size() - 1;
    store::insert_service(session, service, static_cast<int>(last));
  };
  return edit;
}

CatalogueEdit change_service(HealthcareService const& service, Instant now) {
  CatalogueEdit edit{.part = store::CataloguePart::service, .id = service.code.str()};
  auto const recount = std::make_shared<bool>(false);
  edit.apply = [service, recount](Catalogue& catalogue) -> Result<EditEffect> {
    auto* const known = find(catalogue, service.code);
    if (known == nullptr) return Error{Errc::not_found, "there is no such service"};
    if (auto const fits = check(catalogue, service); !fits) return fits.error();
    EditEffect effect;
    // Visits that are booked keep the time and the resources they have; only a service that is no
    // longer offered has no place for them.
    if (known->active && !service.active) {
      effect.visits.emplace();
      effect.visits->service = service.code;
    }
    *recount = known->quotas != service.quotas;
    *known = service;
    effect.warnings = warnings_of(catalogue, service);
    return effect;
  };
  edit.write = [service, recount, now](store::Session& session, Clinic const& edited) {
    store::replace_service(session, service);
    if (*recount) recount_places(session, edited, service.code, now);
  };
  return edit;
}

}  // namespace plexus::app
