// Counts of agreement between decisions and what guidance expects, with confidence intervals.
#pragma once

#include <iosfwd>
#include <map>

#include "tests/golden/routing/score/person.hpp"

namespace plexus::routing::score {

struct Share {
  int of = 0;
  int hit = 0;
  void count(bool yes) { ++of, hit += yes ? 1 : 0; }
};

/// Source: the definitions in docs/routing-quality.md. A held test is not offered; a reserved one
/// is. A neurologist anywhere in the list counts for a due neurologist consultation.
struct Measures {
  Share accepted, exact, over, under;
  Share critical_under;  // safety-critical cases below every accepted level
  Share stat_found, false_stat, stat_booked;
  Share first, first_not_therapist, forbidden_specialist;
  Share tests_recall, tests_precision, tests_forbidden;
  Share contraindicated;
  std::vector<std::string> faults;  // a line for each disagreement, for those who tune
};

/// `expected` against what was decided. Adds to the counts.
void count(Case const& one, Outcome const& outcome, Measures& measures);

/// Names and shares with the Wilson interval at 95 %.
void print(std::ostream& out, Measures const& measures);

/// Wilson score interval at 95 %, as shares of one.
std::pair<double, double> wilson(Share const& share);

}  // namespace plexus::routing::score
