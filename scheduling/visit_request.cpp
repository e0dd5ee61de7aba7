// A service of the catalogue becomes a visit to look for.
#include "scheduling/visit_request.hpp"

#include <algorithm>

namespace plexus::scheduling {
namespace {

/// Adds to a role that is already there, so that pools are asked once.
void require(std::vector<Requirement>& requirements, Requirement const& more) {
  auto const same = std::find_if(
      requirements.begin(), requirements.end(),
      [&](Requirement const& r) { return r.role == more.role && r.part == more.part; });
  if (same == requirements.end()) {
    requirements.push_back(more);
  } else {
    same->count += more.count;
  }
}

}  // namespace

VisitRequest request_for(HealthcareService const& service, VisitDetails const& details) {
  auto const extra = [&](std::string const& key) {
    auto const found = service.extra.find(key);
    return found == service.extra.end() ? Minutes{0} : found->second;
  };
  auto const among_circumstances = [&](std::string const& key) {
    auto const& listed = details.circumstances;
    return std::find(listed.begin(), listed.end(), key) != listed.end();
  };
  Minutes circumstances{0};
  for (std::string const& key : details.circumstances) circumstances += extra(key);
  Minutes longer = extra(details.region.str()) + std::max(circumstances, details.guard_minutes);
  if (details.contrast) longer += extra("contrast");

  VisitRequest request;
  request.duration = service.duration + longer;
  for (auto const& [who, duration] : service.durations) {
    if (duration != service.duration) request.durations.emplace(who, duration + longer);
  }
  request.buffer_before = service.buffer_before;
  request.buffer_after = service.buffer_after;
  request.grid = {service.grid_step, service.grid_offset};
  for (Requirement const& r : service.requirements) require(request.requirements, r);
  if (details.contrast) {
    for (Requirement const& r : service.contrast_requirements) require(request.requirements, r);
  }
  for (StartWindow const& window : service.start_windows) {
    if (window.circumstance.empty() || among_circumstances(window.circumstance)) {
      request.start_windows.push_back(window);
    }
  }
  request.overbook_max = service.overbook_max;
  request.location = details.location;
  request.practitioner = details.practitioner;
  request.from = details.from;
  request.to = details.to;
  request.earliest = details.now + service.lead;
  request.latest = details.now + Hours{24} * service.horizon_days;
  return request;
}

}  // namespace plexus::scheduling
