#include "tests/golden/routing/score/measures.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

namespace plexus::routing::score {
namespace {

std::string join(std::set<std::string> const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : " ") + word;
  return text.empty() ? "-" : text;
}

std::set<std::string> offered_tests(Decision const& decision) {
  std::set<std::string> offered;
  for (DiagnosticChoice const& test : decision.diagnostics) {
    if (!test.held) offered.insert(test.service.str());
  }
  return offered;
}

std::vector<std::string> specialists_of(Decision const& decision) {
  std::vector<std::string> list;
  for (SpecialistChoice const& one : decision.specialists) {
    list.push_back(one.specialty.str());
  }
  return list;
}

bool any_of(std::set<std::string> const& a, std::set<std::string> const& b) {
  return std::any_of(a.begin(), a.end(), [&](std::string const& word) { return b.contains(word); });
}

bool holds(std::vector<std::string> const& list, std::string const& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string rules_of(Decision const& decision) {
  std::string text;
  for (FiredRule const& rule : decision.rules) {
    text.append(text.empty() ? "" : " ").append(rule.id).append(rule.certain ? "" : "?");
  }
  return text;
}

class Scoring {
 public:
  Scoring(Case const& one, Outcome const& outcome, Measures& measures)
      : one_(one),
        expected_(one.expected),
        decision_(outcome.decision),
        measures_(measures),
        specialists_(specialists_of(outcome.decision)),
        tests_(offered_tests(outcome.decision)) {}

  void run() {
    urgency();
    if (expected_.urgency == Urgency::stat) {
      measures_.stat_found.count(decision_.urgency == Urgency::stat);
      measures_.stat_booked.count(decision_.urgency != Urgency::stat &&
                                  !(specialists_.empty() && tests_.empty()));
    } else {
      who();
      tests();
      measures_.false_stat.count(decision_.urgency == Urgency::stat &&
                                 !expected_.accepted.contains(Urgency::stat));
    }
    if (!expected_.contraindicated.empty()) {
      std::set<std::string> all = tests_;
      all.insert(specialists_.begin(), specialists_.end());
      bool const bad = any_of(expected_.contraindicated, all);
      measures_.contraindicated.count(bad);
      if (bad) fault("CONTRAINDICATED", join(expected_.contraindicated), join(all));
    }
  }

 private:
  void fault(std::string const& kind, std::string const& wanted, std::string const& got) {
    measures_.faults.push_back(kind + "  " + one_.id + "  wanted " + wanted + "  got " + got +
                               "  rules " + rules_of(decision_) + "  | " + expected_.rationale);
  }

  void urgency() {
    bool const accepted = expected_.accepted.contains(decision_.urgency);
    bool const under = decision_.urgency < *expected_.accepted.begin();
    bool const over = decision_.urgency > *expected_.accepted.rbegin();
    measures_.accepted.count(accepted);
    measures_.exact.count(decision_.urgency == expected_.urgency);
    measures_.over.count(over);
    measures_.under.count(under);
    if (expected_.safety_critical) measures_.critical_under.count(under);
    if (accepted) return;
    std::set<std::string> levels;
    for (Urgency const level : expected_.accepted) levels.insert(std::string(to_word(level)));
    std::string const kind = over ? "OVER" : expected_.safety_critical ? "UNDER-CRITICAL" : "UNDER";
    fault(kind, join(levels), std::string(to_word(decision_.urgency)));
  }

  void who() {
    bool const right = !specialists_.empty() && holds(expected_.first, specialists_.front());
    measures_.first.count(right);
    if (!holds(expected_.first, "therapist")) measures_.first_not_therapist.count(right);
    std::set<std::string> const all(specialists_.begin(), specialists_.end());
    bool const forbidden = any_of(all, expected_.specialists_forbidden);
    measures_.forbidden_specialist.count(forbidden);
    std::string wanted;
    for (std::string const& word : expected_.first) wanted += (wanted.empty() ? "" : "/") + word;
    if (!right) fault("FIRST", wanted, specialists_.empty() ? "nobody" : specialists_.front());
    if (forbidden) fault("FORBIDDEN-SPECIALIST", join(expected_.specialists_forbidden), join(all));
  }

  void tests() {
    std::set<std::string> having = tests_;
    if (holds(specialists_, "neurologist")) having.insert("neurologist_consultation");
    for (std::string const& due : expected_.tests_due) {
      measures_.tests_recall.count(having.contains(due));
      if (!having.contains(due)) fault("TEST-MISSING", due, join(tests_));
    }
    for (std::string const& offered : tests_) {
      bool const good =
          expected_.tests_due.contains(offered) || expected_.tests_optional.contains(offered);
      measures_.tests_precision.count(good);
      if (!good) fault("TEST-EXTRA", join(expected_.tests_due), offered);
    }
    measures_.tests_forbidden.count(any_of(tests_, expected_.tests_forbidden));
  }

  Case const& one_;
  Expected const& expected_;
  Decision const& decision_;
  Measures& measures_;
  std::vector<std::string> specialists_;
  std::set<std::string> tests_;
};

void row(std::ostream& out, char const* name, Share const& share) {
  auto const [low, high] = wilson(share);
  char line[160];
  std::snprintf(line, sizeof line, "%-52s %4d of %4d  %5.1f %%  (%.1f to %.1f)\n", name, share.hit,
                share.of, share.of == 0 ? 0.0 : 100.0 * share.hit / share.of, 100 * low,
                100 * high);
  out << line;
}

}  // namespace

std::pair<double, double> wilson(Share const& share) {
  if (share.of == 0) return {0, 1};
  double const z = 1.96, n = share.of, p = share.hit / n;
  double const middle = p + z * z / (2 * n), scale = 1 + z * z / n;
  double const half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {std::max(0.0, (middle - half) / scale), std::min(1.0, (middle + half) / scale)};
}

void count(Case const& one, Outcome const& outcome, Measures& measures) {
  Scoring(one, outcome, measures).run();
}

void print(std::ostream& out, Measures const& m) {
  row(out, "urgency in the accepted set", m.accepted);
  row(out, "urgency exact", m.exact);
  row(out, "over-triage", m.over);
  row(out, "under-triage", m.under);
  row(out, "under-triage of safety-critical cases (want 0)", m.critical_under);
  row(out, "emergencies found", m.stat_found);
  row(out, "emergencies with something to book (want 0)", m.stat_booked);
  row(out, "false emergencies among the others", m.false_stat);
  row(out, "first specialist", m.first);
  row(out, "  where a therapist is not accepted", m.first_not_therapist);
  row(out, "a forbidden specialist offered (want 0)", m.forbidden_specialist);
  row(out, "tests due that are offered", m.tests_recall);
  row(out, "tests offered that are due or optional", m.tests_precision);
  row(out, "a forbidden test offered (want 0)", m.tests_forbidden);
  row(out, "something contraindicated offered (want 0)", m.contraindicated);
}

}  // namespace plexus::routing::score
