// The list of chores, and those that only tidy.
#include "backend/app/chores.hpp"

#include <array>

#include "backend/app/noshows.hpp"
#include "backend/app/visit_gates.hpp"
#include "backend/app/waitlist_offers.hpp"
#include "backend/store/change_store.hpp"
#include "backend/store/hold_store.hpp"
#include "backend/store/idempotency_store.hpp"
#include "backend/store/user_store.hpp"

namespace plexus::app {
namespace {

// An ended hold keeps its row for a day, so that whoever comes late is told "expired".
constexpr Hours kHoldsKept{24};
// A process that stood still for longer reads everything anew.
constexpr Hours kChangesKept{24};

/// One short transaction, so that bookings never wait long.
template <class Sweep>
int swept(Services const& services, Sweep sweep) {
  return *services.database.write(
      [&](store::Session& session) -> Result<int> { return sweep(session); });
}

int free_expired_holds(Services const& services) {
  return swept(services, [&](store::Session& session) {
    return store::sweep_expired(session, services.clock.now());
  });
}

int purge_holds(Services const& services) {
  return swept(services, [&](store::Session& session) {
    return store::purge_holds(session, services.clock.now() - kHoldsKept);
  });
}

int drop_answers(Services const& services) {
  return swept(services, [&](store::Session& session) {
    return store::sweep_answers(session, services.clock.now() - services.policies.answers_kept);
  });
}

int end_sessions(Services const& services) {
  return swept(services, [&](store::Session& session) {
    return store::sweep_sessions(session, services.clock.now());
  });
}

int prune_changes(Services const& services) {
  return swept(services,
               [](store::Session& session) { return store::prune_changes(session, kChangesKept); });
}

constexpr std::array kChores{
    Chore{"cells", free_expired_holds}, Chore{"holds", purge_holds},
    Chore{"answers", drop_answers},     Chore{"sessions", end_sessions},
    Chore{"changes", prune_changes},    Chore{"gates", release_ungated},
    Chore{"noshows", mark_noshows},
    Chore{"offers", offer_freed_time},  Chore{"freed", forget_freed},
};

}  // namespace

std::span<Chore const> chores() noexcept {
  return kChores;
}

}  // namespace plexus::app
