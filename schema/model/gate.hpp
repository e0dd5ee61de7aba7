// Gates: what must be cleared before a visit is sure (MRI safety, pregnancy before X-rays ...), and
// the states that such a gate goes through. Values only; which visit needs which is not known here.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>

#include "schema/model/code.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"

namespace plexus {

enum class GateKind {
  mri_safety,
  contrast_kidney,
  pregnancy,
  guardian_consent,
  referrer_confirmation,
};

template <>
struct CodeWords<GateKind> {
  static constexpr std::array<std::pair<GateKind, std::string_view>, 5> words{{
      {GateKind::mri_safety, "mri_safety"},
      {GateKind::contrast_kidney, "contrast_kidney"},
      {GateKind::pregnancy, "pregnancy"},
      {GateKind::guardian_consent, "guardian_consent"},
      {GateKind::referrer_confirmation, "referrer_confirmation"},
  }};
};

enum class GateState {
  needed,    // nobody has answered, or a member of staff asks again
  answered,  // waits for a member of staff
  cleared,
  failed,   // the visit cannot be as it is; another may take its place
  expired,  // not cleared in time: its visit was released
};

template <>
struct CodeWords<GateState> {
  static constexpr std::array<std::pair<GateState, std::string_view>, 5> words{{
      {GateState::needed, "needed"},
      {GateState::answered, "answered"},
      {GateState::cleared, "cleared"},
      {GateState::failed, "failed"},
      {GateState::expired, "expired"},
  }};
};

/// True when a gate may go from one state to another. Answering anew stays in `answered` and is no
/// step.
bool may_become(GateState from, GateState to) noexcept;

/// All steps out of a state, in the order of the enum.
std::span<GateState const> next_states(GateState from) noexcept;

/// True while the visit must wait for it.
constexpr bool is_open(GateState state) noexcept {
  return state != GateState::cleared;
}

enum class GateAnswer { present, absent, unknown };

template <>
struct CodeWords<GateAnswer> {
  static constexpr std::array<std::pair<GateAnswer, std::string_view>, 3> words{{
      {GateAnswer::present, "present"},
      {GateAnswer::absent, "absent"},
      {GateAnswer::unknown, "unknown"},
  }};
};

/// By the id of the question.
using GateAnswers = std::map<std::string, GateAnswer, std::less<>>;

/// One gate of one visit; a visit has at most one of each kind.
struct Gate {
  AppointmentId appointment;
  GateKind kind{};
  GateState state = GateState::needed;
  Instant due_at;        // not cleared by then: the visit is released
  bool flagged = false;  // an answer shows a danger, or is not known
  GateAnswers answers;
  std::string answered_by;  // as in the audit: "visitor" or a user id; empty: nobody
  std::optional<Instant> answered_at;
  std::string decided_by;  // who cleared, failed or reopened it
  std::optional<Instant> decided_at;
  std::string reason;  // of that decision, coded
};

}  // namespace plexus
