// Takes members out of YAML maps and words every fault of their form.
#include "routing/parse/map_reader.hpp"

#include <charconv>
#include <cmath>

namespace plexus::routing {
bool is_plain_word(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  for (char const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    if (!plain) return false;
  }
  return true;
}

std::optional<double> number_of(YamlNode const& node) noexcept {
  if (!node.is_scalar() || node.quoted) return std::nullopt;
  double value = 0;
  char const* const end = node.text.data() + node.text.size();
  auto const read = std::from_chars(node.text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

void NameTable::add(YamlNode const& name, Index index, FaultList& faults) {
  if (!name.is_scalar() || !is_plain_word(name.text)) {
    faults.add(name.place, "the id of a " + kind_ + " must be a word of letters, digits and _");
  } else if (!names_.emplace(name.text, index).second) {
    faults.add(name.place, kind_ + " '" + name.text + "' is defined twice");
  }
}

std::optional<Index> NameTable::find(std::string_view name) const {
  auto const at = names_.find(name);
  return at == names_.end() ? std::nullopt : std::optional<Index>(at->second);
}

std::optional<Index> NameTable::resolve(YamlNode const& name, FaultList& faults) const {
  auto const index = name.is_scalar() ? find(name.text) : std::nullopt;
  if (!index) faults.add(name.place, "unknown " + kind_ + " '" + name.text + "'");
  return index;
}

MapReader::MapReader(YamlNode const& node, std::string what, FaultList& faults)
    : node_(node), what_(std::move(what)), faults_(faults) {
  if (!node.is_map()) faults_.add(node.place, "a " + what_ + " must be a map");
}

YamlNode const* MapReader::optional(std::string_view key) {
  asked_.insert(key);
  YamlNode const* const node = node_.find(key);
  return node == nullptr || node->kind == YamlNode::Kind::null ? nullptr : node;
}

YamlNode const* MapReader::require(std::string_view key) {
  YamlNode const* const node = optional(key);
  if (node == nullptr && node_.is_map()) {
    faults_.add(node_.place, "this " + what_ + " has no '" + std::string(key) + "'");
  }
  return node;
}

void MapReader::wrong(YamlNode const& node, std::string_view key, std::string_view problem) {
  faults_.add(node.place, "'" + std::string(key) + "' of this " + what_ + " " +
                              std::string(problem) +
                              (node.is_scalar() ? ": '" + node.text.substr(0, 60) + "'" : ""));
}

std::string MapReader::text(std::string_view key) {
  YamlNode const* const node = require(key);
  if (node == nullptr) return {};
  if (!node->is_scalar()) {
    wrong(*node, key, "must be text");
    return {};
  }
  return node->text;
}

std::string MapReader::optional_text(std::string_view key) {
  YamlNode const* const node = optional(key);
  if (node == nullptr) return {};
  if (!node->is_scalar()) {
    wrong(*node, key, "must be text");
    return {};
  }
  return node->text;
}

bool MapReader::flag(std::string_view key, bool fallback) {
  YamlNode const* const node = optional(key);
  if (node == nullptr) return fallback;
  if (node->is_scalar() && !node->quoted && node->text == "true") return true;
  if (node->is_scalar() && !node->quoted && node->text == "false") return false;
  wrong(*node, key, "must be true or false");
  return fallback;
}

std::optional<double> MapReader::number(std::string_view key) {
  YamlNode const* const node = optional(key);
  if (node == nullptr) return std::nullopt;
  auto const value = number_of(*node);
  if (!value) wrong(*node, key, "must be a number");
  return value;
}

std::optional<int> MapReader::integer(std::string_view key, int min, int max) {
  auto const value = number(key);
  if (!value) return std::nullopt;
  if (*value != std::floor(*value) || *value < min || *value > max) {
    wrong(*optional(key), key,
          "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    return std::nullopt;
  }
  return static_cast<int>(*value);
}

std::vector<YamlNode const*> MapReader::list(std::string_view key) {
  std::vector<YamlNode const*> found;
  YamlNode const* const node = optional(key);
  if (node == nullptr) return found;
  if (!node->is_list()) {
    wrong(*node, key, "must be a list");
    return found;
  }
  for (YamlNode const& item : node->items) found.push_back(&item);
  return found;
}

std::vector<YamlNode const*> MapReader::word_nodes(std::string_view key) {
  std::vector<YamlNode const*> found;
  YamlNode const* const node = optional(key);
  if (node == nullptr) return found;
  if (node->is_scalar()) return {node};
  if (!node->is_list()) {
    wrong(*node, key, "must be a list of words");
    return found;
  }
  for (YamlNode const& item : node->items) {
    if (item.is_scalar()) {
      found.push_back(&item);
    } else {
      wrong(item, key, "holds something that is no word");
    }
  }
  return found;
}

std::vector<std::string> MapReader::words(std::string_view key) {
  std::vector<std::string> found;
  for (YamlNode const* node : word_nodes(key)) found.push_back(node->text);
  return found;
}

std::map<std::string, std::string> MapReader::text_map(std::string_view key) {
  std::map<std::string, std::string> found;
  YamlNode const* const node = optional(key);
  if (node == nullptr) return found;
  if (!node->is_map()) {
    wrong(*node, key, "must be a map of texts");
    return found;
  }
  for (auto const& [name, value] : node->members) {
    if (value.is_scalar()) {
      found.emplace(name.text, value.text);
    } else {
      wrong(value, key, "must hold texts only");
    }
  }
  return found;
}

std::map<std::string, int> MapReader::integer_map(std::string_view key, int min, int max) {
  std::map<std::string, int> found;
  YamlNode const* const node = optional(key);
  if (node == nullptr) return found;
  if (!node->is_map()) {
    wrong(*node, key, "must be a map of whole numbers");
    return found;
  }
  for (auto const& [name, value] : node->members) {
    auto const number = number_of(value);
    if (!number || *number != std::floor(*number) || *number < min || *number > max) {
      wrong(value, key, "must hold whole numbers in range");
    } else {
      found.emplace(name.text, static_cast<int>(*number));
    }
  }
  return found;
}

std::optional<Index> MapReader::name(std::string_view key, NameTable const& table) {
  YamlNode const* const node = optional(key);
  return node == nullptr ? std::nullopt : table.resolve(*node, faults_);
}

std::vector<Index> MapReader::names(std::string_view key, NameTable const& table) {
  std::vector<Index> found;
  std::set<Index> seen;
  for (YamlNode const* node : word_nodes(key)) {
    auto const index = table.resolve(*node, faults_);
    if (!index) continue;
    if (seen.insert(*index).second) {
      found.push_back(*index);
    } else {
      wrong(*node, key, "names something twice");
    }
  }
  return found;
}

std::uint64_t MapReader::name_bits(std::string_view key, NameTable const& table) {
  std::uint64_t bits = 0;
  for (Index const index : names(key, table)) {
    if (index < 64) bits |= std::uint64_t{1} << index;
  }
  return bits;
}

void MapReader::finish() {
  for (auto const& [key, value] : node_.members) {
    if (key.is_scalar() && !asked_.contains(key.text)) {
      faults_.add(key.place, "unknown key '" + key.text.substr(0, 60) + "' in this " + what_);
    }
  }
}

}  // namespace plexus::routing
