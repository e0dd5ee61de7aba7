// Lists by pages: `limit`, an opaque `cursor`, and `next`.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "backend/api/reader.hpp"

namespace plexus::api {

inline constexpr std::int64_t kPageDefault = 50;
inline constexpr std::int64_t kPageMax = 200;

/// A cursor is a few words joined by '.', which none of them holds.
std::string make_cursor(std::vector<std::string> const& words);
/// Adds a fault when the cursor has another number of words.
std::optional<std::vector<std::string>> read_cursor(QueryReader& query, std::size_t words);

/// The part of a list that is all in memory. Shape: {items, next}.
json::object page_of(json::array all, QueryReader& query);

}  // namespace plexus::api
