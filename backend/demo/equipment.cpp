// The rooms and devices of the demonstration clinic. They need no lunch: their hours only end
// where the house is locked, and the people set the real limits.
#include <utility>

#include "backend/demo/clinic_parts.hpp"

namespace plexus::demo {
namespace {

struct Thing {
  char const* name;
  char const* role;
  int capacity = 1;
  std::vector<Trait> traits{};
};

/// Reached and entered without a step.
Trait const kStepFree{"access", "step_free"};

void add(ClinicParts& parts, ResourceKind kind, LocationId const& site,
         std::vector<WeeklyHours> const& hours, Thing const& thing) {
  Resource resource;
  resource.kind = kind;
  resource.name = thing.name;
  resource.roles.emplace_back(thing.role);
  resource.location = site;
  resource.capacity = thing.capacity;
  resource.traits = thing.traits;
  resource.hours = hours;
  parts.add(std::move(resource));
}

void add_riverside(ClinicParts& parts) {
  auto const& site = parts.riverside;
  Days const weekdays{kMon, kTue, kWed, kThu, kFri};
  auto const daily =
      weekly(site, weekdays, {{at(7), at(20)}}) + weekly(site, {kSat, kSun}, {{at(7), at(20)}});
  auto const working = weekly(site, weekdays, {{at(7), at(20)}});
  auto const with_saturday = working + weekly(site, {kSat}, {{at(8), at(15)}});
  auto const room = ResourceKind::room;
  auto const device = ResourceKind::device;

  for (auto const* name : {"Consulting room R1", "Consulting room R2", "Consulting room R3"}) {
    add(parts, room, site, daily, {name, "consulting_room", 1, {kStepFree}});
  }
  // On the first floor of the old wing, behind three steps.
  for (auto const* name : {"Consulting room R4", "Consulting room R5", "Consulting room R6"}) {
    add(parts, room, site, daily, {name, "consulting_room"});
  }
  add(parts, room, site, daily, {"Blood draw chairs R", "blood_draw_chair", 3});
  add(parts, room, site, working, {"Treatment room R1", "treatment_room"});
  add(parts, room, site, working, {"Treatment room R2", "treatment_room"});
  add(parts, device, site, working, {"Hand-held Doppler R", "handheld_doppler"});
  add(parts, device, site, with_saturday,
      {"MRI scanner R", "mri_scanner", 1, {{"field_strength", "3t"}}});
  add(parts, room, site, with_saturday, {"MRI changing room R", "mri_changing_room", 2});
  add(parts, device, site, with_saturday, {"CT scanner R", "ct_scanner"});
  add(parts, room, site, with_saturday, {"Observation chairs R", "observation_chair", 2});
  add(parts, room, site, with_saturday, {"X-ray room R", "xray_room"});
  add(parts, device, site, working, {"Ultrasound machine R", "ultrasound_machine"});
  add(parts, room, site, working, {"Ultrasound room R", "ultrasound_room"});
  add(parts, device, site, working, {"EMG machine R", "emg_machine"});
  // Who writes reports is asked for no visit; the hours say when a result is there.
  add(parts, ResourceKind::staff, site, daily, {kImagingReports, "imaging_reports"});
  add(parts, ResourceKind::staff, site, daily, {kLaboratoryReports, "laboratory_reports"});
  add(parts, room, site, working, {"Quiet room R", "quiet_room"});
}

void add_hillside(ClinicParts& parts) {
  auto const& site = parts.hillside;
  auto const open = weekly(site, {kMon, kTue, kWed, kThu, kFri}, {{at(7, 30), at(18)}});
  auto const room = ResourceKind::room;
  auto const device = ResourceKind::device;

  for (auto const* name :
       {"Consulting room H1", "Consulting room H2", "Consulting room H3", "Consulting room H4"}) {
    add(parts, room, site, open, {name, "consulting_room", 1, {kStepFree}});
  }
  add(parts, room, site, open, {"Blood draw chairs H", "blood_draw_chair", 2});
  add(parts, room, site, open, {"Treatment room H", "treatment_room"});
  add(parts, device, site, open, {"Hand-held Doppler H", "handheld_doppler"});
  add(parts, device, site, open,
      {"MRI scanner H", "mri_scanner", 1, {{"field_strength", "1.5t"}, {"bore", "wide"}}});
  add(parts, room, site, open, {"MRI changing room H", "mri_changing_room"});
  add(parts, room, site, open, {"X-ray room H", "xray_room"});
  add(parts, device, site, open, {"Ultrasound machine H", "ultrasound_machine"});
  add(parts, room, site, open, {"Ultrasound room H", "ultrasound_room"});
  add(parts, device, site, open, {"EMG machine H", "emg_machine"});
  add(parts, room, site, open, {"Quiet room H", "quiet_room"});
}

}  // namespace

void add_rooms_and_devices(ClinicParts& parts) {
  add_riverside(parts);
  add_hillside(parts);
}

}  // namespace plexus::demo
