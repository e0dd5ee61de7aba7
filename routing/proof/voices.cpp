// The order of the voices is fixed but for one thing: the possible rules that set the level speak
// before the others. So the list of requests is laid out with every rule in both places, and a
// request counts where its rule stands.
#include "routing/proof/voices.hpp"

#include <algorithm>
#include <numeric>

namespace plexus::routing::proof {
namespace {

class VoiceEncoder {
 public:
  VoiceEncoder(Logic& logic, Protocol const& protocol, Levels const& levels)
      : logic_(logic),
        protocol_(protocol),
        levels_(levels),
        order_(hearing_order(protocol)),
        raised_(logic.constant(false)),
        any_maybe_(logic.constant(false)) {}

  Voices run() {
    speak();
    find_possible_voices();
    find_voices();
    ask();
    choose_specialists();
    return std::move(voices_);
  }

 private:
  void speak() {
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      std::vector<Bool> yields;
      for (Index const other : protocol_.rules[i].yields_to) {
        yields.push_back(levels_.rules[other].settled.yes);
      }
      Bool const speaks = both(levels_.rules[i].settled.yes, opposite(logic_.any(yields)));
      voices_.speaking.push_back(logic_.define(protocol_.rules[i].id + ":speaks", speaks));
    }
  }

  void find_possible_voices() {
    std::vector<Bool> raised;
    for (std::size_t level = 1; level < kLevels; ++level) {
      raised.push_back(both(levels_.at_least[level], opposite(levels_.certain_at_least[level])));
    }
    raised_ = logic_.define("level_raised_by_unknown", logic_.any(raised));
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      Rule const& rule = protocol_.rules[i];
      auto const level = static_cast<std::size_t>(protocol_.unknown_policy.level_for(rule.urgency));
      Bool const below_next =
          level + 1 < kLevels ? opposite(levels_.at_least[level + 1]) : logic_.constant(true);
      Bool const sets_level = logic_.all({levels_.rules[i].unknown, levels_.at_least[level],
                                          below_next, logic_.constant(!rule.specialists.empty())});
      possible_.push_back(logic_.define(rule.id + ":possible_voice", both(raised_, sets_level)));
    }
    any_maybe_ = logic_.define("any_possible_voice", logic_.any(possible_));
  }

  void find_voices() {
    std::vector<Bool> narrow, besides_fallback;
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      if (!protocol_.rules[i].generic) narrow.push_back(voices_.speaking[i]);
      if (!protocol_.rules[i].fallback) besides_fallback.push_back(voices_.speaking[i]);
    }
    Bool const any_narrow = logic_.define("any_narrow_voice", logic_.any(narrow));
    Bool const any_besides = logic_.define("any_besides_fallback", logic_.any(besides_fallback));
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      Rule const& rule = protocol_.rules[i];
      Bool const plain =
          choose(any_narrow, logic_.constant(!rule.generic),
                 choose(any_besides, logic_.constant(!rule.fallback), logic_.constant(true)));
      Bool const counts = choose(any_maybe_, logic_.constant(!rule.generic), plain);
      normal_.push_back(logic_.define(rule.id + ":voice", both(voices_.speaking[i], counts)));
      voices_.heard.push_back(either(normal_[i], possible_[i]));
    }
  }

  void ask() {
    for (SpecialistRole const role : {SpecialistRole::first, SpecialistRole::follow_on}) {
      for (auto const* voice : {&possible_, &normal_}) {
        for (Index const rule : order_) {
          for (SpecialistRequest const& request : protocol_.rules[rule].specialists) {
            if (request.role != role || (*voice)[rule].is_false()) continue;
            voices_.requests.push_back({request.specialist, (*voice)[rule]});
          }
        }
      }
    }
  }

  /// "The first voice of all names the general doctor."
  Bool top_names_general() {
    std::vector<Bool> parts;
    Bool before = logic_.constant(false);
    int step = 0;
    for (auto const* voice : {&possible_, &normal_}) {
      for (Index const rule : order_) {
        auto const& asked = protocol_.rules[rule].specialists;
        bool const names = std::any_of(asked.begin(), asked.end(), [&](auto const& request) {
          return request.specialist == protocol_.general_doctor;
        });
        if (names) parts.push_back(both((*voice)[rule], opposite(before)));
        before =
            logic_.define("voice_before" + std::to_string(++step), either(before, (*voice)[rule]));
      }
    }
    return logic_.any(parts);
  }

  /// The general doctor follows nobody, unless the first voice names this doctor.
  void choose_specialists() {
    Index const general = protocol_.general_doctor;
    std::vector<std::vector<Bool>> heard(protocol_.specialists.size());
    std::vector<Bool> general_first;
    Bool before = logic_.constant(false);
    int step = 0;
    for (Voices::Request const& request : voices_.requests) {
      heard[request.specialist].push_back(request.heard);
      if (request.specialist == general) {
        general_first.push_back(both(request.heard, opposite(before)));
      }
      before =
          logic_.define("request_before" + std::to_string(++step), either(before, request.heard));
    }
    Bool const general_in = logic_.define("general_doctor_chosen",
                                          either(top_names_general(), logic_.any(general_first)));
    for (std::size_t i = 0; i < heard.size(); ++i) {
      Bool const chosen = i == general ? general_in : logic_.any(heard[i]);
      voices_.chosen.push_back(logic_.define(protocol_.specialists[i].id + ":chosen", chosen));
    }
    for (Voices::Request& request : voices_.requests) {
      if (request.specialist == general) request.heard = both(request.heard, general_in);
    }
  }

  Logic& logic_;
  Protocol const& protocol_;
  Levels const& levels_;
  std::vector<Index> order_;
  Bool raised_, any_maybe_;
  std::vector<Bool> possible_, normal_;  // by rule
  Voices voices_;
};

}  // namespace

std::vector<Index> hearing_order(Protocol const& protocol) {
  std::vector<Index> order(protocol.rules.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index a, Index b) {
    Rule const& left = protocol.rules[a];
    Rule const& right = protocol.rules[b];
    return left.urgency != right.urgency ? left.urgency > right.urgency : left.rank < right.rank;
  });
  return order;
}

Voices encode_voices(Logic& logic, Protocol const& protocol, Levels const& levels) {
  return VoiceEncoder(logic, protocol, levels).run();
}

}  // namespace plexus::routing::proof
