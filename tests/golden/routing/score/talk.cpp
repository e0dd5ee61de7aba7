#include "tests/golden/routing/score/talk.hpp"

#include <algorithm>
#include <cstdio>
#include <ostream>
#include <set>

namespace plexus::routing::score {
namespace {

std::string first_of(Decision const& decision) {
  return decision.specialists.empty() ? "-" : decision.specialists.front().specialty.str();
}

std::set<std::string> tests_of(Decision const& decision) {
  std::set<std::string> tests;
  for (DiagnosticChoice const& test : decision.diagnostics) {
    if (!test.held) tests.insert(test.service.str());
  }
  return tests;
}

std::string words(std::set<std::string> const& all) {
  std::string text;
  for (std::string const& word : all) text += " " + word;
  return text.empty() ? " -" : text;
}

void print_counts(std::ostream& out, char const* what, std::vector<int> counts) {
  std::sort(counts.begin(), counts.end());
  char line[120];
  std::snprintf(line, sizeof line, "  %s median %d, 9 in 10 %d, most %d", what,
                counts[counts.size() / 2], counts[counts.size() * 9 / 10], counts.back());
  out << line;
}

}  // namespace

void TalkReport::count(Case const& one, Outcome const& talk, Outcome const& coded) {
  Decision const& a = talk.decision;
  Decision const& b = coded.decision;
  levels_[a.urgency].pages.push_back(talk.pages);
  levels_[a.urgency].boxes.push_back(talk.boxes);
  ++cases_;
  std::string lost;
  if (a.urgency != b.urgency) {
    ++urgency_;
    lost += " urgency " + std::string(to_word(b.urgency)) + " > " + std::string(to_word(a.urgency));
  }
  bool const stat = a.urgency == Urgency::stat || b.urgency == Urgency::stat;
  if (!stat && first_of(a) != first_of(b)) {
    ++first_;
    lost += " first " + first_of(b) + " > " + first_of(a);
  }
  if (!stat && tests_of(a) != tests_of(b)) {
    ++tests_;
    lost += " tests" + words(tests_of(b)) + " >" + words(tests_of(a));
  }
  if (lost.empty()) return;
  ++any_;
  lines_.push_back(one.id + lost);
}

void TalkReport::print(std::ostream& out, bool lines) const {
  for (auto const& [level, counts] : levels_) {
    out << to_word(level) << ", " << counts.pages.size() << " dialogues:";
    print_counts(out, "pages", counts.pages);
    print_counts(out, "boxes", counts.boxes);
    out << "\n";
  }
  out << "against the coded answers, of " << cases_ << ": another urgency " << urgency_
      << ", another first specialist " << first_ << ", other tests " << tests_ << ", any of these "
      << any_ << "\n";
  if (!lines) return;
  for (std::string const& line : lines_) out << "lost " << line << "\n";
}

}  // namespace plexus::routing::score
