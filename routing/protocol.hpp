// The routing protocol, compiled: every name resolved to a small integer, immutable after loading,
// shared read-only by all threads. Built by routing/parse/load.hpp; it holds no logic.
// It must not hold anything about one patient.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "routing/condition.hpp"
#include "routing/phrase.hpp"
#include "routing/reader/lexicon.hpp"
#include "routing/rule_index.hpp"
#include "schema/model/code.hpp"
#include "schema/model/urgency.hpp"

namespace plexus::routing {

using Index = std::uint16_t;
inline constexpr Index kNoIndex = 0xFFFF;

/// Where something stands in the protocol's files. Units: line and column count from 1.
struct Place {
  Index file = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct UrgencyLevel {
  Urgency code = Urgency::routine;
  int within_hours = 0;
  std::string meaning;
};

/// What a possible, not certain, red-flag rule raises the level to.
struct UnknownPolicy {
  Urgency stat_rule = Urgency::asap;
  Urgency asap_rule = Urgency::urgent;
  Urgency urgent_rule = Urgency::urgent;
  std::string flag;
  int callback_within_hours = 4;
  /// A length or place answered "not sure" holds wherever it would hold while nobody has asked:
  /// who is asked and cannot say must not be seen later than who was not asked.
  bool not_sure_as_unasked = false;

  Urgency level_for(Urgency rule) const noexcept {
    return rule == Urgency::stat ? stat_rule : rule == Urgency::asap ? asap_rule : urgent_rule;
  }
};

/// Shape: the texts may hold {emergency_number} and {crisis_line}; the backend fills them.
struct EmergencyText {
  std::string id, title, text, say;
  Place place;
};

struct Specialist {
  std::string id, label, about;
  Place place;
};

/// Body region for imaging. `id` is the outside code; `label` words for people.
struct Region {
  std::string id, label;
};

/// Symptoms that point to a region. The order of these rows matters.
struct RegionMatch {
  std::vector<Index> if_any;  // terms
  Index spine = kNoIndex;
  Index emg = kNoIndex;
};

enum class FactId : std::uint8_t {
  age_years,
  sex_at_birth,
  pregnancy_status,
  egfr,
  inr_if_warfarin
};
inline constexpr std::size_t kFactCount = 5;

enum class FactKind : std::uint8_t { integer, number, choice };

struct Fact {
  FactId id = FactId::age_years;
  FactKind kind = FactKind::integer;
  std::string question, why, help, unit;
  std::string answer_at;  // JSON pointer into the intake, such as /patient/age
  std::vector<std::string> values;
  std::map<std::string, std::string> value_labels;
  double min = 0, max = 0;
  bool ask = true;
  bool required = false;
  std::optional<Condition> applies_when;
  Place place;
};

enum class FindingKind : std::uint8_t { boolean, duration, severity, choices };

struct Finding {
  std::string id;
  Index group = kNoIndex;
  FindingKind kind = FindingKind::boolean;
  std::optional<Urgency> red_flag;
  bool must_ask = false;
  bool on_page = false;  // a check box of its group's page; otherwise asked alone
  std::string question, option, why, help, unit;
  double min = 0, max = 0;
  std::vector<std::string> values;
  std::map<std::string, std::string> value_labels;
  std::vector<std::string> synonyms, negated, patterns;
  Place place;
};

struct Group {
  std::string id, label, question, why, help;
  bool safety = false;
  bool background = false;     // medicines, implants, old illnesses: on the handover sheet apart
  std::vector<Index> covers;   // findings, the check boxes in order
  std::vector<Index> members;  // every finding of the group, in file order
  Place place;
};

/// Groups of screening questions that are shown together, with what they have in common.
struct QuestionPage {
  std::string id, title, why;
  std::vector<Index> groups;
  Place place;
};

struct Derived {
  std::string id, label;
  Condition when;
  Place place;
};

enum class Phase : std::uint8_t { red_flag, route };
enum class Order : std::uint8_t { before_consult, after_consult, any, before_follow_on };
enum class Mode : std::uint8_t { book_now, reserve_pending_consult };
enum class SpecialistRole : std::uint8_t { first, follow_on };
enum class Contrast : std::uint8_t { not_stated, none, possible };

/// A test that a rule asks for.
struct TestRequest {
  Index service = kNoIndex;
  Index region = kNoIndex;  // kNoIndex: from the symptoms
  Urgency priority = Urgency::routine;
  Order order = Order::any;
  Mode mode = Mode::book_now;
  Contrast contrast = Contrast::not_stated;
  std::uint64_t panel = 0;  // bits of Service::panels
  std::optional<int> within_hours, min_gap_hours, fasting_hours, not_before_symptom_day;
  std::string same_visit_group, note;
};

struct SpecialistRequest {
  Index specialist = kNoIndex;
  SpecialistRole role = SpecialistRole::first;
};

struct Rule {
  std::string id;
  Phase phase = Phase::route;
  Urgency urgency = Urgency::routine;
  int rank = 0;
  Condition when;
  Index emergency = kNoIndex;
  std::optional<int> first_consult_within_hours;
  std::vector<SpecialistRequest> specialists;
  std::vector<TestRequest> tests;
  std::vector<Index> yields_to;
  bool generic = false;
  bool imaging_exempt = false;
  bool fallback = false;  // the rule that is always true: it speaks only when nothing else does
  std::string reason, note;
  std::vector<Index> sources, conditions;
  Place place;
};

enum class EffectOp : std::uint8_t {
  clear_bookings,
  show_emergency_instruction,
  offer_handover_summary,
  block_finalise,
  ask_next_red_flag,
  raise_urgency_by_unknown_policy,
  add_flag,
  clinician_callback_within_hours,
  exclude_specialist,
  keep_only_specialists,
  specialist_never_first,
  specialist_requires_prior_consult,
  drop_services,
  hold_service,
  substitute_after_review,
  substitute_now,
  substitute_if_urgent,
  escalate_if_no_slot_within_hours,
  annotate_service,
  extend_slot_minutes,
  note,
  note_radiologist_decision,
  set_contrast,
  hold_contrast_until,
  require_fact,
  add_service,
  require_prior_service,
  earliest_symptom_day,
  merge_same_visit,
  fasting_hours,
  replace_panel,
  prefer_time,
  downgrade_mode,
  require_guardian,
  dedupe,
  never_sole_imaging,
  try_alternate_site_or_specialist,
  never_extend_target_silently,
  ask_again_at_booking,
};

/// One thing a guard does. Which members count depends on `op`; the loader fills only those.
struct Effect {
  EffectOp op = EffectOp::note;
  std::uint64_t services = 0;     // bits: the services it acts on
  std::uint64_t specialists = 0;  // bits: the specialists it acts on
  Index to = kNoIndex;            // service put in place
  Index emergency = kNoIndex;
  double amount = 0;  // hours, minutes, days or a level, as the op says
  Mode mode = Mode::book_now;
  Contrast contrast = Contrast::not_stated;
  std::uint64_t panel = 0, panel_to = 0;
  bool unless_exempt = false;
  std::optional<Condition> when;      // set_contrast: not while this is false
  std::optional<Condition> not_when;  // substitute_now: not when this is true
  std::optional<FactId> fact;         // require_fact
  std::string text;                   // flag, note, review, time of day
};

struct Guard {
  std::string id;
  Condition when;
  bool fires_on_yes = false;
  bool fires_on_unknown = false;
  std::vector<Effect> effects;
  std::string reason;
  std::vector<Index> sources;
  Place place;
};

/// A safety question that belongs to a test.
struct Screening {
  Index finding = kNoIndex;  // one of the two is set
  std::optional<FactId> fact;
  std::string when, action, note;
};

struct Substitution {
  std::string from, to, when, not_when, contrast, note;
};

/// A consultation (then `specialist` is set) or a diagnostic test.
struct Service {
  std::string id, label;
  Index specialist = kNoIndex;
  int minutes = 0;
  std::map<std::string, int> extra_minutes;
  std::vector<std::string> resources, resources_if_contrast;
  std::map<Urgency, int> report_hours;
  std::map<std::string, int> report_hours_by_panel;
  bool ionising = false;
  bool self_bookable = true;
  int fasting_hours = 0;
  std::map<std::string, int> fasting_by_panel;
  std::vector<std::string> panels;
  std::map<std::string, std::string> panel_labels;  // plain words for patients
  std::optional<int> earliest_symptom_day;
  bool requires_consult_before = false;
  std::vector<std::string> indicated_when, not_when, contraindications, cautions;
  std::vector<Screening> screening;
  std::string second_screening, preparation, note;
  std::vector<Substitution> substitutions;
  std::vector<Index> sources;
  Place place;
  bool is_consultation() const noexcept { return specialist != kNoIndex; }
};

struct Source {
  std::string id, title, year, checked, use, url;
  Place place;
};

/// A label for staff and reports with its ICD-10 code. Never shown to a patient as a diagnosis.
struct ConditionLabel {
  std::string id, label, icd10;
  std::vector<std::string> icd10_related;
  Place place;
};

/// Terms are numbered in one row: the findings first, then the derived findings. Evaluating the
/// derived ones in `derived_order` needs one pass.
struct Protocol {
  std::string id, version, title, language;
  bool draft = false;          // may still change under its version
  std::string reads_language;  // of complaints; empty: none, as in a translation
  std::vector<std::string> files;
  std::vector<UrgencyLevel> urgency_levels;  // one for each Urgency, in that order
  UnknownPolicy unknown_policy;
  std::vector<EmergencyText> emergency_texts;
  std::vector<Specialist> specialists;
  std::vector<Region> regions;
  std::vector<RegionMatch> region_from_symptoms;
  std::vector<Fact> facts;
  std::vector<Group> groups;
  std::vector<QuestionPage> pages;  // in asking order
  std::vector<Finding> findings;
  std::vector<Derived> derived;
  std::vector<Index> derived_order;  // of derived: what a row refers to stands before it
  std::vector<Rule> rules;
  std::vector<Guard> guards;
  std::vector<Service> services;
  std::vector<std::string> resource_roles;
  std::vector<Source> sources;
  std::vector<ConditionLabel> conditions;
  std::array<std::string, kPhraseCount> phrases;  // by Saying
  Lexicon lexicon;                                // made from the findings' phrases

  // Filled by the loader so that deciding looks nothing up by name.
  std::vector<Index> red_flags;     // findings that force a level
  Index symptoms_began = kNoIndex;  // duration that says since when the person is unwell
  Index whole_spine = kNoIndex;     // region that absorbs the other spine regions
  Index emg_default = kNoIndex;     // region of a nerve test without a matching symptom
  Index general_doctor = kNoIndex;  // specialist who sees whoever is left with nobody
  Index nerve_test = kNoIndex;      // service whose region follows the emg column
  std::uint64_t spine_regions = 0;  // bits: single spine regions
  RuleIndex rule_index;

  std::size_t term_count() const noexcept { return findings.size() + derived.size(); }
  int limit_hours(Urgency level) const noexcept {
    return urgency_levels[static_cast<std::size_t>(level)].within_hours;
  }
  std::string const& phrase(Saying wanted) const noexcept {
    return phrases[static_cast<std::size_t>(wanted)];
  }
  Fact const* fact(FactId id) const noexcept;
  std::optional<Index> find_finding(std::string_view id) const noexcept;
  std::optional<Index> find_group(std::string_view id) const noexcept;
  std::optional<Index> find_service(std::string_view id) const noexcept;
};

/// The outside word of a fact, such as `age_years`.
std::string_view fact_word(FactId id) noexcept;
std::optional<FactId> fact_from_word(std::string_view word) noexcept;

}  // namespace plexus::routing

namespace plexus {

template <>
struct CodeWords<routing::Phase> {
  static constexpr std::array<std::pair<routing::Phase, std::string_view>, 2> words{{
      {routing::Phase::red_flag, "red_flag"},
      {routing::Phase::route, "route"},
  }};
};

template <>
struct CodeWords<routing::Mode> {
  static constexpr std::array<std::pair<routing::Mode, std::string_view>, 2> words{{
      {routing::Mode::book_now, "book_now"},
      {routing::Mode::reserve_pending_consult, "reserve_pending_consult"},
  }};
};

template <>
struct CodeWords<routing::Order> {
  static constexpr std::array<std::pair<routing::Order, std::string_view>, 4> words{{
      {routing::Order::before_consult, "before_consult"},
      {routing::Order::after_consult, "after_consult"},
      {routing::Order::any, "any"},
      {routing::Order::before_follow_on, "before_follow_on"},
  }};
};

template <>
struct CodeWords<routing::FindingKind> {
  static constexpr std::array<std::pair<routing::FindingKind, std::string_view>, 4> words{{
      {routing::FindingKind::boolean, "boolean"},
      {routing::FindingKind::duration, "duration"},
      {routing::FindingKind::severity, "severity"},
      {routing::FindingKind::choices, "choices"},
  }};
};

}  // namespace plexus
