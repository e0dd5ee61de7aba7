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
    std::uint64_t const* const plane = plane_of(reading);
    std::uint64_t const bit = std::uint64_t{1} << (index % 64);
    if ((plane[index / 64] & bit) != 0) return Truth::yes;
    return (plane[words_ + index / 64] & bit) != 0 ? Truth::unknown : Truth::no;
  }
  /// Calls with each term, finding or derived, that is yes or unknown.
  template <class Visit>
  void for_each_not_ruled_out(Reading reading, Visit&& visit) const {
    std::uint64_t const* const plane = plane_of(reading);
    for (std::size_t w = 0; w < words_; ++w) {
      for (std::uint64_t left = plane[w] | plane[words_ + w]; left != 0; left &= left - 1) {
        visit(w * 64 + static_cast<std::size_t>(__builtin_ctzll(left)));
      }
    }
  }
  Answer const& answer(Index finding) const noexcept { return answers_.findings[finding]; }
  /// False when it is not known; then `number` stays as it is.
  bool fact_number(FactId fact, double& number) const noexcept {
    PatientFacts const& facts = answers_.facts;
    auto const take = [&](auto const& known) {
      if (known) number = *known;
      return known.has_value();
    };
    if (fact == FactId::age_years) return take(facts.age_years);
    if (fact == FactId::egfr) return take(facts.egfr);
    return fact == FactId::inr_if_warfarin && take(facts.inr);
  }
  /// One bit of the fact's values, or none when it is not known.
  std::uint64_t fact_choice(FactId fact) const noexcept {
    PatientFacts const& facts = answers_.facts;
    auto const bit = [](auto value) { return std::uint64_t{1} << static_cast<unsigned>(value); };
    if (fact == FactId::sex_at_birth) return facts.sex ? bit(*facts.sex) : 0;
    return fact == FactId::pregnancy_status && facts.pregnancy ? bit(*facts.pregnancy) : 0;
  }

  bool any_red_flag_unasked() const noexcept;
  bool age_known() const noexcept { return answers_.facts.age_years.has_value(); }

 private:
  struct Frame;
  Truth node_value(Frame const& frame, std::uint32_t at) const;
  Truth scalar_value(Node const& node, Reading reading) const;
  Truth fact_value(Node const& node) const;
  static Truth guard_value(Node const& node, GuardView const& view);

  std::uint64_t const* plane_of(Reading reading) const noexcept {
    return planes() + (reading == Reading::settled ? 0 : 2 * words_);
  }
  std::uint64_t const* planes() const noexcept {
    return many_.empty() ? few_.data() : many_.data();
  }
  std::uint64_t* planes() noexcept { return many_.empty() ? few_.data() : many_.data(); }
  void set_term(std::size_t term, Reading reading, Truth value) noexcept;

  Protocol const& protocol_;
  Answers const& answers_;
  std::size_t words_ = 0;
  // Four planes of a bit a term: settled yes, settled unknown, raw yes, raw unknown. A protocol of
  // up to 256 terms needs no memory of its own.
  std::array<std::uint64_t, 16> few_;
  std::vector<std::uint64_t> many_;
};

}  // namespace plexus::routing
