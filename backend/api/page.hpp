// Lists by pages: `limit`, an opaque `cursor`, and `next`.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "backend/api/reader.hpp"
#include "backend/http/response.hpp"

namespace plexus::api {

inline constexpr std::int64_t kPageDefault = 50;
inline constexpr std::int64_t kPageMax = 200;

/// A cursor is a few words joined by '.', which none of them holds.
std::string make_cursor(std::vector<std::string> const& words);
/// Adds a fault when the cursor has another number of words.
std::optional<std::vector<std::string>> read_cursor(QueryReader& query, std::size_t words);

/// The cursor after a visit, for lists by (start, id).
std::string cursor_after(std::pair<Instant, AppointmentId> const& last);
/// Adds a fault when there is a cursor and it is none of these.
std::optional<std::pair<Instant, AppointmentId>> read_cursor_after(QueryReader& query);

/// The part of a list that is all in memory. Shape: {items, next}.
json::object page_of(json::array all, QueryReader& query);

/// The answer of a list that takes no other parameters. Errors: 400 for any other.
http::Response page_response(http::Request const& request, json::array all);

}  // namespace plexus::api
