// What is wrong with a protocol is said with its place, all of it at once.
#include "routing/parse/load.hpp"

#include <gtest/gtest.h>

#include <array>

#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

LoadResult load_text(std::string text, LoadLimits const& limits = {}) {
  return load_protocol(std::array{SourceFile{"a.yaml", std::move(text)}}, limits);
}

bool says(LoadResult const& result, std::string const& text) {
  return std::any_of(result.faults.begin(), result.faults.end(), [&](Fault const& fault) {
    return fault.text.find(text) != std::string::npos;
  });
}

std::string all_faults(LoadResult const& result) {
  std::string text;
  for (Fault const& fault : result.faults) text += to_string(fault) + "\n";
  return text;
}

TEST(Load, TheSmallProtocolHasNoFault) {
  Protocol const& protocol = test::small_protocol();
  EXPECT_EQ(protocol.id, "small");
  EXPECT_EQ(protocol.rules.size(), 8U);
  EXPECT_EQ(protocol.red_flags.size(), 5U);
  EXPECT_EQ(protocol.specialists[protocol.general_doctor].id, "therapist");
}

struct Change {
  char const* from;
  char const* to;
  char const* fault;
};

class OneFault : public ::testing::TestWithParam<Change> {};

TEST_P(OneFault, IsNamed) {
  Change const& change = GetParam();
  LoadResult const result = test::load_changed(change.from, change.to);
  EXPECT_FALSE(result.protocol);
  EXPECT_TRUE(says(result, change.fault)) << all_faults(result);
}

INSTANTIATE_TEST_SUITE_P(
    Table, OneFault,
    ::testing::Values(
        Change{"title: Small", "titel: Small", "unknown key 'titel'"},
        Change{"version: 1.0.0", "", "'version' is missing"},
        Change{"rank: 10,", "rank: ten,", "'rank' of this rule must be a number: 'ten'"},
        Change{"rank: 10,", "rank: 5,", "has the rank of"},
        Change{"rank: 10,", "", "this rule has no 'rank'"},
        Change{"phase: red_flag, urgency: stat, rank: 10", "phase: red, urgency: stat, rank: 10",
               "'phase' of this rule is not one of the allowed words"},
        Change{"{any: [cant_pee, saddle_numb]}", "{any: [cant_poo, saddle_numb]}",
               "unknown finding 'cant_poo'"},
        Change{"{any: [cant_pee, saddle_numb]}", "{any: []}", "'any' needs at least one part"},
        Change{"{any: [cant_pee, saddle_numb]}", "{some: [cant_pee]}",
               "unknown kind of condition 'some'"},
        Change{"{any: [cant_pee, saddle_numb]}", "{not: cant_pee}",
               "'not' may stand in guards only"},
        Change{"{any: [cant_pee, saddle_numb]}", "{urgency: eq, value: stat}",
               "'urgency' may stand in guards only"},
        Change{"{any: [cant_pee, saddle_numb]}", "numbness_duration", "is no yes/no finding"},
        Change{"{any: [cant_pee, saddle_numb]}", "{duration: fever, op: lt, days: 3}",
               "'fever' is no duration finding"},
        Change{"{any: [cant_pee, saddle_numb]}",
               "{duration: numbness_duration, op: under, days: 3}", "must be lt, le, eq"},
        Change{"{any: [cant_pee, saddle_numb]}", "{duration: numbness_duration, op: lt}",
               "this condition has no 'days'"},
        Change{"{any: [cant_pee, saddle_numb]}", "{fact: shoe_size, op: lt, value: 3}",
               "unknown fact 'shoe_size'"},
        Change{"{any: [cant_pee, saddle_numb]}", "{fact: sex_at_birth, op: eq, value: man}",
               "unknown value 'man' of this fact"},
        Change{"{any: [cant_pee, saddle_numb]}", "{region: numbness_region, any_of: [knee]}",
               "unknown value 'knee' of numbness_region"},
        Change{"{any: [cant_pee, saddle_numb]}", "{all: [cant_pee, {const: false}]}",
               "rule 'R1_BLADDER' can never be true"},
        Change{"emergency_instruction: EM_NOW, ", "", "is stat but has no emergency instruction"},
        Change{"emergency_instruction: EM_NOW", "emergency_instruction: EM_X",
               "unknown emergency instruction 'EM_X'"},
        Change{"reason: Bladder., sources: [S1]", "reason: Bladder., sources: [S2]",
               "unknown source 'S2'"},
        Change{"reason: Bladder., sources: [S1]", "reason: Bladder.", "cites no source"},
        Change{"yields_to: [R4_WEAK]", "yields_to: [R9_ALL, R6_SCIATICA]", "yields to itself"},
        Change{"when: leg_weak,", "when: leg_weak, yields_to: [R9_ALL],",
               "yields to the less urgent 'R9_ALL'"},
        Change{"yields_to: [R4_WEAK]", "yields_to: [R1_BLADDER]", "which asks for nobody"},
        Change{"first_consult_within_hours: 168", "first_consult_within_hours: 400",
               "gives more time than its level"},
        Change{"{id: neurologist, role: first}", "{id: nerve_doctor, role: first}",
               "unknown specialist 'nerve_doctor'"},
        Change{"service: blood, region: none", "service: urine, region: none",
               "unknown service 'urine'"},
        Change{"region: from_symptoms", "region: spine_upper", "unknown region 'spine_upper'"},
        Change{"panel: [crp, glucose_fasting]", "panel: [crp, iron]", "unknown panel 'iron'"},
        Change{"covers: [cant_pee, saddle_numb]", "covers: [cant_pee, fever]",
               "'fever' belongs to another group"},
        Change{"covers: [cant_pee, saddle_numb]", "covers: [cant_pee, cant_pee]",
               "'cant_pee' stands on two pages"},
        Change{"{id: cant_pee, group: bladder", "{id: cant_pee, group: kidneys",
               "unknown group 'kidneys'"},
        Change{"- {id: saddle_numb,", "- {id: fever,", "finding 'fever' is defined twice"},
        Change{"red_flag: asap, must_ask: true", "red_flag: asap",
               "is a red flag but need not be asked"},
        Change{"synonyms: [fever,", "synonyms: [cant pee, fever,", "phrase 'cant pee' belongs to"},
        Change{"when: {any: [leg_numb, arm_numb, back_numb]}", "when: {any: [leg_numb, new_numb]}",
               "is derived from itself"},
        Change{"op: exclude_specialist, value", "op: expel_specialist, value",
               "'op' of this effect is no known effect"},
        Change{"until: mr_review", "till: mr_review", "unknown key 'till' in this effect"},
        Change{"fires_on: ['true']", "fires_on: [always]", "must be 'true' or unknown"},
        Change{"when: {const: true}, generic", "when: fever, generic",
               "exactly one rule must always be true"},
        Change{"minutes: 45", "minutes: 0", "must be a whole number from 5"},
        Change{"stat_rule: asap", "stat_rule: routine", "doubt neither books nor dismisses"},
        Change{"began: numbness_duration", "began: pain_severity",
               "'pain_severity' is no duration"},
        Change{"began: numbness_duration", "began: no_such", "unknown finding 'no_such'"},
        Change{", whole: spine_whole}", "}", "no 'whole' under 'imaging'"},
        Change{"imaging: {spine_parts", "imaging: {parts", "unknown key 'parts' in this imaging"},
        Change{"title: Small", "title: *x", "not YAML"},
        Change{"title: Small", "title: &x Small", "anchors are not allowed"},
        Change{"title: Small", "title: !t Small", "tags are not allowed"},
        Change{"title: Small", "title: Small\ntitle: Large", "key 'title' stands twice"}));

TEST(Load, SaysFileLineAndColumn) {
  LoadResult const result = load_text("protocol: x\nrules:\n  - id: A\n    wen: fever\n");
  std::string const text = all_faults(result);
  EXPECT_NE(text.find("a.yaml:4:5: unknown key 'wen' in this rule"), std::string::npos) << text;
  EXPECT_NE(text.find("a.yaml:3:5: this rule has no 'when'"), std::string::npos) << text;
  EXPECT_NE(text.find("'version' is missing"), std::string::npos) << text;
}

TEST(Load, MergesFilesAndNamesTheOneAtFault) {
  std::string const text = test::small_protocol_text();
  auto const cut = text.find("groups:");
  std::array<SourceFile, 3> const files{{{"1.yaml", text.substr(0, cut)},
                                         {"2.yaml", text.substr(cut)},
                                         {"3.yaml", "sources:\n- {id: S1, title: Again}\n"}}};
  EXPECT_TRUE(load_protocol(std::span(files).first(2)).protocol);
  LoadResult const twice = load_protocol(files);
  ASSERT_EQ(twice.faults.size(), 1U) << all_faults(twice);
  EXPECT_EQ(to_string(twice.faults[0]), "3.yaml:2:8: source 'S1' is defined twice");
}

TEST(LoadLimits, HoldForSizeDepthCountAndFaults) {
  EXPECT_TRUE(says(load_text(std::string(1024 * 1024 + 1, ' ')), "larger than 1048576 bytes"));
  EXPECT_TRUE(says(load_text("a: " + std::string(40, '[') + std::string(40, ']')),
                   "nested deeper than 32"));
  EXPECT_TRUE(says(load_text("title: " + std::string(5000, 'x')), "longer than 4000 bytes"));
  EXPECT_TRUE(says(load_text("a: [1, 2, 3, 4, 5, 6]", {.nodes_max = 5}), "more than 5 values"));
  std::string many;
  for (int i = 0; i < 300; ++i) many += "k" + std::to_string(i) + ": 1\n";
  LoadResult const result = load_text(many);
  EXPECT_EQ(result.faults.size(), 201U);
  EXPECT_NE(result.faults.back().text.find("further faults"), std::string::npos);
  std::vector<SourceFile> const files(513);
  EXPECT_TRUE(says(load_protocol(files), "more than 512 files"));
  EXPECT_TRUE(says(load_protocol({}), "no protocol files"));
}

TEST(LoadLimits, HoldForWhatIsKeptInMasks) {
  std::string many;
  for (int i = 0; i < 65; ++i) {
    many += "- {id: extra" + std::to_string(i) + ", label: Extra}\n";
  }
  EXPECT_TRUE(says(test::load_changed("imaging_regions:", many + "imaging_regions:"),
                   "more than 64 specialists"));
  std::string sources = "sources:\n";
  for (int i = 0; i < 5001; ++i) sources += "- {id: s" + std::to_string(i) + ", title: T}\n";
  EXPECT_TRUE(says(load_text(sources), "more than 5000 of 'sources'"));
}

TEST(Load, NoBytesThrow) {
  for (std::string const& text :
       {std::string("\xff\xfe\x00\x01", 4), std::string("{"), std::string("- - -\n\t- x"),
        std::string("? [a]: b"), std::string("%YAML 9.9\n---\nx"), std::string("a: b\n---\nc: d"),
        std::string(200'000, '['), std::string("null"), std::string("42"), std::string("[]")}) {
    EXPECT_FALSE(load_text(text).protocol);
    EXPECT_FALSE(load_text(text).faults.empty());
  }
}

TEST(Load, ACutProtocolNeverLoadsAndNeverThrows) {
  std::string const text = test::small_protocol_text();
  for (std::size_t length = 0; length < text.size(); length += 97) {
    // What ends with a whole row may be a protocol.
    if (length > 0 && (text[length] == '\n' || text[length - 1] == '\n')) continue;
    EXPECT_FALSE(load_text(text.substr(0, length)).protocol) << length;
  }
}

TEST(Load, TheProtocolsOfTheTreeHaveNoFault) {
  LoadResult const result =
      load_protocol(test::read_folder("tests/golden/routing/reference-protocol"));
  EXPECT_TRUE(result.protocol) << all_faults(result);
  for (std::string const& folder : test::shipped_protocols()) {
    PackResult const pack = load_pack(test::read_folder(folder));
    EXPECT_TRUE(pack.pack) << folder << "\n" << all_faults({std::nullopt, pack.faults});
  }
}

}  // namespace
}  // namespace plexus::routing
