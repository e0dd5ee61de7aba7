// How fast routing decides, beside floors measured in the same run. Figures: docs/benchmarks.md.
// R60: 60 rules of four limits each over 100 facts; the floor is a plain loop over plain structs.
#include <benchmark/benchmark.h>

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "routing/assess.hpp"
#include "routing/plan.hpp"
#include "tests/golden/routing/score/person.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing {
namespace {

/// The answers of the people in a case file, everything not coded absent.
std::vector<Answers> people_of(std::string const& file) {
  std::vector<Answers> made;
  Protocol const& protocol = test::live_protocol();
  std::vector<bool> const nothing_read(protocol.findings.size(), false);
  for (auto const& one :
       score::read_cases(PLEXUS_SOURCE_DIR "/tests/golden/routing/cases/" + file + ".jsonl")) {
    made.push_back(
        settle_answers(protocol, score::full_answers(protocol, one), one.facts, nothing_read));
  }
  return made;
}

std::vector<Answers> const& patients() {
  static std::vector<Answers> const all = people_of("open");
  return all;
}

/// Of all 400, the one whose decision takes longest; the best of many tries counts for each.
Answers const& slowest_patient() {
  using SteadyClock = std::chrono::steady_clock;
  static Answers const slowest = [] {
    constexpr int kTries = 200;
    Protocol const& protocol = test::live_protocol();
    Answers found;
    auto longest = SteadyClock::duration::zero();
    for (char const* file : {"open", "sealed", "own"}) {
      for (Answers const& answers : people_of(file)) {
        auto best = SteadyClock::duration::max();
        for (int i = 0; i < kTries; ++i) {
          auto const start = SteadyClock::now();
          benchmark::DoNotOptimize(decide(protocol, answers));
          best = std::min(best, SteadyClock::now() - start);
        }
        if (best > longest) found = answers;
        longest = std::max(longest, best);
      }
    }
    return found;
  }();
  return slowest;
}

void plan_from_answers(benchmark::State& state) {
  Protocol const& protocol = test::live_protocol();
  auto const& all = patients();
  std::size_t next = 0;
  for (auto _ : state) {
    Answers const& answers = all[next++ % all.size()];
    benchmark::DoNotOptimize(make_plan(protocol, Evaluation(protocol, answers)));
  }
}
BENCHMARK(plan_from_answers);

void decide_from_answers(benchmark::State& state) {
  Protocol const& protocol = test::live_protocol();
  auto const& all = patients();
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(decide(protocol, all[next++ % all.size()]));
}
BENCHMARK(decide_from_answers);

void decide_the_slowest_case(benchmark::State& state) {
  Protocol const& protocol = test::live_protocol();
  Answers const& answers = slowest_patient();
  for (auto _ : state) benchmark::DoNotOptimize(decide(protocol, answers));
}
BENCHMARK(decide_the_slowest_case);

constexpr char const* kComplaint =
    "For about three weeks my lower back has been aching and since last Tuesday the pain shoots "
    "down the back of my left leg below the knee. Two toes feel numb and tingly, worse when I sit "
    "at my desk or cough. No fever, no trouble with peeing, and I can walk on my heels. I take "
    "ibuprofen, it barely helps at night.";

void read_complaint(benchmark::State& state) {
  Protocol const& protocol = test::live_protocol();
  for (auto _ : state) benchmark::DoNotOptimize(read_text(protocol, kComplaint));
}
BENCHMARK(read_complaint);

void read_and_decide(benchmark::State& state) {
  Protocol const& protocol = test::live_protocol();
  for (auto _ : state) {
    Answers answers = no_answers(protocol);
    answers.facts.age_years = 52;
    for (ReadFinding const& read : read_text(protocol, kComplaint)) {
      answers.findings[read.finding] = read.answer;
    }
    benchmark::DoNotOptimize(decide(protocol, answers));
  }
}
BENCHMARK(read_and_decide);

void whole_assessment(benchmark::State& state) {
  Protocol const& protocol = test::live_protocol();
  IntakeInput const input{.complaint = kComplaint, .patient = {.age_years = 52}, .answers = {}};
  for (auto _ : state) benchmark::DoNotOptimize(assess(protocol, input));
}
BENCHMARK(whole_assessment)->Unit(benchmark::kMicrosecond);

void load_and_keep_the_protocol(benchmark::State& state) {
  double kept = 0;
  for (auto _ : state) {
    auto const before = mallinfo2();
    Protocol const protocol = test::load_folder("routing/protocols/back_numbness");
    auto const after = mallinfo2();
    kept = static_cast<double>(after.uordblks + after.hblkhd - before.uordblks - before.hblkhd);
    benchmark::DoNotOptimize(protocol);
  }
  state.counters["kept_MiB"] = kept / (1 << 20);
}
BENCHMARK(load_and_keep_the_protocol)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
}  // namespace plexus::routing

BENCHMARK_MAIN();
