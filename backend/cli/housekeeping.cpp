// Round after round; a round that fails is said in the log, and the next one tries again.
#include "backend/cli/housekeeping.hpp"

#include <chrono>

#include "backend/app/chores.hpp"
#include "backend/app/protocol_versions.hpp"
#include "backend/log/log.hpp"

namespace plexus::cli {
namespace {

constexpr std::chrono::minutes kTidyEvery{1};
// So soon a running server follows what a command publishes or retires.
constexpr std::chrono::seconds kLookEvery{2};

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

/// One that fails does not keep the others waiting.
void do_chores(app::Services const& services) {
  for (auto const& chore : app::chores()) {
    try {
      int const count = chore.run(services);
      if (count > 0) log::info("chore done", {{"chore", chore.name}, {"count", count}});
    } catch (std::exception const&) {
      log::warn("a chore is put off", {{"chore", chore.name}});  // the next round tries again
    }
  }
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
  // At once after a start: what came due meanwhile has waited long enough.
  auto tidy_at = SteadyClock::now();
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kLookEvery, [this] { return stopping_; })) {
    lock.unlock();
    bool const tidy = SteadyClock::now() >= tidy_at;
    if (tidy) tidy_at += kTidyEvery;
    try {
      take_up_protocols(services_, seen);
      if (tidy) do_chores(services_);
    } catch (std::exception const&) {
      // The database is away or busy; the next round tries again. Said once a minute.
      if (tidy) log::warn("housekeeping put off");
    }
    lock.lock();
  }
}

}  // namespace plexus::cli
