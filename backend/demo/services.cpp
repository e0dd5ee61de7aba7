// Protocol services with the demonstration's working values.
#include "backend/demo/services.hpp"

#include <algorithm>
#include <string_view>

namespace plexus::demo {
namespace {

/// Units: minutes.
struct Working {
  std::string_view code;
  int grid = 15;
  int after = 0;  // to write notes, air the room, move the next person in
  int lead = 60;
};

/// Visit and buffer together fill whole steps of the grid, so that a day can be booked without
/// odd minutes in between. Notice is short throughout: a plan of several visits within 24 hours has
/// to be possible.
constexpr Working kWorking[]{
    {"consultation_therapist", 15, 5, 60},         // 20 + 5 in every half hour
    {"consultation_neurologist", 15, 5, 60},       // 45 minutes each
    {"consultation_orthopedist", 20, 5, 60},       // 35 of 40
    {"consultation_neurosurgeon", 15, 5, 60},      // 45
    {"consultation_vascular_surgeon", 20, 5, 60},  // 35 of 40
    {"consultation_manual_therapist", 10, 5, 60},  // 50
    {"clinical_blood_test", 10, 0, 30},
    {"biochemical_blood_test", 10, 0, 30},
    {"spine_radiography", 15, 0, 120},
    {"mri", 10, 5, 120},                     // 50: the next person is asked about metal
    {"ct", 15, 5, 120},                      // 25 of 30
    {"soft_tissue_ultrasound", 15, 5, 120},  // 30
    {"emg", 30, 0, 120},
};

/// What a protocol adds later is bookable at once, on ordinary values.
Working working_of(std::string_view code) {
  auto const* const found = std::find_if(std::begin(kWorking), std::end(kWorking),
                                         [&](Working const& one) { return one.code == code; });
  return found == std::end(kWorking) ? Working{code} : *found;
}

/// A role named twice is one requirement of two.
std::vector<Requirement> requirements_of(std::vector<std::string> const& roles) {
  std::vector<Requirement> needs;
  for (auto const& role : roles) {
    auto const same = std::find_if(needs.begin(), needs.end(), [&](Requirement const& need) {
      return need.role.str() == role;
    });
    if (same == needs.end()) {
      needs.push_back({RoleCode(role), 1});
    } else {
      ++same->count;
    }
  }
  return needs;
}

HealthcareService service_from(routing::Protocol const& protocol, routing::Service const& from) {
  Working const working = working_of(from.id);
  HealthcareService service;
  service.code = ServiceCode(from.id);
  service.name = from.label;
  if (from.is_consultation()) {
    service.specialty = SpecialtyCode(protocol.specialists[from.specialist].id);
  }
  service.duration = Minutes{from.minutes};
  for (auto const& [reason, minutes] : from.extra_minutes) {
    service.extra.emplace(reason, Minutes{minutes});
  }
  service.buffer_after = Minutes{working.after};
  service.grid_step = Minutes{working.grid};
  service.lead = Minutes{working.lead};
  service.requirements = requirements_of(from.resources);
  service.contrast_requirements = requirements_of(from.resources_if_contrast);
  for (auto const& [urgency, hours] : from.report_hours) {
    service.report.emplace(urgency, Hours{hours});
  }
  for (auto const& [panel, hours] : from.report_hours_by_panel) {
    service.report_by_panel.emplace(panel, Hours{hours});
  }
  service.preparation = from.preparation;
  service.self_bookable = from.self_bookable;
  service.bookable_without_intake = from.id == "consultation_therapist";
  return service;
}

/// A visit may stand among the consultations and among the tests: the first entry says what it is,
/// a later one adds what only tests have.
void complete(HealthcareService& service, HealthcareService const& more) {
  if (!service.specialty) service.specialty = more.specialty;
  service.extra.insert(more.extra.begin(), more.extra.end());
  service.report.insert(more.report.begin(), more.report.end());
  service.report_by_panel.insert(more.report_by_panel.begin(), more.report_by_panel.end());
}

}  // namespace

std::vector<HealthcareService> services_from(routing::Protocol const& protocol) {
  std::vector<HealthcareService> services;
  for (auto const& from : protocol.services) {
    auto service = service_from(protocol, from);
    auto const same =
        std::find_if(services.begin(), services.end(),
                     [&](HealthcareService const& one) { return one.code == service.code; });
    if (same == services.end()) {
      services.push_back(std::move(service));
    } else {
      complete(*same, service);
    }
  }
  return services;
}

}  // namespace plexus::demo
