// Who a text is about, what is denied, long gone, feared or doubted. One row a text; a nurse can
// check each.
#include <gtest/gtest.h>

#include "routing/read_text.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

struct Row {
  char const* text;
  char const* expected;  // findings in protocol order; a doubtful one with "?"
};

std::string findings_in(std::string_view text) {
  Protocol const& protocol = test::small_protocol();
  auto entries = read_text(protocol, text);
  std::sort(entries.begin(), entries.end(),
            [](auto const& a, auto const& b) { return a.finding < b.finding; });
  std::string found;
  for (ReadFinding const& entry : entries) {
    Finding const& finding = protocol.findings[entry.finding];
    if (finding.kind != FindingKind::boolean) continue;
    found += (found.empty() ? "" : " ") + finding.id;
    if (entry.answer.state == AnswerState::unknown) found += "?";
  }
  return found;
}

void check(std::vector<Row> const& rows) {
  for (Row const& row : rows) EXPECT_EQ(findings_in(row.text), row.expected) << row.text;
}

TEST(ReaderContext, Carers) {
  check({
      {"My husband is 70. His leg is numb and he can't pee", "cant_pee leg_numb"},
      {"Mum has a fever. Her leg is weak and she cant pee", "cant_pee fever leg_weak"},
      {"Asking for my dad, he can't feel his foot", "leg_numb"},
      {"our boy is 9, he says his leg is numb", "leg_numb"},
      {"My wife says my leg is numb", "leg_numb"},
      {"My husband has a numb leg. His brother had a stroke", "leg_numb"},
  });
}

TEST(ReaderContext, OtherPeople) {
  check({
      {"A colleague of mine couldn't pee. My leg is numb", "leg_numb"},
      {"the baby's got a fever. My leg is numb", "leg_numb"},
      {"Everyone in my house has a fever. My leg is numb", "leg_numb"},
      {"my dad had a stroke and my leg is numb", "leg_numb"},
      {"cancer runs in the family, breast cancer on both sides", ""},
      {"A stroke killed my grandfather. My leg is numb", "leg_numb"},
  });
}

TEST(ReaderContext, DeniedAfterwards) {
  check({
      {"fever: no. leg is numb", "leg_numb"},
      {"fever - none, leg is numb", "leg_numb"},
      {"they asked me about a fever and I said no", ""},
      {"fever, weakness in my leg: I have none of these", ""},
      {"no fever, shivering, weakness in my leg", ""},
      {"my leg is numb, no fever", "leg_numb"},
  });
}

TEST(ReaderContext, OnlySupposed) {
  check({
      {"what if my leg is numb tomorrow", ""},
      {"in case I get a fever", ""},
      {"what should I do if I ever cant pee", ""},
      {"the surgeon says it could leave me with a numb leg", ""},
      {"a numb leg is a warning sign, says the leaflet", ""},
      {"I hope I don't get a fever", ""},
      {"when I sit my leg is numb", "leg_numb"},
      {"if I sit my leg is numb", "leg_numb"},
  });
}

TEST(ReaderContext, OnlyFeared) {
  check({
      {"worried it is a stroke", ""},
      {"I googled it and everything says breast cancer or a stroke", ""},
      {"is it breast cancer", ""},
      {"had a scan to rule out breast cancer", ""},
      {"I am worried because my leg is numb", "leg_numb"},
      {"scared, leg is numb", "leg_numb"},
      {"I had breast cancer and I am worried", "cancer_past"},
  });
}

TEST(ReaderContext, InDoubt) {
  check({
      {"maybe my leg is numb", "leg_numb?"},
      {"not sure if my saddle is numb", "saddle_numb?"},
      {"I might have a fever", "fever?"},
      {"maybe a fever. The fever is back today", "fever"},
      {"my leg is numb, maybe from sitting", "leg_numb"},
  });
}

TEST(ReaderContext, LongAgo) {
  check({
      {"When I was a child I had a fever", ""},
      {"I had a fever years ago", ""},
      {"had a fever last week, gone now", ""},
      {"I had a fever in 2015, all gone", ""},
      {"my leg has been numb for years", "leg_numb"},
      {"the numb leg started years ago", "leg_numb"},
      {"I had breast cancer years ago", "cancer_past"},
  });
}

struct FactRow {
  char const* text;
  std::optional<int> age;
  std::optional<Sex> sex;
  bool pregnant;
};

// A danger sign that is not told as the patient's own, here and now, is asked about and not taken.
TEST(ReaderContext, DangerNotToldPlainly) {
  check({
      {"I cant pee since this morning", "cant_pee"},
      {"Google says a bad back means you cant pee", "cant_pee?"},
      {"If I stop the tablets I cant pee. My leg is numb", "cant_pee? leg_numb"},
      {"I cant pee, it might be my age", "cant_pee"},
      {"A lady at work said she cant pee. My leg is numb", "cant_pee? leg_numb"},
      {"In 2011 I cant pee and it all came back. My leg is numb", "cant_pee? leg_numb"},
      {"Since 2011 I have a bad back, since yesterday I cant pee", "cant_pee"},
      {"my aunt lost a leg and went lame, weak leg", "leg_weak?"},
      {"I always cant pee", "cant_pee?"},
      {"I cant pee, nothing has changed in ten years", "cant_pee?"},
      {"I cant pee when I get anxious", "cant_pee?"},
      {"cant pee for laughing lol", "cant_pee?"},
      {"My leg is always numb", "leg_numb"},  // no danger sign: taken as told
  });
}

TEST(ReaderContext, AnsweredNoToAList) {
  check({
      {"He asked me about fever, weak legs, all no. My leg is numb", "leg_numb"},
      {"fever, cant pee, no to all of it, my leg is numb", "leg_numb"},
  });
}

TEST(ReaderContext, AgesSexAndPregnancy) {
  for (FactRow const& row : std::vector<FactRow>{
           {"I'm 72 with a numb leg", 72, {}, false},
           {"72yo, numb leg", 72, {}, false},
           {"72 year old man", 72, Sex::male, false},
           {"I am a woman of 40", 40, Sex::female, false},
           {"45F numb leg", 45, Sex::female, false},
           {"aged 7", 7, {}, false},
           {"our boy is 9, his leg is numb", 9, Sex::male, false},
           {"I care for a gentleman of 84. His leg is numb", 84, Sex::male, false},
           {"at the age of 55 my leg is numb", 55, {}, false},
           {"My partner cant feel her foot. She is 30.", 30, Sex::female, false},
           {"my daughter, 15, cant feel her foot", 15, Sex::female, false},
           {"26 weeks pregnant and a numb leg", {}, Sex::female, true},
           {"I'm in my third trimester", {}, Sex::female, true},
           {"I am not pregnant", {}, {}, false},
           {"weeks gone by with a numb leg", {}, {}, false},  // nothing stands before it
           {"when I was pregnant my leg was numb", {}, {}, false},
           {"the pain is 8", {}, {}, false},
           {"numb leg for 30 days", {}, {}, false},
           {"my dad is 80. My leg is numb", {}, {}, false},
       }) {
    ReadPatient const read = read_complaint(test::small_protocol(), row.text).patient;
    EXPECT_EQ(read.facts.age_years, row.age) << row.text;
    EXPECT_EQ(read.facts.sex, row.sex) << row.text;
    EXPECT_EQ(read.facts.pregnancy == Pregnancy::yes, row.pregnant) << row.text;
  }
}

}  // namespace
}  // namespace plexus::routing
