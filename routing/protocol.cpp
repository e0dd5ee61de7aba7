// Looks things up in a protocol by their outside names; deciding never does.
#include "routing/protocol.hpp"

#include <algorithm>
#include <array>

namespace plexus::routing {
namespace {

constexpr std::array<std::string_view, kFactCount> kFactWords{
    "age_years", "sex_at_birth", "pregnancy_status", "egfr", "inr_if_warfarin"};

template <class T>
std::optional<Index> find_id(std::vector<T> const& rows, std::string_view id) noexcept {
  auto const found =
      std::find_if(rows.begin(), rows.end(), [&](T const& row) { return row.id == id; });
  if (found == rows.end()) return std::nullopt;
  return static_cast<Index>(found - rows.begin());
}

}  // namespace

Fact const* Protocol::fact(FactId wanted) const noexcept {
  for (Fact const& candidate : facts) {
    if (candidate.id == wanted) return &candidate;
  }
  return nullptr;
}

std::optional<Index> Protocol::find_finding(std::string_view wanted) const noexcept {
  return find_id(findings, wanted);
}

std::optional<Index> Protocol::find_group(std::string_view wanted) const noexcept {
  return find_id(groups, wanted);
}

std::optional<Index> Protocol::find_service(std::string_view wanted) const noexcept {
  return find_id(services, wanted);
}

std::string_view fact_word(FactId id) noexcept {
  return kFactWords[static_cast<std::size_t>(id)];
}

std::optional<FactId> fact_from_word(std::string_view word) noexcept {
  for (std::size_t i = 0; i < kFactWords.size(); ++i) {
    if (kFactWords[i] == word) return static_cast<FactId>(i);
  }
  return std::nullopt;
}

}  // namespace plexus::routing
