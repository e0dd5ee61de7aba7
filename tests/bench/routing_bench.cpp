// How fast routing decides, beside floors measured in the same run. Figures: docs/benchmarks.md.
// R60: 60 rules of four limits each over 100 facts; the floor is a plain loop over plain structs.
#include <benchmark/benchmark.h>

#include <array>
#include <random>

#include "routing/assess.hpp"
#include "routing/plan.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing {
namespace {

/// Full honest answers of many patients: a fifth of the findings present, the others absent.
std::vector<Answers> patients(Protocol const& protocol, int count) {
  std::mt19937 random(60);
  std::vector<Answers> all;
  for (int i = 0; i < count; ++i) {
    Answers answers = no_answers(protocol);
    answers.facts = {.age_years = 20 + static_cast<int>(random() % 60),
                     .sex = Sex::male,
                     .pregnancy = Pregnancy::not_applicable};
    for (std::size_t f = 0; f < protocol.findings.size(); ++f) {
      Finding const& finding = protocol.findings[f];
      Answer& answer = answers.findings[f];
      bool const harmless = !finding.red_flag;
      switch (finding.kind) {
        case FindingKind::boolean:
          answer.state = harmless && random() % 8 == 0 ? AnswerState::present : AnswerState::absent;
          break;
        case FindingKind::duration:
          answer = {.state = AnswerState::present, .number = static_cast<double>(random() % 120)};
          break;
        case FindingKind::severity:
          answer = {.state = AnswerState::present, .number = static_cast<double>(random() % 7)};
          break;
        case FindingKind::choices:
          answer = {.state = AnswerState::present, .choices = std::uint64_t{1} << random() % 4};
          break;
      }
    }
    all.push_back(std::move(answers));
  }
  return all;
}

void plan_from_answers(benchmark::State& state) {
  Protocol const& protocol = test::live_protocol();
  auto const all = patients(protocol, 64);
  std::size_t next = 0;
  for (auto _ : state) {
    Answers const& answers = all[next++ % all.size()];
    benchmark::DoNotOptimize(make_plan(protocol, Evaluation(protocol, answers)));
  }
}
BENCHMARK(plan_from_answers);

void decide_from_answers(benchmark::State& state) {
  Protocol const& protocol = test::live_protocol();
  auto const all = patients(protocol, 64);
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(decide(protocol, all[next++ % all.size()]));
}
BENCHMARK(decide_from_answers);

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

}  // namespace
}  // namespace plexus::routing

BENCHMARK_MAIN();
