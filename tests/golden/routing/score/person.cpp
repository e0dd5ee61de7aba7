#include "tests/golden/routing/score/person.hpp"

#include <algorithm>
#include <stdexcept>

namespace plexus::routing::score {
namespace {

constexpr int kPagesMax = 80;

bool is_present(AnswerMap const& coded, std::string const& id) {
  auto const at = coded.find(id);
  if (at == coded.end()) return false;
  auto const* word = std::get_if<std::string>(&at->second);
  return word != nullptr && *word == "present";
}

bool is_unsure(AnswerMap const& coded, std::string const& id) {
  auto const at = coded.find(id);
  if (at == coded.end()) return false;
  auto const* word = std::get_if<std::string>(&at->second);
  return word != nullptr && *word == "unknown";
}

/// What the person says to one question; a box of a group that they are unsure of is answered by
/// its own id beside the group.
/// What was read wrongly in their words they take back, as the pages let them.
void answer(Case const& one, Question const& question, Assessment const& now,
            AnswerMap& answers) {
  if (question.kind == QuestionKind::group) {
    std::vector<std::string> ticked;
    for (QuestionOption const& option : question.options) {
      bool const read = std::any_of(
          now.findings.begin(), now.findings.end(),
          [&](KnownFinding const& known) { return known.id == option.value && known.span; });
      if (read && !is_present(one.coded, option.value)) answers[option.value] = "absent";
      if (is_present(one.coded, option.value)) ticked.push_back(option.value);
      if (is_unsure(one.coded, option.value)) answers[option.value] = std::string("unknown");
    }
    answers[question.id] =
        ticked.empty() ? AnswerValue(std::string("absent")) : AnswerValue(std::move(ticked));
    return;
  }
  if (auto const coded = one.coded.find(question.id); coded != one.coded.end()) {
    answers[question.id] = coded->second;
  } else if (question.kind == QuestionKind::boolean) {
    answers[question.id] = std::string("absent");
  } else if (question.kind == QuestionKind::severity) {
    answers[question.id] = 4.0;
  } else {
    answers[question.id] = std::string("unknown");
  }
}

/// Facts are answered at their place in the intake, as the pages do.
void tell_fact(Case const& one, Question const& question, PatientFacts& told) {
  if (question.answer_at == "/patient/age") told.age_years = one.facts.age_years;
  if (question.answer_at == "/patient/sex") told.sex = one.facts.sex.value_or(Sex::not_stated);
  if (question.answer_at == "/patient/pregnant") told.pregnancy = one.facts.pregnancy;
}

}  // namespace

AnswerMap full_answers(Protocol const& protocol, Case const& one) {
  AnswerMap answers = one.coded;
  for (Finding const& finding : protocol.findings) {
    if (finding.kind == FindingKind::boolean) answers.try_emplace(finding.id, "absent");
    if (finding.kind == FindingKind::severity) answers.try_emplace(finding.id, 4.0);
  }
  return answers;
}

Outcome from_coded(Protocol const& protocol, Case const& one) {
  AnswerMap const answers = full_answers(protocol, one);
  for (FieldError const& fault : check_answers(protocol, answers)) {
    throw std::runtime_error(one.id + " " + fault.pointer + ": " + fault.detail);
  }
  auto const settled = settle_answers(protocol, answers, one.facts);
  return Outcome{.decision = decide(protocol, settled), .asked = {}};
}

Outcome from_text(Protocol const& protocol, Case const& one) {
  IntakeInput const input{.complaint = one.text, .patient = one.facts, .answers = {}};
  return Outcome{.decision = assess(protocol, input).decision, .asked = {}};
}

Outcome from_dialogue(Protocol const& protocol, Case const& one, bool silent) {
  IntakeInput input{.complaint = silent ? "" : one.text, .patient = {}, .answers = {}};
  input.patient.egfr = one.facts.egfr;
  input.patient.inr = one.facts.inr;
  Outcome outcome;
  for (;;) {
    Assessment assessment = assess(protocol, input);
    if (assessment.questions.empty() || outcome.pages == kPagesMax) {
      outcome.decision = std::move(assessment.decision);
      return outcome;
    }
    ++outcome.pages;
    for (Question const& question : assessment.questions) {
      if (question.page > 1) break;
      outcome.asked.push_back(question.id);
      outcome.boxes += std::max(1, static_cast<int>(question.options.size()));
      if (question.answer_at.empty()) {
        answer(one, question, assessment, input.answers);
      } else {
        tell_fact(one, question, input.patient);
      }
    }
  }
}

}  // namespace plexus::routing::score
