// Evaluates conditions against the answers, in two readings at once:
//   settled - what is not asked counts as absent (a scalar: as its condition says), for the level;
//   raw     - what is not asked is unknown, for completeness and for guards.
// It must not know rules, guards or plans.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "routing/answers.hpp"
#include "routing/condition.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing {

/// What guards may look at besides the answers.
struct GuardView {
  Urgency urgency = Urgency::routine;
  std::uint64_t services_planned = 0;
  Truth red_flag_any = Truth::no;
  bool red_flag_rule_unknown = false;
  bool red_flag_unasked = false;
  bool contrast_possible = false;
  bool fasting_planned = false;
};

enum class Reading : std::uint8_t { settled, raw };

/// Keeps references: protocol and answers must outlive it.
class Evaluation {
 public:
  Evaluation(Protocol const& protocol, Answers const& answers);

  Truth value(Condition const& condition, Reading reading) const;
  /// Guards read raw values only.
  Truth value(Condition const& condition, GuardView const& view) const;
  /// One part of a condition, by the index of its first node.
  Truth part(Condition const& condition, std::uint32_t node, Reading reading) const;
  Truth term(Index index, Reading reading) const noexcept {
    return reading == Reading::settled ? settled_[index] : raw_[index];
  }
  bool any_red_flag_unasked() const noexcept;
  bool age_known() const noexcept { return answers_.facts.age_years.has_value(); }

 private:
  struct Frame;
  Truth node_value(Frame const& frame, std::uint32_t at) const;
  Truth scalar_value(Node const& node, Reading reading) const;
  Truth fact_value(Node const& node) const;
  static Truth guard_value(Node const& node, GuardView const& view);

  Protocol const& protocol_;
  Answers const& answers_;
  std::array<std::optional<double>, kFactCount> numbers_;
  std::array<std::uint64_t, kFactCount> words_{};  // one bit, or none when not known
  std::vector<Truth> settled_, raw_;
};

}  // namespace plexus::routing
