// Draws people, decides about each twice, and counts what differs.
#include "backend/app/protocol_diff.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "routing/decide.hpp"

namespace plexus::app {
namespace {

using routing::Finding;
using routing::FindingKind;
using routing::Protocol;

/// splitmix64: small, and the same on every machine.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(next() % limit); }
  bool one_in(std::uint32_t limit) { return below(limit) == 0; }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

void draw_answer(Finding const& finding, std::uint32_t rarity, Draws& draws, DiffCase& person) {
  if (draws.one_in(10)) return;  // not asked
  auto& answers = person.answers;
  if (draws.one_in(40)) {
    answers[finding.id] = std::string("unknown");
    return;
  }
  switch (finding.kind) {
    case FindingKind::boolean: {
      // An emergency hides everything else, so it is rarer.
      bool const rare = finding.red_flag == Urgency::stat && !draws.one_in(12);
      bool const present = !rare && draws.one_in(rarity);
      answers[finding.id] = std::string(present ? "present" : "absent");
      return;
    }
    case FindingKind::choices: {
      auto const count = static_cast<std::uint32_t>(finding.values.size());
      answers[finding.id] = std::vector<std::string>{finding.values[draws.below(count)]};
      return;
    }
    case FindingKind::duration: {
      static constexpr std::array<double, 10> kDays{0.25, 1, 3, 10, 20, 30, 45, 80, 120, 800};
      answers[finding.id] = std::clamp(kDays[draws.below(kDays.size())], finding.min, finding.max);
      return;
    }
    case FindingKind::severity: {
      auto const width = static_cast<std::uint32_t>(finding.max - finding.min);
      answers[finding.id] = finding.min + draws.below(width + 1);
      return;
    }
  }
}

routing::PatientFacts draw_facts(Draws& draws) {
  routing::PatientFacts facts;
  if (!draws.one_in(20)) facts.age_years = static_cast<int>(5 + draws.below(90));
  facts.sex = draws.one_in(2) ? routing::Sex::female : routing::Sex::male;
  bool const fertile = facts.age_years && *facts.age_years >= 12 && *facts.age_years <= 55;
  if (facts.sex == routing::Sex::female && fertile) {
    facts.pregnancy = draws.one_in(8)    ? routing::Pregnancy::yes
                      : draws.one_in(12) ? routing::Pregnancy::unsure
                                         : routing::Pregnancy::no;
  }
  return facts;
}

DiffOutcome outcome_of(Protocol const& protocol, DiffCase const& person) {
  auto const answers = routing::settle_answers(protocol, person.answers, person.patient);
  auto const decision = routing::decide(protocol, answers);
  DiffOutcome outcome;
  outcome.urgency = decision.urgency;
  outcome.within_hours = decision.within_hours;
  if (decision.emergency) outcome.emergency = decision.emergency->id;
  for (auto const& choice : decision.specialists) {
    outcome.specialists.push_back(choice.specialty.str());
  }
  for (auto const& test : decision.diagnostics) {
    std::string words = test.service.str();
    if (!test.region.empty()) words += " " + test.region.str();
    if (test.mode == routing::Mode::reserve_pending_consult) words += " kept for the doctor";
    if (test.held) words += ", held";
    outcome.tests.push_back(std::move(words));
  }
  std::sort(outcome.tests.begin(), outcome.tests.end());
  return outcome;
}

std::vector<std::string> only_in(std::vector<std::string> const& these,
                                 std::vector<std::string> const& those) {
  std::vector<std::string> found;
  std::set_difference(these.begin(), these.end(), those.begin(), those.end(),
                      std::back_inserter(found));
  return found;
}

std::string first_of(DiffOutcome const& outcome) {
  return outcome.specialists.empty() ? "nobody" : outcome.specialists.front();
}

std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void count(DiffRow const& row, ProtocolDiff& diff) {
  ++diff.changed;
  if (row.after.urgency > row.before.urgency) ++diff.more_urgent;
  if (row.after.urgency < row.before.urgency) ++diff.less_urgent;
  if (row.after.emergency != row.before.emergency) ++diff.other_emergency;
  if (row.after.within_hours != row.before.within_hours) ++diff.other_limit;
  if (first_of(row.after) != first_of(row.before)) ++diff.other_first;
  if (row.after.specialists != row.before.specialists) ++diff.other_specialists;
  if (row.after.tests != row.before.tests) ++diff.other_tests;
  for (auto const& test : only_in(row.after.tests, row.before.tests)) ++diff.tests_added[test];
  for (auto const& test : only_in(row.before.tests, row.after.tests)) ++diff.tests_dropped[test];
}

int jump(DiffRow const& row) {
  return std::abs(static_cast<int>(row.after.urgency) - static_cast<int>(row.before.urgency));
}

}  // namespace

std::vector<DiffCase> drawn_cases(Protocol const& before, Protocol const& after, std::size_t count,
                                  std::uint64_t seed) {
  std::map<std::string, Finding const*> findings;  // a new one also where only one side has it
  for (Finding const& finding : after.findings) findings[finding.id] = &finding;
  for (Finding const& finding : before.findings) findings[finding.id] = &finding;
  std::vector<DiffCase> people;
  for (std::size_t i = 0; i < count; ++i) {
    Draws draws(seed * 1'000'003U + i);
    DiffCase person{.name = "random " + std::to_string(i + 1)};
    std::uint32_t const rarity = 3 + draws.below(60);
    person.patient = draw_facts(draws);
    for (auto const& [id, finding] : findings) draw_answer(*finding, rarity, draws, person);
    people.push_back(std::move(person));
  }
  return people;
}

ProtocolDiff compare(Protocol const& before, Protocol const& after,
                     std::vector<DiffCase> const& cases, std::size_t examples_max) {
  ProtocolDiff diff;
  for (DiffCase const& person : cases) {
    DiffRow row{person, outcome_of(before, person), outcome_of(after, person)};
    ++diff.compared;
    ++diff.levels[static_cast<std::size_t>(row.before.urgency)]
                 [static_cast<std::size_t>(row.after.urgency)];
    if (row.before == row.after) continue;
    count(row, diff);
    diff.examples.push_back(std::move(row));
  }
  std::stable_sort(diff.examples.begin(), diff.examples.end(),
                   [](DiffRow const& a, DiffRow const& b) { return jump(a) > jump(b); });
  if (diff.examples.size() > examples_max) diff.examples.resize(examples_max);
  return diff;
}

std::string in_words(DiffOutcome const& before, DiffOutcome const& after) {
  std::vector<std::string> parts;
  if (before.urgency != after.urgency) {
    parts.push_back(std::string(to_word(before.urgency)) + " -> " +
                    std::string(to_word(after.urgency)));
  } else if (before.emergency != after.emergency) {
    parts.push_back("instruction " + before.emergency + " -> " + after.emergency);
  } else if (before.within_hours != after.within_hours) {
    parts.push_back("within " + std::to_string(before.within_hours) + " h -> " +
                    std::to_string(after.within_hours) + " h");
  }
  if (first_of(before) != first_of(after)) {
    parts.push_back("first " + first_of(before) + " -> " + first_of(after));
  } else if (before.specialists != after.specialists) {
    parts.push_back("doctors " + joined(before.specialists) + " -> " + joined(after.specialists));
  }
  for (auto const& test : only_in(after.tests, before.tests)) parts.push_back("+ " + test);
  for (auto const& test : only_in(before.tests, after.tests)) parts.push_back("- " + test);
  std::string text;
  for (std::string const& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text.empty() ? "no change" : text;
}

std::string in_words(Protocol const& protocol, DiffCase const& person) {
  std::vector<std::string> present, unsure;
  for (auto const& [id, answer] : person.answers) {
    auto const found = protocol.find_finding(id);
    std::string name = id;
    if (found && !protocol.findings[*found].option.empty()) {
      name = protocol.findings[*found].option;
    }
    if (auto const* number = std::get_if<double>(&answer)) {
      std::string text = std::to_string(*number);
      text.erase(text.find_last_not_of('0') + 1);
      if (text.back() == '.') text.pop_back();
      present.push_back(id + " " + text);
    } else if (auto const* words = std::get_if<std::vector<std::string>>(&answer)) {
      present.push_back(id + " " + joined(*words));
    } else if (std::get<std::string>(answer) == "present") {
      present.push_back(name);
    } else if (std::get<std::string>(answer) == "unknown") {
      unsure.push_back(name);
    }
  }
  std::string text = person.patient.age_years ? "age " + std::to_string(*person.patient.age_years)
                                              : std::string("age not told");
  if (person.patient.sex) text += ", " + std::string(to_word(*person.patient.sex));
  if (person.patient.pregnancy) {
    text += ", pregnant: " + std::string(to_word(*person.patient.pregnancy));
  }
  for (std::string const& word : present) text += "; " + word;
  if (!unsure.empty()) text += "; not sure: " + joined(unsure);
  return text;
}

}  // namespace plexus::app
