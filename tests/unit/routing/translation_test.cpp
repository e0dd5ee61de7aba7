// The shipped protocols in their other languages: nothing that a patient may read is left in
// English, and the decision is the same.
#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <set>

#include "routing/assess.hpp"
#include "routing/pack.hpp"
#include "routing/texts.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing {
namespace {

/// Names that are written in Latin letters in Russian too.
std::set<std::string> const kLatin{"B12"};

std::set<std::string> latin_words(std::string const& text) {
  static std::regex const hole("\\{[a-z_]+\\}");
  static std::regex const word("[A-Za-z][A-Za-z0-9]+");
  std::string const bare = std::regex_replace(text, hole, "");
  std::set<std::string> found;
  for (std::sregex_iterator at(bare.begin(), bare.end(), word), end; at != end; ++at) {
    if (!kLatin.contains(at->str())) found.insert(at->str());
  }
  return found;
}

void expect_translated(std::string const& text, std::string const& where) {
  for (std::string const& word : latin_words(text)) {
    ADD_FAILURE() << where << ": '" << word << "' in: " << text;
  }
}

/// Answers drawn from a seed: most findings asked, a few not sure, so that guards fire as well.
IntakeInput drawn(Protocol const& protocol, std::uint32_t seed) {
  std::mt19937 draw(seed);
  auto const below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(draw() % n); };
  std::uint32_t const one_in = 2 + below(40);
  IntakeInput input{.language = "ru"};
  for (Finding const& finding : protocol.findings) {
    if (below(10) == 0) continue;
    if (below(30) == 0) {
      input.answers[finding.id] = std::string("unknown");
    } else if (finding.kind == FindingKind::boolean) {
      // Emergencies end the talk: rarer, so that the rest is heard too.
      bool const stat = finding.red_flag == Urgency::stat && below(20) != 0;
      bool const present = !stat && below(one_in) == 0;
      input.answers[finding.id] = std::string(present ? "present" : "absent");
    } else if (finding.kind == FindingKind::choices) {
      input.answers[finding.id] = finding.values[below(std::uint32_t(finding.values.size()))];
    } else {
      double const width = std::min(finding.max - finding.min, 400.0);
      input.answers[finding.id] = finding.min + below(std::uint32_t(width) + 1);
    }
  }
  input.patient.age_years = static_cast<int>(below(100));
  input.patient.sex = below(2) == 0 ? Sex::female : Sex::male;
  if (below(3) == 0) input.patient.pregnancy = Pregnancy::unsure;
  return input;
}

class Translated : public ::testing::TestWithParam<std::string> {};

TEST_P(Translated, HasEveryTextInItsOwnLetters) {
  ProtocolPack const& pack = test::shipped_pack(GetParam());
  ASSERT_TRUE(pack.translated.contains("ru"));
  Protocol base = pack.base;
  Protocol russian = pack.in("ru");
  auto const original = text_slots(base);
  auto const slots = text_slots(russian);
  ASSERT_EQ(slots.size(), original.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    EXPECT_EQ(slots[i].text->empty(), original[i].text->empty()) << slots[i].key;
    if (slots[i].key.starts_with("phrase.staff_")) continue;
    expect_translated(*slots[i].text, slots[i].key);
  }
}

TEST_P(Translated, SaysEveryDecisionInItsOwnWords) {
  ProtocolPack const& pack = test::shipped_pack(GetParam());
  std::set<Urgency> seen;
  for (std::uint32_t seed = 1; seed <= 400; ++seed) {
    IntakeInput const input = drawn(pack.base, seed);
    Assessment const said = assess(pack.in("ru"), input);
    Assessment const original = assess(pack.base, input);
    std::string const where = "seed " + std::to_string(seed);
    EXPECT_EQ(said.decision.urgency, original.decision.urgency) << where;
    EXPECT_EQ(said.decision.specialists.size(), original.decision.specialists.size()) << where;
    EXPECT_EQ(said.decision.diagnostics.size(), original.decision.diagnostics.size()) << where;
    EXPECT_EQ(said.findings, original.findings) << where;
    ASSERT_EQ(said.questions.size(), original.questions.size()) << where;
    seen.insert(said.decision.urgency);
    for (std::string const& line : explain(pack.in("ru"), said.decision).patient) {
      expect_translated(line, where);
    }
    if (said.decision.emergency)
      expect_translated(std::string(said.decision.emergency->say), where);
    for (Question const& question : said.questions) {
      std::string const at = where + " " + question.id;
      expect_translated(question.text + " " + question.why + " " + question.help, at);
      expect_translated(question.unit, at);
      for (QuestionOption const& option : question.options) expect_translated(option.text, at);
    }
    if (HasFailure()) return;
  }
  EXPECT_EQ(seen.size(), 4U);
}

std::string name_of(::testing::TestParamInfo<std::string> const& info) {
  return info.param.substr(info.param.rfind('/') + 1);
}
INSTANTIATE_TEST_SUITE_P(Shipped, Translated, ::testing::ValuesIn(test::shipped_protocols()),
                         name_of);

}  // namespace
}  // namespace plexus::routing
