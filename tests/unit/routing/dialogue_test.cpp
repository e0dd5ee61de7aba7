// Whom the dialogue asks what, in which order, and that it always comes to an end.
#include "routing/dialogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "routing/assess.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

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

}  // namespace
}  // namespace plexus::routing
