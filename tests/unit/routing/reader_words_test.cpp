// Words and patterns: spelling, forms, what is run together, classes of words, gaps and order, and
// the faults of a protocol that names them wrongly.
#include <gtest/gtest.h>

#include "routing/read_text.hpp"
#include "routing/reader/plain_form.hpp"
#include "routing/reader/short_form.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

TEST(PlainForm, BringsFormsTogether) {
  struct Row {
    char const* word;
    char const* plain;
  };
  for (Row const& row :
       {Row{"tablets", "tablet"}, Row{"dragging", "drag"}, Row{"tripped", "trip"},
        Row{"falling", "fall"}, Row{"wiping", "wipe"}, Row{"dribbling", "dribble"},
        Row{"leaking", "leak"}, Row{"tumour", "tumor"}, Row{"haematoma", "hematoma"},
        Row{"paralysed", "paralyze"}, Row{"worries", "worry"}, Row{"legs", "legs"},
        Row{"morning", "morning"}, Row{"numbness", "numbness"}, Row{"bed", "bed"}}) {
    EXPECT_EQ(plain_form(row.word), row.plain);
  }
  EXPECT_EQ(singular_part("legs"), "leg");
  EXPECT_EQ(singular_part("leg"), "");
}

TEST(ShortForm, ReadsWhatIsTypedOnAPhone) {
  auto const known = [](std::string_view word) { return word == "legs" || word == "cant"; };
  struct Row {
    char const* typed;
    char const* meant;
  };
  for (Row const& row : {Row{"2day", "today"}, Row{"cudnt", "couldnt"}, Row{"bth", "both"},
                         Row{"num", "numb"}, Row{"legz", "legs"}, Row{"quiz", ""},
                         Row{"ccant", "cant"}, Row{"aardvark", ""}, Row{"leg", ""}, Row{"", ""}}) {
    EXPECT_EQ(long_form(row.typed, known), row.meant) << row.typed;
  }
}

/// The small protocol with further word classes and patterns.
LoadResult with(std::string const& classes, std::string const& reading) {
  return test::load_changed("reading:\n", classes + "reading:\n" + reading);
}

std::string arm_numb_in(Protocol const& protocol, std::string_view text) {
  for (ReadFinding const& found : read_text(protocol, text)) {
    if (protocol.findings[found.finding].id == "arm_numb") return "yes";
  }
  return "no";
}

TEST(Patterns, MatchWithGapsAndInEitherOrder) {
  LoadResult const loaded = test::load_changed(
      "reading:\n",
      "- {class: limb, kind: place, words: [arm, leg, finger]}\n"
      "- {class: gone, kind: feeling, words: [numb, lost .. feeling]}\n"
      "common_words: [lamb number]\n"
      "reading:\n- {finding: arm_numb, patterns: [<gone> & finger, <limb> .. asleep], "
      "unless: [finger buffet]}\n");
  ASSERT_TRUE(loaded.protocol) << (loaded.faults.empty() ? "" : to_string(loaded.faults[0]));
  struct Row {
    char const* text;
    char const* expected;
  };
  for (Row const& row :
       {Row{"my finger is numb", "yes"}, Row{"numb finger", "yes"},
        Row{"I have lost all the feeling in my finger", "yes"},
        Row{"leg pain and numb finger", "yes"}, Row{"numb leg and sore finger", "no"},
        Row{"numb leg. finger hurts", "no"}, Row{"my arm fell fast asleep", "yes"},
        Row{"asleep in my arm", "no"}, Row{"numb after the finger buffet", "no"},
        Row{"numbfinger", "yes"}, Row{"nubm finegr", "yes"}, Row{"number of fingers", "no"},
        Row{"lamb, finger", "no"}, Row{"my finger is not numb", "no"},
        Row{"numb toes but my finger", "no"}}) {
    EXPECT_EQ(arm_numb_in(*loaded.protocol, row.text), row.expected) << row.text;
  }
}

TEST(Patterns, NameTheirFaults) {
  struct Row {
    char const* classes;
    char const* reading;
    char const* fault;
  };
  for (Row const& row : {
           Row{"", "- {finding: arm_numb, patterns: [<nowhere> numb]}\n",
               "names the unknown word class 'nowhere'"},
           Row{"- {class: a, words: []}\n", "", "word class 'a' has no words"},
           Row{"- {class: a, words: [<b>]}\n- {class: b, words: [<a>]}\n", "", "names itself"},
           Row{"- {class: numb, words: [x]}\n", "", "word class 'numb' is defined twice"},
           Row{"- {class: a, words: [b & c]}\n", "", "has an '&'"},
           Row{"", "- {finding: arm_numb, patterns: [.. numb]}\n", "begins with '..'"},
           Row{"", "- {finding: arm_numb, patterns: [numb ..]}\n", "ends with '..'"},
           Row{"", "- {finding: arm_numb, patterns: [<numb]}\n", "has a '<' without a '>'"},
           Row{"", "- {finding: any_numb, patterns: [numb]}\n", "is derived and cannot be read"},
           Row{"", "- {finding: pain_severity, patterns: [ow]}\n", "is a number"},
           Row{"", "- {finding: numbness_region, patterns: [ow]}\n", "need 'values'"},
           Row{"", "- {finding: numbness_region, values: [moon], patterns: [ow]}\n", "is no value"},
           Row{"", "- {finding: arm_numb, history: never}\n", "can only be 'counts'"},
       }) {
    LoadResult const loaded = with(row.classes, row.reading);
    bool said = false;
    for (Fault const& fault : loaded.faults) {
      said = said || (fault.text.find(row.fault) != std::string::npos && fault.line > 0);
    }
    EXPECT_TRUE(said) << row.fault;
  }
}

}  // namespace
}  // namespace plexus::routing
