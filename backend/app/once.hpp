// Writes that happen once however often they are sent: the answer is kept under the caller's key in
// the transaction of the write, and given again to whoever repeats it.
// Knows nothing of what is written; the JSON of answers stays with the caller.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>

#include "backend/app/services.hpp"
#include "backend/app/steps.hpp"
#include "backend/store/idempotency_store.hpp"

namespace plexus::app {

/// The keys whose first call is still running in this process.
class RunningKeys {
 public:
  bool enter(std::string const& key);
  void leave(std::string const& key);

 private:
  std::mutex mutex_;
  std::set<std::string> keys_;
};

struct OnceKey {
  std::string scope;
  std::string key;
  std::string fingerprint;
};

/// Runs in one write transaction; fills status, headers, body and tokens of the answer.
using OnceWork = std::function<Result<store::StoredAnswer>(store::Session&, Attempt&)>;
/// Turns an expected failure into the answer to keep, and says whether to keep it.
struct Refusal {
  store::StoredAnswer answer;
  bool keep = true;
};
using OnceRefuse = std::function<Refusal(Error const&)>;

/// Errors: in_progress, idempotency_mismatch. Everything else becomes an answer through `refuse`.
/// A time lost to a race is looked for again, a few times: another room may be free. Where the
/// connection was lost at the commit, the key tells what came of it, and `work` runs again only
/// when it surely was not done; throws Unavailable when that cannot be told for some seconds, and
/// the next call with the key is then answered right.
Result<store::StoredAnswer> run_once(Services const& services, RunningKeys& running,
                                     OnceKey const& key, OnceWork const& work,
                                     OnceRefuse const& refuse);

/// The same without a key: previews, and nothing is kept.
Result<store::StoredAnswer> run_unkept(Services const& services, OnceWork const& work);

}  // namespace plexus::app
