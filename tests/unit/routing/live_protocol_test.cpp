// The protocol that patients meet: each red flag alone gives its level, doubt never dismisses, and
// the safety invariants hold on random answer sets. The proof for all sets is another suite.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "routing/assess.hpp"
#include "routing/evaluate.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing {
namespace {

constexpr unsigned kSeed = 20261123;
constexpr int kSamples = 500;

Protocol const& protocol() {
  return test::live_protocol();
}

Index finding(char const* id) {
  return protocol().find_finding(id).value();
}

/// Everything asked and absent; a man of 70 unless said otherwise.
Answers all_absent(int age = 70) {
  Answers answers = no_answers(protocol());
  for (std::size_t i = 0; i < answers.findings.size(); ++i) {
    if (protocol().findings[i].kind == FindingKind::boolean) {
      answers.findings[i].state = AnswerState::absent;
    }
  }
  answers.findings[finding("numbness_duration")] = {AnswerState::present, 10, 0};
  answers.findings[finding("pain_severity")] = {AnswerState::present, 3, 0};
  answers.facts = {
      .age_years = age, .sex = Sex::male, .pregnancy = Pregnancy::not_applicable, .egfr = 90};
  return answers;
}

TEST(LiveProtocol, EachRedFlagAloneGivesItsLevel) {
  for (Index const flag : protocol().red_flags) {
    Finding const& row = protocol().findings[flag];
    Answers answers = all_absent();
    answers.findings[flag].state = AnswerState::present;
    EXPECT_EQ(decide(protocol(), answers).urgency, *row.red_flag) << row.id;
  }
}

TEST(LiveProtocol, DoubtAboutARedFlagIsNeverRoutine) {
  for (Index const flag : protocol().red_flags) {
    Answers answers = all_absent();
    answers.findings[flag].state = AnswerState::unknown;
    Decision const made = decide(protocol(), answers);
    EXPECT_NE(made.urgency, Urgency::routine) << protocol().findings[flag].id;
    EXPECT_TRUE(made.callback_within_hours) << protocol().findings[flag].id;
    answers.findings[flag].state = AnswerState::unasked;
    EXPECT_TRUE(decide(protocol(), answers).incomplete) << protocol().findings[flag].id;
  }
}

TEST(LiveProtocol, NothingElseRaisesUrgencyAlone) {
  for (std::size_t i = 0; i < protocol().findings.size(); ++i) {
    Finding const& row = protocol().findings[i];
    if (row.red_flag || row.kind != FindingKind::boolean) continue;
    Answers answers = all_absent(30);
    answers.findings[i].state = AnswerState::present;
    EXPECT_EQ(decide(protocol(), answers).urgency, Urgency::routine) << row.id;
  }
}

class Sample {
 public:
  explicit Sample(std::mt19937& random) : random_(random) {
    answers = no_answers(protocol());
    double const density = pick({0.01, 0.03, 0.1, 0.5});
    double const doubt = pick({0.0, 0.0, 0.01, 0.1});
    std::discrete_distribution<int> state({density, doubt, 1.0});
    constexpr AnswerState states[] = {AnswerState::present, AnswerState::unknown,
                                      AnswerState::absent};
    for (std::size_t i = 0; i < answers.findings.size(); ++i) {
      if (protocol().findings[i].kind == FindingKind::boolean) {
        answers.findings[i].state = states[state(random_)];
      }
    }
    scalar("numbness_duration", pick({-2.0, -1.0, 0.0, 5.0, 9.0, 41.0, 42.0, 400.0}));
    scalar("pain_severity", pick({-2.0, -1.0, 0.0, 4.0, 8.0, 10.0}));
    bool const male = random_() % 2 == 0;
    answers.facts.age_years = static_cast<int>(pick({5, 15, 16, 30, 49, 50, 64, 65, 90}));
    answers.facts.sex = male ? Sex::male : Sex::female;
    answers.facts.pregnancy =
        male ? Pregnancy::not_applicable
             : static_cast<Pregnancy>(1 + static_cast<int>(pick({0.0, 1.0, 2.0})));
    if (double const egfr = pick({-1.0, 20.0, 90.0}); egfr > 0) answers.facts.egfr = egfr;
  }

  Answers answers;

 private:
  double pick(std::initializer_list<double> values) {
    return *(values.begin() + static_cast<std::ptrdiff_t>(random_() % values.size()));
  }
  /// -2: not asked, -1: not sure.
  void scalar(char const* id, double value) {
    Answer& answer = answers.findings[finding(id)];
    if (value >= -1) answer.state = value < 0 ? AnswerState::unknown : AnswerState::present;
    if (value >= 0) answer.number = value;
  }

  std::mt19937& random_;
};

Truth derived(Answers const& answers, std::string_view id) {
  for (std::size_t i = 0; i < protocol().derived.size(); ++i) {
    if (protocol().derived[i].id != id) continue;
    auto const term = static_cast<Index>(protocol().findings.size() + i);
    return Evaluation(protocol(), answers).term(term, Reading::raw);
  }
  ADD_FAILURE() << "no derived finding " << id;
  return Truth::unknown;
}

Truth any_red_flag(Answers const& answers) {
  Evaluation const evaluation(protocol(), answers);
  Truth any = Truth::no;
  for (Index const flag : protocol().red_flags) {
    any = either(any, evaluation.term(flag, Reading::raw));
  }
  return any;
}

void check_manual_therapist(Answers const& answers, Decision const& made, std::string const& tag) {
  auto const& chosen = made.specialists;
  bool const manual = std::any_of(chosen.begin(), chosen.end(), [](SpecialistChoice const& c) {
    return c.specialty.str() == "manual_therapist";
  });
  if (!manual) return;
  EXPECT_EQ(made.urgency, Urgency::routine) << tag << " I06";
  EXPECT_EQ(any_red_flag(answers), Truth::no) << tag << " I06";
  EXPECT_EQ(derived(answers, "manual_therapy_excluded"), Truth::no) << tag << " I07";
  EXPECT_TRUE(answers.facts.pregnancy != Pregnancy::yes &&
              answers.facts.pregnancy != Pregnancy::unsure)
      << tag << " I07";
  EXPECT_NE(chosen[0].specialty.str(), "manual_therapist") << tag << " I08";
}

void check_tests(Answers const& answers, Decision const& made, std::string const& tag) {
  std::set<std::string> planned, held;
  bool mri_contrast = false;
  for (DiagnosticChoice const& test : made.diagnostics) {
    planned.insert(test.service.str());
    if (test.held) held.insert(test.service.str());
    mri_contrast |= test.service.str() == "mri" && test.contrast == Contrast::possible;
  }
  auto const& pregnancy = answers.facts.pregnancy;
  bool const may_be_pregnant =
      !pregnancy || *pregnancy == Pregnancy::yes || *pregnancy == Pregnancy::unsure;
  if (may_be_pregnant) {
    EXPECT_FALSE(planned.contains("spine_radiography") || planned.contains("ct")) << tag << " I11";
    EXPECT_FALSE(mri_contrast) << tag << " I14";
  }
  if (planned.contains("mri") && derived(answers, "mri_stop_until_reviewed") != Truth::no) {
    EXPECT_TRUE(held.contains("mri")) << tag << " I12";
    EXPECT_TRUE(made.urgency != Urgency::asap || planned.contains("ct") ||
                made.callback_within_hours)
        << tag << " I13";
  }
  Evaluation const evaluation(protocol(), answers);
  Truth const bleeding = either(evaluation.term(finding("anticoagulant_use"), Reading::raw),
                                evaluation.term(finding("bleeding_disorder"), Reading::raw));
  if (planned.contains("emg") && bleeding != Truth::no) {
    EXPECT_TRUE(held.contains("emg")) << tag << " I33";
  }
  Answer const& days = answers.findings[finding("numbness_duration")];
  bool const recent = days.state == AnswerState::present && days.number < 42;
  if (made.urgency == Urgency::routine && recent) {
    EXPECT_FALSE(planned.contains("mri") || planned.contains("ct")) << tag << " I15";
  }
  if (answers.facts.age_years.value_or(99) < 16) {
    EXPECT_TRUE(planned.empty()) << tag << " I25";
  }
}

void check_invariants(Answers const& answers, std::string const& tag) {
  Decision const made = decide(protocol(), answers);
  EXPECT_NE(made.emergency.has_value(), !made.specialists.empty()) << tag << " I03";
  EXPECT_EQ(made.emergency.has_value(), made.urgency == Urgency::stat) << tag << " I04";
  if (made.urgency == Urgency::stat) {
    EXPECT_TRUE(made.diagnostics.empty()) << tag << " I04";
    return;
  }
  check_manual_therapist(answers, made, tag);
  check_tests(answers, made, tag);
  for (FiredRule const& rule : made.rules) {
    EXPECT_FALSE(rule.reason.empty() || rule.sources.empty()) << tag << " I23 " << rule.id;
  }
}

TEST(LiveProtocol, InvariantsHoldOnRandomAnswers) {
  std::mt19937 random(kSeed);
  for (int i = 0; i < kSamples; ++i) {
    Sample const sample(random);
    check_invariants(sample.answers,
                     "seed " + std::to_string(kSeed) + " sample " + std::to_string(i));
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(LiveProtocol, InvariantsHoldWhenAllIsOneAnswer) {
  for (AnswerState const state :
       {AnswerState::present, AnswerState::absent, AnswerState::unknown}) {
    Answers answers = all_absent();
    for (std::size_t i = 0; i < answers.findings.size(); ++i) {
      if (protocol().findings[i].kind == FindingKind::boolean) answers.findings[i].state = state;
    }
    check_invariants(answers, std::string(to_word(state)));
  }
}

TEST(LiveProtocol, MoreFindingsNeverLowerTheUrgency) {
  std::mt19937 random(kSeed);
  for (int i = 0; i < kSamples; ++i) {
    Sample const sample(random);
    Urgency const before = decide(protocol(), sample.answers).urgency;
    for (int change = 0; change < 6; ++change) {
      auto const at = random() % sample.answers.findings.size();
      Finding const& row = protocol().findings[at];
      if (row.kind != FindingKind::boolean) continue;
      Answers more = sample.answers;
      AnswerState const was = more.findings[at].state;
      more.findings[at].state = AnswerState::present;
      EXPECT_GE(decide(protocol(), more).urgency, before)
          << "I01/I02 seed " << kSeed << " sample " << i << " " << row.id;
      if (was != AnswerState::absent) continue;
      more.findings[at].state = AnswerState::unknown;
      EXPECT_GE(decide(protocol(), more).urgency, before)
          << "I09 seed " << kSeed << " sample " << i << " " << row.id;
    }
  }
}

TEST(LiveProtocol, WhatWasNeverAskedRaisesNothing) {
  for (char const* id : {"pain_severity", "numbness_duration"}) {
    Answers answers = all_absent(30);
    answers.findings[finding(id)] = {};
    EXPECT_EQ(decide(protocol(), answers).urgency, Urgency::routine) << id;
  }
}

}  // namespace
}  // namespace plexus::routing
