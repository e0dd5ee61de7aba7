// Whom the dialogue asks what, in which order, and that it always comes to an end.
#include "routing/dialogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "routing/assess.hpp"
#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

constexpr int kPagesMax = 80;

/// What a simulated patient would truthfully say.
struct Person {
  int age = 45;
  Sex sex = Sex::female;
  std::vector<std::string> present;
  double days = 20;
  double severity = 4;
};

bool has(Person const& person, std::string const& finding) {
  return std::find(person.present.begin(), person.present.end(), finding) != person.present.end();
}

/// Puts the truthful answer to one question into the input.
void answer(Question const& question, Person const& person, IntakeInput& input) {
  switch (question.kind) {
    case QuestionKind::group: {
      std::vector<std::string> ticked;
      for (QuestionOption const& option : question.options) {
        if (has(person, option.value)) ticked.push_back(option.value);
      }
      if (ticked.empty()) {
        input.answers[question.id] = "absent";
      } else {
        input.answers[question.id] = ticked;
      }
      return;
    }
    case QuestionKind::boolean:
      input.answers[question.id] = has(person, question.id) ? "present" : "absent";
      return;
    case QuestionKind::duration:
      input.answers[question.id] = person.days;
      return;
    case QuestionKind::severity:
      input.answers[question.id] = person.severity;
      return;
    case QuestionKind::integer:
      input.patient.age_years = person.age;
      return;
    case QuestionKind::choice:
      if (question.id == "sex_at_birth") input.patient.sex = person.sex;
      if (question.id == "pregnancy_status") input.patient.pregnancy = Pregnancy::no;
      return;
    default:
      input.answers[question.id] = "unknown";
  }
}

/// Answers page after page. Shape: how many pages it took.
int talk(Protocol const& protocol, Person const& person, IntakeInput input, Assessment* last) {
  for (int page = 0; page < kPagesMax; ++page) {
    Assessment assessment = assess(protocol, input);
    if (assessment.questions.empty()) {
      *last = std::move(assessment);
      return page;
    }
    answer(assessment.questions.front(), person, input);
  }
  return kPagesMax;
}

TEST(DialoguePages, TypicalRoutineComplaintsOnTheLiveProtocol) {
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
  std::vector<int> pages;
  for (Row const& row : rows) {
    IntakeInput input;
    input.complaint = row.complaint;
    Assessment last;
    pages.push_back(talk(test::live_protocol(), row.person, input, &last));
    EXPECT_LT(pages.back(), kPagesMax) << row.complaint;
    EXPECT_TRUE(last.complete) << row.complaint;
    std::cout << "    " << pages.back() << " pages, " << to_word(last.decision.urgency) << ": "
              << row.complaint << "\n";
  }
  std::sort(pages.begin(), pages.end());
  std::cout << "    median " << pages[pages.size() / 2] << " pages\n";
}

/// Any answer that the question allows.
void answer_anyhow(Question const& question, std::mt19937& random, IntakeInput& input) {
  auto const chance = [&](unsigned one_in) { return random() % one_in == 0; };
  std::vector<std::string> some;
  for (QuestionOption const& option : question.options) {
    if (chance(6)) some.push_back(option.value);
  }
  AnswerValue value = "unknown";
  switch (question.kind) {
    case QuestionKind::group:
    case QuestionKind::multi_choice:
      if (!some.empty()) {
        value = some;
      } else if (question.kind == QuestionKind::group && !chance(8)) {
        value = "absent";
      }
      break;
    case QuestionKind::boolean:
      value = chance(6) ? "present" : chance(8) ? "unknown" : "absent";
      break;
    case QuestionKind::duration:
      if (!chance(5)) value = static_cast<double>(random() % 400);
      break;
    case QuestionKind::severity:
      if (!chance(5)) value = static_cast<double>(random() % 11);
      break;
    case QuestionKind::integer:
      value = static_cast<double>(random() % 100);
      break;
    default:
      value = question.options[random() % question.options.size()].value;
  }
  input.answers[question.id] = value;
}

/// Answers the questions one after the other, each once. Shape: false when one came again.
bool ends(Protocol const& protocol, std::mt19937& random, IntakeInput input) {
  for (int page = 0; page < kPagesMax; ++page) {
    Assessment const assessment = assess(protocol, input);
    if (assessment.questions.empty()) {
      EXPECT_TRUE(assessment.complete);
      return true;
    }
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

TEST(Dialogue, StatQuestionsComeFirstThenAge) {
  Protocol const& protocol = test::live_protocol();
  Assessment const first = assess(protocol, IntakeInput{});
  int last_level = 4;
  bool age_seen = false;
  for (Question const& question : first.questions) {
    if (question.id == "age_years") {
      age_seen = true;
      continue;
    }
    if (!question.safety) break;
    int level = 0;
    if (auto const group = protocol.find_group(question.id)) {
      for (Index const box : protocol.groups[*group].covers) {
        auto const flag = protocol.findings[box].red_flag;
        if (flag) level = std::max(level, static_cast<int>(*flag));
      }
    }
    EXPECT_LE(level, last_level) << question.id;
    EXPECT_EQ(level < static_cast<int>(Urgency::stat), age_seen) << question.id;
    last_level = level;
  }
  EXPECT_TRUE(age_seen);
}

TEST(Dialogue, EveryQuestionHasWordsAndAReason) {
  IntakeInput input;
  for (Question const& question : assess(test::live_protocol(), input).questions) {
    EXPECT_FALSE(question.text.empty()) << question.id;
    EXPECT_FALSE(question.why.empty()) << question.id;
    for (QuestionOption const& option : question.options) {
      EXPECT_FALSE(option.text.empty()) << question.id << " " << option.value;
    }
  }
}

}  // namespace
}  // namespace plexus::routing
