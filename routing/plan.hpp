// The numeric core of a decision: levels, specialists and tests as indices, without any words, so
// that the dialogue can make hundreds of them and compare. decide.cpp turns one into a Decision.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "routing/evaluate.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing {

struct PlannedSpecialist {
  Index specialist = kNoIndex;
  std::vector<Index> rules;  // which asked for it, the most urgent first
};

struct PlannedTest {
  TestRequest test;  // `region` is resolved
  bool imaging_exempt = false;
  Index stands_for = kNoIndex;  // service whose place it keeps
  std::vector<Index> rules;
};

struct FiredGuardIndex {
  Index guard = kNoIndex;
  Truth value = Truth::yes;
};

struct LeftOut {
  bool specialist = false;  // else a service
  Index what = kNoIndex;
  Index guard = kNoIndex;
};

struct Plan {
  Urgency level = Urgency::routine;
  Index emergency = kNoIndex;
  bool incomplete = false;
  bool callback = false;
  std::vector<Index> rules_true;     // all of them, in file order
  std::vector<Index> rules_unknown;  // red-flag rules only
  std::vector<PlannedSpecialist> specialists;
  std::vector<PlannedTest> tests;
  std::uint64_t held = 0;  // services
  std::vector<FiredGuardIndex> guards;
  std::vector<LeftOut> left_out;
};

/// Source: the protocol's evaluation steps (docs/rules.md): rules, level by certain and possible
/// rules, specialists by voice, tests merged, guards in file order, and never nobody.
Plan make_plan(Protocol const& protocol, Evaluation const& evaluation);

/// True when a red-flag rule would read otherwise once the unasked questions were answered.
bool red_flags_open(Protocol const& protocol, Evaluation const& evaluation);

/// Union by service and region, as the protocol's step 6 and 7 say.
std::vector<PlannedTest> merge_tests(Protocol const& protocol, std::vector<PlannedTest> tests);

/// The tests that the rules ask for, with regions resolved, merged.
std::vector<PlannedTest> collect_tests(Protocol const& protocol, Evaluation const& evaluation,
                                       std::vector<Index> const& rules);

/// Runs the guards over a plan that is not stat.
void apply_guards(Protocol const& protocol, Evaluation const& evaluation, Plan& plan);

}  // namespace plexus::routing
