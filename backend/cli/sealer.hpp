// While the server runs: the audit is sealed a moment after each commit, and the newest hash goes
// to the log once an hour, so that a copy of it stands somewhere else. At the start it warns of
// visits whose times were changed by a hand; the server does not wait for that.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "backend/app/audit_chain.hpp"
#include "schema/model/clock.hpp"

namespace plexus::cli {

class Sealer {
 public:
  /// Starts the thread; both outlive this.
  Sealer(store::Database& database, Clock const& clock);
  /// Seals what is left, then stops.
  ~Sealer();
  Sealer(Sealer const&) = delete;
  Sealer& operator=(Sealer const&) = delete;

 private:
  void run();
  void round();
  void tell_head();
  void warn_of_strays();

  store::Database& database_;
  Clock const& clock_;
  app::AuditSealer sealer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  bool behind_ = false;  // said already
  std::thread thread_;
};

}  // namespace plexus::cli
