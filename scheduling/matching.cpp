// Bipartite matching by augmenting paths, then places are fixed one by one at their best choice.
#include "scheduling/matching.hpp"

#include <algorithm>

namespace plexus::scheduling {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class Matcher {
 public:
  explicit Matcher(std::span<Candidates const> places) : places_(places) {
    std::size_t resources = 0;
    for (Candidates const& c : places) {
      for (std::size_t const one : c) resources = std::max(resources, one + 1);
    }
    holder_.assign(resources, kNone);
    choice_.assign(places.size(), kNone);
  }

  bool fill_all() {
    for (std::size_t place = 0; place < places_.size(); ++place) {
      if (!fill(place, 0)) return false;
    }
    return true;
  }

  /// Moves every place from the first on to its best candidate that leaves the rest solvable.
  void make_best() {
    for (std::size_t place = 0; place < places_.size(); ++place) {
      for (std::size_t const wanted : places_[place]) {
        if (wanted == choice_[place] || take(place, wanted)) break;
      }
    }
  }

  std::vector<std::size_t> const& choice() const { return choice_; }

 private:
  /// Finds a resource for `place`, moving others if need be; places before `fixed` stay.
  bool fill(std::size_t place, std::size_t fixed) {
    seen_.assign(holder_.size(), false);
    return augment(place, fixed);
  }

  bool augment(std::size_t place, std::size_t fixed) {
    for (std::size_t const r : places_[place]) {
      if (seen_[r]) continue;
      seen_[r] = true;
      std::size_t const other = holder_[r];
      if (other != kNone && other < fixed) continue;
      if (other == kNone || augment(other, fixed)) {
        holder_[r] = place;
        choice_[place] = r;
        return true;
      }
    }
    return false;
  }

  /// Gives `wanted` to `place` if its holder can move elsewhere; else changes nothing.
  bool take(std::size_t place, std::size_t wanted) {
    std::size_t const other = holder_[wanted];
    if (other != kNone && other < place) return false;
    auto const holder_before = holder_;
    auto const choice_before = choice_;
    holder_[choice_[place]] = kNone;
    holder_[wanted] = place;
    choice_[place] = wanted;
    if (other == kNone || fill(other, place + 1)) return true;
    holder_ = holder_before;
    choice_ = choice_before;
    return false;
  }

  std::span<Candidates const> places_;
  std::vector<std::size_t> holder_;  // by resource
  std::vector<std::size_t> choice_;  // by place
  std::vector<bool> seen_;
};

}  // namespace

std::optional<std::vector<std::size_t>> best_matching(std::span<Candidates const> places) {
  Matcher matcher(places);
  if (!matcher.fill_all()) return std::nullopt;
  matcher.make_best();
  return matcher.choice();
}

}  // namespace plexus::scheduling
