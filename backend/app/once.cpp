// Look up, run, keep.
#include "backend/app/once.hpp"

namespace plexus::app {
namespace {

constexpr int kRacesMax = 4;

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
  using Answer = Result<store::StoredAnswer>;
  for (int race = 1;; ++race) {
    Attempt attempt;
    bool replayed = false;
    auto result = services.database.write([&](store::Session& session) -> Answer {
      attempt = {};
      replayed = false;
      if (auto stored = kept_answer(session, services, key)) {
        replayed = true;
        return replay(std::move(*stored), key);
      }
      auto answer = work(session, attempt);
      if (!answer) return answer;
      stamp(*answer, services, key);
      if (!store::insert_answer(session, *answer)) {
        // Another process wrote under this key meanwhile: this run is undone, that one counts.
        attempt.lost_race = true;
        return Error{Errc::in_progress, "the first request with this key is still running"};
      }
      return answer;
    });
    if (result || replayed) return result;
    if (attempt.lost_race && race < kRacesMax) continue;
    if (result.error().code == Errc::in_progress) return result;
    auto refusal = refuse(result.error());
    stamp(refusal.answer, services, key);
    if (refusal.keep) {
      auto const kept = services.database.write([&](store::Session& session) -> Result<void> {
        store::insert_answer(session, refusal.answer);
        return {};
      });
      if (!kept) return kept.error();
    }
    return refusal.answer;
  }
}

Result<store::StoredAnswer> run_unkept(Services const& services, OnceWork const& work) {
  return services.database.read([&](store::Session& session) -> Result<store::StoredAnswer> {
    Attempt attempt;
    return work(session, attempt);
  });
}

}  // namespace plexus::app
