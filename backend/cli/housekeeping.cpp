// One short transaction for each kind, so that bookings never wait long.
#include "backend/cli/housekeeping.hpp"

#include <chrono>

#include "backend/app/protocol_versions.hpp"
#include "backend/log/log.hpp"
#include "backend/store/change_store.hpp"
#include "backend/store/hold_store.hpp"
#include "backend/store/idempotency_store.hpp"
#include "backend/store/user_store.hpp"

namespace plexus::cli {
namespace {

constexpr std::chrono::minutes kTidyEvery{1};
// So soon a running server follows what a command publishes or retires.
constexpr std::chrono::seconds kLookEvery{2};
// An ended hold keeps its row for a day, so that whoever comes late is told "expired".
constexpr Hours kHoldsKept{24};
// A process that stood still for longer reads everything anew.
constexpr Hours kChangesKept{24};

template <class Sweep>
int swept(app::Services const& services, Sweep sweep) {
  return *services.database.write(
      [&](store::Session& session) -> Result<int> { return sweep(session); });
}

/// What was published or retired since, by a command or another process.
void take_up_protocols(app::Services const& services, std::vector<store::ProtocolVersion>& seen) {
  try {
    for (auto const* edition : app::refresh(services.protocols, services.database, seen)) {
      auto const& base = edition->pack.base;
      log::info("protocol in force", {{"protocol", base.id}, {"version", base.version}});
    }
  } catch (app::UnreadableProtocol const&) {
    log::warn("a published protocol cannot be read; the one in force stays");
  }
}

void sweep_all(app::Services const& services) {
  Instant const now = services.clock.now();
  int const freed =
      swept(services, [&](store::Session& session) { return store::sweep_expired(session, now); });
  int const holds = swept(services, [&](store::Session& session) {
    return store::purge_holds(session, now - kHoldsKept);
  });
  int const answers = swept(services, [&](store::Session& session) {
    return store::sweep_answers(session, now - services.policies.answers_kept);
  });
  int const sessions =
      swept(services, [&](store::Session& session) { return store::sweep_sessions(session, now); });
  int const changes = swept(
      services, [](store::Session& session) { return store::prune_changes(session, kChangesKept); });
  if (freed + holds + answers + sessions + changes == 0) return;
  log::info("tidied", {{"cells", freed},
                       {"holds", holds},
                       {"answers", answers},
                       {"sessions", sessions},
                       {"changes", changes}});
}

}  // namespace

Housekeeping::Housekeeping(app::Services const& services)
    : services_(services), thread_([this] { run(); }) {}

Housekeeping::~Housekeeping() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Housekeeping::run() {
  using SteadyClock = std::chrono::steady_clock;
  std::vector<store::ProtocolVersion> seen;
  auto tidy_at = SteadyClock::now() + kTidyEvery;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kLookEvery, [this] { return stopping_; })) {
    lock.unlock();
    bool const tidy = SteadyClock::now() >= tidy_at;
    if (tidy) tidy_at += kTidyEvery;
    try {
      take_up_protocols(services_, seen);
      if (tidy) sweep_all(services_);
    } catch (std::exception const&) {
      // The database is away or busy; the next round tries again. Said once a minute.
      if (tidy) log::warn("tidying put off");
    }
    lock.lock();
  }
}

}  // namespace plexus::cli
