// Dependants, re-plans and the moves that take them.
#include "backend/api/follow_up_json.hpp"

#include <algorithm>
#include <set>

namespace plexus::api {
namespace {

/// As many as one booking has, but for the one that the path names.
constexpr std::size_t kAlsoMax = 11;

json::object replan_json(app::Clinic const& clinic, app::ReplanOffer const& offer) {
  json::array steps;
  std::set<std::pair<LocalDate, LocationId>> visits;
  auto const* last = &offer.visits.front().step;
  for (auto const& visit : offer.visits) {
    json::object step{{"appointment", visit.id.text()},
                      {"version", visit.version},
                      {"moved", visit.moved}};
    for (auto& [name, value] : step_json(clinic, visit.step)) step[name] = value;
    steps.push_back(std::move(step));
    auto const& zone = clinic.zone(visit.step.location);
    visits.emplace(zone.local_date(visit.step.time.start), visit.step.location);
    if (visit.step.time.end > last->time.end) last = &visit.step;
  }
  return {{"steps", std::move(steps)},
          {"visits", visits.size()},
          {"finishes_at", clinic.local_text(last->time.end, last->location)},
          {"moved", offer.moved},
          {"delay_minutes", offer.delay.count()}};
}

}  // namespace

json::array dependents_json(std::vector<app::DependentVisit> const& dependents) {
  json::array list;
  for (auto const& one : dependents) {
    list.push_back(json::object{{"id", one.id.text()}, {"problem", to_word(one.problem)}});
  }
  return list;
}

json::array replans_json(app::Clinic const& clinic, std::vector<app::ReplanOffer> const& replans) {
  json::array list;
  for (auto const& one : replans) list.push_back(replan_json(clinic, one));
  return list;
}

std::vector<app::Move> read_also(Reader& reader) {
  std::vector<app::Move> moves;
  reader.objects("also", 0, kAlsoMax, [&](Reader& one) {
    app::Move move;
    one.require("appointment");
    one.require("version");
    one.require("start");
    move.id = one.id<AppointmentTag>("appointment").value_or(AppointmentId{});
    move.version = static_cast<int>(one.integer("version", 1, 1'000'000'000).value_or(0));
    move.start = one.instant("start").value_or(Instant{});
    if (!one.is_null("practitioner")) move.practitioner = one.id<ResourceTag>("practitioner");
    if (!one.is_null("location")) move.location = one.id<LocationTag>("location");
    move.pointer = "/also/" + std::to_string(moves.size());
    bool const twice = std::any_of(moves.begin(), moves.end(),
                                   [&](app::Move const& other) { return other.id == move.id; });
    if (twice) one.fault("appointment", "stands in the list already");
    moves.push_back(std::move(move));
  });
  return moves;
}

}  // namespace plexus::api
