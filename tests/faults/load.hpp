// Clients that book one visit after the other, each with its key, until the server is taken from
// under them; what they sent and what they were told. The verdict comes from the database alone.
#pragma once

#include <atomic>
#include <random>
#include <string>
#include <vector>

#include "tests/faults/desk.hpp"

namespace plexus::test {

/// One booking that a client wanted.
struct Request {
  json::object body;
  std::string key;
  std::string mark;  // the booking's note
  int visits = 1;
  int status = 0;       // 0: no answer came
  std::string booking;  // of a 201
};

/// Eight clients on `codes`, services with one room each. Single visits, and every third time two
/// visits at once; now and then two clients want the same time.
class Load {
 public:
  Load(Desk const& desk, std::vector<std::string> codes, unsigned seed)
      : desk_(desk), codes_(std::move(codes)), seed_(seed) {}

  /// Books with eight clients until `stop`, or until nothing answers. `round` keeps marks, keys and
  /// times of different rounds apart. A 503 counts as "nobody knows".
  void run(std::uint16_t port, int round, std::atomic<bool> const& stop);
  /// Sends everything again that has no verdict yet; asserts that it gets one, and that what was
  /// acknowledged before is answered as before.
  void repeat_all(std::uint16_t port);
  /// After repeat_all: asserts that each request of this load is stored once or not at all, as its
  /// answer says, with all of its visits; and that the ledger is sound.
  void judge(Ledger& ledger) const;

  std::size_t sent() const noexcept { return sent_.size(); }
  std::size_t acknowledged() const;
  std::size_t unanswered() const;

 private:
  Request wish(int round, int client, int number, std::mt19937& random) const;

  Desk const& desk_;
  std::vector<std::string> codes_;
  unsigned seed_;
  std::vector<Request> sent_;
};

}  // namespace plexus::test
