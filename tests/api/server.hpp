// A running `plexus serve --demo` on a database of its own, and one kept for all tests of a
// database. Nothing here knows the API.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "tests/api/process.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::test {

using store::Dialect;

inline constexpr char const* kPassword = "a password of the demonstration";
/// A Tuesday morning, 09:00 at both sites: "now" when a server starts.
inline constexpr char const* kStart = "2026-12-01T08:00:00Z";

struct ServerOptions {
  std::string clock = kStart;
  std::vector<std::string> more;  // further arguments
  bool rate_limit = false;
};

/// `mysql://` or `sqlite://` with everything encoded.
std::string url_text(store::DatabaseUrl const& url);

/// A database and a data directory; servers come and go on them.
class Installation {
 public:
  explicit Installation(Dialect dialect) : database_(dialect) {}
  /// On another database server than that of PLEXUS_TEST_MYSQL, with one account for all.
  Installation(Dialect dialect, std::string mysql_url)
      : database_(dialect), other_url_(std::move(mysql_url)) {}

  store::FreshDatabase const& database() const noexcept { return database_; }
  /// Starts a server and waits until it accepts connections. Throws with its output when it fails.
  void start(ServerOptions const& options = {});
  /// Ends it as an operator would. The exit code; -1 when it had to be killed.
  int stop();
  bool runs() const noexcept { return process_ != nullptr; }
  std::uint16_t port() const noexcept { return port_; }
  pid_t pid() const noexcept { return process_->pid(); }
  /// Everything that this and earlier servers wrote.
  std::string log() const;

 private:
  TempFolder data_;
  store::FreshDatabase database_;
  std::string other_url_;
  std::string earlier_log_;
  std::unique_ptr<Process> process_;
  std::uint16_t port_ = 0;
};

/// The one that most tests share: seeding takes seconds. Started on the first call.
/// Another `name` is another one, for tests that would change what the rest reads.
Installation& shared_installation(Dialect dialect, std::string const& name = "");
/// Ends them; false, with the end of its log printed, when one did not exit with 0 or a sanitizer
/// spoke in it.
bool stop_shared_installations();

}  // namespace plexus::test
