// The only file that includes yaml-cpp. It listens to the parser's events, so that limits hold
// while reading, not after.
#include "routing/parse/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <stdexcept>

namespace plexus::routing {
namespace {

/// Ends the parse early; caught in parse_yaml.
struct Refused : std::runtime_error {
  Refused(Place where, std::string const& text) : std::runtime_error(text), place(where) {}
  Place place;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(Index file, LoadLimits const& limits) : file_(file), limits_(limits) {}

  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(YAML::Mark const& mark) override {
    if (++documents_ > 1) throw Refused(place(mark), "only one document may stand in a file");
  }
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    push(YamlNode{.place = place(mark)});
  }
  void OnAlias(YAML::Mark const& mark, YAML::anchor_t) override {
    throw Refused(place(mark), "aliases are not allowed");
  }
  void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                std::string const& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (value.size() > limits_.text_bytes_max) {
      throw Refused(place(mark),
                    "a text is longer than " + std::to_string(limits_.text_bytes_max) + " bytes");
    }
    bool const quoted = tag == "!";
    bool const null = !quoted && (value.empty() || value == "~" || value == "null");
    push(YamlNode{.kind = null ? YamlNode::Kind::null : YamlNode::Kind::scalar,
                  .quoted = quoted,
                  .place = place(mark),
                  .text = value});
  }
  void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that is being filled; `key` waits for its value.
  struct Open {
    YamlNode node;
    std::vector<YamlNode> key;
  };

  Place place(YAML::Mark const& mark) const {
    return Place{.file = file_,
                 .line = static_cast<std::uint32_t>(mark.line + 1),
                 .column = static_cast<std::uint32_t>(mark.column + 1)};
  }
  void refuse_anchor(YAML::Mark const& mark, YAML::anchor_t anchor) const {
    if (anchor != 0) throw Refused(place(mark), "anchors are not allowed");
  }
  void refuse_tag(YAML::Mark const& mark, std::string const& tag) const {
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw Refused(place(mark), "tags are not allowed");
    }
  }

  void open(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
            YamlNode::Kind kind) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (stack_.size() >= limits_.depth_max) {
      throw Refused(place(mark), "nested deeper than " + std::to_string(limits_.depth_max));
    }
    stack_.push_back(Open{.node = YamlNode{.kind = kind, .place = place(mark)}, .key = {}});
  }

  void close() {
    YamlNode done = std::move(stack_.back().node);
    stack_.pop_back();
    push(std::move(done));
  }

  void push(YamlNode node) {
    if (++nodes_ > limits_.nodes_max) {
      throw Refused(node.place, "more than " + std::to_string(limits_.nodes_max) + " values");
    }
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& top = stack_.back();
    if (top.node.is_list()) {
      top.node.items.push_back(std::move(node));
    } else if (top.key.empty()) {
      top.key.push_back(std::move(node));
    } else {
      top.node.members.push_back(YamlMember{std::move(top.key.back()), std::move(node)});
      top.key.clear();
    }
  }

  Index file_;
  LoadLimits const& limits_;
  YamlNode root_;
  std::vector<Open> stack_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

void check_keys(YamlNode const& node, FaultList& faults) {
  for (YamlNode const& item : node.items) check_keys(item, faults);
  std::set<std::string_view> seen;
  for (auto const& [key, value] : node.members) {
    if (!key.is_scalar()) {
      faults.add(key.place, "a key must be a word");
    } else if (!seen.insert(key.text).second) {
      faults.add(key.place, "key '" + key.text + "' stands twice");
    }
    check_keys(value, faults);
  }
}

}  // namespace

void FaultList::add(Place place, std::string text) {
  if (faults_.size() >= faults_max_) {
    ++left_out_;
    return;
  }
  std::string const file = place.file < files_.size() ? files_[place.file] : std::string();
  faults_.push_back(Fault{file, place.line, place.column, std::move(text)});
}

std::vector<Fault> FaultList::take() {
  std::stable_sort(faults_.begin(), faults_.end(), [](Fault const& a, Fault const& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  if (left_out_ > 0) {
    faults_.push_back(Fault{{}, 0, 0, "and " + std::to_string(left_out_) + " further faults"});
  }
  return std::move(faults_);
}

YamlNode const* YamlNode::find(std::string_view key) const noexcept {
  for (auto const& [name, value] : members) {
    if (name.text == key) return &value;
  }
  return nullptr;
}

std::optional<YamlNode> parse_yaml(std::string_view text, Index file, LoadLimits const& limits,
                                   FaultList& faults) {
  Place const start{.file = file, .line = 1, .column = 1};
  if (text.size() > limits.file_bytes_max) {
    faults.add(start, "larger than " + std::to_string(limits.file_bytes_max) + " bytes");
    return std::nullopt;
  }
  TreeBuilder builder(file, limits);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (Refused const& refused) {
    faults.add(refused.place, refused.what());
    return std::nullopt;
  } catch (YAML::Exception const& broken) {
    faults.add(Place{.file = file,
                     .line = static_cast<std::uint32_t>(broken.mark.line + 1),
                     .column = static_cast<std::uint32_t>(broken.mark.column + 1)},
               "not YAML: " + broken.msg);
    return std::nullopt;
  }
  YamlNode root = builder.take();
  check_keys(root, faults);
  return root;
}

}  // namespace plexus::routing
