// The engine against the decisions that an independent evaluator made from the same protocol.
// A disagreement is a fault of the engine: the golden files are never made from its output.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "routing/plan.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing {
namespace {

using Fields = std::map<std::string, std::string>;

std::vector<std::string> split(std::string const& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

struct GoldenCase {
  std::string name;
  Fields given;
  Fields expected;
};

GoldenCase read_case(std::string const& line) {
  GoldenCase row;
  bool after = false;
  for (std::string const& word : split(line, ' ')) {
    if (word == "=>") {
      after = true;
    } else if (auto const equals = word.find('='); equals != std::string::npos) {
      (after ? row.expected : row.given)[word.substr(0, equals)] = word.substr(equals + 1);
    } else {
      (after ? row.expected["urgency"] : row.name) = word;
    }
  }
  return row;
}

Answer scalar(std::string const& text) {
  if (text == "-") return {};
  if (text == "unknown") return {.state = AnswerState::unknown};
  return {.state = AnswerState::present, .number = std::stod(text)};
}

Answer choices(Finding const& finding, std::string const& text) {
  if (text == "-") return {};
  if (text == "unknown") return {.state = AnswerState::unknown};
  Answer answer{.state = AnswerState::present};
  for (std::string const& value : split(text, ',')) {
    auto const at = std::find(finding.values.begin(), finding.values.end(), value);
    EXPECT_NE(at, finding.values.end()) << value;
    answer.choices |= std::uint64_t{1} << (at - finding.values.begin());
  }
  return answer;
}

Answers read_answers(Protocol const& protocol, Fields const& given) {
  Answers answers = no_answers(protocol);
  auto const text = [&](char const* key) { return given.at(key); };
  if (text("age") != "-") answers.facts.age_years = std::stoi(text("age"));
  answers.facts.sex = from_word<Sex>(text("sex"));
  answers.facts.pregnancy = from_word<Pregnancy>(text("preg"));
  if (text("egfr") != "-") answers.facts.egfr = std::stod(text("egfr"));
  std::size_t letter = 0;
  for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
    if (protocol.findings[i].kind != FindingKind::boolean) continue;
    switch (text("answers").at(letter++)) {
      case 'p':
        answers.findings[i].state = AnswerState::present;
        break;
      case 'a':
        answers.findings[i].state = AnswerState::absent;
        break;
      case 'u':
        answers.findings[i].state = AnswerState::unknown;
        break;
      default:
        break;
    }
  }
  auto const set = [&](char const* id, Answer answer) {
    answers.findings[protocol.find_finding(id).value()] = answer;
  };
  set("numbness_duration", scalar(text("days")));
  set("pain_severity", scalar(text("pain")));
  set("numbness_severity", scalar(text("numb")));
  Finding const& region = protocol.findings[protocol.find_finding("numbness_region").value()];
  set("numbness_region", choices(region, text("region")));
  return answers;
}

std::string dash(std::string text) {
  return text.empty() ? "-" : text;
}

template <class List, class Name>
std::string join(List const& list, char between, Name name) {
  std::string text;
  for (auto const& item : list) {
    if (!text.empty()) text += between;
    text += name(item);
  }
  return dash(text);
}

std::string number(std::optional<int> value) {
  return value ? std::to_string(*value) : "-";
}

std::string test_word(Protocol const& protocol, PlannedTest const& planned) {
  TestRequest const& test = planned.test;
  Service const& service = protocol.services[test.service];
  std::set<std::string> panel;
  for (std::size_t i = 0; i < service.panels.size(); ++i) {
    if ((test.panel >> i & 1) != 0) panel.insert(service.panels[i]);
  }
  auto const same = [](std::string const& text) { return text; };
  std::vector<std::string> const words{service.id,
                                       protocol.regions[test.region].id,
                                       std::string(to_word(test.mode)),
                                       std::string(to_word(test.priority)),
                                       std::string(to_word(test.order)),
                                       number(test.within_hours),
                                       test.contrast == Contrast::not_stated ? "-"
                                       : test.contrast == Contrast::none     ? "none"
                                                                             : "possible",
                                       join(panel, '+', same),
                                       number(test.fasting_hours),
                                       number(test.min_gap_hours),
                                       number(test.not_before_symptom_day),
                                       planned.imaging_exempt ? "exempt" : "-"};
  return join(words, ':', same);
}

std::string first_part(std::string const& id) {
  return id.substr(0, id.find('_'));
}

Fields outcome(Protocol const& protocol, Plan const& plan) {
  Fields out;
  out["urgency"] = to_word(plan.level);
  out["emergency"] = plan.emergency == kNoIndex ? "-" : protocol.emergency_texts[plan.emergency].id;
  out["callback"] = plan.callback ? "yes" : "no";
  out["incomplete"] = plan.incomplete ? "yes" : "no";
  out["specialists"] = join(plan.specialists, ',', [&](PlannedSpecialist const& planned) {
    return protocol.specialists[planned.specialist].id;
  });
  std::set<std::string> held;
  for (std::size_t i = 0; i < protocol.services.size(); ++i) {
    if ((plan.held >> i & 1) != 0) held.insert(protocol.services[i].id);
  }
  out["held"] = join(held, ',', [](std::string const& id) { return id; });
  out["rules"] =
      join(plan.rules_true, ',', [&](Index rule) { return first_part(protocol.rules[rule].id); });
  out["guards"] = join(plan.guards, ',', [&](FiredGuardIndex const& fired) {
    return first_part(protocol.guards[fired.guard].id);
  });
  out["tests"] = join(plan.tests, ';',
                      [&](PlannedTest const& planned) { return test_word(protocol, planned); });
  return out;
}

/// Shape: how many cases were compared.
std::size_t compare_all(char const* file) {
  Protocol const& protocol = test::reference_protocol();
  std::ifstream in(std::string(PLEXUS_SOURCE_DIR) + "/tests/golden/routing/" + file);
  std::size_t cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    GoldenCase const row = read_case(line);
    Answers const answers = read_answers(protocol, row.given);
    Fields const got = outcome(protocol, make_plan(protocol, Evaluation(protocol, answers)));
    for (auto const& [key, value] : row.expected) {
      EXPECT_EQ(got.at(key), value) << row.name << ": " << key;
    }
    EXPECT_EQ(got.size(), row.expected.size()) << row.name;
    ++cases;
  }
  return cases;
}

TEST(ReferenceGolden, WorkedCasesAgree) {
  EXPECT_EQ(compare_all("worked-cases.golden"), 145U);
}

TEST(ReferenceGolden, RandomCasesAgree) {
  EXPECT_EQ(compare_all("random-cases.golden"), 2000U);
}

}  // namespace
}  // namespace plexus::routing
