// The decision: how soon, who, which tests first, and why. Never what illness it is.
// Its words are the protocol's own, read where they stand: a Decision must not outlive its
// Protocol, and the protocol must not change meanwhile. The numeric core is plan.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "routing/answers.hpp"
#include "routing/protocol.hpp"
#include "routing/row_ids.hpp"
#include "schema/model/id.hpp"
#include "schema/model/urgency.hpp"

namespace plexus::routing {

struct Emergency {
  std::string_view id, title, text, say;
  friend bool operator==(Emergency const&, Emergency const&) = default;
};

enum class SpecialistWhen : std::uint8_t { first, follow_on };
enum class Timing : std::uint8_t { before_consultation, after_consultation, any };

struct SpecialistChoice {
  SpecialtyCode specialty;
  std::string_view label;
  int rank = 1;                                 // from 1
  SpecialistWhen when = SpecialistWhen::first;  // only rank 1 is booked
  std::string_view reason;
  std::vector<std::string_view> rules;
  friend bool operator==(SpecialistChoice const&, SpecialistChoice const&) = default;
};

/// Planned, yet not to be confirmed before somebody has reviewed something.
struct HeldTest {
  std::string_view until;  // word of the review, such as mr_safety_review
  std::string_view reason;
  std::string_view guard;
  friend bool operator==(HeldTest const&, HeldTest const&) = default;
};

/// A fact that must be on record and recent before the test is confirmed.
struct RequiredFact {
  std::string_view fact;
  int max_age_days = 0;
  std::string_view guard;
  friend bool operator==(RequiredFact const&, RequiredFact const&) = default;
};

struct DiagnosticChoice {
  ServiceCode service;
  RegionCode region;  // empty when the service has none
  std::string_view label, region_label;
  Urgency priority = Urgency::routine;
  Timing timing = Timing::any;
  Mode mode = Mode::book_now;
  std::optional<HeldTest> held;
  Contrast contrast = Contrast::not_stated;
  std::vector<std::string_view> panel;
  std::optional<int> min_gap_hours, within_hours, fasting_hours, not_before_symptom_day;
  std::string same_visit_group;  // a copy: requests for one test are merged, and the plan is gone
  int extra_minutes = 0;         // added to the slot by a guard
  std::string_view preparation;
  std::vector<std::string_view> screening;  // finding ids to be asked before the test
  std::vector<RequiredFact> required_facts;
  std::vector<std::string> notes;          // for the staff who do the test
  std::string_view prefer_time;            // first_morning_slot or empty
  std::optional<ServiceCode> substitutes;  // the test whose place it keeps
  std::string_view reason;
  std::vector<std::string_view> rules;
  friend bool operator==(DiagnosticChoice const&, DiagnosticChoice const&) = default;
};

/// A service left out, or a specialist excluded, that a rule had asked for.
struct NotOffered {
  std::string_view what, reason, guard;
  std::string_view label;  // words for `what`
  friend bool operator==(NotOffered const&, NotOffered const&) = default;
};

struct FiredRule {
  std::string_view id;
  Phase phase = Phase::route;
  Urgency urgency = Urgency::routine;
  bool certain = true;  // false: possible, because an answer was "not sure" or a fact is not asked
  // False: possible for want of a fact alone. Nobody is told its reason as theirs.
  bool speaks = true;
  std::string_view reason;
  RowIds<Source> sources;
  RowIds<ConditionLabel> conditions;
  friend bool operator==(FiredRule const&, FiredRule const&) = default;
};

struct FiredGuard {
  std::string_view id, reason;
  RowIds<Source> sources;
  bool certain = true;  // false: an answer that it needs is missing or "not sure"
  friend bool operator==(FiredGuard const&, FiredGuard const&) = default;
};

struct Decision {
  Urgency urgency = Urgency::routine;
  int within_hours = 0;                // for the first consultation; 0 for stat
  std::optional<Emergency> emergency;  // set exactly when stat
  std::optional<int> callback_within_hours;
  std::vector<std::string_view> flags;
  std::vector<SpecialistChoice> specialists;
  std::vector<DiagnosticChoice> diagnostics;
  std::vector<NotOffered> not_offered;
  std::vector<std::string> notes;  // for staff
  std::vector<FiredRule> rules;    // most urgent first
  std::vector<FiredGuard> guards;
  std::vector<Source const*> sources;
  std::vector<ConditionLabel const*> conditions;  // for staff and reports: never a diagnosis
  bool incomplete = false;                        // a red-flag rule could still change
  std::string_view protocol_id, protocol_version;
  friend bool operator==(Decision const&, Decision const&) = default;
};

/// Shape: the same answers give the same decision, whatever order they came in.
/// Errors: none; any combination of answers is decided.
Decision decide(Protocol const& protocol, Answers const& answers);
Decision decide(Protocol const&& protocol, Answers const& answers) = delete;  // gone before it

/// Plain lines in the protocol's words. For the patient: urgency, who, what first, why, what not
/// and why; no rule ids and no conditions. For the clinician: rules, guards, condition labels with
/// ICD-10, sources. Shape: {emergency_number} and {crisis_line} are left for the backend to fill.
struct Explanation {
  std::vector<std::string> patient;
  std::vector<std::string> clinician;
};
Explanation explain(Protocol const& protocol, Decision const& decision);

/// "within 24 hours", in the protocol's words.
std::string hours_in_words(Protocol const& protocol, int hours);

}  // namespace plexus::routing

namespace plexus {

template <>
struct CodeWords<routing::SpecialistWhen> {
  static constexpr std::array<std::pair<routing::SpecialistWhen, std::string_view>, 2> words{{
      {routing::SpecialistWhen::first, "first"},
      {routing::SpecialistWhen::follow_on, "follow_on"},
  }};
};

template <>
struct CodeWords<routing::Timing> {
  static constexpr std::array<std::pair<routing::Timing, std::string_view>, 3> words{{
      {routing::Timing::before_consultation, "before_consultation"},
      {routing::Timing::after_consultation, "after_consultation"},
      {routing::Timing::any, "any"},
  }};
};

template <>
struct CodeWords<routing::Contrast> {
  static constexpr std::array<std::pair<routing::Contrast, std::string_view>, 3> words{{
      {routing::Contrast::not_stated, ""},
      {routing::Contrast::none, "none"},
      {routing::Contrast::possible, "possible"},
  }};
};

}  // namespace plexus
