// What is to be done as time passes, a transaction or a few for each. The server runs them once a
// minute; nothing that must be right depends on when: what has expired is refused wherever it
// matters.
#pragma once

#include <span>
#include <string_view>

#include "backend/app/services.hpp"

namespace plexus::app {

struct Chore {
  std::string_view name;
  /// Does what is due by the clock and answers how much it was. Safe to end at any moment, and to
  /// run in several processes at once. Errors: throws Unavailable.
  int (*run)(Services const& services);
};

/// All of them, in the order in which they are run.
std::span<Chore const> chores() noexcept;

}  // namespace plexus::app
