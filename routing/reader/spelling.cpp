// The index holds each word with none, one or two letters left out (Garbe's symmetric deletion):
// two words near each other meet in what is left of both.
#include "routing/reader/spelling.hpp"

#include <algorithm>
#include <array>

namespace plexus::routing {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = 24;

std::uint64_t hash_of(std::string_view text, std::size_t skip_a, std::size_t skip_b) {
  std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == skip_a || i == skip_b) continue;
    hash = (hash ^ static_cast<unsigned char>(text[i])) * 1099511628211ULL;
  }
  return hash;
}

/// Calls `take` with the hash of the word and of all its rests.
template <class Take>
void for_each_rest(std::string_view word, std::size_t slips, Take take) {
  std::size_t const none = word.size();
  take(hash_of(word, none, none));
  for (std::size_t a = 0; slips > 0 && a < word.size(); ++a) {
    take(hash_of(word, a, none));
    for (std::size_t b = a + 1; slips > 1 && b < word.size(); ++b) take(hash_of(word, a, b));
  }
}

/// In a short word any one letter makes another word; these slips hardly ever do.
bool is_harmless_slip(std::string_view typed, std::string_view known) {
  if (typed.size() == known.size()) {
    std::size_t at = 0;
    while (at < typed.size() && typed[at] == known[at]) ++at;
    return at + 1 < typed.size() && typed[at] == known[at + 1] && typed[at + 1] == known[at] &&
           typed.substr(at + 2) == known.substr(at + 2);
  }
  std::string_view const longer = typed.size() > known.size() ? typed : known;
  std::string_view const shorter = typed.size() > known.size() ? known : typed;
  for (std::size_t i = 1; i < longer.size(); ++i) {
    bool const doubled = longer[i] == longer[i - 1];
    if (doubled &&
        std::string(longer.substr(0, i)) + std::string(longer.substr(i + 1)) == shorter) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::size_t slips_allowed(std::size_t length) noexcept {
  return length < kShortest ? 0 : length < 8 ? 1 : 2;
}

std::size_t slips_between(std::string_view a, std::string_view b, std::size_t limit) noexcept {
  if (a.size() > kLongest || b.size() > kLongest) return limit + 1;
  std::size_t const gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::array<std::array<std::size_t, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    auto const& above = rows[(i + 2) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({changed, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], rows[(i + 1) % 3][j - 2] + 1);
      }
    }
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

void Spelling::add(std::string_view word) {
  bool const letters =
      std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (word.size() + 1 < kShortest || word.size() > kLongest || !letters) return;
  words_.emplace_back(word);
}

void Spelling::index(std::uint32_t at) {
  // A word one letter longer may hold one slip more than this one's own length allows.
  std::string const& word = words_[at];
  for_each_rest(word, std::max<std::size_t>(1, slips_allowed(word.size() + 1)),
                [&](std::uint64_t hash) { by_rest_.emplace_back(hash, at); });
}

void Spelling::finish() {
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  by_rest_.clear();
  for (std::uint32_t i = 0; i < words_.size(); ++i) index(i);
  std::sort(by_rest_.begin(), by_rest_.end());
  by_rest_.erase(std::unique(by_rest_.begin(), by_rest_.end()), by_rest_.end());
  by_rest_.shrink_to_fit();
}

std::optional<std::string_view> Spelling::meant(std::string_view word) const {
  std::size_t const allowed = slips_allowed(word.size());
  if (allowed == 0 || word.size() > kLongest) return std::nullopt;
  std::string_view best;
  std::size_t best_cost = 100;
  bool doubtful = false;
  for_each_rest(word, allowed, [&](std::uint64_t hash) {
    auto at = std::lower_bound(by_rest_.begin(), by_rest_.end(),
                               std::pair<std::uint64_t, std::uint32_t>(hash, 0));
    for (; at != by_rest_.end() && at->first == hash; ++at) {
      std::string_view const known = words_[at->second];
      if (known == best) continue;
      std::size_t const slips = slips_between(word, known, allowed);
      bool const same_start = word.front() == known.front();
      // Two slips, or a wrong first letter in a short word, are another word.
      if (slips > allowed || (!same_start && (slips > 1 || word.size() < 6))) continue;
      bool const harmless = is_harmless_slip(word, known);
      if ((word.size() <= kShortest || known.size() < kShortest) && !harmless) continue;
      std::size_t const cost = 4 * slips + (same_start ? 0 : 2) + (harmless ? 0 : 1);
      if (cost < best_cost) {
        best = known;
        best_cost = cost;
        doubtful = false;
      } else if (cost == best_cost) {
        doubtful = true;
      }
    }
  });
  if (best.empty() || (doubtful && best_cost > 5)) return std::nullopt;
  return best;
}

}  // namespace plexus::routing
