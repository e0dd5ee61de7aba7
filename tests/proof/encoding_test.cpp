// The formulas against the engine: on any answers, both must make the same plan. What is proved of
// the formulas holds of the engine only because of this.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "routing/decide.hpp"
#include "routing/plan.hpp"
#include "routing/proof/encode_plan.hpp"
#include "tests/proof/random_answers.hpp"
#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

using test::random_answers;

/// One protocol as formulas, and the plan they make of given answers.
class Formulas {
 public:
  explicit Formulas(Protocol const& protocol)
      : protocol_(protocol),
        cells_(proof::cells_of(protocol, {})),
        symbols_(logic_, protocol, cells_, ""),
        conditions_(logic_, protocol, symbols_, ""),
        levels_(proof::encode_levels(logic_, protocol, conditions_, "")),
        plan_(proof::encode_plan(logic_, protocol, conditions_, levels_)) {}

  proof::CellTable const& cells() const { return cells_; }

  void compare(Answers const& answers) {
    ASSERT_TRUE(logic_.satisfiable(symbols_.equals(answers)));
    EXPECT_EQ(symbols_.answers(logic_), answers);
    Evaluation const evaluation(protocol_, answers);
    Plan const plan = make_plan(protocol_, evaluation);
    Decision const decision = decide(protocol_, answers);
    compare_rules(plan);
    compare_level(plan, decision);
    compare_specialists(decision);
    compare_tests(plan, decision);
    compare_followups(decision);
  }

 private:
  bool holds(proof::Bool const& value) const { return logic_.holds(value); }

  void compare_rules(Plan const& plan) {
    std::vector<Index> yes, unknown, guards, fired;
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      if (holds(levels_.rules[i].settled.yes)) yes.push_back(static_cast<Index>(i));
      if (holds(levels_.rules[i].unknown)) unknown.push_back(static_cast<Index>(i));
    }
    EXPECT_EQ(yes, plan.rules_true);
    EXPECT_EQ(unknown, plan.rules_unknown);
    for (std::size_t i = 0; i < plan_.guards.size(); ++i) {
      if (holds(plan_.guards[i])) guards.push_back(static_cast<Index>(i));
    }
    for (FiredGuardIndex const& guard : plan.guards) fired.push_back(guard.guard);
    EXPECT_EQ(guards, fired);
  }

  void compare_level(Plan const& plan, Decision const& decision) {
    std::size_t level = 0;
    while (level + 1 < proof::kLevels && holds(levels_.at_least[level + 1])) ++level;
    EXPECT_EQ(level, static_cast<std::size_t>(decision.urgency));
    EXPECT_EQ(holds(plan_.emergency), decision.emergency.has_value());
    EXPECT_EQ(holds(levels_.incomplete), plan.incomplete);
  }

  void compare_specialists(Decision const& decision) {
    std::set<std::string> offered, first, expected;
    for (std::size_t i = 0; i < protocol_.specialists.size(); ++i) {
      if (holds(plan_.offered[i])) offered.insert(protocol_.specialists[i].id);
      if (holds(plan_.first[i])) first.insert(protocol_.specialists[i].id);
    }
    for (SpecialistChoice const& choice : decision.specialists) {
      expected.insert(choice.specialty.str());
    }
    EXPECT_EQ(offered, expected);
    EXPECT_EQ(holds(plan_.offered_twice), expected.size() != decision.specialists.size());
    std::set<std::string> expected_first;
    if (!decision.specialists.empty()) {
      expected_first.insert(decision.specialists.front().specialty.str());
    }
    EXPECT_EQ(first, expected_first);
  }

  void compare_tests(Plan const& plan, Decision const& decision) {
    std::multiset<std::string> planned, expected;
    auto const word = [&](Index service, Index region, bool now, bool held, bool exempt, bool dye) {
      return protocol_.services[service].id + " " + protocol_.regions[region].id +
             (now ? " now" : " reserved") + (held ? " held" : "") + (exempt ? " exempt" : "") +
             (dye ? " dye" : "");
    };
    for (proof::TestRow const& row : plan_.tests) {
      if (!holds(row.planned)) continue;
      planned.insert(word(row.service, row.region, holds(row.book_now),
                          holds(plan_.held[row.service]), holds(row.exempt),
                          holds(row.dye_possible)));
    }
    for (std::size_t i = 0; i < decision.diagnostics.size(); ++i) {
      DiagnosticChoice const& choice = decision.diagnostics[i];
      PlannedTest const& test = plan.tests[i];
      expected.insert(word(test.test.service, test.test.region, choice.mode == Mode::book_now,
                           choice.held.has_value(), test.imaging_exempt,
                           choice.contrast == Contrast::possible));
    }
    EXPECT_EQ(planned, expected);
  }

  void compare_followups(Decision const& decision) {
    std::optional<int> hours;
    for (auto const& [limit, opened] : plan_.callback_hours) {
      if (!hours && holds(opened)) hours = limit;
    }
    EXPECT_EQ(hours, decision.callback_within_hours);
    EXPECT_EQ(holds(plan_.callback), decision.callback_within_hours.has_value());
    for (auto const& [flag, raised] : plan_.flags) {
      auto const& flags = decision.flags;
      bool const there = std::find(flags.begin(), flags.end(), flag) != flags.end();
      EXPECT_EQ(holds(raised), there) << flag;
    }
  }

  Protocol const& protocol_;
  proof::Logic logic_;
  proof::CellTable cells_;
  proof::Symbols symbols_;
  proof::Conditions conditions_;
  proof::Levels levels_;
  proof::EncodedPlan plan_;
};

void compare_random(Protocol const& protocol, std::uint32_t seeds) {
  Formulas formulas(protocol);
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    formulas.compare(random_answers(protocol, formulas.cells(), seed));
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
  }
}

TEST(Encoding, AgreesWithTheEngineOnTheSmallProtocol) {
  compare_random(test::small_protocol(), 1500);
}

TEST(Encoding, AgreesWithTheEngineOnTheLiveProtocol) {
  compare_random(test::live_protocol(), 2000);
}

TEST(Encoding, AgreesWithTheEngineOnTheFrozenProtocol) {
  compare_random(test::reference_protocol(), 2000);
}

}  // namespace
}  // namespace plexus::routing
