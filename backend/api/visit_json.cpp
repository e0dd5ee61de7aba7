// Wire shapes of visits.
#include "backend/api/visit_json.hpp"

#include <algorithm>
#include <numeric>

#include "backend/api/json_values.hpp"
#include "backend/api/place_text.hpp"

namespace plexus::api {
namespace {

json::value region_or_null(RegionCode const& region) {
  bool const none = region.empty() || region.str() == "none";
  return none ? json::value(nullptr) : json::value(region.str());
}

/// Adds the members of an object that PlaceText has written.
void add_written(json::object& out, std::string const& text) {
  auto written = json::parse(text);
  for (auto& member : written.as_object()) out[member.key()] = std::move(member.value());
}

void add_opening(json::object& out, PlaceText& places, scheduling::Opening const& opening) {
  std::string text;
  places.append(text, opening);
  add_written(out, text);
}

void add_service(json::object& out, ServiceCode const& service, RegionCode const& region,
                 bool contrast, std::vector<std::string> const& circumstances) {
  out["service"] = service.str();
  out["region"] = region_or_null(region);
  if (contrast) out["contrast"] = true;
  if (!circumstances.empty()) out["circumstances"] = words_json(circumstances);
}

}  // namespace

json::object slot_json(app::Clinic const& clinic, scheduling::Opening const& opening) {
  json::object out;
  PlaceText places(clinic);
  add_opening(out, places, opening);
  return out;
}

json::object step_json(app::Clinic const& clinic, PlannedStep const& step) {
  json::object out;
  add_service(out, step.service, step.region, step.contrast, step.circumstances);
  std::string text = "{";
  PlaceText(clinic).append(text, step.time, step.location, step.practitioner, step.assignments);
  add_written(out, text += '}');
  return out;
}

json::object itinerary_json(app::Clinic const& clinic, std::vector<app::Wish> const& wishes,
                            scheduling::Itinerary const& itinerary) {
  std::vector<std::size_t> order(itinerary.steps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return itinerary.steps[a].time.start < itinerary.steps[b].time.start;
  });
  json::array steps;
  PlaceText places(clinic);
  for (auto const i : order) {
    json::object step;
    auto const& opening = itinerary.steps[i];
    add_service(step, wishes[i].service, wishes[i].region, wishes[i].contrast,
                wishes[i].circumstances);
    add_opening(step, places, opening);
    steps.push_back(std::move(step));
  }
  auto const& last = itinerary.steps[order.back()];
  return {{"steps", std::move(steps)},
          {"visits", itinerary.visits},
          {"finishes_at", clinic.local_text(itinerary.finishes_at, last.location)}};
}

json::array blockers_json(app::Clinic const& clinic,
                          std::vector<scheduling::Blocker> const& blockers, bool staff) {
  json::array list;
  for (auto const& blocker : blockers) {
    if (blocker.staff_only && !staff) continue;
    json::object out{{"constraint", to_word(blocker.constraint)},
                     {"detail", blocker.detail},
                     {"relax", text_or_null(blocker.relax)}};
    if (blocker.next) {
      auto const& site = blocker.next_location;
      out["next"] =
          site ? clinic.local_text(*blocker.next, *site) : clinic.local_text(*blocker.next);
    }
    if (blocker.next_location) out["next_location"] = blocker.next_location->text();
    if (blocker.next_practitioner) out["next_practitioner"] = blocker.next_practitioner->text();
    if (blocker.step) out["step"] = *blocker.step;
    list.push_back(std::move(out));
  }
  return list;
}

json::array alternatives_json(app::Clinic const& clinic, app::Alternatives const& other) {
  json::array list;
  for (auto const& slot : other.slots) list.push_back(slot_json(clinic, slot));
  for (auto const& plan : other.plans) {
    list.push_back(itinerary_json(clinic, other.wishes, plan));
  }
  return list;
}

json::object hold_json(app::Clinic const& clinic, Hold const& hold, bool with_token) {
  json::array steps;
  for (auto const& step : hold.steps) steps.push_back(step_json(clinic, step));
  auto const& site = hold.steps.front().location;
  json::object out{{"id", hold.id.text()}};
  if (with_token) out["token"] = nullptr;
  out["expires_at"] = clinic.local_text(hold.expires_at, site);
  out["steps"] = std::move(steps);
  return out;
}

json::object booking_json(app::Clinic const& clinic, Booking const& booking, bool with_token) {
  json::array appointments;
  for (auto const& appointment : booking.appointments) {
    json::object out{{"id", appointment.id.text()}};
    out["status"] = to_word(appointment.status);
    out["version"] = appointment.version;
    for (auto& [name, value] : step_json(clinic, appointment.step)) out[name] = value;
    appointments.push_back(std::move(out));
  }
  json::object out{{"id", booking.id.text()},
                   {"reference", booking.reference},
                   {"appointments", std::move(appointments)}};
  if (with_token) out["manage_token"] = nullptr;
  out["confirmation"] = nullptr;
  return out;
}

json::object appointment_json(app::Clinic const& clinic, store::AppointmentRecord const& record) {
  auto const& appointment = record.appointment;
  json::object out{{"id", appointment.id.text()},
                   {"booking", appointment.booking.text()},
                   {"reference", record.reference},
                   {"status", to_word(appointment.status)},
                   {"version", appointment.version}};
  for (auto& [name, value] : step_json(clinic, appointment.step)) out[name] = value;
  out["patient"] = json::object{{"id", record.patient.id.text()},
                                {"given_name", record.patient.given_name},
                                {"family_name", record.patient.family_name},
                                {"birth_date", format_date(record.patient.birth_date)}};
  if (record.intake) out["intake"] = record.intake->text();
  if (record.urgency) out["urgency"] = to_word(*record.urgency);
  return out;
}

std::string etag_of(int version) {
  return "\"" + std::to_string(version) + "\"";
}

}  // namespace plexus::api
