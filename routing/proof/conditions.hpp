// Conditions as formulas, in the engine's two readings and in the reading of the guards.
// Mirrors routing/evaluate.hpp; it must not know rules or plans.
#pragma once

#include <vector>

#include "routing/evaluate.hpp"
#include "routing/proof/logic.hpp"
#include "routing/proof/symbols.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing::proof {

/// What guards may look at besides the answers; mirrors GuardView.
struct GuardSymbols {
  std::vector<Bool> level_at_least;    // by Urgency
  std::vector<Bool> services_planned;  // by service
  Kleene red_flag_any;
  Bool red_flag_rule_unknown, red_flag_unasked, contrast_possible, fasting_planned;
};

/// Whether `if_unasked` counts: as the protocol says, or never, to see what hangs on it.
enum class IfUnasked : std::uint8_t { as_written, never };

class Conditions {
 public:
  /// Names the derived findings' values in the logic. Keeps references to all three.
  Conditions(Logic& logic, Protocol const& protocol, Symbols const& symbols,
             std::string const& copy, IfUnasked if_unasked = IfUnasked::as_written);

  Kleene value(Condition const& condition, Reading reading) const;
  Kleene value(Condition const& condition, GuardSymbols const& view) const;
  /// A finding or a derived finding, by its number in the protocol's row of terms.
  Kleene term(Index index, Reading reading) const {
    return reading == Reading::settled ? settled_[index] : raw_[index];
  }
  /// "Some yes/no finding is present or possible": without one, no finding speaks at all.
  Bool any_finding_possible() const;
  Bool any_red_flag_unasked() const;
  Symbols const& symbols() const noexcept { return symbols_; }

 private:
  struct Frame;
  Kleene node_value(Frame const& frame, std::uint32_t at) const;
  Kleene scalar_value(Node const& node, Reading reading) const;
  Kleene fact_value(Node const& node) const;
  Kleene guard_value(Node const& node, GuardSymbols const& view) const;
  Kleene certain(Bool const& value) const { return Kleene{value, value}; }

  Logic& logic_;
  Protocol const& protocol_;
  Symbols const& symbols_;
  IfUnasked if_unasked_;
  std::vector<Kleene> settled_, raw_;
};

}  // namespace plexus::routing::proof
