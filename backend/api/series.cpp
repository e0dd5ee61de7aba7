// Weekly series of one visit.
#include "backend/app/series.hpp"

#include <charconv>

#include "backend/api/handlers.hpp"
#include "backend/api/json_values.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/wish_reader.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {
namespace {

constexpr std::int64_t kVisitsMax = 26;
constexpr std::int64_t kWeeksApartMax = 8;

std::optional<int> digits(std::string_view text) {
  int number = 0;
  auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const whole = code == std::errc{} && end == text.data() + text.size() && text[0] != '-';
  return whole ? std::optional(number) : std::nullopt;
}

/// "09:30" as minutes after midnight.
std::optional<int> clock_time(std::string const& text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  auto const hour = digits(text.substr(0, 2));
  auto const minute = digits(text.substr(3));
  if (!hour || !minute || *hour > 23 || *minute > 59 || *minute % 5 != 0) return std::nullopt;
  return *hour * 60 + *minute;
}

app::SeriesQuery read_series(Reader& reader) {
  app::SeriesQuery query;
  query.wish = read_wish(reader);
  for (auto const* name : {"location", "first", "time", "visits"}) reader.require(name);
  if (!query.wish.location) query.wish.location = LocationId{};
  query.dates.first = reader.date("first").value_or(LocalDate{});
  if (auto const text = reader.text("time", 5)) {
    auto const minute = clock_time(*text);
    if (!minute) reader.fault("time", "must be a time such as 09:30, on five minutes");
    query.dates.start_minute = minute.value_or(0);
  }
  query.dates.visits = static_cast<int>(reader.integer("visits", 1, kVisitsMax).value_or(1));
  query.dates.every_weeks =
      static_cast<int>(reader.integer("every_weeks", 1, kWeeksApartMax).value_or(1));
  query.same_practitioner = reader.flag("same_practitioner").value_or(true);
  return query;
}

json::object date_json(app::Clinic const& clinic, app::SeriesDate const& date) {
  json::array others;
  for (auto const& slot : date.alternatives) others.push_back(slot_json(clinic, slot));
  return {{"date", format_date(date.date)},
          {"slot", date.opening ? json::value(slot_json(clinic, *date.opening)) : json::value()},
          {"problem", text_or_null(date.problem)},
          {"alternatives", std::move(others)}};
}

}  // namespace

http::Response search_series(Context& context, http::Request const& request) {
  auto const query = read_body<app::SeriesQuery>(request, read_series);
  if (!query) return http::problem_response(query.error(), request);
  auto const clinic = context.services.clinics.current();
  auto const found = context.services.database.read(
      [&](store::Session& session) { return app::find_series(session, context.services, *query); });
  if (!found) return http::problem_response(found.error(), request);
  json::array items;
  for (auto const& date : found->dates) items.push_back(date_json(*clinic, date));
  return http::json_response(200, json::serialize(json::object{{"items", std::move(items)},
                                                               {"complete", found->complete}}));
}

}  // namespace plexus::api
