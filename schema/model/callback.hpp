// Calls that staff owe to people. Values and their words.
#pragma once

#include <optional>
#include <string>

#include "schema/model/code.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"
#include "schema/model/urgency.hpp"

namespace plexus {

using CallbackId = Id<struct CallbackTag>;

/// Why it was opened: the decision of an intake says so, a same-day case finds no time inside its
/// limit, or the person asks.
enum class CallbackCause { routing, no_time, asked };

template <>
struct CodeWords<CallbackCause> {
  static constexpr std::array<std::pair<CallbackCause, std::string_view>, 3> words{{
      {CallbackCause::routing, "routing"},
      {CallbackCause::no_time, "no_time"},
      {CallbackCause::asked, "asked"},
  }};
};

/// open <-> claimed -> done; `closed`: nobody has to call any more.
enum class CallbackState { open, claimed, done, closed };

template <>
struct CodeWords<CallbackState> {
  static constexpr std::array<std::pair<CallbackState, std::string_view>, 4> words{{
      {CallbackState::open, "open"},
      {CallbackState::claimed, "claimed"},
      {CallbackState::done, "done"},
      {CallbackState::closed, "closed"},
  }};
};

/// Name and phone are the person's own words and never logged.
struct CallbackTask {
  CallbackId id;
  IntakeId intake;
  CallbackCause cause = CallbackCause::routing;
  Urgency urgency = Urgency::routine;
  std::string phone;  // empty: not given yet
  std::string name;
  Instant due;
  CallbackState state = CallbackState::open;
  std::optional<UserId> claimed_by;
  std::optional<Instant> claimed_at;
  std::string outcome;  // coded
  std::string note;
  std::optional<Instant> ended_at;
  int version = 1;
  Instant created_at;

  bool live() const noexcept {
    return state == CallbackState::open || state == CallbackState::claimed;
  }
};

}  // namespace plexus
