// IT: how fast the best order of visits is found and proven. 30 weekdays of 15-minute ticks, 08:00
// to 18:00 less lunch; blood, MRI, EMG and up to eight further exams, each some time before the
// consultation, several providers each. Figures: docs/benchmarks.md.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "backend/time/tz_zone.hpp"
#include "scheduling/clinic_index.hpp"
#include "scheduling/itinerary_problem.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"
#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr int kWeekdays = 30;
constexpr int kVisitsMost = 12;
constexpr local_days kFirstDay{std::chrono::year{2027} / std::chrono::March / 1};
LocationId const kSite = text::make_id<LocationId>(1);

void require(bool right) {
  if (!right) std::abort();  // a fast wrong answer is no figure
}

struct Exam {
  char const* role;
  int minutes;
  int gap_hours;  // from its end to the consultation
  int providers;
  int free_most;  // starts in a free stretch
};

/// The consultation first, so that any number of exams can follow.
constexpr std::array<Exam, kVisitsMost> kExams{{{"neurologist", 30, 0, 3, 4},
                                                {"blood", 15, 24, 3, 4},
                                                {"mri", 45, 48, 3, 4},
                                                {"emg", 30, 2, 3, 4},
                                                {"ultrasound", 30, 1, 2, 2},
                                                {"radiography", 15, 4, 2, 2},
                                                {"ct", 30, 24, 2, 2},
                                                {"eeg", 60, 48, 2, 2},
                                                {"doppler", 30, 2, 2, 2},
                                                {"lung", 15, 1, 2, 2},
                                                {"heart", 15, 1, 2, 2},
                                                {"memory", 60, 24, 2, 2}}};

Zone const& zone() {
  return **time::find_zone("America/New_York");
}

Cell at(int weekday, int minute) {
  LocalMinute const local{kFirstDay + days{weekday / 5 * 7 + weekday % 5}};
  return cell_of(zone().resolve(local + Minutes{minute}).instant);
}

CellRange window() {
  Cell const start = cell_of(zone().resolve(kFirstDay).instant);
  return {start, start + 400 * 288};
}

/// Most of a provider's time is booked: on half of the days one stretch is left, and on a few two.
std::vector<ResourceView> providers() {
  Dice dice(20270301);
  std::vector<ResourceView> made;
  for (Exam const& exam : kExams) {
    for (int p = 0; p < exam.providers; ++p) {
      CellSet open(window());
      for (int day = 0; day < kWeekdays; ++day) {
        open.set({at(day, 8 * 60), at(day, 12 * 60)});
        open.set({at(day, 13 * 60), at(day, 18 * 60)});
      }
      CellSet taken = open;
      for (int day = 0; day < kWeekdays; ++day) {
        for (int const half : {0, 1}) {
          if (!dice.chance(half == 0 ? 35 : 25)) continue;
          int const length = exam.minutes + 15 * dice.below(exam.free_most);
          int const from = half == 0 ? 8 * 60 : 13 * 60;
          int const until = half == 0 ? 12 * 60 : 18 * 60;
          int const start = from + 15 * dice.below((until - from - length) / 15 + 1);
          taken.clear({at(day, start), at(day, start + length)});
        }
      }
      int const key = static_cast<int>(made.size()) + 1;
      made.emplace_back(ResourceKey{key}, text::make_id<ResourceId>(key),
                        ResourceKind::practitioner, std::vector<RoleCode>{RoleCode(exam.role)}, 1,
                        std::map<LocationId, CellSet>{{kSite, open}});
      for (CellRange const& cells : taken.ranges()) made.back().take({cells, 0});
    }
  }
  return made;
}

ClinicIndex const& clinic() {
  static ClinicIndex const made = [] {
    ClinicView view(window());
    view.add_site(kSite, zone());
    for (ResourceView& provider : providers()) {
      view.put_resource(std::make_shared<ResourceView const>(std::move(provider)));
    }
    view.warm_grid({Minutes{15}, Minutes{0}});
    return ClinicIndex(view);
  }();
  return made;
}

ItineraryRequest request(int visits) {
  ItineraryRequest made;
  made.not_before = start_of(at(0, 0));
  made.not_after = start_of(at(kWeekdays - 1, 24 * 60));
  made.limit = 1;
  for (int i = 0; i < visits; ++i) {
    Exam const& exam = kExams[static_cast<std::size_t>(i)];
    StepRequest step;
    step.visit.duration = Minutes{exam.minutes};
    step.visit.requirements = {{RoleCode(exam.role), 1, {}}};
    made.steps.push_back(step);
    if (i > 0) {
      made.steps[0].after.push_back(
          {static_cast<std::size_t>(i), Hours{exam.gap_hours}, {}, false});
    }
  }
  return made;
}

/// All of it: from the index to the plan with its resources.
void it_whole(benchmark::State& state) {
  auto const wanted = request(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    auto const view = clinic().read();
    auto const answer = find_itineraries(*view, wanted);
    require(answer && answer->proven_optimal && !answer->items.empty());
    state.counters["nodes"] = static_cast<double>(answer->nodes);
    state.counters["visits"] = answer->items.front().visits;
    benchmark::DoNotOptimize(answer);
  }
}

void it_three_plans(benchmark::State& state) {
  auto wanted = request(static_cast<int>(state.range(0)));
  wanted.limit = 3;
  for (auto _ : state) {
    auto const view = clinic().read();
    auto const answer = find_itineraries(*view, wanted);
    require(answer && answer->proven_optimal && answer->items.size() == 3);
    benchmark::DoNotOptimize(answer);
  }
}

/// The starts of all steps, and nothing else.
void it_prepare(benchmark::State& state) {
  auto const wanted = request(static_cast<int>(state.range(0)));
  auto const gaps = gap_network(wanted, {});
  require(gaps.has_value());
  for (auto _ : state) {
    auto const view = clinic().read();
    ItineraryProblem problem(*view, wanted, *gaps, {});
    std::size_t starts = 0;
    for (StepStarts const& step : problem.numbers().candidates) starts += step.starts.size();
    state.counters["starts"] = static_cast<double>(starts);
    benchmark::DoNotOptimize(problem.numbers());
  }
}

}  // namespace

BENCHMARK(it_whole)->DenseRange(4, kVisitsMost)->Unit(benchmark::kMicrosecond);
BENCHMARK(it_three_plans)->DenseRange(4, kVisitsMost, 4)->Unit(benchmark::kMicrosecond);
BENCHMARK(it_prepare)->DenseRange(4, kVisitsMost, 4)->Unit(benchmark::kMicrosecond);

}  // namespace plexus::scheduling
