#include "tests/unit/routing/talker.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace plexus::routing::test {
namespace {

bool has(Person const& person, std::string const& finding) {
  return std::find(person.present.begin(), person.present.end(), finding) != person.present.end();
}

}  // namespace

Person anybody(Protocol const& protocol, std::mt19937& random) {
  constexpr unsigned kFindings = 6;
  Person person;
  person.age = static_cast<int>(16 + random() % 75);
  person.sex = random() % 2 == 0 ? Sex::female : Sex::male;
  person.days = static_cast<double>(1 + random() % 300);
  person.severity = static_cast<double>(random() % 11);
  person.regions = {"back_lower"};
  unsigned const count = 1 + static_cast<unsigned>(random() % kFindings);
  while (person.present.size() < count) {
    Finding const& finding = protocol.findings[random() % protocol.findings.size()];
    if (finding.kind != FindingKind::boolean || finding.red_flag == Urgency::stat) continue;
    person.present.push_back(finding.id);
  }
  return person;
}

void answer_truly(Question const& question, Person const& person, IntakeInput& input) {
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
      if (person.regions.empty()) {
        input.answers[question.id] = "unknown";
      } else {
        input.answers[question.id] = person.regions;
      }
  }
}

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

Answers all_answers(Protocol const& protocol, Person const& person) {
  IntakeInput input;
  for (Finding const& finding : protocol.findings) {
    QuestionKind const kind = finding.kind == FindingKind::boolean    ? QuestionKind::boolean
                              : finding.kind == FindingKind::duration ? QuestionKind::duration
                              : finding.kind == FindingKind::severity ? QuestionKind::severity
                                                                      : QuestionKind::multi_choice;
    answer_truly(Question{.id = finding.id, .kind = kind}, person, input);
  }
  PatientFacts facts{.age_years = person.age, .sex = person.sex};
  settle_pregnancy(protocol, facts);
  if (!facts.pregnancy) facts.pregnancy = Pregnancy::no;
  return settle_answers(protocol, input.answers, facts);
}

bool same_core(Decision const& a, Decision const& b) {
  if (a.urgency != b.urgency) return false;
  if (a.urgency == Urgency::stat) return true;
  auto const first = [](Decision const& decision) {
    return decision.specialists.empty() ? std::string()
                                        : decision.specialists.front().specialty.str();
  };
  auto const tests = [](Decision const& decision) {
    std::set<std::tuple<std::string, std::string, bool>> all;
    for (DiagnosticChoice const& test : decision.diagnostics) {
      all.insert({test.service.str(), test.region.str(), test.held.has_value()});
    }
    return all;
  };
  return first(a) == first(b) && tests(a) == tests(b);
}

}  // namespace plexus::routing::test
