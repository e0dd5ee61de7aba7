// Words: the program's own phrases, and the translations of everything that a person may read.
#include <algorithm>
#include <array>

#include "routing/parse/loader.hpp"
#include "routing/texts.hpp"

namespace plexus::routing {
namespace {

std::string listed(std::vector<std::string> const& holes) {
  std::string text;
  for (std::string const& hole : holes) text += (text.empty() ? "{" : ", {") + hole + "}";
  return text.empty() ? "no placeholder" : text;
}

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  while (!list.empty()) {
    auto const end = std::min(list.find(' '), list.size());
    words.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  std::sort(words.begin(), words.end());
  return words;
}

void read_phrase(Loader& loader, YamlNode const& key, YamlNode const& value) {
  auto const form = std::find_if(kPhraseForms.begin(), kPhraseForms.end(),
                                 [&](PhraseForm const& row) { return row.key == key.text; });
  if (form == kPhraseForms.end()) {
    loader.faults.add(key.place, "unknown phrase '" + key.text.substr(0, 60) + "'");
    return;
  }
  std::string& text = loader.protocol.phrases[static_cast<std::size_t>(form->phrase)];
  if (!value.is_scalar() || value.text.empty()) {
    loader.faults.add(value.place, "phrase '" + key.text + "' must be text");
    return;
  }
  if (!text.empty()) {
    loader.faults.add(key.place, "phrase '" + key.text + "' is given twice");
    return;
  }
  auto const wanted = words_of(form->holes);
  if (holes_of(value.text) != wanted) {
    loader.faults.add(value.place, "phrase '" + key.text + "' must hold " + listed(wanted));
  }
  text = value.text;
}

/// A protocol that is being given the words of one language.
struct Translation {
  Protocol protocol;
  Place place;  // where its first file stands
  struct Entry {
    std::string* text = nullptr;  // into `protocol`
    std::string original;
    bool given = false;
  };
  std::map<std::string, Entry, std::less<>> entries;
};

/// Everything but words stays; complaints in this language are not read. Filled in place, for the
/// entries point into it.
void begin(Translation& made, Protocol const& base, std::string const& language, Place place) {
  made.protocol = base;
  made.place = place;
  made.protocol.language = language;
  made.protocol.reads_language.clear();
  made.protocol.lexicon = Lexicon{};
  for (Finding& finding : made.protocol.findings) {
    finding.synonyms.clear();
    finding.negated.clear();
  }
  for (TextSlot& slot : text_slots(made.protocol)) {
    if (slot.text->empty()) continue;
    made.entries[slot.key] = Translation::Entry{.text = slot.text, .original = *slot.text};
  }
}

void give(Loader& loader, Translation& made, YamlNode const& key, YamlNode const& value) {
  auto const at = made.entries.find(key.text);
  std::string const name = "'" + key.text.substr(0, 120) + "'";
  if (at == made.entries.end()) {
    loader.faults.add(key.place, "there is no text " + name + " to be translated");
    return;
  }
  Translation::Entry& entry = at->second;
  if (entry.given) {
    loader.faults.add(key.place, "the text " + name + " is given twice");
    return;
  }
  entry.given = true;
  if (!value.is_scalar() || value.text.find_first_not_of(" \n") == std::string::npos) {
    loader.faults.add(value.place, "the text " + name + " is empty");
    return;
  }
  auto const wanted = holes_of(entry.original);
  if (auto const found = holes_of(value.text); found != wanted) {
    loader.faults.add(value.place, "the text " + name + " holds " + listed(found) +
                                       " and must hold " + listed(wanted));
  }
  *entry.text = value.text;
}

void check_values(Loader& loader, std::string const& what, Place place,
                  std::vector<std::string> const& values,
                  std::map<std::string, std::string> const& labels) {
  for (std::string const& value : values) {
    if (labels.contains(value)) continue;
    loader.faults.add(place, "value '" + value + "' of " + what + " has no label");
  }
}

}  // namespace

void read_phrases(Loader& loader) {
  auto const at = loader.sections.find("phrases");
  if (at == loader.sections.end()) return;
  for (YamlNode const* map : at->second) {
    if (!map->is_map()) loader.faults.add(map->place, "'phrases' must be a map");
    for (auto const& [key, value] : map->members) read_phrase(loader, key, value);
  }
  for (PhraseForm const& form : kPhraseForms) {
    if (!loader.protocol.phrase(form.phrase).empty()) continue;
    loader.faults.add(at->second.front()->place,
                      "phrase '" + std::string(form.key) + "' is missing");
  }
}

void check_words(Loader& loader) {
  if (!loader.sections.contains("phrases")) {
    loader.faults.add(Place{.file = kNoIndex}, "'phrases' is missing");
  }
  for (Fact const& fact : loader.protocol.facts) {
    if (!fact.ask) continue;
    std::string const name = "fact '" + std::string(fact_word(fact.id)) + "'";
    check_values(loader, name, fact.place, fact.values, fact.value_labels);
  }
  for (Finding const& finding : loader.protocol.findings) {
    check_values(loader, "'" + finding.id + "'", finding.place, finding.values,
                 finding.value_labels);
  }
}

std::map<std::string, Protocol, std::less<>> read_translations(Loader& loader) {
  std::map<std::string, Translation, std::less<>> made;
  for (Loader::TextsFile const& file : loader.text_files) {
    if (is_of_language(file.language, loader.protocol.language)) {
      loader.faults.add(file.texts->place, "the protocol itself is in this language");
      continue;
    }
    auto at = made.find(file.language);
    if (at == made.end()) {
      at = made.try_emplace(file.language).first;
      begin(at->second, loader.protocol, file.language, file.texts->place);
    }
    for (auto const& [key, value] : file.texts->members) give(loader, at->second, key, value);
  }
  std::map<std::string, Protocol, std::less<>> translated;
  for (auto& [language, translation] : made) {
    for (auto const& [key, entry] : translation.entries) {
      if (entry.given) continue;
      loader.faults.add(translation.place,
                        "language '" + language + "' lacks the text '" + key + "'");
    }
    translated.emplace(language, std::move(translation.protocol));
  }
  return translated;
}

}  // namespace plexus::routing
