// For each invariant a protocol that breaks it: an edit of the live one's text where the format
// lets such a fault through, an edit of the loaded protocol where the loader would stop it. Each
// must be refuted, with a case that the engine decides as the formulas say, or reported by the
// loader.
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/proof/prove_protocol.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing {
namespace {

struct Edit {
  std::string_view from, to;
};

/// The live protocol with every `from` replaced; each must be there.
LoadResult load_edited(std::vector<Edit> const& edits) {
  std::vector<SourceFile> files = test::read_folder("routing/protocols/back_numbness");
  for (Edit const& edit : edits) {
    bool found = false;
    for (SourceFile& file : files) {
      for (auto at = file.text.find(edit.from); at != std::string::npos;
           at = file.text.find(edit.from, at + edit.to.size())) {
        file.text.replace(at, edit.from.size(), edit.to);
        found = true;
      }
    }
    if (!found) throw std::runtime_error("no longer there: " + std::string(edit.from));
  }
  return load_protocol(files);
}

Protocol edited(std::vector<Edit> const& edits) {
  LoadResult loaded = load_edited(edits);
  if (!loaded.protocol) throw std::runtime_error(to_string(loaded.faults.front()));
  return std::move(*loaded.protocol);
}

/// "It is refuted, and every case is one on which formulas and engine agree."
testing::AssertionResult is_refuted(Protocol const& protocol, std::string_view id) {
  proof::Outcome const outcome = test::prove(protocol, id);
  if (outcome.verdict != proof::Verdict::refuted) {
    return testing::AssertionFailure() << id << " is not refuted";
  }
  for (proof::Failure const& failure : outcome.failures) {
    if (!failure.worked_case) continue;
    for (std::string const& difference : failure.worked_case->disagreements) {
      return testing::AssertionFailure() << difference;
    }
  }
  return testing::AssertionSuccess();
}

testing::AssertionResult has_case(Protocol const& protocol, std::string_view id) {
  for (proof::Failure const& failure : test::prove(protocol, id).failures) {
    if (failure.worked_case) return is_refuted(protocol, id);
  }
  return testing::AssertionFailure() << id << " shows no case";
}

testing::AssertionResult is_reported(LoadResult const& loaded, std::string_view words) {
  for (Fault const& fault : loaded.faults) {
    if (fault.text.find(words) != std::string::npos) return testing::AssertionSuccess();
  }
  return testing::AssertionFailure()
         << "no fault says: " << words << "; the first is: "
         << (loaded.faults.empty() ? std::string("none") : to_string(loaded.faults.front()));
}

Index finding(Protocol const& protocol, std::string_view id) {
  return protocol.find_finding(id).value();
}

/// `when` and not `term`, which the loader allows in guards only.
void negate_in(Rule& rule, Index term) {
  std::vector<Node> nodes(1);
  nodes[0].kind = NodeKind::all;
  for (Node node : rule.when.nodes) {
    ++node.end;
    nodes.push_back(node);
  }
  auto const at = static_cast<std::uint32_t>(nodes.size());
  nodes.push_back(Node{.kind = NodeKind::negation, .end = at + 2});
  nodes.push_back(Node{.kind = NodeKind::term, .subject = term, .end = at + 2});
  nodes[0].end = at + 2;
  rule.when.nodes = std::move(nodes);
}

/// What the loader makes of the rules, once they are changed.
void index_rules(Protocol& protocol) {
  std::vector<Condition const*> conditions;
  for (Rule const& rule : protocol.rules) conditions.push_back(&rule.when);
  protocol.rule_index = RuleIndex(conditions);
}

Rule& rule_where(Protocol& protocol, auto accepts) {
  return *std::find_if(protocol.rules.begin(), protocol.rules.end(), accepts);
}

TEST(Broken, I01AnswerThatCalmsARedFlag) {
  // "Not sure" about fever would be an emergency, fever itself none.
  Protocol protocol = test::live_protocol();
  protocol.unknown_policy.asap_rule = Urgency::stat;
  EXPECT_TRUE(has_case(protocol, "I01"));
}

TEST(Broken, PolicyThatMakesDoubtAnEmergencyOrNothingIsNotLoaded) {
  constexpr std::string_view kWords = "doubt neither books nor dismisses";
  EXPECT_TRUE(is_reported(load_edited({{"stat_rule: asap", "stat_rule: stat"}}), kWords));
  EXPECT_TRUE(is_reported(load_edited({{"asap_rule: urgent", "asap_rule: stat"}}), kWords));
  EXPECT_TRUE(is_reported(load_edited({{"urgent_rule: urgent", "urgent_rule: routine"}}), kWords));
}

/// An emergency out of doubt, for which no rule has an instruction.
Protocol doubt_is_an_emergency() {
  Protocol protocol = test::live_protocol();
  protocol.unknown_policy.stat_rule = Urgency::stat;
  return protocol;
}

TEST(Broken, I02RuleThatNegatesAFinding) {
  Protocol protocol = test::live_protocol();
  Index const back_pain = finding(protocol, "back_pain_low");
  for (Rule& rule : protocol.rules) {
    if (rule.urgency >= Urgency::asap) negate_in(rule, back_pain);
  }
  index_rules(protocol);
  EXPECT_TRUE(has_case(protocol, "I02"));
}

TEST(Broken, I02RuleThatNegatesAFindingIsNotLoaded) {
  EXPECT_TRUE(
      is_reported(load_edited({{"when: {any: [back_pain_low, back_pain_thoracic, neck_pain]}",
                                "when: {not: back_pain_low}"}}),
                  "may stand in guards only"));
}

TEST(Broken, I03EmergencyWithNeitherInstructionNorDoctor) {
  EXPECT_TRUE(has_case(doubt_is_an_emergency(), "I03"));
}

TEST(Broken, I04EmergencyWithoutInstruction) {
  EXPECT_TRUE(has_case(doubt_is_an_emergency(), "I04"));
}

TEST(Broken, I06HandsOnTreatmentAtUrgent) {
  Edit const edit{"{any: [{urgency: ge, value: urgent}, {red_flag_any: true}",
                  "{any: [{urgency: ge, value: asap}, {red_flag_any: true}"};
  Edit const flags{", {red_flag_any: true}, {red_flag_rule_unknown: true}]}", "]}"};
  EXPECT_TRUE(has_case(edited({edit, flags}), "I06"));
}

TEST(Broken, I07HandsOnTreatmentThoughNotSure) {
  EXPECT_TRUE(has_case(edited({{"when: manual_therapy_excluded\n    fires_on: ['true', unknown]",
                                "when: manual_therapy_excluded\n    fires_on: ['true']"}}),
                       "I07"));
}

TEST(Broken, I08HandsOnTreatmentFirst) {
  Protocol protocol = edited(
      {{"{op: specialist_never_first, value: manual_therapist}", "{op: note, value: any order}"}});
  for (Rule& rule : protocol.rules) {
    for (SpecialistRequest const request : std::vector(rule.specialists)) {
      bool const hands = protocol.specialists[request.specialist].id == "manual_therapist";
      if (hands) rule.specialists = {{request.specialist, SpecialistRole::first}};
    }
  }
  EXPECT_TRUE(has_case(protocol, "I08"));
}

TEST(Broken, I09NotSureThatRaisesNothing) {
  Protocol protocol = test::live_protocol();
  protocol.unknown_policy.urgent_rule = Urgency::routine;
  EXPECT_TRUE(has_case(protocol, "I09"));
}

TEST(Broken, I10RedFlagThatNeedNotBeAsked) {
  Protocol protocol = test::live_protocol();
  for (Finding& row : protocol.findings) row.must_ask = false;
  EXPECT_TRUE(has_case(protocol, "I10"));
}

TEST(Broken, I10RedFlagThatNeedNotBeAskedIsNotLoaded) {
  EXPECT_TRUE(is_reported(
      load_edited({{"- id: fever\n    group: infection\n    kind: boolean\n    red_flag: asap\n"
                    "    must_ask: true",
                    "- id: fever\n    group: infection\n    kind: boolean\n    red_flag: asap"}}),
      "is a red flag but need not be asked"));
}

TEST(Broken, I11CtInPregnancy) {
  EXPECT_TRUE(has_case(edited({{"{op: drop_services, value: [spine_radiography, ct]}",
                                "{op: drop_services, value: [spine_radiography]}"}}),
                       "I11"));
}

TEST(Broken, I12MriWithAnImplantNotSure) {
  Edit const edit{
      "when: mri_stop_until_reviewed\n    fires_on: ['true', unknown]\n    effects:\n"
      "      - {op: hold_service",
      "when: mri_stop_until_reviewed\n    fires_on: ['true']\n    effects:\n"
      "      - {op: hold_service"};
  EXPECT_TRUE(has_case(edited({edit}), "I12"));
}

TEST(Broken, I13HeldMriAndSilence) {
  EXPECT_TRUE(has_case(edited({{"{op: clinician_callback_within_hours, value: 1}",
                                "{op: clinician_callback_within_hours, value: 24}"}}),
                       "I13"));
}

TEST(Broken, I14DyeWithAKidneyValueBelow30) {
  EXPECT_TRUE(has_case(edited({{"{op: set_contrast, service: [ct, mri], value: none, if:",
                                "{op: set_contrast, service: ct, value: none, if:"}}),
                       "I14"));
}

TEST(Broken, I14DyeInPregnancy) {
  EXPECT_TRUE(has_case(edited({{"when: {fact: pregnancy_status, op: in, value: ['yes', unsure]}",
                                "when: {fact: pregnancy_status, op: eq, value: 'yes'}"}}),
                       "I14"));
}

TEST(Broken, I15EarlyPictures) {
  EXPECT_TRUE(
      has_case(edited({{"{duration: numbness_duration, op: lt, days: 42}]}\n    fires_on",
                        "{duration: numbness_duration, op: lt, days: 14}]}\n    fires_on"},
                       {"{duration: numbness_duration, op: lt, days: 42},\n        {not:",
                        "{duration: numbness_duration, op: lt, days: 14},\n        {not:"}}),
               "I15"));
}

TEST(Broken, I18GuardThatLowersTheUrgencyIsNotLoaded) {
  EXPECT_TRUE(is_reported(load_edited({{"- {op: require_guardian}", "- {op: lower_urgency}"}}),
                          "is no known effect"));
}

TEST(Broken, I22VisitAsATest) {
  Protocol protocol = test::live_protocol();
  Index const visit = protocol.find_service("consultation_neurologist").value();
  Rule& rule = rule_where(protocol, [](Rule const& row) { return !row.tests.empty(); });
  rule.tests.front().service = visit;
  EXPECT_TRUE(has_case(protocol, "I22"));
}

TEST(Broken, I22VisitAsATestIsNotLoaded) {
  EXPECT_TRUE(
      is_reported(load_edited({{"- {service: emg,", "- {service: consultation_neurologist,"}}),
                  "a consultation is no test"));
}

TEST(Broken, I22DoctorTwice) {
  // Who may only follow is the one who sees whoever is left: the engine puts that doctor first.
  EXPECT_TRUE(
      has_case(edited({{"{op: specialist_never_first, value: manual_therapist}",
                        "{op: specialist_never_first, value: [manual_therapist, therapist]}"}}),
               "I22"));
}

TEST(Broken, I23ReasonThatStatesAnIllness) {
  Protocol protocol = test::live_protocol();
  protocol.rules.back().reason = "You have " + protocol.conditions.front().label + ".";
  EXPECT_TRUE(is_refuted(protocol, "I23"));
  protocol = test::live_protocol();
  protocol.rules.front().sources.clear();
  EXPECT_TRUE(is_refuted(protocol, "I23"));
}

TEST(Broken, I24RulesWithoutAnOrderAreNotLoaded) {
  // Of two rules with one rank neither would come first for certain.
  std::string const rank = "rank: " + std::to_string(test::live_protocol().rules[0].rank) + "\n";
  std::string const other = "rank: " + std::to_string(test::live_protocol().rules[1].rank) + "\n";
  EXPECT_TRUE(is_reported(load_edited({{other, rank}}), "has the rank of"));
}

TEST(Broken, I25TestsForAChild) {
  EXPECT_TRUE(
      has_case(edited({{"when: {fact: age_years, op: lt, value: 16}\n    fires_on: ['true']",
                        "when: {fact: age_years, op: lt, value: 12}\n    fires_on: ['true']"}}),
               "I25"));
}

TEST(Broken, I26NamesOfNothing) {
  Protocol protocol = test::live_protocol();
  protocol.rules.front().sources.push_back(static_cast<Index>(protocol.sources.size()));
  EXPECT_TRUE(is_refuted(protocol, "I26"));
  EXPECT_TRUE(is_reported(load_edited({{"exclude_specialist, value: manual_therapist",
                                        "exclude_specialist, value: masseur"}}),
                          "unknown specialist 'masseur'"));
}

TEST(Broken, I31AllNotSureWithoutAnInstruction) {
  EXPECT_TRUE(is_refuted(doubt_is_an_emergency(), "I31"));
}

TEST(Broken, I32TestThatNobodyGets) {
  EXPECT_TRUE(is_refuted(
      edited({{"- {op: dedupe, value: [consultation_neurologist, 'specialist:neurologist']}",
               "- {op: drop_services, value: [soft_tissue_ultrasound]}"}}),
      "I32"));
}

TEST(Broken, I33NerveTestOnABloodThinnerNotSure) {
  EXPECT_TRUE(has_case(edited({{"when: {any: [anticoagulant_use, bleeding_disorder]}\n"
                                "    fires_on: ['true', unknown]",
                                "when: {any: [anticoagulant_use, bleeding_disorder]}\n"
                                "    fires_on: ['true']"}}),
                       "I33"));
}

TEST(Broken, I34UnaskedNumberThatRaisesTheCase) {
  Protocol protocol = test::live_protocol();
  Rule& rule = rule_where(protocol, [](Rule const& row) { return row.urgency == Urgency::urgent; });
  Node const node{.kind = NodeKind::scalar,
                  .comparison = Comparison::ge,
                  .if_unasked = true,
                  .subject = finding(protocol, "pain_severity"),
                  .end = 1,
                  .number = 8};
  rule.when.nodes = {node};
  index_rules(protocol);
  EXPECT_TRUE(has_case(protocol, "I34"));
}

}  // namespace
}  // namespace plexus::routing
