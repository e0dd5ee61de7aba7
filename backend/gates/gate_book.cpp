// From YAML to the book of gates, with every fault in its place.
#include "backend/gates/gate_book.hpp"

#include <algorithm>
#include <cassert>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "routing/parse/map_reader.hpp"

namespace plexus::gates {
namespace {

using routing::FaultList;
using routing::MapReader;
using routing::YamlNode;

constexpr int kAgeMax = 120;
constexpr int kHoursMax = 24 * 28;
constexpr int kValidDaysMax = 366;

class BookReader {
 public:
  BookReader(GateBook& book, FaultList& faults) : book_(book), faults_(faults) {}

  void read(YamlNode const& root) {
    MapReader map(root, "book of gates", faults_);
    map.require("languages");
    book_.languages = map.words("languages");
    book_.adult_from_age = map.integer("adult_from_age", 0, kAgeMax).value_or(18);
    if (auto const* ages = map.require("pregnancy_ages")) read_ages(*ages);
    for (auto const* node : map.list("sources")) read_source(*node);
    map.require("gates");
    for (auto const* node : map.list("gates")) read_sheet(*node);
    map.finish();
    std::sort(book_.sheets.begin(), book_.sheets.end(),
              [](auto const& a, auto const& b) { return a.kind < b.kind; });
    for (auto const& [kind, word] : CodeWords<GateKind>::words) {
      if (!kinds_.contains(kind)) {
        faults_.add(root.place, "there is no gate '" + std::string(word) + "'");
      }
    }
  }

 private:
  void read_ages(YamlNode const& node) {
    MapReader ages(node, "range of ages", faults_);
    ages.require("from");
    ages.require("to");
    book_.pregnancy_from_age = ages.integer("from", 0, kAgeMax).value_or(0);
    book_.pregnancy_to_age = ages.integer("to", 0, kAgeMax).value_or(kAgeMax);
    ages.finish();
  }

  void read_source(YamlNode const& node) {
    MapReader map(node, "source", faults_);
    GateSource source{.id = map.text("id"), .title = map.text("title"), .url = ""};
    source.url = map.optional_text("url");
    map.finish();
    if (!sources_.insert(source.id).second) faults_.add(node.place, "this source is there twice");
    book_.sources.push_back(std::move(source));
  }

  Texts read_texts(MapReader& map, std::string_view key) {
    auto const* node = map.require(key);
    auto texts = map.text_map(key);
    if (node == nullptr) return {};
    for (auto const& language : book_.languages) {
      auto const found = texts.find(language);
      if (found == texts.end() || found->second.empty()) {
        map.wrong(*node, key, "has no text in '" + language + "'");
      }
    }
    for (auto const& [language, text] : texts) {
      auto const& known = book_.languages;
      if (std::find(known.begin(), known.end(), language) == known.end()) {
        map.wrong(*node, key, "speaks '" + language + "', which is none of the languages");
      }
    }
    return Texts(std::move(texts));
  }

  void read_question(YamlNode const& node, GateSheet& sheet, std::set<std::string>& ids) {
    MapReader map(node, "question", faults_);
    GateQuestion question;
    question.id = map.text("id");
    map.require("safe");
    question.safe = map.code<GateAnswer>("safe").value_or(GateAnswer::absent);
    question.text = read_texts(map, "text");
    map.finish();
    if (!routing::is_plain_word(question.id)) faults_.add(node.place, "its id must be a word");
    if (!ids.insert(question.id).second) faults_.add(node.place, "this question is there twice");
    if (question.safe == GateAnswer::unknown) {
      faults_.add(node.place, "not knowing is never safe");
    }
    sheet.questions.push_back(std::move(question));
  }

  void read_substitute(YamlNode const& node, GateSheet& sheet) {
    MapReader map(node, "substitute", faults_);
    SubstituteRule rule;
    rule.from = ServiceCode(map.text("from"));
    rule.to = ServiceCode(map.text("to"));
    rule.without_contrast = map.flag("without_contrast", false);
    map.finish();
    sheet.substitutes.push_back(std::move(rule));
  }

  void read_who_clears(MapReader& map, GateSheet& sheet) {
    auto const* node = map.require("cleared_by");
    for (auto const& word : map.words("cleared_by")) {
      if (auto const role = from_word<UserRole>(word)) {
        sheet.cleared_by.push_back(*role);
      } else {
        map.wrong(*node, "cleared_by", "names no role of staff");
      }
    }
    if (node != nullptr && sheet.cleared_by.empty()) {
      map.wrong(*node, "cleared_by", "names nobody");
    }
    sheet.clears_itself = map.flag("clears_itself", false);
  }

  void read_sheet(YamlNode const& node) {
    MapReader map(node, "gate", faults_);
    GateSheet sheet;
    map.require("kind");
    auto const kind = map.code<GateKind>("kind");
    map.require("when");
    sheet.when = map.code<When>("when").value_or(When::always);
    for (auto const& role : map.words("resources")) sheet.resources.emplace_back(role);
    sheet.due_before = Hours{map.integer("due_hours_before", 0, kHoursMax).value_or(24)};
    sheet.notice = Hours{map.integer("notice_hours", 0, kHoursMax).value_or(4)};
    if (auto const days = map.integer("valid_days", 1, kValidDaysMax)) {
      sheet.valid_for = std::chrono::days{*days};
    }
    read_who_clears(map, sheet);
    sheet.title = read_texts(map, "title");
    sheet.why = read_texts(map, "why");
    std::set<std::string> ids;
    for (auto const* question : map.list("questions")) read_question(*question, sheet, ids);
    for (auto const* rule : map.list("substitutes")) read_substitute(*rule, sheet);
    auto const* sources = map.require("sources");
    sheet.sources = map.words("sources");
    for (auto const& source : sheet.sources) {
      if (!sources_.contains(source)) map.wrong(*sources, "sources", "names no source of the book");
    }
    map.finish();
    if (sheet.clears_itself && sheet.questions.empty()) {
      faults_.add(node.place, "a gate without questions cannot clear itself");
    }
    if (!kind) return;
    sheet.kind = *kind;
    if (!kinds_.insert(*kind).second) faults_.add(node.place, "this gate is there twice");
    book_.sheets.push_back(std::move(sheet));
  }

  GateBook& book_;
  FaultList& faults_;
  std::set<std::string> sources_;
  std::set<GateKind> kinds_;
};

}  // namespace

std::string const& Texts::in(std::string_view language) const {
  static std::string const kNothing;
  for (auto const tag : {language, language.substr(0, language.find('-'))}) {
    auto const found = by_language_.find(std::string(tag));
    if (found != by_language_.end()) return found->second;
  }
  auto const english = by_language_.find("en");
  if (english != by_language_.end()) return english->second;
  return by_language_.empty() ? kNothing : by_language_.begin()->second;
}

GateSheet const& GateBook::sheet(GateKind kind) const {
  auto const found = std::find_if(sheets.begin(), sheets.end(),
                                  [&](GateSheet const& one) { return one.kind == kind; });
  assert(found != sheets.end());  // the loader refuses a book without it
  return *found;
}

GateBookResult load_gate_book(routing::SourceFile const& file) {
  routing::LoadLimits const limits;
  std::vector<std::string> const names{file.name};
  FaultList faults(names, limits.faults_max);
  GateBookResult result;
  GateBook book;
  if (auto const root = routing::parse_yaml(file.text, 0, limits, faults)) {
    BookReader(book, faults).read(*root);
  }
  if (faults.empty()) {
    result.book = std::move(book);
  } else {
    result.faults = faults.take();
  }
  return result;
}

GateBook read_gate_book(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("the questions before visits cannot be read: " + path);
  std::ostringstream text;
  text << in.rdbuf();
  auto result = load_gate_book({path, text.str()});
  if (result.book) return std::move(*result.book);
  std::string all = "the questions before visits have faults:";
  for (auto const& fault : result.faults) all += "\n" + to_string(fault);
  throw std::runtime_error(all);
}

}  // namespace plexus::gates
