// The order in which the parts of a protocol are read, and what is put together at the end.
#include "routing/parse/load.hpp"

#include <algorithm>
#include <array>

#include "routing/check.hpp"
#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

constexpr std::array<std::string_view, 9> kSingles{"protocol", "version",        "title",
                                                   "language", "unknown_policy", "region_labels",
                                                   "imaging",  "symptoms_began", "draft"};
constexpr std::array<std::string_view, 1> kMaps{"phrases"};  // merged from all files
constexpr std::array<std::string_view, 18> kLists{"urgency_levels",
                                                  "emergency_instructions",
                                                  "specialists",
                                                  "imaging_regions",
                                                  "region_from_symptoms",
                                                  "facts",
                                                  "groups",
                                                  "findings",
                                                  "pages",
                                                  "derived",
                                                  "rules",
                                                  "guards",
                                                  "consultations",
                                                  "services",
                                                  "resource_roles",
                                                  "word_classes",
                                                  "reading",
                                                  "common_words"};
constexpr std::array<std::string_view, 2> kPlainLists{"sources", "conditions"};

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void collect_sections(Loader& loader, YamlNode const& root) {
  if (root.kind == YamlNode::Kind::null) return;  // an empty file
  if (!root.is_map()) {
    loader.faults.add(root.place, "a protocol file must be a map of sections");
    return;
  }
  for (auto const& [key, value] : root.members) {
    bool const known = among(kSingles, key.text) || among(kMaps, key.text) ||
                       among(kLists, key.text) || among(kPlainLists, key.text);
    if (!known) {
      loader.faults.add(key.place, "unknown key '" + key.text.substr(0, 60) + "'");
      continue;
    }
    loader.sections[key.text].push_back(&value);
  }
}

/// A file with `texts` is a translation and holds nothing else.
void collect_texts(Loader& loader, YamlNode const& root, std::string_view file) {
  MapReader reader(root, "translation", loader.faults);
  std::string language = lower_case_tag(reader.text("language"));
  YamlNode const* const texts = reader.require("texts");
  reader.finish();
  constexpr std::string_view kFolder = "languages/";
  if (auto const at = file.find(kFolder); at != std::string_view::npos && !language.empty()) {
    auto const rest = file.substr(at + kFolder.size());
    if (lower_case_tag(rest.substr(0, rest.find('/'))) != language) {
      loader.faults.add(root.place, "the folder is of another language than '" + language + "'");
    }
  }
  if (texts == nullptr) return;
  if (texts->is_map()) {
    loader.text_files.push_back({std::move(language), texts});
  } else {
    loader.faults.add(texts->place, "'texts' must be a map");
  }
}

bool is_translation(YamlNode const& root, std::string_view file) {
  return root.is_map() &&
         (root.find("texts") != nullptr || file.find("languages/") != std::string_view::npos);
}

void check_sections(Loader& loader) {
  Place const nowhere{.file = kNoIndex};
  for (std::string_view const section :
       {"protocol", "version", "title", "language", "unknown_policy", "urgency_levels",
        "specialists", "facts", "findings", "rules", "consultations"}) {
    if (!loader.sections.contains(section)) {
      loader.faults.add(nowhere, "'" + std::string(section) + "' is missing");
    }
  }
}

bool fit_masks(Loader& loader) {
  constexpr std::size_t kMaskBits = 64;
  Protocol const& protocol = loader.protocol;
  bool fits = true;
  for (auto const& [size, what] : {std::pair{protocol.services.size(), "services"},
                                   std::pair{protocol.specialists.size(), "specialists"},
                                   std::pair{protocol.regions.size(), "regions"}}) {
    if (size <= kMaskBits) continue;
    loader.faults.add(Place{.file = kNoIndex}, std::string("more than 64 ") + what);
    fits = false;
  }
  for (Service const& service : protocol.services) {
    if (service.panels.size() <= kMaskBits) continue;
    loader.faults.add(service.place, "more than 64 panels");
    fits = false;
  }
  return fits;
}

/// What deciding needs at hand, taken from what was read.
void finish(Protocol& protocol) {
  for (std::size_t i = 0; i < protocol.findings.size(); ++i) {
    Finding const& finding = protocol.findings[i];
    auto const index = static_cast<Index>(i);
    if (finding.red_flag) protocol.red_flags.push_back(index);
  }
  protocol.reads_language = protocol.language;
  std::vector<Condition const*> conditions;
  for (Rule const& rule : protocol.rules) conditions.push_back(&rule.when);
  protocol.rule_index = RuleIndex(conditions);
  for (Rule const& rule : protocol.rules) {
    if (rule.fallback && !rule.specialists.empty()) {
      protocol.general_doctor = rule.specialists.front().specialist;
    }
  }
}

}  // namespace

std::vector<YamlNode const*> Loader::items(std::string_view section) {
  std::vector<YamlNode const*> found;
  auto const at = sections.find(section);
  if (at == sections.end()) return found;
  for (YamlNode const* node : at->second) {
    if (!node->is_list()) {
      faults.add(node->place, "'" + std::string(section) + "' must be a list");
      continue;
    }
    for (YamlNode const& item : node->items) found.push_back(&item);
  }
  if (found.size() > limits.items_max) {
    faults.add(found[limits.items_max]->place, "more than " + std::to_string(limits.items_max) +
                                                   " of '" + std::string(section) + "'");
    found.resize(limits.items_max);
  }
  return found;
}

YamlNode const* Loader::single(std::string_view section) {
  auto const at = sections.find(section);
  if (at == sections.end()) return nullptr;
  for (std::size_t i = 1; i < at->second.size(); ++i) {
    faults.add(at->second[i]->place, "'" + std::string(section) + "' may stand once");
  }
  at->second.resize(1);
  return at->second.front();
}

std::string to_string(Fault const& fault) {
  std::string text;
  if (!fault.file.empty()) {
    text =
        fault.file + ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column) + ": ";
  }
  return text + fault.text;
}

namespace {

/// Parses every file and reads every section. `roots` must outlive the loader's use of them.
/// Answers false when so much is broken that further faults would mislead.
bool read_all(Loader& loader, std::span<SourceFile const> files, std::vector<YamlNode>& roots) {
  LoadLimits const& limits = loader.limits;
  if (files.empty() || files.size() > limits.files_max) {
    loader.faults.add(Place{.file = kNoIndex},
                      files.empty() ? "no protocol files"
                                    : "more than " + std::to_string(limits.files_max) + " files");
    return false;
  }
  roots.reserve(files.size());  // sections point into them
  bool all_read = true;
  for (SourceFile const& file : files) {
    loader.protocol.files.push_back(file.name);
    auto const index = static_cast<Index>(loader.protocol.files.size() - 1);
    auto root = parse_yaml(file.text, index, limits, loader.faults);
    all_read = all_read && root;
    if (!root) continue;
    roots.push_back(std::move(*root));
    if (is_translation(roots.back(), file.name)) {
      collect_texts(loader, roots.back(), file.name);
    } else {
      collect_sections(loader, roots.back());
    }
  }
  // With a file unread, everything that it defines would be reported as missing.
  if (!all_read) return false;
  check_sections(loader);
  read_head(loader);
  read_knowledge_lists(loader);
  read_services(loader);
  // Sets of these are 64-bit masks from here on.
  if (!fit_masks(loader)) return false;
  read_findings(loader);
  read_pages(loader);
  read_service_screening(loader);
  read_regions(loader);
  read_rules(loader);
  read_guards(loader);
  read_lexicon(loader);
  read_phrases(loader);
  if (!loader.faults.empty()) return true;
  finish(loader.protocol);
  for (CheckFault& fault : check_protocol(loader.protocol)) {
    loader.faults.add(fault.place.line == 0 ? Place{.file = kNoIndex} : fault.place,
                      std::move(fault.text));
  }
  return true;
}

}  // namespace

LoadResult load_protocol(std::span<SourceFile const> files, LoadLimits const& limits) {
  Loader loader(limits);
  std::vector<YamlNode> roots;
  read_all(loader, files, roots);
  if (!loader.faults.empty()) return LoadResult{std::nullopt, loader.faults.take()};
  return LoadResult{std::move(loader.protocol), {}};
}

PackResult load_pack(std::span<SourceFile const> files, LoadLimits const& limits) {
  Loader loader(limits);
  std::vector<YamlNode> roots;
  std::map<std::string, Protocol, std::less<>> translated;
  if (read_all(loader, files, roots)) {
    check_words(loader);
    translated = read_translations(loader);
  }
  if (!loader.faults.empty()) return PackResult{std::nullopt, loader.faults.take()};
  return PackResult{ProtocolPack{std::move(loader.protocol), std::move(translated)}, {}};
}

}  // namespace plexus::routing
