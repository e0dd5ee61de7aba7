// A private MariaDB of one test, which may be frozen, killed and started again without anybody else
// noticing. Throws std::runtime_error when the server does not do what is asked.
#pragma once

#include <string>

#include "tests/api/process.hpp"

namespace plexus::test {

class OwnMariaDb {
 public:
  /// `durable`: waits for the disk at each commit, as a clinic's would; for timings.
  explicit OwnMariaDb(bool durable = false);
  ~OwnMariaDb();
  OwnMariaDb(OwnMariaDb const&) = delete;
  OwnMariaDb& operator=(OwnMariaDb const&) = delete;

  /// `mysql://root@127.0.0.1:PORT`, without a database.
  std::string const& url() const noexcept { return url_; }
  /// Makes an empty database there and answers its URL.
  std::string make_database(std::string const& name) const;

  /// Comes back when every thread stands still: the signal takes a moment to reach them.
  void freeze() const;
  void thaw() const;
  /// As the machine would: no thread gets to say anything.
  void kill();
  /// On the same data and port; comes back when it takes connections.
  void restart();
  pid_t pid() const noexcept { return pid_; }

 private:
  bool stands_still() const;
  void run(std::string const& words) const;

  TempFolder folder_;
  std::filesystem::path data_;
  std::string url_;
  pid_t pid_ = -1;
};

}  // namespace plexus::test
