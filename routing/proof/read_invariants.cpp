// Reads the small language of the invariants. What a word means stands in claims.cpp.
#include "routing/proof/read_invariants.hpp"

#include <algorithm>
#include <array>

#include "routing/parse/map_reader.hpp"
#include "routing/parse/yaml_tree.hpp"
#include "routing/proof/changes.hpp"

namespace plexus::routing::proof {
namespace {

struct Word {
  std::string_view name;
  Argument argument;
};

constexpr std::array<Word, 43> kWords{{
    {"all", Argument::parts},
    {"any", Argument::parts},
    {"not", Argument::part},
    {"level_at_least", Argument::level},
    {"level_is", Argument::level},
    {"true_rule_at_least", Argument::level},
    {"offered", Argument::names},
    {"offered_besides", Argument::names},
    {"first", Argument::names},
    {"planned", Argument::names},
    {"planned_not_exempt", Argument::names},
    {"booked", Argument::names},
    {"confirmable", Argument::names},
    {"held", Argument::names},
    {"dye", Argument::names},
    {"present", Argument::names},
    {"possible", Argument::names},
    {"not_absent", Argument::names},
    {"pregnancy", Argument::names},
    {"flag", Argument::names},
    {"callback_within", Argument::number},
    {"age_under", Argument::number},
    {"egfr_under", Argument::number},
    {"number_under", Argument::finding_number},
    {"offered_somebody", Argument::yes},
    {"offered_twice", Argument::yes},
    {"planned_test", Argument::yes},
    {"planned_ionising", Argument::yes},
    {"planned_consultation", Argument::yes},
    {"emergency_shown", Argument::yes},
    {"callback", Argument::yes},
    {"incomplete", Argument::yes},
    {"finished", Argument::yes},
    {"anything_unasked", Argument::yes},
    {"must_ask_unasked", Argument::yes},
    {"red_flag_unasked", Argument::yes},
    {"red_flag_possible", Argument::yes},
    {"red_flag_not_absent", Argument::yes},
    {"red_flag_rule_unknown", Argument::yes},
    {"age_unknown", Argument::yes},
    {"pregnancy_open", Argument::yes},
    {"level_below_rules", Argument::yes},
    {"any_finding_possible", Argument::yes},
}};

constexpr std::array<std::string_view, 3> kNumberWords{
    "numbers_unasked", "rule_on_numbers_possible", "possible_by_if_unasked"};

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<Argument> argument_of(std::string_view word) {
  auto const at = std::find_if(kWords.begin(), kWords.end(),
                               [&](Word const& known) { return known.name == word; });
  if (at != kWords.end()) return at->argument;
  if (among(kNumberWords, word) || is_change_word(word)) return Argument::yes;
  return std::nullopt;
}

/// The node on one line, as people would write it.
std::string one_line(YamlNode const& node) {
  if (node.is_scalar()) return node.text;
  std::string text;
  if (node.is_list()) {
    for (YamlNode const& item : node.items) text += (text.empty() ? "" : ", ") + one_line(item);
    return "[" + text + "]";
  }
  for (auto const& [key, value] : node.members) {
    text += (text.empty() ? "" : ", ") + key.text;
    if (value.text != "true") text += ": " + one_line(value);
  }
  return text;
}

class InvariantReader {
 public:
  InvariantReader() : faults_(files_, LoadLimits{}.faults_max) {}

  ReadInvariants run(SourceFile const& file) {
    files_.push_back(file.name);
    auto const root = parse_yaml(file.text, 0, LoadLimits{}, faults_);
    if (root) read(*root);
    ReadInvariants result{std::move(invariants_), faults_.take()};
    if (!result.faults.empty()) result.invariants.clear();
    std::sort(result.invariants.begin(), result.invariants.end(),
              [](Invariant const& a, Invariant const& b) { return a.id < b.id; });
    return result;
  }

 private:
  void read(YamlNode const& root) {
    MapReader reader(root, "file of invariants", faults_);
    reader.require("invariants");
    NameTable ids("invariant");
    for (YamlNode const* item : reader.list("invariants")) {
      if (YamlNode const* const id = item->find("id")) ids.add(*id, 0, faults_);
      read_invariant(*item);
    }
    reader.finish();
  }

  void read_invariant(YamlNode const& item) {
    MapReader reader(item, "invariant", faults_);
    Invariant row;
    row.id = reader.text("id");
    row.statement = reader.text("statement");
    reader.require("how");
    row.how = reader.code<How>("how").value_or(How::proved);
    for (YamlNode const* claim : reader.list("claims")) row.claims.push_back(read_claim(*claim));
    row.check = reader.optional_text("check");
    row.place = item.place;
    reader.finish();
    auto const& checks = check_words();
    if (!row.check.empty() && std::find(checks.begin(), checks.end(), row.check) == checks.end()) {
      faults_.add(item.place, "unknown check '" + row.check + "'");
    }
    if (row.how == How::proved ? row.claims.empty() : row.check.empty()) {
      faults_.add(item.place, "what is proved needs 'claims', what is checked needs 'check'");
    }
    invariants_.push_back(std::move(row));
  }

  Claim read_claim(YamlNode const& item) {
    MapReader reader(item, "claim", faults_);
    Claim claim;
    claim.change = reader.code<Change>("change").value_or(Change::none);
    YamlNode const* const never = reader.optional("never");
    YamlNode const* const sometimes = reader.optional("sometimes");
    reader.finish();
    if ((never == nullptr) == (sometimes == nullptr)) {
      faults_.add(item.place, "a claim says either 'never' or 'sometimes'");
      return claim;
    }
    claim.never = never != nullptr;
    YamlNode const& formula = claim.never ? *never : *sometimes;
    claim.formula = read_formula(formula, claim.change != Change::none);
    claim.text = (claim.never ? "never " : "sometimes ") + one_line(formula);
    if (claim.change != Change::none) {
      claim.text += " (" + std::string(to_word(claim.change)) + ")";
    }
    return claim;
  }

  Formula read_formula(YamlNode const& node, bool changes) {
    Formula formula;
    if (!node.is_map() || node.members.size() != 1) {
      faults_.add(node.place,
                  "a formula is one word with its value, such as {level_at_least: asap}");
      return formula;
    }
    formula.word = node.members.front().first.text;
    auto const argument = argument_of(formula.word);
    if (!argument) {
      faults_.add(node.place, "unknown word '" + formula.word.substr(0, 60) + "'");
      return formula;
    }
    if (is_change_word(formula.word) && !changes) {
      faults_.add(node.place, "'" + formula.word + "' needs a 'change' in its claim");
    }
    formula.argument = *argument;
    read_argument(node, formula, changes);
    return formula;
  }

  void read_argument(YamlNode const& node, Formula& formula, bool changes) {
    MapReader reader(node, "formula", faults_);
    YamlNode const& value = node.members.front().second;
    switch (formula.argument) {
      case Argument::parts:
        for (YamlNode const* part : reader.list(formula.word)) {
          formula.parts.push_back(read_formula(*part, changes));
        }
        if (formula.parts.empty()) faults_.add(node.place, "needs at least one part");
        break;
      case Argument::part:
        formula.parts.push_back(read_formula(value, changes));
        break;
      case Argument::names:
        formula.names = reader.words(formula.word);
        if (formula.names.empty()) faults_.add(node.place, "needs at least one name");
        break;
      case Argument::level:
        formula.level = reader.code<Urgency>(formula.word).value_or(Urgency::routine);
        break;
      case Argument::number:
        formula.number = reader.number(formula.word).value_or(0);
        break;
      case Argument::finding_number: {
        MapReader row(value, "number", faults_);
        formula.names = {row.text("finding")};
        row.require("value");
        formula.number = row.number("value").value_or(0);
        row.finish();
        break;
      }
      case Argument::yes:
        if (!reader.flag(formula.word, true)) faults_.add(value.place, "say {not: ...} instead");
        break;
    }
  }

  std::vector<std::string> files_;
  FaultList faults_;
  std::vector<Invariant> invariants_;
};

}  // namespace

std::vector<std::string_view> const& check_words() {
  static std::vector<std::string_view> const words{
      "every_rule_says_why",   "same_in_any_order",         "everything_named_is_defined",
      "extremes_are_decided",  "everything_can_be_offered", "guards_keep_the_level",
      "dialogues_end_finished"};
  return words;
}

ReadInvariants read_invariants(SourceFile const& file) {
  return InvariantReader().run(file);
}

}  // namespace plexus::routing::proof
