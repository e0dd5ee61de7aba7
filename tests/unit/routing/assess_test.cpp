// One intake from end to end: text, answers over it, pages, facts, faults.
#include "routing/assess.hpp"

#include <gtest/gtest.h>

#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

class AssessTest : public ::testing::Test {
 protected:
  Assessment run() const { return assess(protocol, input); }
  std::string state(char const* id) const {
    for (KnownFinding const& known : run().findings) {
      if (known.id == id) return std::string(to_word(known.state));
    }
    return "unasked";
  }
  std::vector<std::string> asked() const {
    std::vector<std::string> ids;
    for (Question const& question : run().questions) ids.push_back(question.id);
    return ids;
  }

  Protocol const& protocol = test::small_protocol();
  IntakeInput input;
};

using Words = std::vector<std::string>;

TEST_F(AssessTest, AsksWhoItIsAndSafetyFirstThenTheRest) {
  input.complaint = "my arm is numb";
  EXPECT_EQ(asked(), (Words{"age_years", "sex_at_birth", "bladder", "illness", "numbness_duration",
                            "pain_severity", "past", "pregnancy_status"}));
  EXPECT_FALSE(run().complete);
  EXPECT_TRUE(run().provisional);
}

TEST_F(AssessTest, ARedFlagFromTextCountsAndIsConfirmedNext) {
  input.complaint = "I have a weak leg";
  Assessment const first = run();
  EXPECT_EQ(first.decision.urgency, Urgency::urgent);
  ASSERT_FALSE(first.questions.empty());
  EXPECT_EQ(first.questions[0].id, "illness");
  EXPECT_EQ(first.questions[0].options.size(), 3U);  // the weak leg is on the page again
  ASSERT_EQ(first.findings.size(), 1U);
  EXPECT_EQ(first.findings[0].from, FindingFrom::complaint);
  EXPECT_EQ(first.findings[0].span, (Span{9, 17}));

  input.answers["illness"] = "absent";
  EXPECT_EQ(state("leg_weak"), "absent");
  EXPECT_EQ(run().decision.urgency, Urgency::routine);

  input.answers["illness"] = "unknown";  // a doubtful page does not take back plain words
  EXPECT_EQ(state("leg_weak"), "present");
  EXPECT_EQ(state("fever"), "unknown");

  input.answers["leg_weak"] = "unknown";  // a doubtful answer to the finding itself does
  EXPECT_EQ(state("leg_weak"), "unknown");
}

TEST_F(AssessTest, WhatWasReadStandsAmongTheBoxesOfItsGroup) {
  input.complaint = "numb leg";
  EXPECT_EQ(state("leg_numb"), "present");
  input.answers["place"] = Words{"arm_numb"};  // the box was there to be ticked
  EXPECT_EQ(state("leg_numb"), "absent");
  EXPECT_EQ(state("arm_numb"), "present");
  for (char const* const word : {"absent", "unknown"}) {  // may be said of the rest
    input.answers["place"] = word;
    EXPECT_EQ(state("leg_numb"), "present");
    EXPECT_EQ(state("arm_numb"), word);
  }
  input.answers["leg_numb"] = "absent";
  EXPECT_EQ(state("leg_numb"), "absent");
}

TEST_F(AssessTest, APageIsNoneAListOrUnknown) {
  input.answers["bladder"] = "absent";
  EXPECT_EQ(state("cant_pee"), "absent");
  EXPECT_EQ(state("saddle_numb"), "absent");
  input.answers["bladder"] = Words{"saddle_numb"};
  EXPECT_EQ(state("cant_pee"), "absent");
  EXPECT_EQ(state("saddle_numb"), "present");
  EXPECT_EQ(run().decision.urgency, Urgency::stat);
  EXPECT_TRUE(run().complete);
  EXPECT_TRUE(run().questions.empty());
  input.answers["bladder"] = "unknown";
  EXPECT_EQ(state("cant_pee"), "unknown");
  EXPECT_EQ(run().decision.urgency, Urgency::asap);
  input.answers["cant_pee"] = "absent";  // its own answer counts before the page's
  EXPECT_EQ(state("cant_pee"), "absent");
  EXPECT_EQ(state("saddle_numb"), "unknown");
}

TEST_F(AssessTest, CompletesWhenNothingCanChangeTheUrgency) {
  input.complaint = "hello";
  input.answers["bladder"] = "absent";
  input.answers["illness"] = "absent";
  input.answers["place"] = "absent";
  input.patient = {.age_years = 40, .sex = Sex::female};
  EXPECT_FALSE(run().complete);
  EXPECT_EQ(asked().back(), "pregnancy_status");
  input.patient.pregnancy = Pregnancy::no;
  EXPECT_TRUE(run().complete);
  EXPECT_FALSE(run().provisional);
}

TEST_F(AssessTest, PregnancyIsAskedOnlyWhereItApplies) {
  auto const asks = [&] {
    auto const ids = asked();
    return std::find(ids.begin(), ids.end(), "pregnancy_status") != ids.end();
  };
  EXPECT_TRUE(asks());
  input.patient.sex = Sex::male;
  EXPECT_FALSE(asks());
  EXPECT_EQ(run().patient.pregnancy, Pregnancy::not_applicable);
  for (auto const sex : {Sex::female, Sex::intersex, Sex::not_stated}) {
    input.patient.sex = sex;
    for (auto const& [age, expected] :
         {std::pair{11, false}, std::pair{12, true}, std::pair{55, true}, std::pair{56, false}}) {
      input.patient.age_years = age;
      EXPECT_EQ(asks(), expected) << age;
    }
  }
  input.patient.pregnancy = Pregnancy::yes;  // said outright: it stays
  EXPECT_EQ(run().patient.pregnancy, Pregnancy::yes);
}

TEST_F(AssessTest, FactsMayAlsoComeAsAnswers) {
  input.answers["age_years"] = 33.0;
  input.answers["sex_at_birth"] = "female";
  input.answers["pregnancy_status"] = "unknown";
  PatientFacts const facts = run().patient;
  EXPECT_EQ(facts.age_years, 33);
  EXPECT_EQ(facts.sex, Sex::female);
  EXPECT_EQ(facts.pregnancy, Pregnancy::unsure);
  input.patient.age_years = 44;
  EXPECT_EQ(run().patient.age_years, 44);
}

TEST_F(AssessTest, NumbersAndChoicesComeBack) {
  input.answers["numbness_duration"] = 2.5;
  input.answers["numbness_region"] = Words{"neck", "leg_right"};
  auto const findings = run().findings;
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].number, 2.5);
  EXPECT_EQ(findings[1].values, (Words{"neck", "leg_right"}));
}

TEST_F(AssessTest, AnotherLanguageGoesStraightToTheQuestions) {
  input.complaint = "cant pee";
  input.language = "en-GB";
  EXPECT_EQ(run().decision.urgency, Urgency::stat);
  input.language = "ru";
  EXPECT_TRUE(run().findings.empty());
  EXPECT_FALSE(run().questions.empty());
}

TEST_F(AssessTest, EveryFaultIsNamedAndLeftOut) {
  struct Row {
    char const* id;
    AnswerValue value;
    char const* fault;
  };
  for (Row const& row : {Row{"fever", "yes", "must be present, absent or unknown"},
                         Row{"fever", 1.0, "must be present, absent or unknown"},
                         Row{"fever", Words{"present"}, "must be present, absent or unknown"},
                         Row{"nose", "present", "is no question of this protocol"},
                         Row{"bladder", "present", "must be absent, unknown or a list of findings"},
                         Row{"bladder", Words{"fever"}, "'fever' is not on this page"},
                         Row{"numbness_duration", "long", "must be a number or unknown"},
                         Row{"numbness_duration", -1.0, "must lie between 0 and 36600"},
                         Row{"pain_severity", 11.0, "must lie between 0 and 10"},
                         Row{"numbness_region", "knee", "'knee' is no value here"},
                         Row{"numbness_region", 3.0, "must be a value or a list of values"},
                         Row{"age_years", 121.0, "must be a whole number from 0 to 120"},
                         Row{"age_years", "old", "must be a whole number from 0 to 120"},
                         Row{"sex_at_birth", "man", "must be female, male, intersex or not_stated"},
                         Row{"egfr", 80.0, "is not asked"}}) {
    IntakeInput faulty;
    faulty.answers[row.id] = row.value;
    auto const faults = check_input(protocol, faulty);
    ASSERT_EQ(faults.size(), 1U) << row.id;
    EXPECT_EQ(faults[0].pointer, std::string("/answers/") + row.id);
    EXPECT_EQ(faults[0].detail, row.fault);
    EXPECT_TRUE(assess(protocol, faulty).findings.empty()) << row.id;
  }
  IntakeInput odd;
  odd.answers["a/b~c"] = "present";
  odd.patient.age_years = 130;
  auto const faults = check_input(protocol, odd);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].pointer, "/answers/a~1b~0c");
  EXPECT_EQ(faults[1].pointer, "/patient/age");
}

}  // namespace
}  // namespace plexus::routing
