// How fast the index finds free times, beside floors measured in the same run. Figures:
// docs/benchmarks.md. W1: all free starts of one provider's month. W2: the earliest of fifty.
// The floors are what one would write by hand for exactly this question, and nothing else.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>

#include "scheduling/clinic_index.hpp"
#include "scheduling/openings.hpp"
#include "tests/unit/scheduling/workload.hpp"

namespace plexus::scheduling {
namespace {

using Word = CellSet::Word;
constexpr char const* kZone = "America/New_York";
constexpr int kHorizonDays = 400;
constexpr int kMonthDays = 30, kMonthStarts = 114;
constexpr std::size_t kMonthWords = kMonthDays * 288 / 64;

void require(bool right) {
  if (!right) std::abort();  // a fast wrong answer is no figure
}

Workload const& month() {
  static Workload const made = [] {
    Workload workload(kZone, kHorizonDays);
    workload.add_provider(0, kMonthDays, booked_in_month);
    return workload;
  }();
  return made;
}

/// The index as a clinic would hold it: the whole horizon, the grid of the visit made ahead.
ClinicIndex index_of(Workload const& workload) {
  ClinicView view = workload.view();
  view.warm_grid(Workload::visit().grid);
  return ClinicIndex(view);
}

VisitRequest in_first_days(Workload const& workload, int days) {
  VisitRequest visit = Workload::visit();
  visit.from = workload.zone().resolve(kWorkloadStart).instant;
  visit.to = workload.zone().resolve(kWorkloadStart + std::chrono::days{days}).instant;
  return visit;
}

/// The answer of W1 is a list of instants, whoever makes it.
using Starts = std::vector<Instant>;
constexpr std::size_t kStartsMax = kMonthDays * 18;

void require_w1(Starts const& starts) {
  std::int64_t sum = 0;
  for (Instant const at : starts) sum += at.time_since_epoch().count();
  require(starts.size() == kMonthStarts && sum == kMonthSumNewYork * 60);
}

struct MonthMask {
  std::array<Word, kMonthWords + 1> open{}, taken{}, grid{};  // one more, so that none is last
  std::int64_t first = 0;

  explicit MonthMask(ClinicView const& view) {
    CellRange const range{view.window().start,
                          view.window().start + static_cast<std::int64_t>(kMonthWords) * 64};
    auto const copy = [&](CellSet const& from, auto& to) {
      CellSet const part = from.slice(range);
      std::copy(part.words().begin(), part.words().end(), to.begin());
    };
    copy(*view.at(0).places().front().open, open);
    copy(*view.at(0).taken(0), taken);
    copy(grid_starts(Workload::visit().grid, *view.sites().front().zone, view.window()), grid);
    first = value_of(range.start);
  }
};

void w1_floor_mask(benchmark::State& state) {
  static MonthMask const mask(month().view());
  for (auto _ : state) {
    benchmark::DoNotOptimize(mask);
    Starts starts;
    starts.reserve(kStartsMax);
    for (std::size_t i = 0; i < kMonthWords; ++i) {
      Word low = mask.open[i] & ~mask.taken[i];
      if (low == 0) continue;
      Word high = mask.open[i + 1] & ~mask.taken[i + 1];
      auto const halve = [&](int step) {
        low &= (low >> step) | (high << (64 - step));
        high &= high >> step;
      };
      halve(1);
      halve(2);
      halve(2);
      std::int64_t const at = mask.first + static_cast<std::int64_t>(i) * 64;
      for (Word word = low & mask.grid[i]; word != 0; word &= word - 1) {
        starts.push_back(start_of(Cell{at + std::countr_zero(word)}));
      }
    }
    require_w1(starts);
  }
}

/// Starts by walking through sorted lists of hours and bookings.
void w1_floor_sweep(benchmark::State& state) {
  ClinicView const view = month().view();
  auto const open = view.at(0).places().front().open->ranges();
  auto const busy = view.at(0).taken(0)->ranges();
  std::int64_t const end = value_of(view.window().start) + kMonthDays * 288;
  for (auto _ : state) {
    Starts starts;
    starts.reserve(kStartsMax);
    auto next = busy.begin();
    for (CellRange const& hours : open) {
      if (value_of(hours.start) >= end) break;
      std::int64_t at = value_of(hours.start);
      while (at + 6 <= value_of(hours.end)) {
        while (next != busy.end() && value_of(next->end) <= at) ++next;
        if (next != busy.end() && value_of(next->start) < at + 6) {
          at = value_of(next->end);
          continue;
        }
        starts.push_back(start_of(Cell{at}));
        at += 6;
      }
    }
    require_w1(starts);
  }
}

void w1_index(benchmark::State& state) {
  static ClinicIndex const index = index_of(month());
  VisitRequest const visit = in_first_days(month(), kMonthDays);
  CellSet found;
  for (auto _ : state) {
    auto const view = index.read();
    find_starts(*view, visit, month().site(), found);
    Starts starts;
    starts.reserve(kStartsMax);
    found.for_each([&](Cell cell) { starts.push_back(start_of(cell)); });
    require_w1(starts);
  }
}

void w1_list_with_assignments(benchmark::State& state) {
  static ClinicIndex const index = index_of(month());
  VisitRequest const visit = in_first_days(month(), kMonthDays);
  for (auto _ : state) {
    auto const view = index.read();
    require(find_openings(*view, visit, 500).size() == kMonthStarts);
  }
}

/// From hours and bookings as ranges to a resource of the index, summaries and all.
void w1_build(benchmark::State& state) {
  Workload workload(kZone, kMonthDays);
  workload.add_provider(0, kMonthDays, booked_in_month);
  ClinicView const view = workload.view();
  auto const hours = view.at(0).places().front().open->ranges();
  auto const bookings = view.at(0).taken(0)->ranges();
  for (auto _ : state) {
    CellSet open(view.window());
    for (CellRange const& range : hours) open.set(range);
    ResourceView made(ResourceKey{1}, view.at(0).id(), ResourceKind::practitioner,
                      {RoleCode("provider")}, 1, {{workload.site(), std::move(open)}});
    for (CellRange const& range : bookings) made.take({range, 0});
    made.summarise();
    benchmark::DoNotOptimize(made);
  }
}

Workload const& fifty() {
  static Workload const made = [] {
    Workload workload(kZone, kHorizonDays);
    for (int p = 0; p < 50; ++p) {
      workload.add_provider(p, kHorizonDays, [p](int d, int k) { return booked_of(p, d, k); });
    }
    return workload;
  }();
  return made;
}

void require_w2(std::optional<Opening> const& first) {
  require(first && first->assignments.front().resource == ResourceKey{1} &&
          fifty().wall(first->time.start) == kWorkloadStart + std::chrono::days{21} + Hours{8});
}

void w2_first_of_fifty(benchmark::State& state) {
  static ClinicIndex const index = index_of(fifty());
  VisitRequest const visit = in_first_days(fifty(), static_cast<int>(state.range(0)));
  for (auto _ : state) {
    auto const view = index.read();
    require_w2(first_opening(*view, visit));
  }
}

/// The same masks as of W1, provider by provider, each up to the best start so far.
void w2_floor_mask(benchmark::State& state) {
  ClinicView const view = fifty().view();
  CellSet const grid =
      grid_starts(Workload::visit().grid, *view.sites().front().zone, view.window());
  constexpr std::size_t kWords = 90 * 288 / 64;
  for (auto _ : state) {
    std::size_t best_word = kWords;
    int best_bit = 0;
    std::size_t who = 0;
    for (std::size_t p = 0; p < view.size(); ++p) {
      auto const open = view.at(p).places().front().open->words();
      auto const taken = view.at(p).taken(0)->words();
      for (std::size_t i = 0; i < best_word; ++i) {
        Word const low = open[i] & ~taken[i];
        Word const high = open[i + 1] & ~taken[i + 1];
        Word run = low;
        for (unsigned step = 1; step < 6; ++step) run &= (low >> step) | (high << (64 - step));
        run &= grid.words()[i];
        if (run == 0) continue;
        best_word = i;
        best_bit = std::countr_zero(run);
        who = p;
      }
    }
    benchmark::DoNotOptimize(best_bit);
    require(who == 0);
  }
}

BENCHMARK(w1_floor_mask);
BENCHMARK(w1_floor_sweep);
BENCHMARK(w1_index);
BENCHMARK(w1_list_with_assignments);
BENCHMARK(w1_build);
BENCHMARK(w2_floor_mask);
BENCHMARK(w2_first_of_fifty)->Arg(30)->Arg(90)->Arg(180)->Arg(400);

}  // namespace
}  // namespace plexus::scheduling

BENCHMARK_MAIN();
