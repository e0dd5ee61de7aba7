// A clinic for races, made through the administrator's API beside the demonstration's: rooms that
// are open day and night, services of any length on them, and callers who book at once. Knows no
// SQL.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tests/api/clinic.hpp"
#include "tests/faults/ledger.hpp"

namespace plexus::test {

/// PLEXUS_FAULT_ROUNDS=long asks for the long form: more slots, callers and rounds.
bool long_form();
inline int rounds(int few, int many) {
  return long_form() ? many : few;
}

struct ServiceShape {
  std::string code;
  int minutes = 30;
  std::vector<std::string> roles;
  int grid = 5;
  int after = 0;  // minutes of buffer
};

struct RoomShape {
  std::string name;
  std::string role;
  int capacity = 1;
};

/// The administrator's and front desk's ways in on one server.
class Desk {
 public:
  /// Signs in. Throws when that is refused.
  explicit Desk(std::uint16_t port);

  /// Errors: throws with the answer when something is refused.
  void add_service(ServiceShape const& shape);
  /// Its id.
  std::string add_room(RoomShape const& shape);
  /// The first site.
  std::string const& site() const noexcept { return site_; }

  /// The headers of a signed-in receptionist, without a key.
  HttpHeaders const& staff() const noexcept { return staff_; }
  std::uint16_t port() const noexcept { return port_; }

  /// A visit that begins `minutes` after 2026-12-03T00:00:00Z.
  json::object step(std::string const& service, int minutes) const;
  /// When that is: UTC epoch seconds.
  static std::string epoch(int minutes);
  /// A person whom no other booking of this process is for.
  static json::object somebody();
  /// A booking of those steps for somebody new, with `mark` as its note.
  static json::object booking(json::array const& steps, std::string const& mark);

 private:
  Answer sent(std::string const& path, json::value const& body);

  std::uint16_t port_;
  std::string site_;
  HttpHeaders admin_;
  HttpHeaders staff_;
};

/// Who calls at once: everybody waits for everybody before each round.
/// `call(caller, round)` runs on the caller's own thread, `callers` times `rounds` times. An
/// exception in it is a failure of the test.
void all_at_once(int callers, int rounds, std::function<void(int caller, int round)> const& call);

/// What was answered to many callers, gathered from their threads.
class Answers201 {
 public:
  /// Keeps the id of a 201; anything else must be one of the refusals that a race may give: 409, or
  /// 503 with Retry-After.
  void add(Answer const& answer);
  std::set<std::string> const& acknowledged() const noexcept { return acknowledged_; }
  int refused() const noexcept { return refused_; }
  int busy() const noexcept { return busy_; }

 private:
  std::mutex mutex_;
  std::set<std::string> acknowledged_;
  int refused_ = 0;
  int busy_ = 0;
};

/// One installation of a database for all races, with its ledger.
class FaultTest : public testing::TestWithParam<Dialect> {
 protected:
  FaultTest();
  /// A service, its role and its rooms, with a code that no other test has.
  std::string service(int minutes, int rooms = 1, int capacity = 1, int grid = 5);

  Installation& clinic;
  Desk desk;
  Ledger ledger;
};

#define PLEXUS_FAULT_SUITE(Suite)                                                    \
  class Suite : public FaultTest {};                                                 \
  INSTANTIATE_TEST_SUITE_P(Each, Suite, testing::ValuesIn(store::tested_dialects()), \
                           store::dialect_name)

/// A seed printed with the test, so that a failure can be repeated.
unsigned seed_of_test(unsigned fixed);

}  // namespace plexus::test
