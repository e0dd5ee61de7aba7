// Whom the dialogue asks what, on which page, and that it always comes to an end.
#include "routing/dialogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "routing/assess.hpp"
#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"
#include "tests/unit/routing/talker.hpp"

namespace plexus::routing {
namespace {

using test::answer_anyhow;
using test::answer_truly;
using test::Person;

constexpr int kPagesMax = 40;
constexpr std::size_t kBoxesMax = 22;

std::vector<Question> first_page(Assessment const& assessment) {
  std::vector<Question> page;
  for (Question const& question : assessment.questions) {
    if (question.page == 1) page.push_back(question);
  }
  return page;
}

std::vector<std::string> ids(std::vector<Question> const& questions) {
  std::vector<std::string> words;
  for (Question const& question : questions) words.push_back(question.id);
  return words;
}

/// Answers page after page. Shape: how many pages it took.
int talk(Protocol const& protocol, Person const& person, IntakeInput input, Assessment* last) {
  for (int page = 0; page < kPagesMax; ++page) {
    Assessment assessment = assess(protocol, input);
    if (assessment.questions.empty()) {
      *last = std::move(assessment);
      return page;
    }
    for (Question const& question : first_page(assessment)) answer_truly(question, person, input);
  }
  return kPagesMax;
}

TEST(DialoguePages, ARoutineComplaintTakesAtMostTwelve) {
  struct Row {
    char const* complaint;
    Person person;
  };
  std::vector<Row> const rows{
      {"My lower back goes numb when I sit at my desk, then it goes",
       {.age = 30,
        .sex = Sex::male,
        .present = {"numbness_periodic_positional", "prolonged_sitting",
                    "resolves_with_position_change"}}},
      {"Numb patch on my back for a month", {.present = {"numbness_localized_back"}, .days = 30}},
      {"Left leg pain below the knee and a numb foot for two months, worse lifting",
       {.age = 52,
        .present = {"pain_radiating_leg_below_knee", "numbness_leg_foot", "worse_lifting",
                    "back_pain_low"},
        .days = 60}},
      {"pins and needles in both feet for half a year, I have diabetes",
       {.age = 61,
        .sex = Sex::male,
        .present = {"tingling_pins_needles", "numbness_stocking_glove", "diabetes"},
        .days = 180}},
      {"back pain for years",
       {.present = {"back_pain_low", "back_pain_persistent_3_months"}, .days = 900}},
  };
  for (Row const& row : rows) {
    IntakeInput input;
    input.complaint = row.complaint;
    Assessment last;
    EXPECT_LE(talk(test::live_protocol(), row.person, input, &last), 12) << row.complaint;
    EXPECT_TRUE(last.complete) << row.complaint;
  }
}

TEST(DialoguePages, AreNumberedWithoutGapsAndNotTooLong) {
  std::mt19937 random(3);
  for (int round = 0; round < 8; ++round) {
    IntakeInput input;
    for (Assessment now = assess(test::live_protocol(), input); !now.questions.empty();
         now = assess(test::live_protocol(), input)) {
      int page = 1;
      std::size_t boxes = 0;
      for (Question const& question : now.questions) {
        ASSERT_TRUE(question.page == page || question.page == page + 1) << question.id;
        if (question.page != page) boxes = 0;
        page = question.page;
        if (question.kind == QuestionKind::group) boxes += question.options.size();
        EXPECT_LE(boxes, kBoxesMax) << "page " << page;
      }
      EXPECT_EQ(now.questions.front().page, 1);
      for (Question const& question : first_page(now)) answer_anyhow(question, random, input);
    }
  }
}

TEST(DialoguePages, ARedFlagFromTheTextIsConfirmedAloneFirst) {
  IntakeInput input;
  input.complaint = "My leg is weak";
  Assessment const first = assess(test::small_protocol(), input);
  input.complaint = "I have a weak leg";
  Assessment const read = assess(test::small_protocol(), input);
  EXPECT_EQ(ids(first_page(read)), std::vector<std::string>{"illness"});
  EXPECT_EQ(ids(first_page(first)), ids(first_page(read)));
}

TEST(DialoguePages, AgeAndSexComeTogetherAndEarly) {
  Assessment const first = assess(test::live_protocol(), IntakeInput{});
  auto const page = ids(first_page(first));
  ASSERT_GE(page.size(), 2U);
  EXPECT_EQ(page[0], "age_years");
  EXPECT_EQ(page[1], "sex_at_birth");
  for (Question const& question : first.questions) {
    // Whether it applies is known once those two are answered.
    if (question.id != "pregnancy_status") continue;
    EXPECT_GT(question.page, 1);
  }
}

TEST(DialoguePages, WhatWasSaidBringsItsScreeningForward) {
  Protocol const& protocol = test::live_protocol();
  auto const page_of = [&](char const* said, char const* group) {
    IntakeInput input;
    input.patient = {.age_years = 60, .sex = Sex::male};
    if (*said != '\0') input.answers[said] = "present";
    for (Question const& question : assess(protocol, input).questions) {
      if (question.id == group) return question.page;
    }
    return 99;
  };
  EXPECT_LT(page_of("numbness_localized_back", "chest_belly"), 3);
  EXPECT_LE(page_of("numbness_localized_back", "chest_belly"), page_of("", "chest_belly"));
}

/// Answers each question once, alone. Shape: false when one came again.
bool ends(Protocol const& protocol, std::mt19937& random, IntakeInput input) {
  constexpr int kQuestionsMax = 90;
  for (int count = 0; count < kQuestionsMax; ++count) {
    Assessment const assessment = assess(protocol, input);
    EXPECT_EQ(assessment.complete, assessment.questions.empty());
    if (assessment.questions.empty()) return true;
    Question const& next = assessment.questions.front();
    EXPECT_FALSE(input.answers.contains(next.id)) << next.id << " is asked twice";
    if (input.answers.contains(next.id)) return false;
    answer_anyhow(next, random, input);
    EXPECT_TRUE(check_input(protocol, input).empty()) << next.id;
  }
  return false;
}

TEST(Dialogue, AlwaysComesToAnEnd) {
  constexpr unsigned kSeed = 7;
  std::mt19937 random(kSeed);
  std::vector<std::string> const complaints{
      "", "numb leg", "weak leg and fever", "back pain for years",
      "My lower back and left leg have been numb for two months after lifting"};
  for (int round = 0; round < 12; ++round) {
    IntakeInput input;
    input.complaint = complaints[random() % complaints.size()];
    EXPECT_TRUE(ends(test::live_protocol(), random, input))
        << "seed " << kSeed << " round " << round;
  }
  for (int round = 0; round < 300; ++round) {
    IntakeInput input;
    input.complaint = complaints[random() % complaints.size()];
    EXPECT_TRUE(ends(test::small_protocol(), random, input))
        << "seed " << kSeed << " round " << round;
  }
}

/// Who answers all questions, page by page, is decided on as if everything had been coded.
TEST(Dialogue, LosesNothingAgainstFullAnswers) {
  constexpr unsigned kSeed = 11;
  constexpr int kRounds = 60;
  Protocol const& protocol = test::live_protocol();
  std::mt19937 random(kSeed);
  int lost = 0;
  for (int round = 0; round < kRounds; ++round) {
    Person const person = test::anybody(protocol, random);
    Assessment last;
    talk(protocol, person, IntakeInput{}, &last);
    Decision const full = decide(protocol, test::all_answers(protocol, person));
    bool const same = test::same_core(last.decision, full);
    lost += same ? 0 : 1;
    EXPECT_EQ(last.decision.urgency, full.urgency) << "seed " << kSeed << " round " << round;
  }
  EXPECT_LE(lost, kRounds * 2 / 100) << "seed " << kSeed;
}

TEST(Dialogue, AsksTheSameOfTheSameAnswers) {
  IntakeInput input;
  input.complaint = "back pain for years";
  input.answers["motor"] = "absent";
  EXPECT_EQ(assess(test::live_protocol(), input).questions,
            assess(test::live_protocol(), input).questions);
}

TEST(Dialogue, EveryQuestionKeepsItsWordsAndItsReason) {
  std::mt19937 random(5);
  IntakeInput input;
  for (Assessment now = assess(test::live_protocol(), input); !now.questions.empty();
       now = assess(test::live_protocol(), input)) {
    for (Question const& question : now.questions) {
      EXPECT_FALSE(question.text.empty()) << question.id;
      EXPECT_FALSE(question.why.empty()) << question.id;
      for (QuestionOption const& option : question.options) {
        EXPECT_FALSE(option.text.empty()) << question.id << " " << option.value;
      }
    }
    for (Question const& question : first_page(now)) answer_anyhow(question, random, input);
  }
}

TEST(Dialogue, AChangedAnswerAsksAgainWhatMattersNow) {
  Protocol const& protocol = test::small_protocol();
  IntakeInput input;
  input.patient = {.age_years = 40, .sex = Sex::male};
  input.answers["bladder"] = "absent";
  input.answers["illness"] = "absent";
  input.answers["place"] = "absent";
  Assessment const without = assess(protocol, input);
  input.answers["place"] = std::vector<std::string>{"leg_numb"};
  Assessment const with = assess(protocol, input);
  input.answers["place"] = "absent";
  EXPECT_EQ(assess(protocol, input).questions, without.questions);
  EXPECT_NE(with.questions, without.questions);
}

}  // namespace
}  // namespace plexus::routing
