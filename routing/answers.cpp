// Turns answers by name into answers by index, and says what is wrong with them.
#include "routing/answers.hpp"

#include <algorithm>
#include <cmath>

#include "routing/evaluate.hpp"

namespace plexus::routing {
namespace {

constexpr std::string_view kPresent = "present";
constexpr std::string_view kAbsent = "absent";
constexpr std::string_view kUnknown = "unknown";

std::optional<AnswerState> state_of(AnswerValue const& value) {
  auto const* const word = std::get_if<std::string>(&value);
  if (word == nullptr) return std::nullopt;
  if (*word == kPresent) return AnswerState::present;
  if (*word == kAbsent) return AnswerState::absent;
  if (*word == kUnknown) return AnswerState::unknown;
  return std::nullopt;
}

/// One word or a list of words; nullopt for a number.
std::optional<std::vector<std::string>> words_of(AnswerValue const& value) {
  if (auto const* const word = std::get_if<std::string>(&value)) return std::vector{*word};
  if (auto const* const words = std::get_if<std::vector<std::string>>(&value)) return *words;
  return std::nullopt;
}

/// What an answer to a finding says, or what is wrong with it.
struct ReadAnswer {
  Answer answer;
  std::string fault;
};

ReadAnswer read_choices(Finding const& finding, AnswerValue const& value) {
  auto const words = words_of(value);
  if (!words) return {{}, "must be a value or a list of values"};
  if (words->empty()) return {{}, "must name at least one value"};
  Answer answer{.state = AnswerState::present};
  for (std::string const& word : *words) {
    auto const at = std::find(finding.values.begin(), finding.values.end(), word);
    if (at == finding.values.end()) return {{}, "'" + word.substr(0, 60) + "' is no value here"};
    answer.choices |= std::uint64_t{1} << (at - finding.values.begin());
  }
  return {answer, {}};
}

ReadAnswer read_finding_answer(Finding const& finding, AnswerValue const& value) {
  auto const state = state_of(value);
  if (state == AnswerState::unknown) return {{.state = AnswerState::unknown}, {}};
  switch (finding.kind) {
    case FindingKind::boolean:
      if (!state) return {{}, "must be present, absent or unknown"};
      return {{.state = *state}, {}};
    case FindingKind::duration:
    case FindingKind::severity: {
      auto const* const number = std::get_if<double>(&value);
      if (number == nullptr) return {{}, "must be a number or unknown"};
      if (!std::isfinite(*number) || *number < finding.min || *number > finding.max) {
        return {{},
                "must lie between " + std::to_string(static_cast<long>(finding.min)) + " and " +
                    std::to_string(static_cast<long>(finding.max))};
      }
      return {{.state = AnswerState::present, .number = *number}, {}};
    }
    case FindingKind::choices:
      return read_choices(finding, value);
  }
  return {{}, "cannot be answered"};
}

/// The findings that a group's answer names as present; nullopt when it does not fit.
std::optional<std::vector<Index>> read_group_list(Protocol const& protocol, Group const& group,
                                                  AnswerValue const& value, std::string* fault) {
  auto const* const words = std::get_if<std::vector<std::string>>(&value);
  if (words == nullptr) {
    if (fault != nullptr) *fault = "must be absent, unknown or a list of findings";
    return std::nullopt;
  }
  if (words->empty()) {
    // Nothing ticked is not yet a clear no: that is said with the word.
    if (fault != nullptr) *fault = "must name what applies; say absent for none of these";
    return std::nullopt;
  }
  std::vector<Index> named;
  for (std::string const& word : *words) {
    auto const found = std::find_if(group.covers.begin(), group.covers.end(), [&](Index index) {
      return protocol.findings[index].id == word;
    });
    if (found == group.covers.end()) {
      if (fault != nullptr) *fault = "'" + word.substr(0, 60) + "' is not on this page";
      return std::nullopt;
    }
    named.push_back(*found);
  }
  return named;
}

/// Fills one fact; returns what is wrong with the value, or nothing.
std::string read_fact(Protocol const& protocol, FactId id, AnswerValue const& value,
                      PatientFacts& facts) {
  auto const* const number = std::get_if<double>(&value);
  auto const* const word = std::get_if<std::string>(&value);
  Fact const* const fact = protocol.fact(id);
  if (fact == nullptr || !fact->ask) return "is not asked";
  switch (id) {
    case FactId::age_years:
      if (number == nullptr || *number != std::floor(*number) || *number < 0 || *number > 120) {
        return "must be a whole number from 0 to 120";
      }
      facts.age_years = static_cast<int>(*number);
      return {};
    case FactId::sex_at_birth: {
      auto const sex = word == nullptr ? std::nullopt : from_word<Sex>(*word);
      if (!sex) return "must be female, male, intersex or not_stated";
      facts.sex = *sex;
      return {};
    }
    case FactId::pregnancy_status: {
      bool const unsure = word != nullptr && *word == kUnknown;
      auto const status = word == nullptr ? std::nullopt
                          : unsure        ? std::optional(Pregnancy::unsure)
                                          : from_word<Pregnancy>(*word);
      if (!status || *status == Pregnancy::not_applicable) return "must be yes, no or unsure";
      facts.pregnancy = *status;
      return {};
    }
    case FactId::egfr:
    case FactId::inr_if_warfarin:
      break;
  }
  return "is not asked";
}

/// RFC 6901: the id may be anything a caller sent.
std::string pointer_to(std::string_view id) {
  std::string pointer = "/answers/";
  for (char const c : id.substr(0, 80)) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

void fill_missing(PatientFacts& facts, PatientFacts const& from_answers) {
  if (!facts.age_years) facts.age_years = from_answers.age_years;
  if (!facts.sex) facts.sex = from_answers.sex;
  if (!facts.pregnancy) facts.pregnancy = from_answers.pregnancy;
}

/// Lays a group's answer over its findings that have no answer of their own.
void apply_group(Protocol const& protocol, Group const& group, AnswerValue const& value,
                 std::vector<bool> const& said, Answers& answers) {
  auto const state = state_of(value);
  bool const unknown = state == AnswerState::unknown;
  bool const listed = !unknown && state != AnswerState::absent;
  std::vector<Index> named;
  if (listed) {
    auto const list = read_group_list(protocol, group, value, nullptr);
    if (!list) return;
    named = *list;
  }
  for (Index const index : group.covers) {
    Answer& answer = answers.findings[index];
    if (answer.state != AnswerState::unasked) continue;
    if (!listed && index < said.size() && said[index]) continue;
    bool const applies = std::find(named.begin(), named.end(), index) != named.end();
    answer.state = applies   ? AnswerState::present
                   : unknown ? AnswerState::unknown
                             : AnswerState::absent;
  }
}

}  // namespace

Answers no_answers(Protocol const& protocol) {
  return Answers{.findings = std::vector<Answer>(protocol.findings.size()), .facts = {}};
}

bool pregnancy_applies(Protocol const& protocol, PatientFacts const& facts) {
  if (facts.pregnancy) return *facts.pregnancy != Pregnancy::not_applicable;
  Fact const* const fact = protocol.fact(FactId::pregnancy_status);
  if (fact == nullptr) return false;
  if (!fact->applies_when) return true;
  Answers answers = no_answers(protocol);
  answers.facts = facts;
  Evaluation const evaluation(protocol, answers);
  return evaluation.value(*fact->applies_when, Reading::raw) != Truth::no;
}

void settle_pregnancy(Protocol const& protocol, PatientFacts& facts) {
  if (!facts.pregnancy && !pregnancy_applies(protocol, facts)) {
    facts.pregnancy = Pregnancy::not_applicable;
  }
}

std::vector<FieldError> check_answers(Protocol const& protocol, AnswerMap const& answers) {
  std::vector<FieldError> faults;
  PatientFacts ignored;
  for (auto const& [id, value] : answers) {
    std::string fault;
    if (auto const finding = protocol.find_finding(id)) {
      fault = read_finding_answer(protocol.findings[*finding], value).fault;
    } else if (auto const group = protocol.find_group(id)) {
      auto const state = state_of(value);
      if (state != AnswerState::absent && state != AnswerState::unknown) {
        read_group_list(protocol, protocol.groups[*group], value, &fault);
      }
    } else if (auto const fact = fact_from_word(id)) {
      fault = read_fact(protocol, *fact, value, ignored);
    } else {
      fault = "is no question of this protocol";
    }
    if (!fault.empty()) faults.push_back(FieldError{pointer_to(id), std::move(fault)});
  }
  return faults;
}

Answers settle_answers(Protocol const& protocol, AnswerMap const& answers,
                       PatientFacts const& facts, std::vector<bool> const& said) {
  Answers settled = no_answers(protocol);
  settled.facts = facts;
  PatientFacts from_answers;
  for (auto const& [id, value] : answers) {
    if (auto const finding = protocol.find_finding(id)) {
      auto const read = read_finding_answer(protocol.findings[*finding], value);
      if (read.fault.empty()) settled.findings[*finding] = read.answer;
    } else if (auto const fact = fact_from_word(id)) {
      read_fact(protocol, *fact, value, from_answers);
    }
  }
  for (auto const& [id, value] : answers) {
    if (auto const group = protocol.find_group(id)) {
      apply_group(protocol, protocol.groups[*group], value, said, settled);
    }
  }
  fill_missing(settled.facts, from_answers);
  settle_pregnancy(protocol, settled.facts);
  return settled;
}

}  // namespace plexus::routing
