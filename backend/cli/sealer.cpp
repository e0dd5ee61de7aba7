// Round after round, whatever happens to the database.
#include "backend/cli/sealer.hpp"

#include <chrono>

#include "backend/log/log.hpp"

namespace plexus::cli {
namespace {

using SteadyClock = std::chrono::steady_clock;

// Short against the time in which a fresh row could be altered unseen, long against a transaction.
constexpr std::chrono::milliseconds kSealEvery{1000};
constexpr std::chrono::hours kTellEvery{1};

}  // namespace

Sealer::Sealer(store::Database& database, Clock const& clock)
    : database_(database), clock_(clock), sealer_(database), thread_([this] { run(); }) {}

Sealer::~Sealer() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Sealer::run() {
  round();
  tell_head();
  warn_of_strays();
  auto tell_at = SteadyClock::now() + kTellEvery;
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kSealEvery, [this] { return stopping_; })) {
    lock.unlock();
    round();
    if (SteadyClock::now() >= tell_at) {
      tell_head();
      tell_at += kTellEvery;
    }
    lock.lock();
  }
  round();
  tell_head();
}

void Sealer::round() {
  try {
    sealer_.seal();
    if (behind_) log::info("the audit is sealed again");
    behind_ = false;
  } catch (std::exception const&) {
    // The next round tries again. Said once, not every second.
    if (!behind_) log::warn("the audit cannot be sealed");
    behind_ = true;
  }
}

void Sealer::tell_head() {
  try {
    auto const head = database_.read(store::newest_seal);
    if (head.number > 0) log::info("audit sealed", {{"seal", head.number}, {"hash", head.hash}});
  } catch (std::exception const&) {
    // Told the next time.
  }
}

void Sealer::warn_of_strays() {
  try {
    int strays = 0;
    app::find_stray_visits(database_, clock_.now() - Hours{24}, [&](app::StrayVisit const& visit) {
      constexpr int kNamedMax = 20;
      if (strays++ >= kNamedMax) return;
      log::warn("a visit and its times do not fit",
                {{"appointment", visit.id.str()}, {"is", visit.what}});
    });
    if (strays > 0) log::warn("run plexus audit verify", {{"visits", strays}});
  } catch (std::exception const&) {
    log::warn("visits and their times could not be compared");
  }
}

}  // namespace plexus::cli
