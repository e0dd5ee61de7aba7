// The dialogue chooses its questions by search, which no formula says; so it is played, and each
// end is proved for all ways of going on.
#include "routing/proof/dialogue_check.hpp"

#include "routing/dialogue.hpp"
#include "routing/plan.hpp"
#include "routing/proof/changes.hpp"
#include "routing/proof/samples.hpp"

namespace plexus::routing::proof {
namespace {

constexpr std::uint64_t kPersons = 60;
constexpr int kPagesMax = 200;  // far beyond any dialogue: one that asks on for ever is a failure

/// A person who has an answer to everything; what the sample leaves open is absent or not sure.
class Person {
 public:
  Person(Protocol const& protocol, Answers const& answers) : protocol_(protocol), all_(answers) {}

  void answer(Question const& question) {
    if (auto const fact = fact_from_word(question.id)) {
      say_fact(*fact);
    } else if (auto const finding = protocol_.find_finding(question.id)) {
      say(*finding);
    } else {
      for (QuestionOption const& option : question.options) {
        if (auto const box = protocol_.find_finding(option.value)) say(*box);
      }
    }
  }

  Answers settled() const { return settle_answers(protocol_, said_, facts_); }

 private:
  void say_fact(FactId id) {
    PatientFacts const& facts = all_.facts;
    if (id == FactId::age_years) facts_.age_years = facts.age_years.value_or(50);
    if (id == FactId::sex_at_birth) facts_.sex = facts.sex.value_or(Sex::not_stated);
    if (id == FactId::pregnancy_status) {
      facts_.pregnancy = facts.pregnancy.value_or(Pregnancy::unsure);
    }
  }

  void say(Index index) {
    Finding const& finding = protocol_.findings[index];
    Answer const& answer = all_.findings[index];
    AnswerValue& value = said_[finding.id];
    if (finding.kind == FindingKind::boolean) {
      bool const open = answer.state == AnswerState::unasked;
      value = std::string(to_word(open ? AnswerState::absent : answer.state));
    } else if (answer.state != AnswerState::present) {
      value = std::string(to_word(AnswerState::unknown));
    } else if (finding.kind == FindingKind::choices) {
      std::vector<std::string> words;
      for (std::size_t bit = 0; bit < finding.values.size(); ++bit) {
        if ((answer.choices >> bit & 1) != 0) words.push_back(finding.values[bit]);
      }
      value = std::move(words);
    } else {
      value = answer.number;
    }
  }

  Protocol const& protocol_;
  Answers const& all_;
  AnswerMap said_;
  PatientFacts facts_;
};

/// The answers at the end; nullopt when it does not end.
std::optional<Answers> play(Protocol const& protocol, Answers const& person_answers) {
  Person person(protocol, person_answers);
  DialogueState state = no_dialogue(protocol);
  for (int page = 0; page < kPagesMax; ++page) {
    std::vector<Question> const questions = open_questions(protocol, state);
    if (questions.empty()) return state.answers;
    for (Question const& question : questions) {
      if (question.page == questions.front().page) person.answer(question);
    }
    state.answers = person.settled();
  }
  return std::nullopt;
}

bool must_ask_left(Protocol const& protocol, Answers const& answers) {
  for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
    bool const open = answers.findings[i].state == AnswerState::unasked;
    if (open && protocol.findings[i].must_ask) return true;
  }
  PatientFacts const& facts = answers.facts;
  return !facts.age_years || !facts.sex || (!facts.pregnancy && pregnancy_applies(protocol, facts));
}

Failure failed(std::string text, Protocol const& protocol, Answers const& answers) {
  return Failure{std::move(text),
                 WorkedCase{answers, std::nullopt, decide(protocol, answers), std::nullopt, {}}};
}

}  // namespace

std::vector<Failure> check_dialogues_end_finished(World& world) {
  Protocol const& protocol = world.protocol;
  Bool const rises =
      both(differ_by(world, Change::unasked_answered), compare_levels(world, "level_rises"));
  for (std::uint64_t seed = 1; seed <= kPersons; ++seed) {
    auto const end = play(protocol, sample_answers(protocol, world.cells, seed));
    if (!end) return {Failure{"a dialogue does not end", std::nullopt}};
    Plan const plan = make_plan(protocol, Evaluation(protocol, *end));
    if (plan.level == Urgency::stat) continue;
    if (must_ask_left(protocol, *end)) {
      return {failed("a dialogue ends with a question open that must be asked", protocol, *end)};
    }
    if (!world.logic.satisfiable(both(world.symbols.equals(*end), rises))) continue;
    Failure failure = failed("an answer to what a dialogue left unasked makes the case more urgent",
                             protocol, *end);
    failure.worked_case->after = world.after().symbols.answers(world.logic);
    failure.worked_case->decision_after = decide(protocol, *failure.worked_case->after);
    return {std::move(failure)};
  }
  return {};
}

}  // namespace plexus::routing::proof
