// The index of a large clinic: building, changing and asking it, its memory, and how the first
// free time grows with horizon, practitioners and load. Figures: docs/benchmarks.md.
#include <benchmark/benchmark.h>

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <thread>

#include "scheduling/clinic_index.hpp"
#include "scheduling/openings.hpp"
#include "tests/unit/scheduling/dice.hpp"
#include "tests/unit/scheduling/workload.hpp"

namespace plexus::scheduling {
namespace {

constexpr int kResources = 1000;
constexpr int kDays = 400;
constexpr int kAllocations = 1'000'000;
constexpr std::int64_t kDay = 288;
LocationId const kSite = text::make_id<LocationId>(1);

void require(bool right) {
  if (!right) std::abort();  // a fast wrong answer is no figure
}

CellRange horizon() {
  Cell const start = cell_of(std::chrono::sys_days{std::chrono::year{2027} / 3 / 1});
  return {start, start + kDays * kDay};
}

/// Weekdays 08:00-12:00 and 13:00-18:00, as ranges of cells.
std::vector<CellRange> hours() {
  std::vector<CellRange> open;
  for (int d = 0; d < kDays; ++d) {
    if (d % 7 >= 5) continue;
    Cell const day = horizon().start + d * kDay;
    open.push_back({day + 96, day + 144});
    open.push_back({day + 156, day + 216});
  }
  return open;
}

CellRange slot(int day, int k) {
  Cell const start = horizon().start + day * kDay + 96 + 6 * k + (k < 8 ? 0 : 12);
  return {start, start + 6};
}

/// A million rows in the order in which they were booked: over all resources and days at random.
std::vector<Occupied> allocations() {
  std::vector<Occupied> rows;
  rows.reserve(kAllocations);
  Dice dice(1);
  std::vector<bool> taken(std::size_t{kResources} * kDays * 18);
  while (rows.size() < kAllocations) {
    int const resource = dice.below(kResources);
    int const day = dice.below(kDays);
    int const k = dice.below(18);
    auto const at =
        (static_cast<std::size_t>(resource) * kDays + static_cast<std::size_t>(day)) * 18 +
        static_cast<std::size_t>(k);
    if (day % 7 >= 5 || taken[at]) continue;
    taken[at] = true;
    rows.push_back({ResourceKey{resource + 1}, {slot(day, k), 0}});
  }
  return rows;
}

ClinicView build(int count, std::span<Occupied const> rows) {
  static auto const open_hours = hours();
  std::vector<ResourceView> resources;
  resources.reserve(static_cast<std::size_t>(count));
  for (int r = 1; r <= count; ++r) {
    CellSet open(horizon());
    for (CellRange const& range : open_hours) open.set(range);
    resources.emplace_back(ResourceKey{r}, text::make_id<ResourceId>(r), ResourceKind::practitioner,
                           std::vector<RoleCode>{RoleCode("provider")}, 1,
                           std::map<LocationId, CellSet>{{kSite, std::move(open)}});
  }
  for (Occupied const& row : rows) {
    resources[static_cast<std::size_t>(value_of(row.resource) - 1)].take(row.busy);
  }
  ClinicView view(horizon());
  view.add_site(kSite, **time::find_zone("UTC"));
  std::vector<ClinicView::Resource> made;
  for (ResourceView& resource : resources) {
    resource.summarise();
    made.push_back(std::make_shared<ResourceView const>(std::move(resource)));
  }
  view.put_resources(std::move(made));
  view.warm_grid(Workload::visit().grid);
  return view;
}

void index_build_from_a_million(benchmark::State& state) {
  auto const rows = allocations();
  double kept = 0;
  for (auto _ : state) {
    auto const before = mallinfo2();
    ClinicIndex const index(build(kResources, rows));
    auto const after = mallinfo2();
    kept = static_cast<double>(after.uordblks + after.hblkhd - before.uordblks - before.hblkhd);
    require(index.read()->size() == kResources);
  }
  state.counters["kept_MiB"] = kept / (1 << 20);
}

void index_update(benchmark::State& state) {
  auto const rows = allocations();
  ClinicIndex index(build(kResources, rows));
  std::size_t next = 0;
  bool take = false;  // every row is released, then taken again
  for (auto _ : state) {
    Occupied const& row = rows[next];
    require(take ? index.take(row) : index.release(row));
    if (++next == rows.size()) {
      next = 0;
      take = !take;
    }
  }
}

void index_read(benchmark::State& state) {
  static ClinicIndex const index(build(kResources, {}));
  for (auto _ : state) benchmark::DoNotOptimize(&*index.read());
}

/// How a clinic is booked: everything until `full_days`, then `percent` of the slots to `days`.
struct Load {
  int resources = kResources;
  int days = 90;
  int full_days = 0;
  int percent = 100;
  int shift = 0;         // cells by which the free slots lie beside the grid
  bool written = false;  // has an index of its own, to be changed
  auto operator<=>(Load const&) const = default;
};

ClinicIndex& loaded(Load const& load) {
  static std::map<Load, std::unique_ptr<ClinicIndex>> made;
  auto& index = made[load];
  if (index) return *index;
  Dice dice(7);
  std::vector<Occupied> rows;
  for (int r = 1; r <= load.resources; ++r) {
    for (int d = 0; d < load.days; ++d) {
      for (int k = 0; k < 18; ++k) {
        if (d >= load.full_days && !dice.chance(load.percent)) continue;
        CellRange const cells = slot(d, k);
        if (load.shift == 0) {
          rows.push_back({ResourceKey{r}, {cells, 0}});
        } else if (k % 2 == 0) {
          // Of an hour the first and the last quarter are taken: half an hour is free off the grid.
          rows.push_back({ResourceKey{r}, {{cells.start, cells.start + load.shift}, 0}});
          rows.push_back({ResourceKey{r}, {{cells.start + (6 + load.shift), cells.end + 6}, 0}});
        }
      }
    }
  }
  index = std::make_unique<ClinicIndex>(build(load.resources, rows));
  return *index;
}

void time_first(benchmark::State& state, Load const& load) {
  ClinicIndex const& index = loaded(load);
  VisitRequest visit = Workload::visit();
  visit.from = start_of(horizon().start);
  visit.to = visit.from + std::chrono::days{load.days};
  bool found = false;
  for (auto _ : state) {
    auto const view = index.read();
    auto const first = first_opening(*view, visit);
    found = first.has_value();
    benchmark::DoNotOptimize(first);
  }
  state.counters["found"] = found;
}

/// Ninety days, nothing free until shortly before their end.
void first_of_thousand_late(benchmark::State& state) {
  time_first(state, {.full_days = 85, .percent = 98});
}
/// Ninety days in which 98 of 100 slots are taken.
void first_of_thousand_busy(benchmark::State& state) {
  time_first(state, {.percent = 98});
}
void first_of_thousand_none(benchmark::State& state) {
  time_first(state, {.percent = 100});
}
/// The worst for the summaries: everywhere free time that is long enough, and never on the grid.
void first_of_thousand_off_grid(benchmark::State& state) {
  time_first(state, {.percent = 100, .shift = 3});
}
/// The same with a writer at work all the time: what readers lose to it is cold memory, not
/// waiting.
void first_of_fifty(benchmark::State& state) {
  time_first(state, {.resources = 50, .full_days = 60, .percent = 98});
}
void first_of_fifty_while_writing(benchmark::State& state) {
  Load const load{.resources = 50, .full_days = 60, .percent = 98, .written = true};
  ClinicIndex& index = loaded(load);
  std::atomic<bool> done{false};
  std::thread writer([&] {
    Occupied const row{ResourceKey{50}, {slot(80, 3), 0}};
    while (!done) {
      index.release(row);
      index.take(row);
    }
  });
  time_first(state, load);
  done = true;
  writer.join();
}
/// Nothing free until three days before the end of a longer and longer search.
void growth_horizon(benchmark::State& state) {
  auto const days = static_cast<int>(state.range(0));
  time_first(state, {.resources = 50, .days = days, .full_days = days - 3, .percent = 90});
}
void growth_resources(benchmark::State& state) {
  auto const resources = static_cast<int>(state.range(0));
  time_first(state, {.resources = resources, .full_days = 60, .percent = 98});
}
void growth_load(benchmark::State& state) {
  time_first(state, {.resources = 50, .percent = static_cast<int>(state.range(0))});
}

/// All that can be asked for and relaxed, where every search has to look at all cells.
void explain_none_of_thousand(benchmark::State& state) {
  Load const load{.days = 92, .percent = 100, .shift = 3};
  ClinicIndex const& index = loaded(load);
  VisitRequest visit = Workload::visit();
  visit.from = start_of(horizon().start);
  visit.to = visit.from + std::chrono::days{load.days};
  visit.latest = visit.to;
  visit.practitioner = text::make_id<ResourceId>(500);
  visit.start_windows.push_back({kWish, 8 * 60, 12 * 60});
  visit.overbook_max = 1;
  CellSet kept({horizon().start, horizon().start + load.days * kDay});
  kept.fill();
  visit.bars.push_back({kSite, {}, std::move(kept), true});
  std::size_t reasons = 0;
  for (auto _ : state) {
    auto const view = index.read();
    reasons = explain_none(*view, visit).size();
    require(reasons > 0);
  }
  state.counters["reasons"] = static_cast<double>(reasons);
}

BENCHMARK(index_build_from_a_million)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(index_update);
BENCHMARK(index_read);
BENCHMARK(first_of_thousand_busy);
BENCHMARK(first_of_thousand_late);
BENCHMARK(first_of_thousand_none);
BENCHMARK(first_of_thousand_off_grid);
BENCHMARK(explain_none_of_thousand);
BENCHMARK(first_of_fifty);
BENCHMARK(first_of_fifty_while_writing);
BENCHMARK(growth_horizon)->Arg(25)->Arg(50)->Arg(100)->Arg(200)->Arg(400);
BENCHMARK(growth_resources)->Arg(10)->Arg(32)->Arg(100)->Arg(320)->Arg(1000);
BENCHMARK(growth_load)->Arg(0)->Arg(50)->Arg(90)->Arg(98)->Arg(100);

}  // namespace
}  // namespace plexus::scheduling
