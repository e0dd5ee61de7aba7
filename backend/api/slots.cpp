// Looking for times: slots of one service, and plans of several visits.
#include <charconv>

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/page.hpp"
#include "backend/api/place_text.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"
#include "backend/api/wish_reader.hpp"

namespace plexus::api {
namespace {

constexpr std::chrono::days kSlotDaysMax{92};
// Room for the text, so that it does not grow step by step: a usual slot, and what is around all.
constexpr std::size_t kSlotBytes = 512;
constexpr std::size_t kAnswerBytes = 256;

std::optional<std::pair<Instant, LocationId>> read_position(QueryReader& query) {
  auto const words = read_cursor(query, 2);
  if (!words) return std::nullopt;
  std::int64_t seconds = 0;
  auto const& first = words->front();
  auto const [end, code] = std::from_chars(first.data(), first.data() + first.size(), seconds);
  auto const site = LocationId::parse(words->back());
  if (code == std::errc{} && end == first.data() + first.size() && site) {
    return std::pair(Instant{Seconds{seconds}}, *site);
  }
  query.fault("cursor", "is not one that this list gave");
  return std::nullopt;
}

app::SlotQuery read_slot_query(QueryReader& query, app::Clinic const& clinic) {
  app::SlotQuery slots;
  slots.wish = read_wish(query);
  slots.first_each_day = query.flag("first_each_day").value_or(false);
  slots.limit =
      static_cast<std::size_t>(query.integer("limit", 1, kPageMax).value_or(kPageDefault));
  slots.after = read_position(query);
  for (auto const* name : {"from", "to"}) {
    if (query.all(name).empty()) query.fault(name, "is missing");
  }
  auto const from = read_moment(query, "from", clinic, slots.wish.location);
  auto const to = read_moment(query, "to", clinic, slots.wish.location);
  if (from && to) {
    if (*to <= *from) query.fault("to", "must lie after from");
    slots.within = {*from, *to};
    if (slots.after && (slots.after->first < *from || slots.after->first >= *to)) {
      query.fault("cursor", "is not one that this list gave");
    }
  }
  return slots;
}

/// Well formed, and more than one search looks through. A change of the clocks makes an hour more.
std::optional<Error> too_wide(app::SlotQuery const& slots) {
  if (slots.within.end - slots.within.start <= kSlotDaysMax + Hours{1}) return std::nullopt;
  return Error{Errc::not_bookable,
               "the asked time is too long for one search",
               {{"?to", "must lie within 92 days of from"}}};
}

json::object plans_json(app::Clinic const& clinic, app::PlanList const& list, bool staff) {
  json::array items;
  for (auto const& plan : list.answer.items) {
    items.push_back(itinerary_json(clinic, list.wishes, plan));
  }
  json::object out{{"items", std::move(items)}, {"proven_optimal", list.answer.proven_optimal}};
  if (list.answer.items.empty()) {
    out["none_because"] = blockers_json(clinic, list.answer.none_because, staff);
  }
  if (list.escalation) {
    out["escalation"] =
        json::object{{"instruction", list.escalation->instruction},
                     {"callback_within_hours", list.escalation->callback_within_hours}};
  }
  return out;
}

/// The query, or why it cannot be searched.
Result<app::SlotQuery> wanted_slots(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  QueryReader query(
      request, {"service", "from", "to", "location", "practitioner", "region", "contrast",
                "circumstance", "must", "prefer", "prefer_practitioner", "part_of_day", "urgency",
                "overbook", "first_each_day", "limit", "cursor"});
  auto wanted = read_slot_query(query, *clinic);
  if (auto error = query.error()) return *std::move(error);
  if (wanted.wish.overbook && !caller_of(request).staff) {
    return Error{Errc::sign_in, "only staff may look past the capacity"};
  }
  if (auto error = too_wide(wanted)) return *std::move(error);
  return wanted;
}

/// Shape: {items, next}, and none_because where there is nothing.
http::Response slots_response(Context& context, http::Request const& request,
                              Result<app::SlotList> const& list) {
  if (!list) {
    // An unknown word in a query is a bad query, unlike one in a body.
    auto error = list.error();
    if (error.code == Errc::not_bookable) error.code = Errc::invalid_input;
    return http::problem_response(error, request);
  }
  // Not the one from before the search: that may not know yet what the search has seen.
  auto const clinic = context.services.clinics.current();
  std::string text;
  text.reserve(kAnswerBytes + list->items.size() * kSlotBytes);
  text += "{\"items\":[";
  PlaceText places(*clinic);
  for (auto const& slot : list->items) {
    if (&slot != &list->items.front()) text += ',';
    places.append(text, slot);
  }
  text += "],\"next\":";
  if (list->more) {
    auto const& last = list->items.back();
    text += json::serialize(json::string_view(make_cursor(
        {std::to_string(last.time.start.time_since_epoch().count()), last.location.str()})));
  } else {
    text += "null";
  }
  if (list->items.empty()) {
    bool const staff = caller_of(request).staff.has_value();
    text +=
        ",\"none_because\":" + json::serialize(blockers_json(*clinic, list->none_because, staff));
  }
  return http::json_response(200, text += '}');
}

}  // namespace

http::Response list_slots(Context& context, http::Request const& request) {
  auto const wanted = wanted_slots(context, request);
  if (!wanted) return http::problem_response(wanted.error(), request);
  auto const list = context.services.database.read([&](store::Session& session) {
    return app::find_slots(session, context.services, context.bars, *wanted);
  });
  return slots_response(context, request, list);
}

std::optional<http::Response> list_slots_at_once(Context& context, http::Request const& request) {
  auto const wanted = wanted_slots(context, request);
  if (!wanted) return http::problem_response(wanted.error(), request);
  auto const list = app::find_slots_at_once(context.services, context.bars, *wanted);
  if (!list) return std::nullopt;
  return slots_response(context, request, *list);
}

http::Response search_itineraries(Context& context, http::Request const& request) {
  auto const query = read_body<app::PlanQuery>(request, read_plan_query);
  if (!query) return http::problem_response(query.error(), request);
  bool const for_staff = query->patient || query->every.urgent || query->every.overbook;
  if (for_staff && !caller_of(request).staff) {
    return http::problem_response(
        {Errc::sign_in, "patient, urgency and overbook are for signed-in staff"}, request);
  }
  auto const list = context.services.database.read([&](store::Session& session) {
    return app::find_plans(session, context.services, caller_of(request), *query);
  });
  if (!list) return http::problem_response(list.error(), request);
  auto const clinic = context.services.clinics.current();
  return http::json_response(
      200, json::serialize(plans_json(*clinic, *list, caller_of(request).staff.has_value())));
}

}  // namespace plexus::api
