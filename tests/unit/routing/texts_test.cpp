// Translations: what they must hold, what they change, and that nothing a person reads is left out.
#include "routing/texts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "routing/assess.hpp"
#include "routing/pack.hpp"
#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

/// Every text of the small protocol, translated by putting it in angle brackets.
std::map<std::string, std::string> bracketed() {
  Protocol copy = test::small_protocol();
  std::map<std::string, std::string> texts;
  for (TextSlot const& slot : text_slots(copy)) {
    if (!slot.text->empty()) texts[slot.key] = "<" + *slot.text + ">";
  }
  return texts;
}

std::string file_of(std::map<std::string, std::string> const& texts) {
  std::string file = "language: ru\ntexts:\n";
  for (auto const& [key, text] : texts) file += "  " + key + ": \"" + text + "\"\n";
  return file;
}

PackResult load_with(std::vector<std::string> const& translations) {
  std::vector<SourceFile> files = test::small_protocol_files();
  for (std::size_t i = 0; i < translations.size(); ++i) {
    files.push_back({"languages/ru/" + std::to_string(i) + ".yaml", translations[i]});
  }
  return load_pack(files);
}

std::string faults_of(PackResult const& result) {
  std::string text;
  for (Fault const& fault : result.faults) text += to_string(fault) + "\n";
  return text;
}

bool says(PackResult const& result, std::string const& text) {
  return faults_of(result).find(text) != std::string::npos;
}

TEST(Texts, ATranslationIsTheSameProtocolInOtherWords) {
  PackResult const result = load_with({file_of(bracketed())});
  ASSERT_TRUE(result.pack) << faults_of(result);
  Protocol const& base = result.pack->base;
  Protocol const& other = result.pack->in("ru-RU");
  ASSERT_NE(&base, &other);
  EXPECT_EQ(other.language, "ru");
  EXPECT_EQ(other.id, base.id);
  EXPECT_EQ(other.version, base.version);
  EXPECT_EQ(other.title, "<Small>");
  ASSERT_EQ(other.rules.size(), base.rules.size());
  for (std::size_t i = 0; i < base.rules.size(); ++i) {
    EXPECT_EQ(other.rules[i].id, base.rules[i].id);
    EXPECT_EQ(other.rules[i].reason, "<" + base.rules[i].reason + ">");
    EXPECT_EQ(other.rules[i].note, base.rules[i].note);  // for staff
  }
  EXPECT_EQ(other.phrase(Saying::now), "<now>");
}

TEST(Texts, ALanguageTagFindsItsTranslation) {
  PackResult const result = load_with({file_of(bracketed())});
  ASSERT_TRUE(result.pack) << faults_of(result);
  for (char const* tag : {"ru", "RU", "ru-RU", "ru-Cyrl-KZ"}) {
    EXPECT_EQ(result.pack->in(tag).language, "ru") << tag;
  }
  for (char const* tag : {"en", "en-GB", "de", "rus", "r", "", "ru_RU"}) {
    EXPECT_EQ(result.pack->in(tag).language, "en") << tag;
  }
}

TEST(Texts, ATranslationReadsNoComplaint) {
  PackResult const result = load_with({file_of(bracketed())});
  ASSERT_TRUE(result.pack) << faults_of(result);
  IntakeInput input{.complaint = "My leg is weak and I have a fever", .language = "ru"};
  Assessment const russian = assess(result.pack->in("ru"), input);
  EXPECT_TRUE(russian.findings.empty());
  ASSERT_FALSE(russian.questions.empty());
  EXPECT_TRUE(russian.questions.front().text.starts_with("<"));
  // A language that nobody translated: the original's words, and the text is not read either.
  input.language = "de";
  Assessment const german = assess(result.pack->in("de"), input);
  EXPECT_TRUE(german.findings.empty());
  EXPECT_FALSE(german.questions.front().text.starts_with("<"));
}

TEST(Texts, FaultsOfATranslationHaveTheirPlace) {
  auto const texts = bracketed();
  auto const with = [&](std::string const& key, std::string const& text) {
    auto changed = texts;
    changed[key] = text;
    return file_of(changed);
  };
  EXPECT_TRUE(says(load_with({with("rule.NO_SUCH.reason", "x")}),
                   "there is no text 'rule.NO_SUCH.reason' to be translated"));
  PackResult const hole = load_with({with("emergency.EM_NOW.text", "Call {crisis_line}.")});
  EXPECT_TRUE(says(hole,
                   "the text 'emergency.EM_NOW.text' holds {crisis_line} and must hold "
                   "{emergency_number}"));
  ASSERT_EQ(hole.faults.size(), 1U);
  EXPECT_EQ(hole.faults.front().file, "languages/ru/0.yaml");
  EXPECT_GT(hole.faults.front().line, 2U);
  EXPECT_GT(hole.faults.front().column, 3U);
  auto without = texts;
  without.erase("rule.R3_FEVER.reason");
  without.erase("phrase.now");
  PackResult const short_of_two = load_with({file_of(without)});
  EXPECT_TRUE(says(short_of_two, "language 'ru' lacks the text 'rule.R3_FEVER.reason'"));
  EXPECT_TRUE(says(short_of_two, "language 'ru' lacks the text 'phrase.now'"));
  EXPECT_EQ(short_of_two.faults.size(), 2U);
  EXPECT_TRUE(says(load_with({with("protocol.title", " ")}), "the text 'protocol.title' is empty"));
  EXPECT_TRUE(says(load_with({file_of(texts), "language: ru\ntexts:\n  protocol.title: Again\n"}),
                   "languages/ru/1.yaml:3:3: the text 'protocol.title' is given twice"));
  EXPECT_TRUE(says(load_with({"language: ru\n"}), "this translation has no 'texts'"));
  EXPECT_TRUE(says(load_with({"language: de\ntexts: {}\n"}), "the folder is of another language"));
  EXPECT_TRUE(says(load_with({"language: ru\ntexts: {}\nrules: []\n"}), "unknown key 'rules'"));
  EXPECT_TRUE(says(load_with({"language: ru\ntexts: [a]\n"}), "'texts' must be a map"));
}

TEST(Texts, AProtocolAloneNeedsNoWords) {
  std::vector<SourceFile> files = test::small_protocol_files();
  std::erase_if(files, [](SourceFile const& file) { return file.name == "phrases.yaml"; });
  EXPECT_TRUE(load_protocol(files).protocol);
  EXPECT_TRUE(says(load_pack(files), "'phrases' is missing"));
  files.push_back({"phrases.yaml", "phrases: {now: now, whim: x, why: because}\n"});
  PackResult const result = load_pack(files);
  EXPECT_TRUE(says(result, "unknown phrase 'whim'"));
  EXPECT_TRUE(says(result, "phrase 'why' must hold {reason}"));
  EXPECT_TRUE(says(result, "phrase 'see_first' is missing"));
}

TEST(Phrase, FillsWhatIsKnownOnce) {
  EXPECT_EQ(filled("{a} and {b}", {{"a", "{b}"}, {"b", "2"}}), "{b} and 2");
  EXPECT_EQ(filled("call {emergency_number}, {", {{"a", "1"}}), "call {emergency_number}, {");
  EXPECT_EQ(filled("{}{a{a}", {{"a", "1"}}), "{}{a1");
  EXPECT_EQ(holes_of("{b} {a} {b} {} {A} {x y}"), (std::vector<std::string>{"a", "b"}));
}

TEST(Phrase, FormsStandInTheOrderOfTheirNames) {
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < kPhraseForms.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kPhraseForms[i].phrase), i);
    keys.insert(kPhraseForms[i].key);
  }
  EXPECT_EQ(keys.size(), kPhraseCount);
}

}  // namespace
}  // namespace plexus::routing
