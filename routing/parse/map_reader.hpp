// Takes the members of one YAML map by name and type, and says everything that is wrong with them:
// missing, wrong type, out of range, unknown. It must not know what the members mean.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "routing/parse/yaml_tree.hpp"

namespace plexus::routing {

/// Names of one kind (findings, services ...) with their numbers.
class NameTable {
 public:
  explicit NameTable(std::string kind) : kind_(std::move(kind)) {}

  /// Errors: a fault when the name is taken, or is no plain word.
  void add(YamlNode const& name, Index index, FaultList& faults);
  std::optional<Index> find(std::string_view name) const;
  /// Errors: a fault and nullopt when there is no such name.
  std::optional<Index> resolve(YamlNode const& name, FaultList& faults) const;
  std::string const& kind() const noexcept { return kind_; }

 private:
  std::string kind_;
  std::map<std::string, Index, std::less<>> names_;
};

/// Letters, digits, '_', '-' and '.', at most 64.
bool is_plain_word(std::string_view text);
std::optional<double> number_of(YamlNode const& node) noexcept;

class MapReader {
 public:
  /// `what` names the map in faults: "rule", "finding". A node that is no map is a fault.
  MapReader(YamlNode const& node, std::string what, FaultList& faults);

  YamlNode const* optional(std::string_view key);
  YamlNode const* require(std::string_view key);

  std::string text(std::string_view key);           // required, not empty
  std::string optional_text(std::string_view key);  // "" when absent
  bool flag(std::string_view key, bool fallback);
  std::optional<int> integer(std::string_view key, int min, int max);
  std::optional<double> number(std::string_view key);
  /// A list of words; a single word stands for a list of one.
  std::vector<std::string> words(std::string_view key);
  std::vector<YamlNode const*> word_nodes(std::string_view key);
  std::vector<YamlNode const*> list(std::string_view key);
  std::map<std::string, std::string> text_map(std::string_view key);
  std::map<std::string, int> integer_map(std::string_view key, int min, int max);

  std::optional<Index> name(std::string_view key, NameTable const& table);  // absent: nullopt
  std::vector<Index> names(std::string_view key, NameTable const& table);
  /// The same as bits. Tables of more than 64 names are refused where they are filled.
  std::uint64_t name_bits(std::string_view key, NameTable const& table);

  template <class E>
  std::optional<E> code(std::string_view key) {
    YamlNode const* const node = optional(key);
    if (node == nullptr) return std::nullopt;
    auto const value = node->is_scalar() ? from_word<E>(node->text) : std::nullopt;
    if (!value) wrong(*node, key, "is not one of the allowed words");
    return value;
  }

  /// Faults for every member that nobody asked for.
  void finish();
  Place place() const noexcept { return node_.place; }
  void wrong(YamlNode const& node, std::string_view key, std::string_view problem);

 private:
  YamlNode const& node_;
  std::string what_;
  FaultList& faults_;
  std::set<std::string_view> asked_;
};

}  // namespace plexus::routing
