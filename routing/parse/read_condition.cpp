// Conditions: YAML to the flat form of routing/condition.hpp, with every name resolved.
#include <array>

#include "routing/answers.hpp"
#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

std::optional<Comparison> comparison_of(std::string_view word) {
  using enum Comparison;
  constexpr std::array<std::pair<std::string_view, Comparison>, 7> words{
      {{"lt", lt}, {"le", le}, {"eq", eq}, {"ne", ne}, {"ge", ge}, {"gt", gt}, {"in", in}}};
  for (auto const& [candidate, value] : words) {
    if (candidate == word) return value;
  }
  return std::nullopt;
}

class ConditionReader {
 public:
  ConditionReader(Loader& loader, ConditionPlace where) : loader_(loader), where_(where) {}

  void read(YamlNode const& node) {
    std::size_t const at = out_.nodes.size();
    out_.nodes.emplace_back();
    if (node.is_scalar()) {
      read_term(node, at);
    } else if (node.is_map() && !node.members.empty()) {
      read_map(node, at);
    } else {
      loader_.faults.add(node.place, "a condition must be a finding or a map such as {any: [...]}");
    }
    out_.nodes[at].end = static_cast<std::uint32_t>(out_.nodes.size());
  }

  Condition take() { return std::move(out_); }

 private:
  Node& node(std::size_t at) { return out_.nodes[at]; }

  void read_term(YamlNode const& name, std::size_t at) {
    node(at).kind = NodeKind::term;
    auto const index = loader_.terms.resolve(name, loader_.faults);
    if (!index) return;
    node(at).subject = *index;
    auto const& findings = loader_.protocol.findings;
    if (*index < findings.size() && findings[*index].kind != FindingKind::boolean) {
      loader_.faults.add(
          name.place, "'" + name.text + "' is no yes/no finding: say duration, severity or region");
    }
  }

  void read_map(YamlNode const& map, std::size_t at) {
    std::string const& key = map.members.front().first.text;
    MapReader reader(map, "condition", loader_.faults);
    if (key == "all" || key == "any") {
      read_parts(reader, key, at);
    } else if (key == "not") {
      guard_only(map, "not");
      node(at).kind = NodeKind::negation;
      if (YamlNode const* const part = reader.require(key)) read(*part);
    } else if (key == "fact") {
      read_fact(reader, at);
    } else if (key == "duration" || key == "severity") {
      read_scalar(reader, key, at);
    } else if (key == "region") {
      read_choices(reader, at);
    } else if (key == "const") {
      node(at).kind = NodeKind::constant;
      node(at).flag = reader.flag(key, false);
    } else {
      read_guard_test(map, reader, key, at);
    }
    reader.finish();
  }

  void read_parts(MapReader& reader, std::string const& key, std::size_t at) {
    node(at).kind = key == "all" ? NodeKind::all : NodeKind::any;
    auto const parts = reader.list(key);
    if (parts.empty()) loader_.faults.add(reader.place(), "'" + key + "' needs at least one part");
    for (YamlNode const* part : parts) read(*part);
  }

  void guard_only(YamlNode const& map, std::string const& key) {
    if (where_ != ConditionPlace::guard) {
      loader_.faults.add(map.place, "'" + key + "' may stand in guards only");
    }
  }

  Comparison read_comparison(MapReader& reader) {
    YamlNode const* const op = reader.require("op");
    if (op == nullptr) return Comparison::eq;
    auto const comparison = comparison_of(op->text);
    if (!comparison) reader.wrong(*op, "op", "must be lt, le, eq, ne, ge, gt or in");
    return comparison.value_or(Comparison::eq);
  }

  double read_number(MapReader& reader, std::string_view key) {
    if (reader.require(key) == nullptr) return 0;
    return reader.number(key).value_or(0);
  }

  void read_if_unasked(MapReader& reader, std::size_t at) {
    node(at).if_unasked = reader.flag("if_unasked", false);
    bool const as_unasked = loader_.protocol.unknown_policy.not_sure_as_unasked;
    node(at).if_unsure = node(at).if_unasked && as_unasked;
  }

  void read_scalar(MapReader& reader, std::string const& key, std::size_t at) {
    YamlNode const* const name = reader.require(key);
    Comparison const comparison = read_comparison(reader);
    double const number = read_number(reader, key == "duration" ? "days" : "value");
    node(at).kind = NodeKind::scalar;
    node(at).comparison = comparison;
    node(at).number = number;
    read_if_unasked(reader, at);
    if (comparison == Comparison::in) {
      loader_.faults.add(reader.place(), "'in' does not fit a number");
    }
    subject(name, key == "duration" ? FindingKind::duration : FindingKind::severity, at);
  }

  void read_choices(MapReader& reader, std::size_t at) {
    YamlNode const* const name = reader.require("region");
    node(at).kind = NodeKind::choices;
    read_if_unasked(reader, at);
    auto const words = reader.word_nodes("any_of");
    if (words.empty()) loader_.faults.add(reader.place(), "'any_of' needs at least one value");
    if (!subject(name, FindingKind::choices, at)) return;
    auto const& values = loader_.protocol.findings[node(at).subject].values;
    for (YamlNode const* word : words) {
      auto const found = std::find(values.begin(), values.end(), word->text);
      if (found == values.end()) {
        loader_.faults.add(word->place, "unknown value '" + word->text + "' of " + name->text);
      } else {
        node(at).mask |= std::uint64_t{1} << (found - values.begin());
      }
    }
  }

  bool subject(YamlNode const* name, FindingKind kind, std::size_t at) {
    if (name == nullptr) return false;
    auto const index = loader_.terms.resolve(*name, loader_.faults);
    if (!index) return false;
    auto const& findings = loader_.protocol.findings;
    if (*index >= findings.size() || findings[*index].kind != kind) {
      loader_.faults.add(name->place,
                         "'" + name->text + "' is no " + std::string(to_word(kind)) + " finding");
      return false;
    }
    node(at).subject = *index;
    return true;
  }

  void read_fact(MapReader& reader, std::size_t at) {
    YamlNode const* const name = reader.require("fact");
    Comparison const comparison = read_comparison(reader);
    auto const values = reader.word_nodes("value");
    auto const id = name == nullptr ? std::nullopt : fact_from_word(name->text);
    if (!id) {
      if (name != nullptr) loader_.faults.add(name->place, "unknown fact '" + name->text + "'");
      return;
    }
    if (values.empty()) loader_.faults.add(reader.place(), "this condition has no 'value'");
    node(at).comparison = comparison;
    node(at).subject = static_cast<std::uint16_t>(*id);
    bool const words = *id == FactId::sex_at_birth || *id == FactId::pregnancy_status;
    node(at).kind = words ? NodeKind::word_fact : NodeKind::number_fact;
    if (words) {
      read_word_fact(*id, comparison, values, reader, at);
    } else if (values.size() != 1 || !number_of(*values.front())) {
      loader_.faults.add(reader.place(), "'value' must be one number");
    } else if (comparison == Comparison::in) {
      loader_.faults.add(reader.place(), "'in' does not fit a number");
    } else {
      node(at).number = *number_of(*values.front());
    }
  }

  void read_word_fact(FactId id, Comparison comparison, std::vector<YamlNode const*> const& values,
                      MapReader& reader, std::size_t at) {
    std::uint64_t mask = 0;
    for (YamlNode const* value : values) {
      std::optional<int> bit;
      if (id == FactId::sex_at_birth) {
        if (auto const sex = from_word<Sex>(value->text)) bit = static_cast<int>(*sex);
      } else if (auto const pregnancy = from_word<Pregnancy>(value->text)) {
        bit = static_cast<int>(*pregnancy);
      }
      if (bit) {
        mask |= std::uint64_t{1} << *bit;
      } else {
        loader_.faults.add(value->place, "unknown value '" + value->text + "' of this fact");
      }
    }
    if (comparison == Comparison::ne) {
      mask = ~mask;
    } else if (comparison != Comparison::eq && comparison != Comparison::in) {
      loader_.faults.add(reader.place(), "words compare with eq, ne or in");
    }
    node(at).mask = mask;
  }

  void read_guard_test(YamlNode const& map, MapReader& reader, std::string const& key,
                       std::size_t at) {
    if (key == "urgency" || key == "value") {
      guard_only(map, "urgency");
      node(at).kind = NodeKind::urgency;
      YamlNode const* const op = reader.require("urgency");
      auto const comparison = op == nullptr ? std::nullopt : comparison_of(op->text);
      if (op != nullptr && (!comparison || *comparison == Comparison::in)) {
        reader.wrong(*op, "urgency", "must be lt, le, eq, ne, ge or gt");
      }
      node(at).comparison = comparison.value_or(Comparison::eq);
      reader.require("value");
      if (auto const level = reader.code<Urgency>("value")) {
        node(at).number = static_cast<double>(*level);
      }
      return;
    }
    if (key == "service_planned") {
      guard_only(map, key);
      node(at).kind = NodeKind::service_planned;
      node(at).mask = reader.name_bits(key, loader_.services);
      return;
    }
    using enum NodeKind;
    constexpr std::array<std::pair<std::string_view, NodeKind>, 6> tests{
        {{"red_flag_any", red_flag_any},
         {"red_flag_rule_unknown", red_flag_rule_unknown},
         {"red_flag_unasked", red_flag_unasked},
         {"contrast_possible", contrast_possible},
         {"fasting_planned", fasting_planned},
         {"no_slot_within_target", no_slot_within_target}}};
    for (auto const& [word, kind] : tests) {
      if (word != key) continue;
      guard_only(map, key);
      node(at).kind = kind;
      node(at).flag = reader.flag(key, true);
      return;
    }
    reader.optional(key);
    loader_.faults.add(map.members.front().first.place, "unknown kind of condition '" + key + "'");
  }

  Loader& loader_;
  ConditionPlace where_;
  Condition out_;
};

}  // namespace

Condition read_condition(Loader& loader, YamlNode const& node, ConditionPlace where) {
  ConditionReader reader(loader, where);
  reader.read(node);
  return reader.take();
}

}  // namespace plexus::routing
