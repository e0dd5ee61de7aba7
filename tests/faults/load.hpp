// Clients that book one visit after the other, and move or cancel some of them, each with its key,
// until the server is taken from under them; what they sent and what they were told. The verdict
// comes from the database alone.
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
  std::string code;  // of a single visit
  int minutes = 0;   // and when
  int visits = 1;
  int status = 0;       // 0: no answer came
  std::string booking;  // of a 201
};

/// What a client wanted of a booking that it had got.
struct Change {
  std::string path;
  std::string etag;
  std::string key;
  json::object body;
  std::string booking;
  std::string from;  // when its visit began before, UTC epoch seconds
  std::string to;    // and begins then; empty: the booking is cancelled
  int status = 0;    // 0: no answer came
};

/// Eight clients on `codes`, services with one room each. Single visits, and every third time two
/// visits at once; now and then two clients want the same time. Of four single visits one is moved
/// afterwards, and one cancelled.
class Load {
 public:
  Load(Desk const& desk, std::vector<std::string> codes, unsigned seed)
      : desk_(desk), codes_(std::move(codes)), seed_(seed) {}

  /// Books with eight clients until `stop`, or until nothing answers. `round` keeps marks, keys and
  /// times of different rounds apart. A 503 counts as "nobody knows".
  void run(std::uint16_t port, int round, std::atomic<bool> const& stop);
  /// Sends everything again; asserts that what had no verdict gets one, and that what was
  /// acknowledged before is answered as before.
  void repeat_all(std::uint16_t port);
  /// After repeat_all: asserts that each request of this load is stored once or not at all, as its
  /// answer says, with all of its visits; that each change was made as its answer says; and that
  /// the ledger is sound.
  void judge(Ledger& ledger) const;

  /// Bookings and changes.
  std::size_t acknowledged() const;
  std::size_t unanswered() const;

 private:
  /// What one client sends.
  struct Sent {
    std::vector<Request> bookings;
    std::vector<Change> changes;
  };

  Request wish(int round, int client, int number, std::mt19937& random) const;
  Change change(Client& http, Request const& booked, int number) const;
  /// What `client` does until `stop`. Throws when the server goes away.
  void work(std::uint16_t port, int round, int client, std::atomic<bool> const& stop,
            Sent& sent) const;

  Desk const& desk_;
  std::vector<std::string> codes_;
  unsigned seed_;
  std::vector<Request> sent_;
  std::vector<Change> changes_;
};

}  // namespace plexus::test
