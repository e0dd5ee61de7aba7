// The account of a decision: what was understood, in whose words, and which of it made each rule
// and guard speak. Values for the backend to show; the sentences around them are the protocol's.
// It must not decide anything, and it holds no condition labels: those stand in the Decision.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "routing/assess.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing {

/// A finding or a fact as a person may read it.
struct Evidence {
  std::string id;     // of the finding, or the fact's word
  std::string text;   // what it says when it is so, in the protocol's words
  std::string value;  // "60 days", "4 of 10", "Left leg"; empty where yes or no is all
  AnswerState state = AnswerState::unasked;
  FindingFrom from = FindingFrom::answer;
  std::optional<Span> span;  // of what the complaint says, confirmed by an answer or not
  std::string quote;         // the person's own words there
  friend bool operator==(Evidence const&, Evidence const&) = default;
};

struct RuleAccount {
  std::string rule;
  std::vector<Evidence> because;  // what makes it true, or is there of it while it is possible
  std::vector<Evidence> open;     // what it waits for; empty when it is certain
};

/// One effect that changed this decision, as the protocol's files write it.
struct EffectAccount {
  std::string op;
  std::vector<std::string> on;  // services and specialists it acted on
  std::string to;               // service put in place, review waited for, note; or empty
};

struct GuardAccount {
  std::string guard;
  bool certain = true;
  bool about_tests = false;  // it changed how a test that is offered is done
  std::vector<EffectAccount> effects;
  std::vector<Evidence> because, open;
};

struct Account {
  std::vector<Evidence> present;     // quoted ones first, in the order of the complaint
  std::vector<Evidence> unsure;      // answered "not sure", or read as "maybe"
  std::vector<Evidence> denied;      // warning signs answered with no
  std::vector<Evidence> unasked;     // warning signs not asked yet
  std::vector<RuleAccount> rules;    // as Decision::rules
  std::vector<GuardAccount> guards;  // as Decision::guards
};

/// `assessment` is what assess() made of `input` with this protocol, or with another language of
/// it. Errors: none.
Account account_for(Protocol const& protocol, IntakeInput const& input,
                    Assessment const& assessment);

/// The answers that an assessment rests on, by index.
Answers answers_of(Protocol const& protocol, Assessment const& assessment);

/// [start, end) in code points; a byte that belongs to no character counts as one.
std::string quoted(std::string_view text, Span span);

/// "60 days", "3 weeks", in the protocol's words. Rounds to what people would say.
std::string days_in_words(Protocol const& protocol, double days);

}  // namespace plexus::routing
