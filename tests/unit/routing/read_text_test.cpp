// What people write, and what may be read from it. One row a text; a nurse can check each.
#include "routing/read_text.hpp"

#include <gtest/gtest.h>

#include <random>

#include "routing/reader/durations.hpp"
#include "routing/reader/spelling.hpp"
#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

/// "leg_numb days=60 pain=7": findings in protocol order, then the numbers.
std::string reading(Protocol const& protocol, std::string_view text) {
  std::string found, numbers;
  auto entries = read_text(protocol, text);
  std::sort(entries.begin(), entries.end(),
            [](auto const& a, auto const& b) { return a.finding < b.finding; });
  for (ReadFinding const& entry : entries) {
    Finding const& finding = protocol.findings[entry.finding];
    EXPECT_EQ(entry.answer.state, AnswerState::present);
    if (finding.kind == FindingKind::boolean) {
      found += (found.empty() ? "" : " ") + finding.id;
      continue;
    }
    std::ostringstream number;
    number << entry.answer.number;
    std::string const name = finding.id == "numbness_duration" ? "days"
                             : finding.id == "pain_severity"   ? "pain"
                                                               : "numb";
    numbers += " " + name + "=" + number.str();
  }
  std::string const all = found + numbers;
  return all.empty() || all.front() != ' ' ? all : all.substr(1);
}

struct Row {
  char const* text;
  char const* expected;
};

void check(std::vector<Row> const& rows) {
  for (Row const& row : rows) {
    EXPECT_EQ(reading(test::small_protocol(), row.text), row.expected) << row.text;
  }
}

TEST(ReadText, PlainPhrases) {
  check({
      {"", ""},
      {"hello", ""},
      {"My leg is numb", "leg_numb"},
      {"LEG IS NUMB!!!", "leg_numb"},
      {"my left leg is numb", "leg_numb"},
      {"the leg has been really numb", "leg_numb"},
      {"leg numb", "leg_numb"},
      {"numb leg and a numb arm", "leg_numb arm_numb"},
      {"my arm and leg are numb", "leg_numb arm_numb"},
      {"my lower back and left leg have been numb", "leg_numb back_numb"},
      {"I have numbness in my left leg", "leg_numb"},
      {"leg pain. arm is numb", "arm_numb"},
      {"my leg hurts and my arm is numb", "arm_numb"},
      {"high fever since monday", "fever"},
      {"I have a pacemaker", "implant"},
  });
}

TEST(ReadText, OneLegAndBothAreNotTheSame) {
  check({
      {"my leg is weak", "leg_weak"},
      {"both legs weak", "both_legs_weak leg_weak"},
      {"both my legs are weak", "both_legs_weak leg_weak"},
      {"weak leg", "leg_weak"},
  });
}

TEST(ReadText, ApostrophesAndJoinedNot) {
  check({
      {"I can't pee", "cant_pee"},
      {"I can\xE2\x80\x99t pee", "cant_pee"},
      {"I cant pee", "cant_pee"},
      {"I cannot pee", "cant_pee"},
      {"i can not pee", "cant_pee"},
      {"couldn't pee this morning", "cant_pee"},
      {"unable to pee", "cant_pee"},
      {"I can't feel my foot", "leg_numb"},
      {"no feeling in my foot", "leg_numb"},
  });
}

TEST(ReadText, Denial) {
  check({
      {"no fever", ""},
      {"no high fever", ""},
      {"no trouble peeing", ""},
      {"no trouble with peeing, no fever", ""},
      {"I do not have a fever", ""},
      {"I don't have any fever", ""},
      {"I haven't had a fever", ""},
      {"denies fever", ""},
      {"never had a fever", ""},
      {"without fever", ""},
      {"no fever or weakness in my leg", ""},
      {"no fever, shivering or weakness in my leg", ""},
      {"neither fever nor weakness in my leg", ""},
      {"my leg is not numb", ""},
      {"my leg isn't numb", ""},
      {"I can pee fine", ""},
      {"no feeling in my foot and no fever", "leg_numb"},
  });
}

TEST(ReadText, WhereDenialEnds) {
  check({
      {"no fever but my leg is numb", "leg_numb"},
      {"no fever, my leg is numb", "leg_numb"},
      {"no fever, numb leg", "leg_numb"},
      {"no fever and my leg is numb", "leg_numb"},
      {"no fever. leg is numb", "leg_numb"},
      {"no fever however weak leg", "leg_weak"},
      {"not only my leg is numb", "leg_numb"},
      {"not sure why my leg is numb", "leg_numb"},
      {"I don't know why my leg is numb", "leg_numb"},
      {"I don't walk much because of a weak leg", "leg_weak"},
      {"it is not getting better, leg is numb", "leg_numb"},
      {"no idea what it is, numb leg", "leg_numb"},
      {"no relief from the numb leg", "leg_numb"},
  });
}

TEST(ReadText, OtherPeople) {
  check({
      {"my dad had a stroke", ""},
      {"my mother had breast cancer", ""},
      {"my aunt went down with fever", ""},
      {"family history of breast cancer", ""},
      {"my sister had sciatica and my leg is numb", "leg_numb"},
      {"my dad had a stroke, my leg is numb", "leg_numb"},
      {"mum can't feel her foot", "leg_numb"},
      {"my husband has a numb leg", "leg_numb"},
      {"my mum had a stroke this morning", "cancer_past"},
      {"I had breast cancer", "cancer_past"},
  });
}

TEST(ReadText, LongGone) {
  check({
      {"had sciatica in 2019, gone", ""},
      {"I had sciatica in 2019, it resolved", ""},
      {"had sciatica in 2019. Gone now.", ""},
      {"I had sciatica years ago, fine since", ""},
      {"had sciatica in 2019, gone, but now my leg is numb", "leg_numb"},
      {"had sciatica in 2019 and it is back again", "sciatica_known"},
      {"I had sciatica in 2019", ""},
      {"I had breast cancer in 2019, all gone", "cancer_past"},  // its history counts
      {"I have sciatica", "sciatica_known"},
      {"it could be sciatica", ""},
  });
}

TEST(ReadText, Slips) {
  check({
      {"numbnes in my leg", "leg_numb"},
      {"numbnesss in my leg", "leg_numb"},
      {"nubmness in my leg", "leg_numb"},
      {"weaknes in my leg", "leg_weak"},
      {"siatica", "sciatica_known"},
      {"sciatca", "sciatica_known"},
      {"pacemakr", "implant"},
      {"high temprature", "fever"},
      {"legg is nubm", "leg_numb"},  // in short words only swapped and doubled letters are mended
      {"lek is nums", ""},
  });
}

TEST(ReadText, Durations) {
  check({
      {"leg is numb for two months", "leg_numb days=60"},
      {"numb leg 3 wks", "leg_numb days=21"},
      {"numb leg for a couple of months", "leg_numb days=60"},
      {"my leg has been numb since yesterday", "leg_numb days=1"},
      {"leg is numb since last week", "leg_numb days=7"},
      {"numb leg for the past few days", "leg_numb days=3"},
      {"2-3 weeks of numb leg", "leg_numb days=21"},
      {"a numb leg for half a year", "leg_numb days=182.5"},
      {"numb leg for a month and a half", "leg_numb days=45"},
      {"leg numb for about ten days", "leg_numb days=10"},
      {"my leg went numb 6 hours ago", "leg_numb days=0.25"},
      {"numb leg for months", "leg_numb days=90"},
      {"in the last two weeks my leg is numb", "leg_numb days=14"},
      {"back pain for 3 years, numb leg since yesterday", "leg_numb days=1"},
      {"numb leg since yesterday, back pain for 3 years", "leg_numb days=1"},
      {"I am 52 years old with a numb leg", "leg_numb"},
      {"numb leg, I am 30 weeks pregnant", "leg_numb"},
      {"numb leg twice a day", "leg_numb"},
      {"numb leg, I sit 8 hours a day", "leg_numb"},
      {"leg goes numb for ten minutes", "leg_numb"},
      {"leg went numb for half an hour", "leg_numb"},
      {"leg went numb half an hour ago", "leg_numb days=0.0208333"},
      {"surgery in two weeks, numb leg", "leg_numb"},
      {"my leg is numb since the day before yesterday", "leg_numb days=2"},
      {"my leg is numb since the day before", "leg_numb"},  // ends where the phrase would go on
      {"back pain for the last hour, my leg is numb since yesterday", "leg_numb days=1"},
  });
}

TEST(ReadText, Marks) {
  check({
      {"pain 7/10", "pain=7"},
      {"the pain is 7 out of 10", "pain=7"},
      {"hurts eight out of ten", "pain=8"},
      {"numb leg 6/10", "leg_numb numb=6"},
      {"pain 7/10 and numbness 4/10", "pain=7 numb=4"},
      {"7/10", ""},
      {"pain 12/10", ""},
      {"the pain is a nine", "pain=9"},
      {"pain level zero", "pain=0"},
      {"the pain is in 2 places", ""},
      {"pain since 7/11", ""},
  });
}

TEST(ReadText, SpansCountCodePoints) {
  Protocol const& protocol = test::small_protocol();
  struct SpanRow {
    char const* text;
    Span span;
  };
  for (SpanRow const& row :
       {SpanRow{"numb leg", {0, 8}}, SpanRow{"My numb leg.", {3, 11}},
        SpanRow{"\xC3\xA9\xC3\xA9 numb leg", {3, 11}},
        SpanRow{"\xF0\x9F\x98\x80 numb leg", {2, 10}}, SpanRow{"\xFF numb leg", {2, 10}},
        SpanRow{"my leg is really numb now", {3, 21}},
        SpanRow{"my left leg is really numb now", {3, 26}},
        SpanRow{"it left, numb leg", {9, 17}}}) {
    auto const found = read_text(protocol, row.text);
    ASSERT_EQ(found.size(), 1U) << row.text;
    EXPECT_EQ(found[0].span, row.span) << row.text;
  }
}

TEST(ReadText, StopsAtTheLimit) {
  std::string const filler(kComplaintCodePointsMax - 4, 'x');
  EXPECT_EQ(reading(test::small_protocol(), filler + " numb leg"), "");
  EXPECT_EQ(reading(test::small_protocol(), "numb leg " + filler), "leg_numb");
}

TEST(ReadText, NoBytesThrow) {
  constexpr unsigned kSeed = 20261123;
  std::mt19937 random(kSeed);
  std::vector<std::string> const words{"no",  "numb",  "leg", "can't", "7/10",   ",",  ".",
                                       "two", "weeks", "for", "since", "my dad", "or", "\xE2\x80"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      if (random() % 3 == 0) {
        text += static_cast<char>(random() % 256);
      } else {
        text += words[random() % words.size()] + (random() % 4 == 0 ? "" : " ");
      }
    }
    std::size_t const code_points_max = text.size();
    for (ReadFinding const& found : read_text(test::small_protocol(), text)) {
      EXPECT_LT(found.span.start, found.span.end) << "seed " << kSeed << " round " << round;
      EXPECT_LE(found.span.end, code_points_max) << "seed " << kSeed << " round " << round;
    }
  }
}

TEST(ReadText, TheTypicalComplaintOnTheLiveProtocol) {
  Protocol const& protocol = test::live_protocol();
  std::string const text =
      "My lower back and left leg have been numb for two months after lifting, no trouble peeing, "
      "no fever";
  std::string const found = " " + reading(protocol, text) + " ";
  EXPECT_NE(found.find(" numbness_leg_foot "), std::string::npos) << found;
  EXPECT_NE(found.find(" numbness_localized_back "), std::string::npos) << found;
  EXPECT_NE(found.find(" days=60 "), std::string::npos) << found;
  EXPECT_EQ(found.find("fever"), std::string::npos) << found;
  for (Index const finding : protocol.red_flags) {
    if (protocol.findings[finding].red_flag != Urgency::stat) continue;
    EXPECT_EQ(found.find(" " + protocol.findings[finding].id + " "), std::string::npos) << found;
  }
}

TEST(Spelling, CountsSlips) {
  EXPECT_EQ(slips_between("fever", "fever", 2), 0U);
  EXPECT_EQ(slips_between("fever", "fevr", 2), 1U);
  EXPECT_EQ(slips_between("fever", "fevver", 2), 1U);
  EXPECT_EQ(slips_between("fever", "fevor", 2), 1U);
  EXPECT_EQ(slips_between("fever", "fevre", 2), 1U);
  EXPECT_EQ(slips_between("fever", "favor", 2), 2U);
  EXPECT_EQ(slips_between("fever", "fe", 2), 3U);
  EXPECT_EQ(slips_between("", "a", 2), 1U);
}

}  // namespace
}  // namespace plexus::routing
