// The parts of a day as people name them, by the clock of a site.
#pragma once

#include <utility>

#include "schema/model/code.hpp"

namespace plexus::scheduling {

enum class PartOfDay { morning, afternoon, evening };

/// Local minutes after midnight, the second not included.
constexpr std::pair<int, int> minutes_of(PartOfDay part) noexcept {
  constexpr int kNoon = 12 * 60;
  constexpr int kEvening = 17 * 60;
  constexpr int kMidnight = 24 * 60;
  switch (part) {
    case PartOfDay::morning: return {0, kNoon};
    case PartOfDay::afternoon: return {kNoon, kEvening};
    case PartOfDay::evening: break;
  }
  return {kEvening, kMidnight};
}

}  // namespace plexus::scheduling

template <>
struct plexus::CodeWords<plexus::scheduling::PartOfDay> {
  using P = plexus::scheduling::PartOfDay;
  static constexpr std::array<std::pair<P, std::string_view>, 3> words{
      {{P::morning, "morning"}, {P::afternoon, "afternoon"}, {P::evening, "evening"}}};
};
