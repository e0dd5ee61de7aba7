// What the database itself says about the bookings, read by plain SQL of this suite's own: no code
// of the product stands between a row and a verdict. Looks only; changes nothing.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/store/fixture.hpp"

namespace plexus::test {

class Ledger {
 public:
  /// What is stored now is not counted later: the demonstration's own bookings.
  explicit Ledger(store::DatabaseUrl const& url);

  /// Ids of bookings that came since.
  std::set<std::string> bookings();
  /// Their notes; a note is this suite's own mark, one for each request.
  std::multiset<std::string> notes();
  /// How many visits the booking of each note has.
  std::map<std::string, int> visits_by_note();

  /// What must hold whatever happened: no two rows of one resource and seat overlap, no seat beyond
  /// the capacity, no two live visits of one patient overlap, live visits have their rows and
  /// others none, every change of a visit has one audit row, every command one message to its
  /// patient, every booking one kept answer.
  testing::AssertionResult sound();
  /// sound(), and the bookings since are exactly those.
  testing::AssertionResult holds_exactly(std::set<std::string> const& acknowledged);

  /// Rows of occupancy of a booking's visits: 0 once they are cancelled.
  int rows_of(std::string const& booking);
  /// Rows of the audit with that action about an object.
  int audited(std::string const& action, std::string const& object);
  /// Instants at which the booking's visits begin, as UTC epoch seconds.
  std::vector<std::string> starts_of(std::string const& booking);
  /// How many rows the query counts.
  long count(std::string const& sql);

 private:
  testing::AssertionResult none(std::string const& what, std::string const& sql);

  store::RawSql sql_;
  bool mysql_ = false;
  std::set<std::string> before_;
};

/// The set of texts as one text, for comparing and for a failure that can be read.
std::string joined(std::set<std::string> const& texts);

}  // namespace plexus::test
