// Scores the live protocol on the clinical cases:
//   routing_score [--by coded|text|dialogue] [--part PART] [--faults] [--pages] [--silent]
// --protocol DIR and --cases DIR choose others. The sealed and the last part print totals only: a
// disagreement there must never be read by whoever tunes.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>

#include "tests/golden/routing/score/measures.hpp"
#include "tests/golden/routing/score/talk.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace {

using namespace plexus::routing;
using namespace plexus::routing::score;

struct Wish {
  std::string by = "coded";
  Part part = Part::all;
  std::string protocol = "routing/protocols/back_numbness";
  std::string cases = PLEXUS_SOURCE_DIR "/tests/golden/routing/cases";
  bool faults = false, pages = false, silent = false;
};

bool read_wish(int count, char** words, Wish& wish) {
  for (int i = 1; i < count; ++i) {
    std::string const word = words[i];
    auto const value = [&]() -> std::string { return i + 1 < count ? words[++i] : ""; };
    if (word == "--by") {
      wish.by = value();
    } else if (word == "--part") {
      auto const part = plexus::from_word<Part>(value());
      if (!part) return false;
      wish.part = *part;
    } else if (word == "--protocol") {
      wish.protocol = value();
    } else if (word == "--cases") {
      wish.cases = value();
    } else if (word == "--faults") {
      wish.faults = true;
    } else if (word == "--pages") {
      wish.pages = true;
    } else if (word == "--silent") {
      wish.silent = true;
    } else {
      return false;
    }
  }
  return wish.by == "coded" || wish.by == "text" || wish.by == "dialogue";
}

bool is_closed(Part part) {
  return part == Part::sealed || part == Part::last;
}

int run(Wish const& wish) {
  Protocol const protocol = test::load_folder(wish.protocol);
  Measures measures;
  TalkReport talks;
  for (Case const& one : cases_of(wish.part, wish.cases)) {
    Outcome const outcome = wish.by == "coded"  ? from_coded(protocol, one)
                            : wish.by == "text" ? from_text(protocol, one)
                                                : from_dialogue(protocol, one, wish.silent);
    count(one, outcome, measures);
    if (wish.pages) talks.count(one, outcome, from_coded(protocol, one));
  }
  print(std::cout, measures);
  if (wish.by == "dialogue" && wish.pages) {
    talks.print(std::cout, wish.faults && !is_closed(wish.part));
  }
  if (wish.faults && !is_closed(wish.part)) {
    std::sort(measures.faults.begin(), measures.faults.end());
    for (std::string const& line : measures.faults) std::cout << line << "\n";
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  Wish wish;
  if (!read_wish(count, words, wish)) {
    std::cerr << "usage: routing_score [--by coded|text|dialogue] [--part all|tune|look|sealed|own-tune|own-look|"
                 "later|last] [--faults] [--pages] [--silent] [--protocol DIR] [--cases DIR]\n";
    return 2;
  }
  try {
    return run(wish);
  } catch (std::exception const& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
