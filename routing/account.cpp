// Puts findings, answers and places in the complaint beside the rules and guards that spoke.
#include "routing/account.hpp"

#include <algorithm>
#include <cmath>

#include "routing/because.hpp"
#include "routing/effect_words.hpp"
#include "routing/pack.hpp"
#include "routing/read_text.hpp"

namespace plexus::routing {
namespace {

bool has(std::uint64_t bits, Index index) {
  return index < 64 && (bits >> index & 1) != 0;
}

std::string number_text(double number) {
  auto const whole = static_cast<long long>(std::llround(number));
  if (std::abs(number - static_cast<double>(whole)) < 0.05) return std::to_string(whole);
  auto const tenths = static_cast<long long>(std::llround(number * 10));
  return std::to_string(tenths / 10) + "." + std::to_string(std::llabs(tenths % 10));
}

template <class Rows>
auto const* row_with(Rows const& rows, std::string_view id) {
  auto const found =
      std::find_if(rows.begin(), rows.end(), [&](auto const& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

class Teller {
 public:
  Teller(Protocol const& protocol, IntakeInput const& input, Assessment const& assessment)
      : protocol_(protocol),
        input_(input),
        assessment_(assessment),
        decision_(assessment.decision),
        answers_(answers_of(protocol, assessment)),
        evaluation_(protocol_, answers_),
        known_(protocol.findings.size()),
        spans_(protocol.findings.size()) {
    for (KnownFinding const& finding : assessment.findings) {
      if (auto const index = protocol_.find_finding(finding.id)) known_[*index] = &finding;
    }
    read_again();
    for (DiagnosticChoice const& test : decision_.diagnostics) offered_ |= bit_of(test.service);
    for (NotOffered const& left : decision_.not_offered) left_out_ |= service_bit(left.what);
  }

  Account run() {
    lists();
    for (FiredRule const& fired : decision_.rules) rule(fired);
    for (FiredGuard const& fired : decision_.guards) guard(fired);
    return std::move(account_);
  }

 private:
  /// What was read and then confirmed by an answer is quoted too: the words are the person's own.
  void read_again() {
    if (!is_of_language(input_.language, protocol_.reads_language)) return;
    for (ReadFinding const& read : read_text(protocol_, input_.complaint)) {
      Answer const& answer = answers_.findings[read.finding];
      bool const yes_or_no = protocol_.findings[read.finding].kind == FindingKind::boolean;
      if (yes_or_no ? answer.state == read.answer.state : answer == read.answer) {
        spans_[read.finding] = read.span;
      }
    }
  }

  std::uint64_t service_bit(std::string_view id) const {
    auto const index = protocol_.find_service(id);
    return index && *index < 64 ? std::uint64_t{1} << *index : 0;
  }
  std::uint64_t bit_of(ServiceCode const& code) const { return service_bit(code.str()); }

  std::string value_of(Finding const& finding, Answer const& answer) const {
    if (answer.state != AnswerState::present) return {};
    switch (finding.kind) {
      case FindingKind::boolean:
        return {};
      case FindingKind::duration:
        return days_in_words(protocol_, answer.number);
      case FindingKind::severity:
        return filled(protocol_.phrase(Saying::out_of),
                      {{"number", number_text(answer.number)}, {"most", number_text(finding.max)}});
      case FindingKind::choices:
        break;
    }
    std::string words;
    for (std::size_t i = 0; i < finding.values.size() && i < 64; ++i) {
      if ((answer.choices >> i & 1) == 0) continue;
      auto const label = finding.value_labels.find(finding.values[i]);
      words += words.empty() ? "" : ", ";
      words += label == finding.value_labels.end() ? finding.values[i] : label->second;
    }
    return words;
  }

  Evidence finding_told(Index index) const {
    Finding const& finding = protocol_.findings[index];
    Answer const& answer = answers_.findings[index];
    Evidence told{.id = finding.id, .state = answer.state};
    told.text = finding.option.empty() ? finding.question : finding.option;
    told.value = value_of(finding, answer);
    if (KnownFinding const* known = known_[index]) {
      told.from = known->from;
      told.span = known->span ? known->span : spans_[index];
      if (told.span) told.quote = quoted(input_.complaint, *told.span);
    }
    return told;
  }

  Evidence fact_told(FactId id) const {
    Fact const* const fact = protocol_.fact(id);
    Evidence told{.id = std::string(fact_word(id))};
    if (fact != nullptr) told.text = fact->question;
    double number = 0;
    std::uint64_t const choice = evaluation_.fact_choice(id);
    if (evaluation_.fact_number(id, number)) {
      told.state = AnswerState::present;
      told.value = number_text(number);
    } else if (choice != 0) {
      told.state = AnswerState::present;
      told.value = choice_words(fact, id, choice);
    }
    return told;
  }

  static std::string choice_words(Fact const* fact, FactId id, std::uint64_t choice) {
    auto const at = static_cast<unsigned>(__builtin_ctzll(choice));
    std::string const word(id == FactId::sex_at_birth ? to_word(static_cast<Sex>(at))
                                                      : to_word(static_cast<Pregnancy>(at)));
    if (fact == nullptr) return word;
    auto const label = fact->value_labels.find(word);
    return label == fact->value_labels.end() ? word : label->second;
  }

  void tell(std::vector<Ground> const& grounds, std::vector<Evidence>& into) const {
    for (Ground const& ground : grounds) {
      into.push_back(ground.fact ? fact_told(static_cast<FactId>(ground.subject))
                                 : finding_told(ground.subject));
    }
    quotes_first(into);
  }

  static void quotes_first(std::vector<Evidence>& list) {
    std::stable_sort(list.begin(), list.end(), [](Evidence const& a, Evidence const& b) {
      if (a.span.has_value() != b.span.has_value()) return a.span.has_value();
      return a.span && a.span->start < b.span->start;
    });
  }

  void lists() {
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      Finding const& finding = protocol_.findings[i];
      auto const index = static_cast<Index>(i);
      switch (answers_.findings[i].state) {
        case AnswerState::present:
          account_.present.push_back(finding_told(index));
          break;
        case AnswerState::unknown:
          account_.unsure.push_back(finding_told(index));
          break;
        case AnswerState::absent:
          if (finding.red_flag) account_.denied.push_back(finding_told(index));
          break;
        case AnswerState::unasked:
          if (finding.red_flag) account_.unasked.push_back(finding_told(index));
          break;
      }
    }
    quotes_first(account_.present);
    quotes_first(account_.unsure);
  }

  void rule(FiredRule const& fired) {
    RuleAccount account{.rule = std::string(fired.id), .because = {}, .open = {}};
    if (Rule const* const row = row_with(protocol_.rules, fired.id)) {
      Grounds const grounds = grounds_of(protocol_, evaluation_, row->when, Reading::settled,
                                         fired.certain ? Truth::yes : Truth::unknown);
      tell(grounds.holds, account.because);
      tell(grounds.open, account.open);
    }
    account_.rules.push_back(std::move(account));
  }

  void guard(FiredGuard const& fired) {
    GuardAccount account{.guard = std::string(fired.id),
                         .certain = fired.certain,
                         .effects = {},
                         .because = {},
                         .open = {}};
    if (Guard const* const row = row_with(protocol_.guards, fired.id)) {
      Grounds const grounds = grounds_of(protocol_, evaluation_, row->when, Reading::raw,
                                         fired.certain ? Truth::yes : Truth::unknown);
      tell(grounds.holds, account.because);
      tell(grounds.open, account.open);
      for (Effect const& effect : row->effects) add_effect(effect, fired.id, account);
    }
    account_.guards.push_back(std::move(account));
  }

  /// Effects on services and specialists that this decision is not about are left out.
  void add_effect(Effect const& effect, std::string_view guard, GuardAccount& account) const {
    EffectAccount told{.op = std::string(to_word(effect.op)), .on = {}, .to = effect.text};
    bool const on_services = effect.services != 0;
    bool const on_specialists = effect.specialists != 0;
    for (std::size_t i = 0; i < protocol_.services.size() && i < 64; ++i) {
      if (has(effect.services & (offered_ | left_out_), static_cast<Index>(i))) {
        told.on.push_back(protocol_.services[i].id);
      }
    }
    for (std::size_t i = 0; i < protocol_.specialists.size() && i < 64; ++i) {
      if (has(effect.specialists, static_cast<Index>(i)) && speaks_of(protocol_.specialists[i])) {
        told.on.push_back(protocol_.specialists[i].id);
      }
    }
    if ((on_services || on_specialists) && told.on.empty()) return;
    if (effect.op == EffectOp::require_fact && !asked_for_by(guard)) return;
    if (effect.to != kNoIndex) told.to = protocol_.services[effect.to].id;
    if (effect.fact) told.to = std::string(fact_word(*effect.fact));
    account.about_tests = account.about_tests || changes_test(effect, guard);
    account.effects.push_back(std::move(told));
  }

  bool speaks_of(Specialist const& specialist) const {
    return row_is(decision_.specialists, specialist.id) || left_out(specialist.id);
  }
  static bool row_is(std::vector<SpecialistChoice> const& chosen, std::string const& id) {
    return std::any_of(chosen.begin(), chosen.end(),
                       [&](auto const& choice) { return choice.specialty.str() == id; });
  }
  bool left_out(std::string const& id) const {
    auto const& rows = decision_.not_offered;
    return std::any_of(rows.begin(), rows.end(), [&](auto const& row) { return row.what == id; });
  }

  bool asked_for_by(std::string_view guard) const {
    return any_test([&](DiagnosticChoice const& test) {
      return std::any_of(test.required_facts.begin(), test.required_facts.end(),
                         [&](RequiredFact const& fact) { return fact.guard == guard; });
    });
  }

  template <class Check>
  bool any_test(Check check) const {
    return std::any_of(decision_.diagnostics.begin(), decision_.diagnostics.end(), check);
  }

  /// What a person notices of it: a wait, a swap, no dye, another time or fasting.
  bool changes_test(Effect const& effect, std::string_view guard) const {
    auto const touches = [&](DiagnosticChoice const& test) {
      return (effect.services & bit_of(test.service)) != 0;
    };
    switch (effect.op) {
      case EffectOp::hold_service:
      case EffectOp::extend_slot_minutes:
      case EffectOp::downgrade_mode:
      case EffectOp::require_prior_service:
      case EffectOp::replace_panel:
        return any_test(touches);
      case EffectOp::set_contrast:
        return any_test([&](DiagnosticChoice const& test) {
          return touches(test) && test.contrast == effect.contrast;
        });
      case EffectOp::substitute_now:
      case EffectOp::substitute_if_urgent:
        return any_test([&](DiagnosticChoice const& test) {
          return test.substitutes && (effect.services & bit_of(*test.substitutes)) != 0;
        });
      case EffectOp::hold_contrast_until:
        return any_test([](auto const& test) { return test.contrast == Contrast::possible; });
      case EffectOp::require_fact:
        return asked_for_by(guard);
      default:
        return false;
    }
  }

  Protocol const& protocol_;
  IntakeInput const& input_;
  Assessment const& assessment_;
  Decision const& decision_;
  Answers answers_;
  Evaluation evaluation_;
  std::vector<KnownFinding const*> known_;
  std::vector<std::optional<Span>> spans_;  // where the complaint says what the answers say
  std::uint64_t offered_ = 0, left_out_ = 0;
  Account account_;
};

/// The bytes of the character at the front of a text; 1 where they make none.
std::size_t character_length(std::string_view text) {
  auto const lead = static_cast<unsigned char>(text.front());
  std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length > text.size()) return 1;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) return 1;
  }
  return length;
}

}  // namespace

Answers answers_of(Protocol const& protocol, Assessment const& assessment) {
  Answers answers = no_answers(protocol);
  answers.facts = assessment.patient;
  for (KnownFinding const& known : assessment.findings) {
    auto const index = protocol.find_finding(known.id);
    if (!index) continue;
    Finding const& finding = protocol.findings[*index];
    Answer& answer = answers.findings[*index];
    answer.state = known.state;
    answer.number = known.number.value_or(0);
    for (std::size_t i = 0; i < finding.values.size() && i < 64; ++i) {
      auto const& chosen = known.values;
      bool const is_chosen =
          std::find(chosen.begin(), chosen.end(), finding.values[i]) != chosen.end();
      if (is_chosen) answer.choices |= std::uint64_t{1} << i;
    }
  }
  return answers;
}

std::string quoted(std::string_view text, Span span) {
  std::size_t point = 0, at = 0, begin = text.size();
  while (at < text.size() && point < span.end) {
    if (point == span.start) begin = at;
    at += character_length(text.substr(at));
    ++point;
  }
  return begin < at ? std::string(text.substr(begin, at - begin)) : std::string();
}

std::string days_in_words(Protocol const& protocol, double days) {
  auto const counted = [&](Saying phrase, double number) {
    return filled(protocol.phrase(phrase), {{"number", number_text(std::round(number))}});
  };
  constexpr double kWeek = 7, kMonth = 30.4, kYear = 365.25;
  if (days < 1) return counted(Saying::hours, std::max(1.0, days * 24));
  if (days < 1.5) return protocol.phrase(Saying::one_day);
  if (days < 2 * kWeek) return counted(Saying::days, days);
  if (days < 2 * kMonth - 1) return counted(Saying::weeks, days / kWeek);
  if (days < 2 * kYear) return counted(Saying::months, days / kMonth);
  return counted(Saying::years, days / kYear);
}

Account account_for(Protocol const& protocol, IntakeInput const& input,
                    Assessment const& assessment) {
  return Teller(protocol, input, assessment).run();
}

}  // namespace plexus::routing
