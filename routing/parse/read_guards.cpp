// Guards and their effects. Each effect word takes its own members; anything else is a fault.
#include "routing/effect_words.hpp"
#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

using enum EffectOp;

class EffectReader {
 public:
  EffectReader(Loader& loader, YamlNode const& item)
      : loader_(loader), row_(item, "effect", loader.faults) {}

  std::optional<Effect> read() {
    YamlNode const* const word = row_.require("op");
    if (word == nullptr) return std::nullopt;
    auto const op = from_word<EffectOp>(word->text);
    if (!op) {
      row_.wrong(*word, "op", "is no known effect");
      return std::nullopt;
    }
    effect_.op = *op;
    read_members(*op);
    row_.finish();
    return effect_;
  }

 private:
  void services(std::string_view key) {
    row_.require(key);
    effect_.services = row_.name_bits(key, loader_.services);
  }
  void specialists(std::string_view key) {
    row_.require(key);
    effect_.specialists = row_.name_bits(key, loader_.specialists);
  }
  void target(std::string_view key) {
    row_.require(key);
    effect_.to = row_.name(key, loader_.services).value_or(kNoIndex);
  }
  void amount(std::string_view key, int min, int max) {
    row_.require(key);
    effect_.amount = row_.integer(key, min, max).value_or(min);
  }
  void contrast(std::string_view key) {
    std::string const word = row_.text(key);
    if (word != "none" && word != "possible") {
      row_.wrong(*row_.optional("op"), key, "must be none or possible");
    }
    effect_.contrast = word == "possible" ? Contrast::possible : Contrast::none;
  }
  void mode(std::string_view key) {
    row_.require(key);
    effect_.mode = row_.code<Mode>(key).value_or(Mode::reserve_pending_consult);
  }

  /// unless_fact: {fact: f, in: [...]} is the condition f in [...] under another name.
  void unless_fact() {
    YamlNode const* const node = row_.optional("unless_fact");
    if (node == nullptr) return;
    MapReader reader(*node, "unless_fact", loader_.faults);
    YamlNode const* const fact = reader.require("fact");
    YamlNode const* const in = reader.require("in");
    reader.finish();
    if (fact == nullptr || in == nullptr) return;
    YamlNode condition{.kind = YamlNode::Kind::map, .place = node->place};
    auto const key = [&](char const* text) {
      return YamlNode{.kind = YamlNode::Kind::scalar, .place = node->place, .text = text};
    };
    condition.members.push_back({key("fact"), *fact});
    condition.members.push_back({key("op"), key("in")});
    condition.members.push_back({key("value"), *in});
    effect_.not_when = read_condition(loader_, condition, ConditionPlace::guard);
  }

  void panels() {
    for (Service const& service : loader_.protocol.services) {
      auto const bit = [&](std::string_view key) -> std::uint64_t {
        YamlNode const* const word = row_.optional(key);
        auto const found =
            word == nullptr ? service.panels.end()
                            : std::find(service.panels.begin(), service.panels.end(), word->text);
        return found == service.panels.end() ? 0
                                             : std::uint64_t{1} << (found - service.panels.begin());
      };
      if (bit("from") == 0 || bit("to") == 0) continue;
      effect_.panel = bit("from");
      effect_.panel_to = bit("to");
      effect_.services |= std::uint64_t{1} << (&service - loader_.protocol.services.data());
      return;
    }
    loader_.faults.add(row_.place(), "no service has both of these panels");
  }

  void read_members(EffectOp op) {
    switch (op) {
      case show_emergency_instruction:
        effect_.emergency = row_.name("value", loader_.emergencies).value_or(kNoIndex);
        break;
      case clinician_callback_within_hours:
      case escalate_if_no_slot_within_hours:
        amount("value", 1, 168);
        break;
      case exclude_specialist:
      case keep_only_specialists:
      case specialist_never_first:
      case specialist_requires_prior_consult:
        specialists("value");
        break;
      case add_flag:
      case note:
      case hold_contrast_until:
      case merge_same_visit:
      case prefer_time:
        effect_.text = row_.text("value");
        break;
      case dedupe:
        row_.words("value");
        break;
      case require_fact:
        read_required_fact();
        break;
      case fasting_hours:
        read_fasting();
        break;
      default:
        read_service_members(op);
    }
  }

  void read_service_members(EffectOp op) {
    switch (op) {
      case drop_services:
        services("value");
        read_unless();
        break;
      case never_sole_imaging:
        services("value");
        break;
      case hold_service:
        services("value");
        effect_.text = row_.text("until");
        break;
      case annotate_service:
        services("value");
        effect_.text = row_.text("note");
        break;
      case extend_slot_minutes:
        services("service");
        amount("value", 0, 240);
        break;
      case substitute_after_review:
        services("from");
        target("to");
        effect_.text = row_.text("condition");
        break;
      case substitute_now:
        services("from");
        target("to");
        unless_fact();
        break;
      case substitute_if_urgent:
        services("from");
        target("to");
        contrast("contrast");
        mode("mode");
        break;
      case set_contrast:
        services("service");
        contrast("value");
        if (YamlNode const* const when = row_.optional("if")) {
          effect_.when = read_condition(loader_, *when, ConditionPlace::guard);
        }
        break;
      case add_service:
        target("value");
        effect_.panel =
            read_panel(loader_, row_, "panel",
                       effect_.to == kNoIndex ? std::nullopt : std::optional<Index>(effect_.to));
        effect_.text = row_.optional_text("order");
        break;
      case require_prior_service:
        services("service");
        effect_.text = row_.text("prior");
        break;
      case earliest_symptom_day:
        services("service");
        amount("default", 0, 366);
        break;
      case downgrade_mode:
        services("service");
        mode("to");
        break;
      case replace_panel:
        panels();
        break;
      default:
        break;  // the word alone says it
    }
  }

  void read_unless() {
    YamlNode const* const node = row_.optional("unless");
    if (node == nullptr) return;
    effect_.unless_exempt = node->text == "imaging_exempt";
    if (!effect_.unless_exempt) row_.wrong(*node, "unless", "must be imaging_exempt");
  }

  void read_required_fact() {
    YamlNode const* const node = row_.require("value");
    if (node != nullptr) {
      effect_.fact = fact_from_word(node->text);
      if (!effect_.fact) row_.wrong(*node, "value", "is no fact");
    }
    effect_.amount = row_.integer("max_age_days", 1, 3660).value_or(0);
  }

  void read_fasting() {
    YamlNode const* const node = row_.require("value");
    if (node != nullptr && node->text == "max_of_panels") {
      effect_.amount = -1;
    } else {
      amount("value", 0, 24);
    }
  }

  Loader& loader_;
  MapReader row_;
  Effect effect_;
};

void read_fires_on(Loader& loader, MapReader& reader, Guard& guard) {
  auto const words = reader.word_nodes("fires_on");
  if (words.empty()) loader.faults.add(reader.place(), "a guard needs 'fires_on'");
  for (YamlNode const* word : words) {
    if (word->text == "true") {
      guard.fires_on_yes = true;
    } else if (word->text == "unknown") {
      guard.fires_on_unknown = true;
    } else {
      reader.wrong(*word, "fires_on", "must be 'true' or unknown");
    }
  }
}

}  // namespace

void read_guards(Loader& loader) {
  for (YamlNode const* item : loader.items("guards")) {
    MapReader reader(*item, "guard", loader.faults);
    Guard guard;
    if (YamlNode const* const id = reader.require("id")) {
      loader.guards.add(*id, static_cast<Index>(loader.protocol.guards.size()), loader.faults);
      guard.id = id->text;
    }
    if (YamlNode const* const when = reader.require("when")) {
      guard.when = read_condition(loader, *when, ConditionPlace::guard);
    }
    read_fires_on(loader, reader, guard);
    reader.require("effects");
    for (YamlNode const* effect : reader.list("effects")) {
      if (auto read = EffectReader(loader, *effect).read()) guard.effects.push_back(*read);
    }
    guard.reason = reader.text("reason");
    guard.sources = reader.names("sources", loader.sources);
    guard.place = item->place;
    reader.finish();
    loader.protocol.guards.push_back(std::move(guard));
  }
}

}  // namespace plexus::routing
