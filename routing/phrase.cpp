// Placeholders: finding and filling them.
#include "routing/phrase.hpp"

#include <algorithm>
#include <optional>

namespace plexus::routing {
namespace {

/// The word of a placeholder that begins at the front of `text`: "{who} ..." -> "who".
std::optional<std::string_view> hole_at(std::string_view text) {
  auto const end = text.find('}');
  if (text.empty() || text.front() != '{' || end == std::string_view::npos || end < 2) {
    return std::nullopt;
  }
  auto const word = text.substr(1, end - 1);
  bool const plain = std::all_of(word.begin(), word.end(),
                                 [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  return plain ? std::optional(word) : std::nullopt;
}

}  // namespace

std::vector<std::string> holes_of(std::string_view text) {
  std::vector<std::string> holes;
  for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    if (auto const word = hole_at(text.substr(at))) holes.emplace_back(*word);
  }
  std::sort(holes.begin(), holes.end());
  holes.erase(std::unique(holes.begin(), holes.end()), holes.end());
  return holes;
}

std::string filled(
    std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> const& values) {
  std::string out;
  while (!text.empty()) {
    auto const brace = text.find('{');
    out += text.substr(0, brace);
    if (brace == std::string_view::npos) break;
    text.remove_prefix(brace);
    auto const word = hole_at(text);
    auto const value = std::find_if(values.begin(), values.end(), [&](auto const& candidate) {
      return word && candidate.first == *word;
    });
    if (value == values.end()) {
      out += '{';
      text.remove_prefix(1);
    } else {
      out += value->second;
      text.remove_prefix(word->size() + 2);
    }
  }
  return out;
}

}  // namespace plexus::routing
