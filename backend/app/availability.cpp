// From a wish to a request.
#include "backend/app/availability.hpp"

#include <algorithm>
#include <cassert>

#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

void check_details(HealthcareService const& service, ProtocolShelf const& protocols,
                   Wish const& wish, std::string const& pointer, std::vector<FieldError>& faults) {
  if (!wish.region.empty() && (!protocols.knows_region(wish.region) || service.specialty)) {
    faults.push_back({pointer + "/region", "is not a region of this service"});
  }
  if (wish.contrast && !service.extra.contains("contrast")) {
    faults.push_back({pointer + "/contrast", "is not given with this service"});
  }
}

}  // namespace

Instant last_bookable() {
  return time::kZoneDataEnds;
}

Result<void> check_wish(Clinic const& clinic, ProtocolShelf const& protocols, Wish const& wish,
                        std::string const& pointer) {
  std::vector<FieldError> faults;
  auto const* service = clinic.service(wish.service);
  if (service == nullptr || !service->active) {
    faults.push_back({pointer + "/service", "is not a service we offer"});
  }
  if (service != nullptr) check_details(*service, protocols, wish, pointer, faults);
  if (wish.location && clinic.location(*wish.location) == nullptr) {
    faults.push_back({pointer + "/location", "is not one of our sites"});
  }
  if (wish.practitioner) {
    auto const* person = clinic.resource(*wish.practitioner);
    if (person == nullptr || !person->active || person->kind != ResourceKind::practitioner) {
      faults.push_back({pointer + "/practitioner", "is not one of our practitioners"});
    }
  }
  if (!faults.empty()) {
    return Error{Errc::not_bookable, "the request names something we do not have", faults};
  }
  return {};
}

scheduling::VisitRequest visit_request(Clinic const& clinic, Wish const& wish, Instant now,
                                       Interval within) {
  auto const* service = clinic.service(wish.service);
  assert(service != nullptr);
  auto request = scheduling::request_for(*service, {.region = wish.region,
                                                    .contrast = wish.contrast,
                                                    .circumstances = {},
                                                    .location = wish.location,
                                                    .practitioner = wish.practitioner,
                                                    .now = now,
                                                    .from = within.start,
                                                    .to = within.end});
  request.latest = std::min(request.latest, last_bookable());
  return request;
}

}  // namespace plexus::app
