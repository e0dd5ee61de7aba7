// The sheet for emergency staff: what stands on it, what never does, and in which language.
#include "routing/handover.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "routing/pack.hpp"
#include "routing/texts.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

class HandoverTest : public ::testing::Test {
 protected:
  Protocol const& protocol = test::small_protocol();
  IntakeInput input;

  Handover sheet(Protocol const& spoken) const {
    return handover_of(spoken, input, assess(spoken, input), "1 December 2026, 09:00");
  }
  Handover sheet() const { return sheet(protocol); }

  static std::vector<std::string> lines(Handover const& sheet, SheetPart part) {
    std::vector<std::string> texts;
    for (HandoverSection const& section : sheet.sections) {
      if (section.part != part) continue;
      for (HandoverLine const& line : section.lines) texts.push_back(line.text);
    }
    return texts;
  }
  static std::string everything(Handover const& sheet) {
    std::string all = sheet.title + sheet.name_label;
    for (HandoverSection const& section : sheet.sections) {
      all += section.title;
      for (HandoverLine const& line : section.lines) all += line.text + line.quote;
    }
    for (std::string const& line : sheet.foot) all += line;
    return all;
  }
};

using List = std::vector<std::string>;

TEST_F(HandoverTest, AnEmergencySaysTheMostImportantFirst) {
  input.complaint = "Since yesterday my leg is numb and I am unable to pee";
  input.patient.age_years = 52;
  Handover const told = sheet();
  ASSERT_GE(told.sections.size(), 5U);
  EXPECT_EQ(told.sections[0].part, SheetPart::say);
  EXPECT_EQ(told.sections[1].part, SheetPart::reason);
  EXPECT_EQ(lines(told, SheetPart::say), List{"It began today."});
  EXPECT_EQ(lines(told, SheetPart::reason), List{"Bladder."});
  EXPECT_EQ(lines(told, SheetPart::words), List{input.complaint});
  List const present = lines(told, SheetPart::present);
  ASSERT_EQ(present.size(), 2U);  // what makes it urgent stands before the rest
  EXPECT_EQ(present[0], "I cannot pee (my words: “unable to pee”)");
  EXPECT_EQ(present[1], "Leg (my words: “leg is numb”)");
  EXPECT_EQ(lines(told, SheetPart::clinician), List{"Rule R1_BLADDER (stat): A guideline (2020)"});
  EXPECT_EQ(told.foot[1], "Protocol small 1.0.0. Made on 1 December 2026, 09:00.");
}

TEST_F(HandoverTest, WhatNobodyAskedIsSaidToBeNotAsked) {
  input.answers = {{"cant_pee", "present"}, {"saddle_numb", "absent"}};
  Handover const told = sheet();
  List const person = lines(told, SheetPart::person);
  ASSERT_EQ(person.size(), 3U);
  EXPECT_EQ(person[0], "Age: not asked");
  EXPECT_EQ(person[2], "Pregnant: not asked");
  EXPECT_EQ(lines(told, SheetPart::denied), List{"Bladder: Numb saddle"});
  EXPECT_EQ(told.foot.front(), "Warning signs not asked yet: 3");
}

TEST_F(HandoverTest, SignsOfAGroupAreNamedOnlyWhereSomethingIsThere) {
  input.answers = {{"bladder", "absent"}, {"illness", std::vector<std::string>{"fever"}}};
  EXPECT_EQ(lines(sheet(), SheetPart::denied),
            (List{"Illness: Both legs weak; Weak leg", "Bladder: none of the signs"}));
}

TEST_F(HandoverTest, AManIsNotAskedAboutPregnancy) {
  input.answers = {{"fever", "present"}};
  input.patient = {.age_years = 70, .sex = Sex::male};
  EXPECT_EQ(lines(sheet(), SheetPart::person),
            (List{"Age: 70", "Sex written down at birth: Male"}));
}

TEST_F(HandoverTest, ASameDayCaseSaysHowSoon) {
  input.answers = {{"fever", "present"}, {"numbness_duration", 21.0}, {"pain_severity", 7.0}};
  Handover const told = sheet();
  EXPECT_EQ(lines(told, SheetPart::say),
            List{"I was advised to be seen by a doctor within 12 hours. Please read why below."});
  EXPECT_EQ(lines(told, SheetPart::reason), List{"Fever."});
  EXPECT_EQ(lines(told, SheetPart::since).size(), 2U);
}

TEST_F(HandoverTest, APossibleEmergencyNamesWhatWasNotSure) {
  input.answers = {{"saddle_numb", "unknown"}};
  Handover const told = sheet();
  EXPECT_EQ(lines(told, SheetPart::unsure), List{"Numb saddle"});
  EXPECT_EQ(lines(told, SheetPart::clinician),
            List{"Rule R1_BLADDER (stat, possible): A guideline (2020)"});
}

TEST_F(HandoverTest, MedicinesAndImplantsStandApart) {
  auto changed = test::load_changed("{id: scan, label: Scanner,",
                                    "{id: scan, label: Scanner, background: true,");
  ASSERT_TRUE(changed.protocol);
  input.answers = {{"cant_pee", "present"}};
  EXPECT_EQ(lines(sheet(*changed.protocol), SheetPart::background), List{"not asked"});
  input.answers["implant"] = "absent";
  EXPECT_EQ(lines(sheet(*changed.protocol), SheetPart::background), List{"none named"});
  input.answers["implant"] = "present";
  Handover const told = sheet(*changed.protocol);
  EXPECT_EQ(lines(told, SheetPart::background), List{"Implant"});
  EXPECT_EQ(lines(told, SheetPart::present), List{"I cannot pee"});
}

TEST_F(HandoverTest, NoConditionLabelIsEverOnIt) {
  input.answers = {{"leg_weak", "present"}};
  ASSERT_FALSE(assess(protocol, input).decision.conditions.empty());
  std::string const all = everything(sheet());
  EXPECT_EQ(all.find("Root trouble"), std::string::npos);
  EXPECT_EQ(all.find("M54"), std::string::npos);
}

TEST_F(HandoverTest, EveryFixedWordIsTranslated) {
  Protocol copy = protocol;
  for (TextSlot const& slot : text_slots(copy)) {
    if (!slot.text->empty()) *slot.text = "<" + *slot.text + ">";
  }
  input.answers = {{"cant_pee", "present"}, {"saddle_numb", "absent"}, {"fever", "unknown"}};
  Handover const told = sheet(copy);
  EXPECT_TRUE(told.title.starts_with("<"));
  EXPECT_TRUE(told.name_label.starts_with("<"));
  for (HandoverSection const& section : told.sections) {
    EXPECT_TRUE(section.title.starts_with("<")) << section.title;
    for (HandoverLine const& line : section.lines) {
      EXPECT_TRUE(line.text.starts_with("<")) << line.text;
    }
  }
  for (std::string const& line : told.foot) EXPECT_TRUE(line.starts_with("<")) << line;
}

}  // namespace
}  // namespace plexus::routing
