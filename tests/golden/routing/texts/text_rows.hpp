// The labelled complaints as they stand in texts/*.yaml; the keys are explained in texts/README.md.
// Labels come from reading alone. It must not know what the reader or the rules make of them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "routing/answers.hpp"
#include "schema/model/urgency.hpp"

namespace plexus::routing::texts {

/// Least and most, both included.
using Range = std::pair<double, double>;

struct Row {
  std::string in_class;  // the file's name
  int line = 0;
  std::string text;
  bool held_out = false;
  std::set<std::string> present, may, must_not;
  std::map<std::string, Range> numbers, numbers_may;
  std::optional<std::set<std::string>> regions;  // none: not judged
  std::set<std::string> regions_may;
  PatientFacts facts;
  std::set<Urgency> urgency;  // empty: not judged
};

/// All rows of all files, sorted by class. Errors: throws std::runtime_error that names file and
/// line for an unknown key or word, also for a finding that the protocol does not have.
std::vector<Row> read_rows(std::string const& folder, Protocol const& protocol);

/// What a class must reach; at most `must_not` and `stat_missed` faults are let through.
struct Floor {
  double precision = 0, recall = 0, urgency = 0;  // shares of one
  int must_not = 0, stat_missed = 0;
};

/// By class. Shape: lines `class precision recall urgency must_not stat_missed`, `#` comments.
std::map<std::string, Floor> read_floors(std::string const& path);

}  // namespace plexus::routing::texts
