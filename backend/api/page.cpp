// Paging.
#include "backend/api/page.hpp"

#include <algorithm>
#include <charconv>

#include "backend/http/problem.hpp"

namespace plexus::api {

std::string make_cursor(std::vector<std::string> const& words) {
  std::string cursor;
  for (auto const& word : words) cursor += (cursor.empty() ? "" : ".") + word;
  return cursor;
}

std::optional<std::vector<std::string>> read_cursor(QueryReader& query, std::size_t words) {
  auto const cursor = query.text("cursor", 512);
  if (!cursor) return std::nullopt;
  std::vector<std::string> found;
  for (std::size_t at = 0; at <= cursor->size();) {
    auto const dot = std::min(cursor->find('.', at), cursor->size());
    found.push_back(cursor->substr(at, dot - at));
    at = dot + 1;
  }
  if (found.size() == words) return found;
  query.fault("cursor", "is not one that this list gave");
  return std::nullopt;
}

std::string cursor_after(std::pair<Instant, AppointmentId> const& last) {
  return make_cursor({std::to_string(last.first.time_since_epoch().count()), last.second.str()});
}

std::optional<std::pair<Instant, AppointmentId>> read_cursor_after(QueryReader& query) {
  auto const words = read_cursor(query, 2);
  if (!words) return std::nullopt;
  std::int64_t seconds = 0;
  auto const& first = words->front();
  auto const [end, code] = std::from_chars(first.data(), first.data() + first.size(), seconds);
  auto const id = AppointmentId::parse(words->back());
  if (code == std::errc{} && end == first.data() + first.size() && id) {
    return std::pair(Instant{Seconds{seconds}}, *id);
  }
  query.fault("cursor", "is not one that this list gave");
  return std::nullopt;
}

json::object page_of(json::array all, QueryReader& query) {
  auto const limit =
      static_cast<std::size_t>(query.integer("limit", 1, kPageMax).value_or(kPageDefault));
  std::size_t from = 0;
  if (auto const words = read_cursor(query, 1)) {
    auto const& text = words->front();
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), from);
    if (code != std::errc{} || end != text.data() + text.size() || from > all.size()) {
      query.fault("cursor", "is not one that this list gave");
      from = 0;
    }
  }
  json::array items;
  for (std::size_t i = from; i < all.size() && items.size() < limit; ++i) {
    items.push_back(std::move(all[i]));
  }
  std::size_t const next = from + items.size();
  json::object out{{"items", std::move(items)}};
  out["next"] =
      next < all.size() ? json::value(make_cursor({std::to_string(next)})) : json::value(nullptr);
  return out;
}

http::Response page_response(http::Request const& request, json::array all) {
  QueryReader query(request, {"limit", "cursor"});
  auto out = page_of(std::move(all), query);
  if (auto const error = query.error()) return http::problem_response(*error, request);
  return http::json_response(200, json::serialize(out));
}

}  // namespace plexus::api
