// Finds the translation that fits a language tag.
#include "routing/pack.hpp"

namespace plexus::routing {

std::string lower_case_tag(std::string_view tag) {
  std::string lower(tag);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

bool is_of_language(std::string_view given, std::string_view language) {
  if (language.empty() || given.size() < language.size()) return false;
  if (lower_case_tag(given.substr(0, language.size())) != lower_case_tag(language)) return false;
  return given.size() == language.size() || given[language.size()] == '-';
}

Protocol const& ProtocolPack::in(std::string_view bcp47) const {
  Protocol const* best = &base;
  std::size_t length = 0;
  for (auto const& [tag, protocol] : translated) {
    if (tag.size() <= length || !is_of_language(bcp47, tag)) continue;
    best = &protocol;
    length = tag.size();
  }
  return *best;
}

}  // namespace plexus::routing
