// Lays the answers over what the complaint says, and runs decision and dialogue on the result.
#include "routing/assess.hpp"

#include "routing/pack.hpp"

namespace plexus::routing {
namespace {

class Intake {
 public:
  Intake(Protocol const& protocol, IntakeInput const& input)
      : protocol_(protocol),
        input_(input),
        spans_(protocol.findings.size()),
        state_(no_dialogue(protocol)) {}

  Assessment run() {
    settle();
    Assessment result;
    result.patient = state_.answers.facts;
    result.decision = decide(protocol_, state_.answers);
    result.questions = open_questions(protocol_, state_);
    result.complete = result.decision.urgency == Urgency::stat || result.questions.empty();
    result.provisional = !result.complete;
    result.findings = known();
    return result;
  }

  std::vector<KnownFinding> findings() {
    settle();
    return known();
  }

 private:
  bool must_ask(Index finding) const { return protocol_.findings[finding].must_ask; }

  /// What was given counts; what the text tells fills the gaps that no answer fills.
  PatientFacts facts() const {
    PatientFacts known = input_.patient;
    auto const open = [&](FactId fact) { return !input_.answers.contains(fact_word(fact)); };
    if (!known.age_years && open(FactId::age_years)) known.age_years = told_.age_years;
    if (!known.sex && open(FactId::sex_at_birth)) known.sex = told_.sex;
    if (!known.pregnancy && open(FactId::pregnancy_status)) known.pregnancy = told_.pregnancy;
    return known;
  }

  void settle() {
    if (is_of_language(input_.language, protocol_.reads_language)) {
      ComplaintReading read = read_complaint(protocol_, input_.complaint);
      reading_ = std::move(read.findings);
      told_ = read.patient.facts;
    }
    // A red flag from the text is asked about again, so "none of these" speaks of it too.
    std::vector<bool> said(protocol_.findings.size(), false);
    for (ReadFinding const& read : reading_) said[read.finding] = !must_ask(read.finding);
    state_.answers = settle_answers(protocol_, input_.answers, facts(), said);
    for (ReadFinding const& read : reading_) {
      Answer& answer = state_.answers.findings[read.finding];
      std::string const& id = protocol_.findings[read.finding].id;
      // "Not sure" about a whole page does not take back what was written in plain words.
      bool const page_unsure = answer.state == AnswerState::unknown && !input_.answers.contains(id);
      if (answer.state != AnswerState::unasked && !page_unsure) continue;
      state_.unconfirmed[read.finding] = must_ask(read.finding) && !page_unsure;
      state_.from_text[read.finding] = true;
      answer = read.answer;
      spans_[read.finding] = read.span;
    }
  }

  std::vector<KnownFinding> known() const {
    std::vector<KnownFinding> found;
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      Answer const& answer = state_.answers.findings[i];
      if (answer.state == AnswerState::unasked) continue;
      Finding const& finding = protocol_.findings[i];
      KnownFinding row{.id = finding.id, .state = answer.state};
      row.from = spans_[i] ? FindingFrom::complaint : FindingFrom::answer;
      row.span = spans_[i];
      if (answer.state == AnswerState::present && finding.kind != FindingKind::boolean) {
        fill_value(finding, answer, row);
      }
      found.push_back(std::move(row));
    }
    return found;
  }

  static void fill_value(Finding const& finding, Answer const& answer, KnownFinding& row) {
    if (finding.kind != FindingKind::choices) {
      row.number = answer.number;
      return;
    }
    for (std::size_t bit = 0; bit < finding.values.size(); ++bit) {
      if ((answer.choices >> bit & 1) != 0) row.values.push_back(finding.values[bit]);
    }
  }

  Protocol const& protocol_;
  IntakeInput const& input_;
  std::vector<ReadFinding> reading_;
  PatientFacts told_;  // by the complaint
  std::vector<std::optional<Span>> spans_;
  DialogueState state_;
};

}  // namespace

std::vector<FieldError> check_input(Protocol const& protocol, IntakeInput const& input) {
  std::vector<FieldError> faults = check_answers(protocol, input.answers);
  auto const& age = input.patient.age_years;
  if (age && (*age < 0 || *age > 120)) {
    faults.push_back(FieldError{"/patient/age", "must be a whole number from 0 to 120"});
  }
  return faults;
}

std::vector<KnownFinding> known_findings(Protocol const& protocol, IntakeInput const& input) {
  return Intake(protocol, input).findings();
}

Assessment assess(Protocol const& protocol, IntakeInput const& input) {
  return Intake(protocol, input).run();
}

}  // namespace plexus::routing
