// What the demonstration clinic has decided about its services beyond what the protocol says: who
// needs longer, what is kept for urgent cases, which hours a report is made in. A clinic would set
// these itself; here every kind of rule has one example.
#include <algorithm>
#include <string_view>

#include "backend/demo/clinic_parts.hpp"

namespace plexus::demo {
namespace {

/// Both reporting units work thirteen hours, every day: a day of a report is that long.
constexpr int kReportingHours = 13;

HealthcareService* find(Catalogue& catalogue, std::string_view code) {
  auto const at =
      std::find_if(catalogue.services.begin(), catalogue.services.end(),
                   [&](HealthcareService const& service) { return service.code.str() == code; });
  return at == catalogue.services.end() ? nullptr : &*at;
}

ResourceId id_of(Catalogue const& catalogue, std::string_view name) {
  auto const at = std::find_if(catalogue.resources.begin(), catalogue.resources.end(),
                               [&](Resource const& resource) { return resource.name == name; });
  return at == catalogue.resources.end() ? ResourceId{} : at->id;
}

/// Report times of the protocol are real time; in the unit's hours a day has fewer. What is asked
/// for within 24 hours is reported at once, and keeps its hours.
void report_by(HealthcareService& service, ResourceId const& unit) {
  service.reported_by = unit;
  auto const scaled = [](Minutes real) {
    return Minutes{(real.count() * kReportingHours + 23) / 24};
  };
  for (auto& [level, minutes] : service.report) {
    if (level != Urgency::asap) minutes = scaled(minutes);
  }
  for (auto& [panel, minutes] : service.report_by_panel) minutes = scaled(minutes);
}

void add_reports(Catalogue& catalogue) {
  auto const imaging = id_of(catalogue, kImagingReports);
  auto const laboratory = id_of(catalogue, kLaboratoryReports);
  for (char const* const code : {"mri", "ct", "spine_radiography", "soft_tissue_ultrasound"}) {
    if (auto* service = find(catalogue, code)) report_by(*service, imaging);
  }
  for (char const* const code : {"clinical_blood_test", "biochemical_blood_test"}) {
    if (auto* service = find(catalogue, code)) report_by(*service, laboratory);
  }
}

void add_quotas(Catalogue& catalogue) {
  constexpr auto kPractitioner = QuotaScope::practitioner;
  constexpr auto kDay = QuotaPeriod::day;
  // A fifth of each neurologist's day, and a tenth of each scanner's, waits for urgent cases.
  if (auto* service = find(catalogue, "consultation_neurologist")) {
    service->quotas = {{kPractitioner, kDay, std::nullopt, 20, 24}};
  }
  if (auto* service = find(catalogue, "mri")) {
    service->quotas = {{kPractitioner, kDay, std::nullopt, 10, 24}};
  }
  // Treating is hard work: at most so many a day and a week.
  if (auto* service = find(catalogue, "consultation_manual_therapist")) {
    service->quotas = {{kPractitioner, kDay, 8, 0, 0},
                       {kPractitioner, QuotaPeriod::week, 36, 0, 0}};
  }
  if (auto* service = find(catalogue, "emg")) {
    service->quotas = {{QuotaScope::site, kDay, 14, 0, 0}};
  }
}

/// A cannula takes the first twenty minutes; afterwards the patient is watched, not before.
void add_parts(Catalogue& catalogue) {
  for (auto& service : catalogue.services) {
    for (auto& need : service.contrast_requirements) {
      if (need.role.str() == "cannulation_trained_staff") {
        need.part = VisitPart{Minutes{0}, Minutes{20}};
      } else if (need.role.str() == "observation_chair") {
        need.part = VisitPart{Minutes{15}, Minutes{0}};
      }
    }
  }
}

}  // namespace

void add_policies(Catalogue& catalogue) {
  add_reports(catalogue);
  add_quotas(catalogue);
  add_parts(catalogue);
  if (auto* service = find(catalogue, "consultation_neurologist")) {
    service->durations.emplace(id_of(catalogue, "Dr. Kwabena Solheim"), Minutes{55});
  }
  if (auto* service = find(catalogue, "consultation_therapist")) {
    service->overbook_max = 1;
  }
  // Nobody should fast until noon, and some samples are only right early.
  for (char const* const code : {"clinical_blood_test", "biochemical_blood_test"}) {
    if (auto* service = find(catalogue, code)) {
      service->start_windows = {{"fasting", 7 * 60, 10 * 60 + 30},
                                {"first_morning_slot", 7 * 60, 9 * 60}};
    }
  }
  auto const& sites = catalogue.locations;
  catalogue.travel = {{sites[0].id, sites[1].id, Minutes{25}},
                      {sites[1].id, sites[0].id, Minutes{30}}};
}

}  // namespace plexus::demo
