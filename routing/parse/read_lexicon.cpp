// How free text is read: word classes, patterns of the findings, words that are spelt right.
// The phrases of the findings themselves (`synonyms`, `negated`) join them here.
#include <algorithm>
#include <functional>

#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kKindsMax = 8;
constexpr std::size_t kLevelsMax = 8;
constexpr std::string_view kCommonWordsKey = "common_words";

struct ClassRow {
  YamlNode const* words = nullptr;
  std::vector<YamlNode const*> phrases;
  std::vector<ClassId> names;  // classes that its phrases name
};

class Reader {
 public:
  explicit Reader(Loader& loader) : loader_(loader), lexicon_(loader.protocol.lexicon) {}

  void run() {
    read_classes();
    read_class_phrases();
    order_classes();
    for (YamlNode const* item : loader_.items("reading")) read_entry(*item);
    add_phrases_of_findings();
    for (YamlNode const* item : loader_.items(kCommonWordsKey)) read_common(*item);
    if (loader_.faults.empty()) lexicon_.finish();
  }

 private:
  void read_classes() {
    for (YamlNode const* item : loader_.items("word_classes")) {
      MapReader reader(*item, "word class", loader_.faults);
      std::size_t const index = lexicon_.classes.size();
      WordClass made;
      if (YamlNode const* const id = reader.require("class")) {
        names_.add(*id, static_cast<Index>(index), loader_.faults);
        made.id = id->text;
      }
      made.kind = kind_number(reader);
      ClassRow row;
      row.words = reader.require("words");
      row.phrases = reader.word_nodes("words");
      reader.finish();
      if (row.words != nullptr && row.phrases.empty()) {
        loader_.faults.add(row.words->place, "word class '" + made.id + "' has no words");
      }
      if (index == kClassesMax) {
        loader_.faults.add(item->place,
                           "more than " + std::to_string(kClassesMax) + " word classes");
      }
      if (index >= kClassesMax) return;
      lexicon_.classes.push_back(std::move(made));
      rows_.push_back(std::move(row));
    }
  }

  std::uint8_t kind_number(MapReader& reader) {
    std::string const kind = reader.optional_text("kind");
    if (kind.empty()) return 0;
    auto& kinds = lexicon_.kinds;
    auto const known = std::find(kinds.begin(), kinds.end(), kind);
    if (known != kinds.end()) return static_cast<std::uint8_t>(known - kinds.begin() + 1);
    if (kinds.size() == kKindsMax) {
      loader_.faults.add(reader.place(),
                         "more than " + std::to_string(kKindsMax) + " kinds of word classes");
      return 0;
    }
    kinds.push_back(kind);
    return static_cast<std::uint8_t>(kinds.size());
  }

  void report(YamlNode const& node, std::optional<std::string> const& fault) {
    if (fault) {
      loader_.faults.add(node.place, "the phrase '" + node.text.substr(0, 60) + "' " + *fault);
    }
  }

  void read_class_phrases() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (YamlNode const* node : rows_[i].phrases) {
        std::size_t const before = lexicon_.class_patterns.size();
        report(*node, lexicon_.add_to_class(static_cast<ClassId>(i), node->text));
        if (lexicon_.class_patterns.size() == before) continue;
        for (PatternElement const& element : lexicon_.class_patterns.back().elements) {
          if (element.is_class) rows_[i].names.push_back(static_cast<ClassId>(element.id));
        }
      }
    }
  }

  /// Puts each class above those that its phrases name. Errors: a fault for a ring.
  void order_classes() {
    std::vector<int> state(rows_.size(), 0);  // 0 new, 1 being visited, 2 done
    std::function<void(std::size_t)> const visit = [&](std::size_t at) {
      if (state[at] != 0) {
        if (state[at] == 1 && rows_[at].words != nullptr) {
          loader_.faults.add(rows_[at].words->place,
                             "word class '" + lexicon_.classes[at].id + "' names itself");
        }
        return;
      }
      state[at] = 1;
      std::size_t level = 0;
      for (ClassId const named : rows_[at].names) {
        visit(named);
        level = std::max<std::size_t>(level, lexicon_.classes[named].level + 1U);
      }
      if (level > kLevelsMax) {
        loader_.faults.add(rows_[at].words->place, "word classes stand in each other too deeply");
        level = kLevelsMax;
      }
      lexicon_.classes[at].level = static_cast<std::uint8_t>(level);
      state[at] = 2;
    };
    for (std::size_t at = 0; at < rows_.size(); ++at) visit(at);
  }

  void read_entry(YamlNode const& item) {
    MapReader reader(item, "reading", loader_.faults);
    YamlNode const* const name = reader.require("finding");
    auto const index = reader.name("finding", loader_.terms);
    Meaning meaning;
    meaning.illness = reader.flag("illness", false);
    if (YamlNode const* const history = reader.optional("history")) {
      meaning.history_counts = history->is_scalar() && history->text == "counts";
      if (!meaning.history_counts) reader.wrong(*history, "history", "can only be 'counts'");
    }
    auto const values = reader.word_nodes("values");
    auto const patterns = reader.word_nodes("patterns");
    auto const unless = reader.word_nodes("unless");
    auto const not_if = reader.word_nodes("not_if");
    auto const about = reader.word_nodes("about");
    reader.finish();
    if (!index || name == nullptr) return;
    if (*index >= loader_.protocol.findings.size()) {
      loader_.faults.add(name->place, "'" + name->text + "' is derived and cannot be read");
      return;
    }
    Finding const& finding = loader_.protocol.findings[*index];
    meaning.finding = *index;
    for (YamlNode const* value : values) meaning.values |= value_bit(finding, *value);
    if (!patterns.empty()) check_kind(finding, *name, meaning);
    if (meaning.illness || meaning.history_counts) own_[*index] = meaning;
    std::uint32_t const number = lexicon_.meaning(meaning);
    for (YamlNode const* node : patterns) report(*node, lexicon_.add(node->text, number));
    for (YamlNode const* node : unless) report(*node, lexicon_.add_denial(node->text, *index));
    for (YamlNode const* node : not_if) report(*node, lexicon_.add_veto(node->text, *index));
    lexicon_.topics.resize(loader_.protocol.findings.size());
    for (YamlNode const* node : about) {
      if (auto const named = names_.resolve(*node, loader_.faults)) {
        lexicon_.topics[*index].push_back(static_cast<ClassId>(*named));
      }
    }
  }

  std::uint64_t value_bit(Finding const& finding, YamlNode const& node) {
    for (std::size_t bit = 0; bit < finding.values.size(); ++bit) {
      if (node.is_scalar() && finding.values[bit] == node.text) return std::uint64_t{1} << bit;
    }
    loader_.faults.add(node.place, "'" + node.text + "' is no value of '" + finding.id + "'");
    return 0;
  }

  void check_kind(Finding const& finding, YamlNode const& name, Meaning const& meaning) {
    if (finding.kind == FindingKind::duration || finding.kind == FindingKind::severity) {
      loader_.faults.add(
          name.place, "'" + finding.id + "' is a number: say what it is about, not its patterns");
    } else if ((finding.kind == FindingKind::choices) != (meaning.values != 0)) {
      loader_.faults.add(name.place, finding.kind == FindingKind::choices
                                         ? "patterns of '" + finding.id + "' need 'values'"
                                         : "'" + finding.id + "' has no values");
    }
  }

  void add_phrases_of_findings() {
    Protocol& protocol = loader_.protocol;
    lexicon_.topics.resize(protocol.findings.size());
    for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
      Finding const& finding = protocol.findings[i];
      Meaning meaning;
      if (auto const own = own_.find(static_cast<Index>(i)); own != own_.end()) {
        meaning.history_counts = own->second.history_counts;
        meaning.illness = own->second.illness;
      }
      meaning.finding = static_cast<std::uint16_t>(i);
      auto const fault_at = [&](std::string const& text, std::optional<std::string> const& fault) {
        if (!fault) return;
        loader_.faults.add(finding.place, "the phrase '" + text.substr(0, 60) + "' of '" +
                                              finding.id + "' " + *fault);
      };
      if (finding.kind == FindingKind::boolean) {
        std::uint32_t const number = lexicon_.meaning(meaning);
        for (std::string const& text : finding.synonyms) fault_at(text, lexicon_.add(text, number));
        for (std::string const& text : finding.patterns) fault_at(text, lexicon_.add(text, number));
      } else if (!finding.patterns.empty()) {
        loader_.faults.add(finding.place, "only a yes/no finding holds 'patterns'");
      }
      for (std::string const& text : finding.negated) {
        fault_at(text, lexicon_.add_denial(text, static_cast<std::uint32_t>(i)));
      }
    }
  }

  /// Each item holds one word or several.
  void read_common(YamlNode const& item) {
    if (!item.is_scalar()) {
      loader_.faults.add(item.place, "common words must be words");
      return;
    }
    std::string_view rest = item.text;
    while (!rest.empty()) {
      std::size_t const end = std::min(rest.find(' '), rest.size());
      if (end > 0) lexicon_.add_common(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  Loader& loader_;
  Lexicon& lexicon_;
  NameTable names_{"word class"};
  std::vector<ClassRow> rows_;
  std::map<Index, Meaning> own_;  // what the findings' entries say of history and illness
};

}  // namespace

void read_lexicon(Loader& loader) {
  Reader(loader).run();
}

}  // namespace plexus::routing
