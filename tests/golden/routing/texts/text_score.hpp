// Counts of agreement between what the reader finds in the labelled complaints and their labels.
// It judges; it must not change a label or look into how the reader works.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "tests/golden/routing/texts/text_rows.hpp"

namespace plexus::routing::texts {

/// What one row showed, in words for whoever improves the phrases. Empty lists: all as labelled.
struct RowResult {
  int found = 0;                                      // of `present`
  std::vector<std::string> missed, wrong, forbidden;  // `wrong` holds `forbidden` too
  std::vector<std::string> numbers;  // a number misread, missed or made up, as words
  std::vector<std::string> regions;
  std::vector<std::string> facts;       // age, sex or pregnancy misread, missed or made up
  Urgency urgency = Urgency::routine;   // decided from what was read
  Urgency by_label = Urgency::routine;  // decided from `present` and `numbers`
  bool urgency_right = true;            // also when the row does not say
  bool by_label_right = true;
  bool stat_missed = false;  // accepted is stat alone, and something lower came out
};

/// Reads the row's text and decides on it: the row's facts, everything unread absent, scalars
/// unasked.
RowResult judge(Protocol const& protocol, Row const& row);

struct Tally {
  int texts = 0;
  int found = 0, missed = 0, wrong = 0, forbidden = 0;
  int numbers = 0, number_faults = 0, regions = 0, region_faults = 0;
  int facts = 0, fact_faults = 0;
  int urgency = 0, urgency_right = 0, by_label_right = 0, stat_missed = 0;

  void count(Row const& row, RowResult const& result);
  /// Shares of one; one when there was nothing to judge.
  double precision() const;
  double recall() const;
  double urgency_share() const;
};

enum class Half { all, open, held_out };

/// By class; a class without rows in that half has no entry.
using Table = std::map<std::string, Tally>;

Table make_table(std::vector<Row> const& rows, std::vector<RowResult> const& results, Half half);

/// The table as Markdown with a last line for all classes together.
void print(std::ostream& out, Table const& table);

/// A paragraph for each row that is not as labelled, never one that is held out.
void print_misses(std::ostream& out, std::vector<Row> const& rows,
                  std::vector<RowResult> const& results, std::string const& only_class);

}  // namespace plexus::routing::texts
