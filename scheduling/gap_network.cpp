// A simple temporal network: shortest paths over difference bounds.
// Source: Dechter, Meiri and Pearl, "Temporal constraint networks", 1991.
#include "scheduling/gap_network.hpp"

#include <algorithm>

namespace plexus::scheduling {

GapNetwork::GapNetwork(std::size_t steps) : size_(steps), most_(steps * steps, kFree) {
  for (std::size_t i = 0; i < size_; ++i) most_[i * size_ + i] = 0;
}

void GapNetwork::demand(std::size_t earlier, std::size_t later, Tick least,
                        std::optional<Tick> most) {
  demands_.push_back({earlier, later, most.has_value()});
  Tick& back = most_[later * size_ + earlier];
  back = std::min(back, -least);
  if (most) {
    Tick& ahead = most_[earlier * size_ + later];
    ahead = std::min(ahead, *most);
  }
}

std::optional<std::size_t> GapNetwork::close() {
  for (std::size_t via = 0; via < size_; ++via) {
    for (std::size_t a = 0; a < size_; ++a) {
      Tick const first = most(a, via);
      if (first >= kFree / 2) continue;
      for (std::size_t b = 0; b < size_; ++b) {
        Tick const second = most(via, b);
        if (second >= kFree / 2) continue;
        Tick& direct = most_[a * size_ + b];
        direct = std::min(direct, first + second);
      }
    }
    // Stopping at the first contradiction keeps the numbers small.
    for (std::size_t a = 0; a < size_; ++a) {
      if (most(a, a) < 0) return a;
    }
  }
  return std::nullopt;
}

}  // namespace plexus::scheduling
