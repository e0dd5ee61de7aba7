// The transition table of gates, written out so that a reader sees every allowed step.
#include "schema/model/gate.hpp"

#include <algorithm>

namespace plexus {
namespace {

using enum GateState;

// Papers may lie before a clinician who clears without any answer typed in.
constexpr std::array kFromNeeded{answered, cleared, failed, expired};
constexpr std::array kFromAnswered{needed, cleared, failed, expired};
// The patient has more to say, or a member of staff wants to ask again.
constexpr std::array kFromCleared{needed, answered};
// Only a member of staff takes a decision of staff back.
constexpr std::array kFromFailed{needed, expired};
// Only when its visit is taken back from being cancelled.
constexpr std::array kFromExpired{needed};

}  // namespace

std::span<GateState const> next_states(GateState from) noexcept {
  switch (from) {
    case needed:
      return kFromNeeded;
    case answered:
      return kFromAnswered;
    case cleared:
      return kFromCleared;
    case failed:
      return kFromFailed;
    case expired:
      return kFromExpired;
  }
  return {};
}

bool may_become(GateState from, GateState to) noexcept {
  auto const next = next_states(from);
  return std::find(next.begin(), next.end(), to) != next.end();
}

}  // namespace plexus
