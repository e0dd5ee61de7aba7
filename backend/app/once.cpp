// Look up, run, keep.
#include "backend/app/once.hpp"

#include <chrono>
#include <thread>

namespace plexus::app {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Answer = Result<store::StoredAnswer>;

constexpr int kRacesMax = 4;
// So long an unknown outcome is looked into, before the caller is asked to come again.
constexpr std::chrono::seconds kResolveWithin{5};
constexpr std::chrono::milliseconds kResolvePause{50};

/// Leaves the set of running keys when the call ends, however it ends.
class Entry {
 public:
  Entry(RunningKeys& keys, std::string key) : keys_(keys), key_(std::move(key)) {
    entered_ = keys_.enter(key_);
  }
  ~Entry() {
    if (entered_) keys_.leave(key_);
  }
  Entry(Entry const&) = delete;
  Entry& operator=(Entry const&) = delete;
  bool entered() const noexcept { return entered_; }

 private:
  RunningKeys& keys_;
  std::string key_;
  bool entered_ = false;
};

Result<store::StoredAnswer> replay(store::StoredAnswer stored, OnceKey const& key) {
  if (stored.fingerprint != key.fingerprint) {
    return Error{Errc::idempotency_mismatch,
                 "this Idempotency-Key was used for another request; take a new one"};
  }
  return stored;
}

void stamp(store::StoredAnswer& answer, Services const& services, OnceKey const& key) {
  answer.scope = key.scope;
  answer.key = key.key;
  answer.fingerprint = key.fingerprint;
  answer.created_at = services.clock.now();
}

/// Runs a unit that begins by looking up its key. That is why it may be run again where nobody
/// knows whether its commit was done: the key tells, and waits for a commit that is still under
/// way.
template <class Unit>
Answer settled(Services const& services, Unit const& unit) {
  std::optional<SteadyClock::time_point> give_up;
  for (;;) {
    try {
      auto answer = services.database.write(unit);
      // What the lost commit changed was not told to those who search.
      if (give_up) services.occupancy.follow_if_possible();
      return answer;
    } catch (store::OutcomeUnknown const&) {
      if (!give_up) give_up = SteadyClock::now() + kResolveWithin;
    } catch (store::Unavailable const&) {
      if (!give_up) throw;
    }
    if (SteadyClock::now() >= *give_up) {
      throw store::Unavailable("nobody can tell yet whether the write was done");
    }
    std::this_thread::sleep_for(kResolvePause);
  }
}

/// What a repeated call may still be answered with: records past their time do not count.
std::optional<store::StoredAnswer> kept_answer(store::Session& session, Services const& services,
                                               OnceKey const& key) {
  auto stored = store::find_answer(session, key.scope, key.key);
  if (stored && stored->created_at + services.policies.answers_kept <= services.clock.now()) {
    store::sweep_answers(session, services.clock.now() - services.policies.answers_kept);
    return std::nullopt;
  }
  return stored;
}

/// Keeps a refusal; answers what stands under the key afterwards.
Answer keep_refusal(Services const& services, OnceKey const& key,
                    store::StoredAnswer const& refusal) {
  return settled(services, [&](store::Session& session) -> Answer {
    auto stored = kept_answer(session, services, key);
    if (!stored && store::insert_answer(session, refusal)) return refusal;
    // Another call under this key did more than this one saw.
    if (!stored) stored = kept_answer(session, services, key);
    if (stored) return replay(std::move(*stored), key);
    return Error{Errc::in_progress, "the first request with this key is still running"};
  });
}

}  // namespace

bool RunningKeys::enter(std::string const& key) {
  std::lock_guard const lock(mutex_);
  return keys_.insert(key).second;
}

void RunningKeys::leave(std::string const& key) {
  std::lock_guard const lock(mutex_);
  keys_.erase(key);
}

Result<store::StoredAnswer> run_once(Services const& services, RunningKeys& running,
                                     OnceKey const& key, OnceWork const& work,
                                     OnceRefuse const& refuse) {
  Entry const entry(running, key.scope + "\n" + key.key);
  if (!entry.entered()) {
    return Error{Errc::in_progress, "the first request with this key is still running"};
  }
  // Nearly every key is new: the first run does not ask for it, since keeping the answer at its end
  // finds an older one. Whatever comes of it but success, the next run looks first.
  int runs = 0;
  for (int race = 0;; ++race) {
    Attempt attempt;
    bool replayed = false;
    auto result = settled(services, [&](store::Session& session) -> Answer {
      attempt = {.careful = runs++ > 0};
      replayed = false;
      if (attempt.careful) {
        if (auto stored = kept_answer(session, services, key)) {
          replayed = true;
          return replay(std::move(*stored), key);
        }
      }
      auto answer = work(session, attempt);
      if (!answer) return answer;
      stamp(*answer, services, key);
      // A kept answer under this key undoes this run; the next finds that one.
      store::keep_answer(session, *answer);
      return answer;
    });
    if (result || replayed) return result;
    if (!attempt.careful || (attempt.lost_race && race < kRacesMax)) continue;
    if (result.error().code == Errc::in_progress) return result;
    auto refusal = refuse(result.error());
    stamp(refusal.answer, services, key);
    return refusal.keep ? keep_refusal(services, key, refusal.answer) : Answer(refusal.answer);
  }
}

Result<store::StoredAnswer> run_unkept(Services const& services, OnceWork const& work) {
  return services.database.read([&](store::Session& session) -> Result<store::StoredAnswer> {
    Attempt attempt;
    return work(session, attempt);
  });
}

}  // namespace plexus::app
