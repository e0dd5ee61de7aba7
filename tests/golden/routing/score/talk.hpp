// How long the dialogues are, and what they lose against the coded answers of the same person.
// It must not know what guidance expects: that is measured in measures.hpp.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "tests/golden/routing/score/person.hpp"

namespace plexus::routing::score {

class TalkReport {
 public:
  /// One dialogue and what the coded answers of the same case decide.
  void count(Case const& one, Outcome const& talk, Outcome const& coded);
  /// Pages and boxes by the urgency decided (median, nine in ten, most), then the losses; with
  /// `lines` also each case that lost something.
  void print(std::ostream& out, bool lines) const;

 private:
  struct Level {
    std::vector<int> pages, boxes;
  };
  std::map<Urgency, Level> levels_;
  int cases_ = 0, urgency_ = 0, first_ = 0, tests_ = 0, any_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace plexus::routing::score
