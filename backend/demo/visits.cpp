// Filling the clinic's shifts, then joining tests with the consultations that follow them.
#include "backend/demo/visits.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <utility>

#include "scheduling/availability.hpp"
#include "scheduling/openings.hpp"
#include "scheduling/quotas.hpp"

namespace plexus::demo {
namespace {

using scheduling::CellSet;
using scheduling::ClinicView;
using scheduling::ResourceView;

CellRange window_of(VisitsRequest const& request) {
  LocalDate const today = request.zone.local_date(request.now);
  LocalDate const end{std::chrono::sys_days{today} + std::chrono::days{request.days}};
  return {cell_of(request.zone.start_of_day(today)), cell_of(request.zone.start_of_day(end))};
}

ClinicView empty_view(VisitsRequest const& request) {
  CellRange const window = window_of(request);
  ClinicView view(window);
  for (auto const& site : request.catalogue.locations) view.add_site(site.id, request.zone);
  for (auto const& resource : request.catalogue.resources) {
    scheduling::Calendar const calendar{resource.hours, resource.exceptions,
                                        request.catalogue.closures};
    std::map<LocationId, CellSet> open;
    for (auto const& hours : resource.hours) {
      if (open.contains(hours.location)) continue;
      open.emplace(hours.location,
                   scheduling::open_cells(calendar, hours.location, request.zone, window));
    }
    view.put_resource(std::make_shared<ResourceView const>(resource, std::move(open)));
  }
  return view;
}

void take(ClinicView& view, std::vector<Assignment> const& assignments) {
  for (auto const& one : assignments) {
    auto changed = std::make_shared<ResourceView>(*view.resource(one.resource));
    changed->take({one.cells, one.seat});
    view.put_resource(std::move(changed));
  }
}

/// Where a test looks, from the words of the protocol; empty for visits that need none.
RegionCode region_for(ServiceCode const& service, Draws& draws) {
  static constexpr std::array<char const*, 5> spine{
      "spine_lumbosacral", "spine_lumbosacral", "spine_cervical", "spine_thoracic", "spine_whole"};
  static constexpr std::array<char const*, 3> nerves{"emg_lower_limb", "emg_lower_limb",
                                                     "emg_upper_limb"};
  static constexpr std::array<char const*, 2> soft{"back_soft_tissue", "limb_soft_tissue"};
  auto const& word = service.str();
  if (word == "mri" || word == "ct" || word == "spine_radiography") {
    return RegionCode(draws.pick(std::span<char const* const>(spine)));
  }
  if (word == "emg") return RegionCode(draws.pick(std::span<char const* const>(nerves)));
  if (word == "soft_tissue_ultrasound") {
    return RegionCode(draws.pick(std::span<char const* const>(soft)));
  }
  return {};
}

/// Units: percent of a shift. The laboratory stays mostly free: its visits are short and many, and
/// every plan begins there.
int share_of(HealthcareService const& service, ResourceKind kind, Draws& draws) {
  if (kind == ResourceKind::practitioner) return draws.between(37, 45);
  if (service.requirements.front().role.str() == "phlebotomist") return draws.between(4, 9);
  return draws.between(13, 25);
}

struct Shelf {
  ClinicView view;
  Instant now;
  std::vector<DemoVisit> visits;
  std::map<ServiceCode, std::vector<QuotaPlace>> places;  // taken
};

/// Books one visit of the service inside `shift`, with `resource` where that is a practitioner.
/// Answers the cells taken, buffers included; 0 when nothing fits any more.
std::int64_t book_one(Shelf& shelf, HealthcareService const& service, Resource const& resource,
                      LocationId const& site, CellRange shift, Draws& draws) {
  bool const contrast = !service.contrast_requirements.empty() && draws.chance(15);
  scheduling::VisitDetails details;
  details.region = region_for(service.code, draws);
  details.contrast = contrast;
  details.location = site;
  if (resource.kind == ResourceKind::practitioner) details.practitioner = resource.id;
  auto request = scheduling::request_for(service, details);
  auto const after = cells_of(request.duration) + cells_of(request.buffer_after);
  request.from = start_of(shift.start);
  request.to = start_of(shift.end + (1 - after));
  // These were booked long ago: neither notice nor horizon binds them any more.
  request.earliest = request.from;
  request.latest = request.to;
  CellSet const starts = scheduling::find_starts(shelf.view, request, site);
  if (starts.empty()) return 0;
  auto left = draws.below(static_cast<int>(starts.count()));
  Cell chosen{};
  starts.for_each([&](Cell cell) {
    if (left-- == 0) chosen = cell;
  });
  auto opening = scheduling::fits(shelf.view, request, start_of(chosen), site);
  if (!opening) return 0;
  auto& taken = shelf.places[service.code];
  auto const places = scheduling::places_of(
      shelf.view, {.service = service, .taken = taken, .urgent = false, .now = shelf.now},
      *opening);
  if (!places) return 0;
  taken.insert(taken.end(), places->begin(), places->end());
  take(shelf.view, opening->assignments);
  auto const cells = opening->assignments.front().cells;
  DemoVisit visit;
  visit.step = {.service = service.code,
                .region = details.region,
                .contrast = contrast,
                .time = opening->time,
                .location = site,
                .practitioner = opening->practitioner,
                .assignments = std::move(opening->assignments),
                .quota_places = *places};
  shelf.visits.push_back(std::move(visit));
  return cells.end - cells.start;
}

/// A scanner is open from morning to night; in parts as long as a person's shift its visits spread.
std::vector<CellRange> parts_of(CellRange range) {
  constexpr std::int64_t kPartCells = 5 * 12;
  auto const length = range.end - range.start;
  auto const count = (length + kPartCells - 1) / kPartCells;
  std::vector<CellRange> parts;
  for (std::int64_t n = 0; n < count; ++n) {
    parts.push_back({range.start + length * n / count, range.start + length * (n + 1) / count});
  }
  return parts;
}

/// The last hour of a practitioner's shift stays free for whoever has to be seen within a day.
/// Together with the shifts of people.cpp that is a promise: the results of a morning's blood tests
/// are there before the last hour of that day, those of an afternoon's before noon of the next.
constexpr std::int64_t kKeptCells = 12;

/// Each shift is filled by itself and at most by half, so that none is given away whole.
void fill_shifts(Shelf& shelf, HealthcareService const& service, Resource const& resource,
                 std::vector<Location> const& sites, Draws& draws) {
  std::vector<std::pair<LocationId, CellRange>> shifts;
  for (auto const& site : sites) {
    auto const* const open = shelf.view.resource(resource.key)->open_at(site.id);
    if (open == nullptr) continue;
    for (auto const& range : open->ranges()) {
      if (resource.kind == ResourceKind::practitioner) {
        shifts.emplace_back(site.id, range);
      } else {
        for (auto const& part : parts_of(range)) shifts.emplace_back(site.id, part);
      }
    }
  }
  auto const usual = cells_of(service.duration + service.buffer_before + service.buffer_after);
  std::int64_t owed = 0;  // carried over: a share of a short shift is no whole number of visits
  for (auto const& [site, shift] : shifts) {
    auto const length = shift.end - shift.start;
    owed += length * share_of(service, resource.kind, draws) / 100;
    bool const keep_hour = resource.kind == ResourceKind::practitioner && length > 2 * kKeptCells;
    Cell const end = keep_hour ? shift.end + -kKeptCells : shift.end;
    std::int64_t taken = 0;
    while (owed >= usual / 2 && (taken + usual) * 2 <= length + usual / 2) {
      auto const more = book_one(shelf, service, resource, site, {shift.start, end}, draws);
      if (more == 0) break;
      taken += more;
      owed -= more;
    }
    owed = std::min(owed, usual);  // a full day does not make the next one fuller
  }
}

/// What became of a visit by `now`.
std::vector<AppointmentStatus> course_of(Interval const& time, Instant now, Draws& draws) {
  using enum AppointmentStatus;
  int const luck = draws.below(100);
  if (time.end <= now) {
    if (luck < 7) return {booked, noshow};
    if (luck < 14) return {booked, cancelled};
    return {booked, arrived, checked_in, fulfilled};
  }
  if (time.start <= now) {
    if (luck < 10) return {booked, noshow};
    return {booked, arrived, checked_in};
  }
  if (time.start - now <= Minutes{25} && luck < 60) return {booked, arrived};
  if (luck < 3) return {booked, cancelled};
  return {booked};
}

/// The first consultation at the same site to which this test could be the preparation.
DemoVisit* consultation_after(DemoVisit const& test, HealthcareService const& service,
                              std::vector<DemoVisit*> const& consultations) {
  auto const report = service.report.find(Urgency::routine);
  auto const ready =
      test.step.time.end + (report == service.report.end() ? Minutes{0} : report->second);
  auto const late = ready + Hours{24} * 7;
  for (auto* const consultation : consultations) {
    auto const start = consultation->step.time.start;
    if (start >= late) break;
    if (start >= ready && consultation->step.location == test.step.location) return consultation;
  }
  return nullptr;
}

/// Half of the tests belong to a consultation that comes when their result is there; everything
/// else is a booking of its own. `visits` is ordered by start.
std::vector<DemoBooking> join(std::vector<DemoVisit> visits, Catalogue const& catalogue,
                              Draws& draws) {
  std::map<ServiceCode, HealthcareService const*> services;
  for (auto const& service : catalogue.services) services.emplace(service.code, &service);
  std::vector<DemoVisit*> consultations;
  for (auto& visit : visits) {
    if (services.at(visit.step.service)->specialty) consultations.push_back(&visit);
  }
  std::map<DemoVisit*, DemoVisit*> test_of;  // by consultation
  std::set<DemoVisit*> joined;
  for (auto& visit : visits) {
    auto const& service = *services.at(visit.step.service);
    if (service.specialty || !draws.chance(50)) continue;
    auto* const consultation = consultation_after(visit, service, consultations);
    if (consultation == nullptr) continue;
    test_of.emplace(consultation, &visit);
    joined.insert(&visit);
    std::erase(consultations, consultation);
  }
  std::vector<DemoBooking> bookings;
  for (auto& visit : visits) {
    if (joined.contains(&visit)) continue;
    DemoBooking booking;
    if (auto const test = test_of.find(&visit); test != test_of.end()) {
      booking.visits.push_back(std::move(*test->second));
    }
    booking.visits.push_back(std::move(visit));
    booking.urgency = draws.chance(25) ? Urgency::urgent : Urgency::routine;
    bookings.push_back(std::move(booking));
  }
  return bookings;
}

}  // namespace

std::vector<DemoBooking> plan_bookings(VisitsRequest const& request, Draws& draws) {
  Shelf shelf{empty_view(request), request.now, {}, {}};
  for (auto const& service : request.catalogue.services) {
    auto const& leading = service.requirements.front().role;
    for (auto const& resource : request.catalogue.resources) {
      auto const plays = std::find(resource.roles.begin(), resource.roles.end(), leading);
      if (plays == resource.roles.end()) continue;
      fill_shifts(shelf, service, resource, request.catalogue.locations, draws);
    }
  }
  std::sort(shelf.visits.begin(), shelf.visits.end(), [](DemoVisit const& a, DemoVisit const& b) {
    return std::pair(a.step.time.start, a.step.assignments.front().resource) <
           std::pair(b.step.time.start, b.step.assignments.front().resource);
  });
  for (auto& visit : shelf.visits) visit.course = course_of(visit.step.time, request.now, draws);
  auto bookings = join(std::move(shelf.visits), request.catalogue, draws);
  std::stable_sort(bookings.begin(), bookings.end(),
                   [](DemoBooking const& a, DemoBooking const& b) {
                     return a.visits.front().step.time.start < b.visits.front().step.time.start;
                   });
  return bookings;
}

}  // namespace plexus::demo
