// The book of gates: what is in the house's own, and the faults of broken ones.
#include "backend/gates/gate_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace plexus::gates {
namespace {

/// Small and whole: each test breaks one thing of it.
std::string small_book() {
  std::string text =
      "languages: [en]\n"
      "adult_from_age: 18\n"
      "pregnancy_ages: {from: 12, to: 55}\n"
      "sources:\n"
      "  - {id: S, title: somewhere, url: \"\"}\n"
      "gates:\n";
  for (auto const& [kind, word] : CodeWords<GateKind>::words) {
    text += "  - {kind: " + std::string(word) +
            ", when: always, cleared_by: [clinician], title: {en: t}, why: {en: w}, "
            "questions: [{id: q, safe: absent, text: {en: q}}], sources: [S]}\n";
  }
  return text;
}

std::string replaced(std::string text, std::string const& what, std::string const& with) {
  text.replace(text.find(what), what.size(), with);
  return text;
}

TEST(GateBook, OfTheHouseIsWholeAndSpeaksBothLanguages) {
  auto const book = read_gate_book(std::string(PLEXUS_SOURCE_DIR) + "/backend/gates/gates.yaml");
  EXPECT_EQ(book.sheets.size(), CodeWords<GateKind>::words.size());
  EXPECT_EQ(book.languages, (std::vector<std::string>{"en", "ru"}));
  auto const& mri = book.sheet(GateKind::mri_safety);
  std::set<std::string> asked;
  for (auto const& question : mri.questions) {
    asked.insert(question.id);
    EXPECT_NE(question.text.in("en"), question.text.in("ru")) << question.id;
  }
  for (char const* const id : {"implant_cardiac_device", "implant_active_other",
                               "metal_fragment_eye", "pregnancy_first_trimester"}) {
    EXPECT_TRUE(asked.contains(id)) << id;
  }
  EXPECT_FALSE(mri.clears_itself) << "a scanner's safety is cleared by a named person";
  EXPECT_FALSE(book.sheet(GateKind::contrast_kidney).clears_itself);
  EXPECT_EQ(mri.substitutes.front().to, ServiceCode("ct"));
  using std::chrono::days;
  EXPECT_EQ(book.sheet(GateKind::contrast_kidney).valid_for, days{30});
  EXPECT_EQ(book.sheet(GateKind::pregnancy).valid_for, days{28});
  EXPECT_EQ(book.sheet(GateKind::guardian_consent).valid_for, std::nullopt);
}

TEST(GateBook, TextsFallBackFromRegionToLanguageToEnglish) {
  Texts const texts({{"en", "yes"}, {"ru", "da"}});
  EXPECT_EQ(texts.in("ru"), "da");
  EXPECT_EQ(texts.in("ru-RU"), "da");
  EXPECT_EQ(texts.in("de"), "yes");
  EXPECT_EQ(texts.in(""), "yes");
}

TEST(GateBook, SmallOneIsRead) {
  auto const result = load_gate_book({"small.yaml", small_book()});
  for (auto const& fault : result.faults) ADD_FAILURE() << to_string(fault);
  ASSERT_TRUE(result.book);
  EXPECT_EQ(result.book->sheet(GateKind::pregnancy).questions.size(), 1U);
}

TEST(GateBook, FaultsHaveTheirPlace) {
  struct Row {
    std::string what, with, says;
    std::uint32_t line;
  };
  for (auto const& row : {
           Row{"when: always", "wen: always", "unknown key 'wen'", 7},
           Row{"when: always", "when: seldom", "not one of the allowed words", 7},
           Row{"kind: pregnancy", "kind: mri_safety", "there twice", 9},
           Row{"kind: pregnancy", "kind: mri_safety", "there is no gate 'pregnancy'", 1},
           Row{"title: {en: t}", "title: {}", "has no text in 'en'", 7},
           Row{"title: {en: t}", "title: {en: t, de: t}", "speaks 'de'", 7},
           Row{"sources: [S]", "sources: [T]", "names no source", 7},
           Row{"cleared_by: [clinician]", "cleared_by: [porter]", "names no role", 7},
           Row{"cleared_by: [clinician]", "cleared_by: []", "names nobody", 7},
           Row{"safe: absent", "safe: unknown", "never safe", 7},
           Row{"questions: [{", "clears_itself: true, questions: [], other: [{",
               "cannot clear itself", 7},
           Row{"{from: 12, to: 55}", "{from: 12, to: 555}", "whole number", 3},
           Row{"gates:", "gates: [", "not YAML", 0},
       }) {
    auto const result = load_gate_book({"b.yaml", replaced(small_book(), row.what, row.with)});
    EXPECT_FALSE(result.book) << row.with;
    bool const said =
        std::any_of(result.faults.begin(), result.faults.end(), [&](routing::Fault const& fault) {
          return fault.file == "b.yaml" && fault.column > 0 &&
                 (row.line == 0 || fault.line == row.line) &&
                 fault.text.find(row.says) != std::string::npos;
        });
    EXPECT_TRUE(said) << row.with << ": "
                      << (result.faults.empty() ? "" : to_string(result.faults.front()));
  }
}

TEST(GateBook, MissingFileIsSaidLoudly) {
  EXPECT_THROW(read_gate_book("/nowhere/gates.yaml"), std::runtime_error);
}

}  // namespace
}  // namespace plexus::gates
