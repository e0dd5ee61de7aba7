// The dice: enough open hours for most plans, and now and then a wish that none can meet.
#include "tests/unit/scheduling/itinerary_cases.hpp"

#include "backend/time/tz_zone.hpp"

namespace plexus::scheduling {
namespace {

using namespace std::chrono;

ResourceKey const kLaboratory{90};
std::vector<RoleCode> const kRoles{RoleCode("doctor"), RoleCode("nurse"), RoleCode("room"),
                                   RoleCode("scanner")};

void add_resources(Dice& dice, Case& made) {
  CellRange const window = made.view.window();
  int const count = dice.between(4, 7);
  for (int i = 1; i <= count; ++i) {
    std::vector<RoleCode> roles{kRoles[static_cast<std::size_t>(i - 1) % kRoles.size()]};
    if (dice.chance(25)) roles.push_back(dice.pick(kRoles));
    std::map<LocationId, CellSet> open;
    for (SiteView const& site : made.view.sites()) {
      if (dice.chance(15)) continue;
      CellSet cells(window);
      for (int stretch = dice.between(1, 3); stretch > 0; --stretch) {
        // Two to four hours of some day, by day.
        Cell const start = window.start + 288 * dice.below(3) + 12 * dice.between(7, 18);
        cells.set({start, start + 12 * dice.between(2, 4)});
      }
      open.emplace(site.id, cells);
    }
    auto resource = std::make_shared<ResourceView>(ResourceKey{i}, text::make_id<ResourceId>(i),
                                                   ResourceKind::practitioner, roles,
                                                   dice.chance(20) ? 2 : 1, open);
    for (int busy = dice.below(3); busy > 0; --busy) {
      Cell const start = window.start + 288 * dice.below(3) + 6 * dice.between(14, 40);
      resource->take({{start, start + 6 * dice.between(1, 4)}, dice.below(resource->capacity())});
    }
    made.view.put_resource(resource);
  }
}

/// Open now and then, at one site: reports and gaps count its hours.
void add_laboratory(Dice& dice, Case& made) {
  CellRange const window = made.view.window();
  CellSet cells(window);
  for (int stretch = dice.between(0, 4); stretch > 0; --stretch) {
    Cell const start = window.start + 288 * dice.below(3) + 6 * dice.between(12, 40);
    cells.set({start, start + 6 * dice.between(1, 8)});
  }
  made.view.put_resource(std::make_shared<ResourceView>(
      kLaboratory, text::make_id<ResourceId>(90), ResourceKind::device,
      std::vector<RoleCode>{RoleCode("laboratory")}, 1,
      std::map<LocationId, CellSet>{{made.view.sites().front().id, cells}}));
}

VisitRequest random_visit(Dice& dice, ClinicView const& view) {
  VisitRequest visit;
  visit.duration = minutes{dice.pick(std::vector<int>{15, 30, 45, 60})};
  visit.grid.step = minutes{dice.pick(std::vector<int>{30, 45, 60})};
  if (dice.chance(40)) visit.buffer_before = minutes{dice.pick(std::vector<int>{5, 15, 30})};
  if (dice.chance(40)) visit.buffer_after = minutes{dice.pick(std::vector<int>{5, 15, 30})};
  visit.requirements = {{dice.pick(kRoles), 1}};
  if (dice.chance(15)) visit.requirements.push_back({dice.pick(kRoles), 1});
  if (dice.chance(15)) visit.location = view.sites().front().id;
  if (dice.chance(10)) visit.practitioner = view.resources().front()->id();
  return visit;
}

StepRequest random_step(Dice& dice, ClinicView const& view) {
  StepRequest step;
  step.visit = random_visit(dice, view);
  if (dice.chance(8)) step.other_forms.push_back(random_visit(dice, view));
  if (dice.chance(30)) step.report_by = kLaboratory;
  step.report = minutes{dice.pick(std::vector<int>{0, 0, 60, 25 * 60})};
  return step;
}

}  // namespace

Case random_case(Dice& dice) {
  Case made;
  auto const* zone_name = dice.chance(50) ? "UTC" : "Europe/Berlin";
  Zone const& zone = **time::find_zone(zone_name);
  // Berlin: the clocks change in the middle of the window.
  Cell const start = cell_of(zone.start_of_day(year{2027} / 3 / 27));
  made.view = ClinicView({start, start + 3 * 288});
  int const sites = dice.chance(40) ? 1 : dice.between(2, 3);
  for (int i = 1; i <= sites; ++i) made.view.add_site(text::make_id<LocationId>(i), zone);
  add_resources(dice, made);
  add_laboratory(dice, made);

  ItineraryRequest& request = made.request;
  int const steps = dice.between(2, 4);
  for (int i = 0; i < steps; ++i) request.steps.push_back(random_step(dice, made.view));
  for (int i = 0; i < steps; ++i) {
    for (int j = 0; j < steps; ++j) {
      // Arcs go up or down by a coin, so that both orders of the list occur.
      bool const up = steps % 2 == 0;
      if ((up ? i >= j : i <= j) || !dice.chance(40)) continue;
      After after{static_cast<std::size_t>(i), {}, {}, dice.chance(30)};
      after.min_gap = minutes{dice.pick(std::vector<int>{0, 0, 0, 5, 30, 90, 24 * 60})};
      if (dice.chance(35)) {
        Minutes const least =
            after.min_gap + (after.needs_result ? request.steps[after.step].report : minutes{0});
        after.max_gap = least + minutes{dice.pick(std::vector<int>{0, 15, 120, 1500})};
      }
      if (dice.chance(15)) after.counted_by = kLaboratory;
      request.steps[static_cast<std::size_t>(j)].after.push_back(after);
    }
  }
  auto const any_time = [&] { return start_of(start) + minutes{30} * dice.below(144); };
  if (dice.chance(20)) {
    request.steps[0].same_site_as = static_cast<std::size_t>(dice.between(1, steps - 1));
  }
  if (dice.chance(10)) {
    request.steps[0].same_day_as = static_cast<std::size_t>(dice.between(1, steps - 1));
  }
  if (dice.chance(20)) request.steps.back().deadline = any_time();
  if (dice.chance(20)) request.not_before = any_time();
  if (dice.chance(10)) request.not_after = any_time();
  if (dice.chance(15)) request.excluded_dates = {year{2027} / 3 / 28};
  if (dice.chance(15)) request.parts_of_day = {PartOfDay::morning, PartOfDay::evening};
  if (dice.chance(20)) {
    Instant const busy = any_time();
    request.patient_busy = {{{busy, busy + minutes{100}}}};
    if (dice.chance(50)) request.patient_busy[0].location = dice.pick(made.view.sites()).id;
  }
  for (int ways = dice.chance(40) ? 3 : 0; ways > 0; --ways) {
    request.travel.push_back({dice.pick(made.view.sites()).id, dice.pick(made.view.sites()).id,
                              minutes{dice.pick(std::vector<int>{0, 15, 47, 150})}});
  }
  if (dice.chance(30)) request.site_change = minutes{dice.pick(std::vector<int>{20, 60})};
  if (dice.chance(40)) request.objective = Objective::earliest_finish;
  request.limit = static_cast<std::size_t>(dice.between(1, 6));
  return made;
}

}  // namespace plexus::scheduling
