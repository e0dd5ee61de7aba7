// Words for answers and decisions, ids first: the reader looks them up in the protocol's files.
#include "routing/proof/worked_case.hpp"

#include <cmath>

namespace plexus::routing::proof {
namespace {

std::string number_word(double number) {
  if (number == std::floor(number)) return std::to_string(static_cast<long>(number));
  std::string text = std::to_string(number);
  while (text.back() == '0') text.pop_back();
  return text;
}

template <class Words>
std::string join(Words const& words) {
  std::string text;
  for (std::string_view const word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

std::string answer_words(Finding const& finding, Answer const& answer) {
  if (answer.state == AnswerState::unknown) return finding.id + " not sure";
  if (answer.state == AnswerState::unasked) return finding.id + " not asked";
  if (finding.kind == FindingKind::boolean) return finding.id + " present";
  if (finding.kind != FindingKind::choices) {
    return finding.id + " " + number_word(answer.number) +
           (finding.unit.empty() ? "" : " " + finding.unit);
  }
  std::vector<std::string> values;
  for (std::size_t bit = 0; bit < finding.values.size(); ++bit) {
    if ((answer.choices >> bit & 1) != 0) values.push_back(finding.values[bit]);
  }
  return finding.id + " " + join(values);
}

std::string facts_words(PatientFacts const& facts) {
  std::vector<std::string> words;
  words.push_back(facts.age_years ? "age " + std::to_string(*facts.age_years) : "age not known");
  words.push_back("sex " + (facts.sex ? std::string(to_word(*facts.sex)) : "not known"));
  words.push_back("pregnancy " +
                  (facts.pregnancy ? std::string(to_word(*facts.pregnancy)) : "not known"));
  if (facts.egfr) words.push_back("egfr " + number_word(*facts.egfr));
  if (facts.inr) words.push_back("inr " + number_word(*facts.inr));
  return join(words);
}

std::string answers_words(Protocol const& protocol, Answers const& answers) {
  std::vector<std::string> words;
  std::size_t absent = 0, open = 0;
  for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
    Finding const& finding = protocol.findings[i];
    Answer const& answer = answers.findings[i];
    bool const quiet = answer.state == AnswerState::unasked && finding.kind != FindingKind::boolean;
    absent += answer.state == AnswerState::absent ? 1 : 0;
    open += quiet ? 1 : 0;
    if (answer.state == AnswerState::absent || quiet) continue;
    words.push_back(answer_words(finding, answer));
  }
  return (words.empty() ? std::string("nothing") : join(words)) + "; " + std::to_string(absent) +
         " findings absent, " + std::to_string(open) + " numbers not asked";
}

std::string test_words(DiagnosticChoice const& test) {
  std::string words = test.service.str();
  if (!test.region.str().empty()) words += " " + test.region.str();
  words += test.mode == Mode::book_now ? " booked" : " reserved";
  if (test.held) words.append(", held until ").append(test.held->until);
  if (test.contrast == Contrast::possible) words += ", dye possible";
  return words;
}

void tell_decision(std::optional<Decision> const& decision, std::vector<std::string>& lines) {
  if (!decision) {
    lines.push_back("decision: stat, and the engine has no instruction to show");
    return;
  }
  std::string head = "decision: " + std::string(to_word(decision->urgency));
  if (decision->emergency) head.append(", shows ").append(decision->emergency->id);
  if (decision->callback_within_hours) {
    head += ", call-back within " + std::to_string(*decision->callback_within_hours) + " h";
  }
  if (!decision->flags.empty()) head += ", flags " + join(decision->flags);
  lines.push_back(head + (decision->incomplete ? ", still incomplete" : ""));
  std::vector<std::string> specialists, tests, rules, guards;
  for (auto const& choice : decision->specialists) specialists.push_back(choice.specialty.str());
  for (DiagnosticChoice const& test : decision->diagnostics) tests.push_back(test_words(test));
  for (FiredRule const& rule : decision->rules) {
    rules.push_back(std::string(rule.id) + (rule.certain ? "" : " (possible)"));
  }
  for (FiredGuard const& guard : decision->guards) guards.emplace_back(guard.id);
  if (!specialists.empty()) lines.push_back("sees: " + join(specialists));
  for (std::string const& test : tests) lines.push_back("test: " + test);
  lines.push_back("rules: " + join(rules));
  if (!guards.empty()) lines.push_back("guards: " + join(guards));
}

}  // namespace

std::vector<std::string> tell(Protocol const& protocol, WorkedCase const& worked) {
  std::vector<std::string> lines;
  lines.push_back((worked.after ? "before: " : "answers: ") +
                  answers_words(protocol, worked.answers));
  lines.push_back("patient: " + facts_words(worked.answers.facts));
  tell_decision(worked.decision, lines);
  if (worked.after) {
    lines.push_back("after: " + answers_words(protocol, *worked.after));
    lines.push_back("patient: " + facts_words(worked.after->facts));
    tell_decision(worked.decision_after, lines);
  }
  for (std::string const& difference : worked.disagreements) {
    lines.push_back("THE PROOF ITSELF IS WRONG HERE: " + difference);
  }
  return lines;
}

}  // namespace plexus::routing::proof
