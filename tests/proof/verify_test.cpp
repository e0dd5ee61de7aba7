// What holds: every protocol that is shipped keeps every invariant, and the frozen one all but the
// one that its kidney guard was found to break.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "routing/proof/reach.hpp"
#include "routing/proof/read_invariants.hpp"
#include "routing/proof/worked_case.hpp"
#include "tests/proof/prove_protocol.hpp"
#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

using test::project_invariants;

TEST(Verify, EveryShippedProtocolKeepsEveryInvariant) {
  for (std::string const& folder : test::shipped_protocols()) {
    EXPECT_EQ(test::refuted(test::shipped_pack(folder).base), std::vector<std::string>()) << folder;
  }
}

TEST(Verify, TheFrozenProtocolPlansDyeAgainstALowKidneyValueAndBreaksNothingElse) {
  std::set<std::string> broken;
  proof::Prover prover(test::reference_protocol(), project_invariants());
  for (proof::Invariant const& invariant : project_invariants()) {
    proof::Outcome const outcome = prover.prove(invariant);
    if (outcome.verdict == proof::Verdict::refuted) broken.insert(invariant.id);
  }
  EXPECT_EQ(broken, std::set<std::string>{"I14"});
}

TEST(Verify, TheInvariantsAreThoseOfTheClinicalReferenceThatConcernRouting) {
  std::set<std::string> proved, checked;
  for (proof::Invariant const& invariant : project_invariants()) {
    (invariant.how == proof::How::proved ? proved : checked).insert(invariant.id);
    EXPECT_FALSE(invariant.statement.empty());
  }
  EXPECT_EQ(proved, (std::set<std::string>{"I01", "I02", "I03", "I04", "I06", "I07", "I08", "I09",
                                           "I10", "I11", "I12", "I13", "I14", "I15", "I18", "I22",
                                           "I25", "I33", "I34"}));
  EXPECT_EQ(checked, (std::set<std::string>{"I23", "I24", "I26", "I31", "I32"}));
}

TEST(Verify, WhatAProtocolDoesNotHaveIsVacuousAndSaid) {
  // The small protocol has a hand therapist, no manual one.
  proof::Outcome const outcome = test::prove(test::small_protocol(), "I08");
  EXPECT_EQ(outcome.verdict, proof::Verdict::proved);
  EXPECT_EQ(outcome.vacuous, outcome.claims);
  EXPECT_EQ(outcome.not_here, std::vector<std::string>{"specialist manual_therapist"});
}

TEST(Verify, AFindingThatNobodyAsksIsNotRuledOut) {
  // It plans an MRI but asks for none of the implants that stop one.
  proof::Outcome const outcome = test::prove(test::small_protocol(), "I12");
  EXPECT_EQ(outcome.verdict, proof::Verdict::refuted);
  ASSERT_FALSE(outcome.failures.empty());
  ASSERT_TRUE(outcome.failures.front().worked_case);
  proof::WorkedCase const& worked = *outcome.failures.front().worked_case;
  EXPECT_TRUE(worked.disagreements.empty());
  std::vector<std::string> const lines = proof::tell(test::small_protocol(), worked);
  ASSERT_GE(lines.size(), 4U);
  // Nothing is left in the case that the scan does not need.
  EXPECT_TRUE(lines[0].starts_with("answers: ")) << lines[0];
  EXPECT_TRUE(lines[0].ends_with("; 9 findings absent, 4 numbers not asked") ||
              lines[0].ends_with("; 10 findings absent, 4 numbers not asked"))
      << lines[0];
  EXPECT_TRUE(lines[1].starts_with("patient: age ")) << lines[1];
  EXPECT_TRUE(lines[2].starts_with("decision: ")) << lines[2];
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(),
                          [](std::string const& line) { return line.starts_with("test: mri"); }));
}

std::vector<std::string> faults_of(std::string const& claim) {
  auto const read = proof::read_invariants(
      {"x.yaml", "invariants:\n- {id: I1, statement: S, how: proved, claims: [" + claim + "]}\n"});
  std::vector<std::string> texts;
  for (Fault const& fault : read.faults) texts.push_back(fault.text);
  EXPECT_TRUE(texts.empty() || read.invariants.empty());
  return texts;
}

TEST(ReadInvariants, TakesAClaim) {
  EXPECT_EQ(faults_of("{never: {all: [{planned: mri}, {age_under: 16}]}}"),
            std::vector<std::string>());
}

TEST(ReadInvariants, NamesEveryFault) {
  EXPECT_EQ(faults_of("{never: {planed: mri}}"), std::vector<std::string>{"unknown word 'planed'"});
  EXPECT_EQ(faults_of("{never: {level_falls: true}}"),
            std::vector<std::string>{"'level_falls' needs a 'change' in its claim"});
  EXPECT_EQ(faults_of("{change: finding_to_present}"),
            std::vector<std::string>{"a claim says either 'never' or 'sometimes'"});
  EXPECT_EQ(faults_of("{never: {level_at_least: soon}}").size(), 1U);
  EXPECT_EQ(faults_of("{never: {callback: false}}"),
            std::vector<std::string>{"say {not: ...} instead"});
  EXPECT_EQ(faults_of("{never: {all: []}}"), std::vector<std::string>{"needs at least one part"});
}

proof::Reach reach_of(LoadResult const& loaded) {
  EXPECT_TRUE(loaded.protocol);
  proof::World world(*loaded.protocol, {});
  return proof::find_reach(world);
}

TEST(Reach, NamesARuleThatNeverFires) {
  auto const reach = reach_of(
      test::load_changed("when: {all: [sciatica_known, any_numb]}",
                         "when: {all: [sciatica_known, {fact: age_years, op: lt, value: 10},"
                         " {fact: age_years, op: ge, value: 20}]}"));
  EXPECT_EQ(reach.unreachable_rules, std::vector<std::string>{"R6_SCIATICA"});
  EXPECT_EQ(reach.shadowed_rules, std::vector<std::string>());
}

TEST(Reach, NamesARuleThatNeverMatters) {
  // It yields to a rule that is true whenever it is.
  auto const reach = reach_of(test::load_changed("when: {all: [sciatica_known, any_numb]}",
                                                 "when: {all: [sciatica_known, leg_weak]}"));
  EXPECT_EQ(reach.unreachable_rules, std::vector<std::string>());
  EXPECT_EQ(reach.shadowed_rules, std::vector<std::string>{"R6_SCIATICA"});
}

TEST(Reach, NamesAnEmergencyWhoseInstructionIsNeverShown) {
  auto const reach = reach_of(test::load_changed("when: {any: [cant_pee, saddle_numb]}",
                                                 "when: {all: [cant_pee, saddle_numb, "
                                                 "both_legs_weak, fever, leg_weak]}"));
  EXPECT_EQ(reach.shadowed_rules, std::vector<std::string>{"R1_BLADDER"});
}

TEST(Reach, NamesFindingsThatNothingReadsAndServicesThatNobodyIsOffered) {
  auto const small = proof::find_reach(*[] {
    static proof::World world(test::small_protocol(), {});
    return &world;
  }());
  EXPECT_EQ(small.unused_findings,
            (std::vector<std::string>{"numbness_severity", "numbness_region"}));
  EXPECT_EQ(small.never_offered, std::vector<std::string>());
  auto const without = reach_of(test::load_changed("effects: [{op: drop_services, value: [xray]},",
                                                   "effects: [{op: note, value: x},"));
  EXPECT_EQ(without.never_offered, std::vector<std::string>());
}

}  // namespace
}  // namespace plexus::routing
