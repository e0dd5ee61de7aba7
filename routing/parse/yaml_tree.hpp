// One YAML text as a tree of our own, with the place of every value. Anchors, aliases, merge keys
// and several documents are refused: none is needed, and each is a way to make a small file huge.
// yaml-cpp is included by yaml_tree.cpp alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "routing/parse/load.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing {

/// Collects faults up to a limit, so that one broken file cannot fill the memory or the screen.
class FaultList {
 public:
  FaultList(std::vector<std::string> const& files, std::size_t faults_max)
      : files_(files), faults_max_(faults_max) {}

  void add(Place place, std::string text);
  bool empty() const noexcept { return faults_.empty() && left_out_ == 0; }
  std::vector<Fault> take();

 private:
  std::vector<std::string> const& files_;
  std::size_t faults_max_;
  std::size_t left_out_ = 0;
  std::vector<Fault> faults_;
};

struct YamlMember;

struct YamlNode {
  enum class Kind { null, scalar, list, map };
  Kind kind = Kind::null;
  bool quoted = false;  // 'no' is a word, no is a truth value
  Place place;
  std::string text;                 // scalar
  std::vector<YamlNode> items;      // list
  std::vector<YamlMember> members;  // map, in file order

  bool is_scalar() const noexcept { return kind == Kind::scalar; }
  bool is_list() const noexcept { return kind == Kind::list; }
  bool is_map() const noexcept { return kind == Kind::map; }
  YamlNode const* find(std::string_view key) const noexcept;
};

/// A struct of its own: Clang refuses std::pair of a type that is not finished yet.
struct YamlMember {
  YamlNode first, second;
};

/// Errors: faults are added; nullopt when the text could not be read to its end. A key that stands
/// twice in one map, and a key that is no word, are faults too.
std::optional<YamlNode> parse_yaml(std::string_view text, Index file, LoadLimits const& limits,
                                   FaultList& faults);

}  // namespace plexus::routing
