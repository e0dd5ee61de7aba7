// One visit: reading, listing, moving, cancelling, and its status.
#include "backend/app/visit_change.hpp"

#include "backend/api/follow_up_json.hpp"
#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/page.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"
#include "schema/model/lifecycle.hpp"

namespace plexus::api {
namespace {

AppointmentId id_of(http::Request const& request) {
  return AppointmentId::parse(request.path_parameter("id")).value_or(AppointmentId{});
}

/// Every change answers the visit, those that went with it, who depends on it, and how the rest
/// could follow.
Reply change_reply(Context const& context, app::ChangeOutcome const& outcome) {
  auto const clinic = context.services.clinics.current();
  json::array also;
  for (auto const& record : outcome.also) also.push_back(appointment_json(*clinic, record));
  auto const& follow_up = outcome.follow_up;
  return {.body = {{"appointment", appointment_json(*clinic, outcome.record)},
                   {"also", std::move(also)},
                   {"dependents", dependents_json(follow_up.dependents)},
                   {"replan", replans_json(*clinic, follow_up.replans)},
                   {"proven_optimal", follow_up.proven_optimal}},
          .etag = etag_of(outcome.record.appointment.version)};
}

/// What every change has beside its body.
struct ChangeHead {
  int version = 0;
  bool preview = false;
};

Result<ChangeHead> read_head(http::Request const& request) {
  QueryReader query(request, {"preview"});
  ChangeHead head;
  head.preview = query.flag("preview").value_or(false);
  if (auto const error = query.error()) return *error;
  auto const version = if_match(request);
  if (!version) return version.error();
  head.version = *version;
  return head;
}

/// Refusals of the head are answers like others: kept under the key, so they come from inside.
http::Response change(Context& context, http::Request const& request,
                      Result<ChangeHead> const& head, Work const& work, Extras const& extras = {}) {
  Work const checked = [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
    if (!head) return head.error();
    return work(session, attempt);
  };
  bool const preview = head && head->preview;
  return preview ? unkept(context, request, checked, extras)
                 : once(context, request, checked, extras);
}

/// A status and its reason, as a body gives them.
struct StatusWish {
  AppointmentStatus status{};
  std::string reason;
  std::vector<app::Move> also{};
};

/// The move that a body asks for, and those with it; id and version come from the head.
struct MoveWish {
  app::Move move;
  std::vector<app::Move> also;
};

MoveWish read_move(Reader& reader) {
  MoveWish wish;
  auto& wanted = wish.move;
  reader.require("start");
  wanted.start = reader.instant("start").value_or(Instant{});
  if (!reader.is_null("practitioner")) wanted.practitioner = reader.id<ResourceTag>("practitioner");
  if (!reader.is_null("location")) wanted.location = reader.id<LocationTag>("location");
  wanted.overbook_reason = read_overbook_reason(reader).value_or("");
  wanted.override = read_override(reader);
  wish.also = read_also(reader);
  return wish;
}

/// What else is free for a visit that could not be moved: for the same person, by the same advice.
app::AlternativesQuery wanted_by(store::Session& session, AppointmentId const& id,
                                 app::Move const& move) {
  auto const record = store::find_appointment(session, id);
  if (!record) return {};
  auto const& step = record->appointment.step;
  auto const booking = store::find_booking(session, record->appointment.booking);
  return {.steps = {{.wish = {.service = step.service,
                              .region = step.region,
                              .contrast = step.contrast,
                              .location = move.location.value_or(step.location)},
                     .start = move.start}},
          .intake = booking ? booking->booking.intake : std::nullopt,
          .patient = record->appointment.patient,
          .moving = id};
}

http::Response change_status(Context& context, http::Request const& request,
                             Result<StatusWish> const& wish) {
  auto const head = read_head(request);
  auto const work = [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
    if (!wish) return wish.error();
    auto const outcome = app::set_status(session, context.services, caller_of(request),
                                         {.id = id_of(request),
                                          .version = head->version,
                                          .status = wish->status,
                                          .reason = wish->reason,
                                          .preview = head->preview},
                                         wish->also, attempt);
    if (!outcome) return outcome.error();
    return change_reply(context, *outcome);
  };
  // A cancelled visit comes back where its time is free; else what is free instead.
  auto const wanted = [&](store::Session& session) {
    auto const record = store::find_appointment(session, id_of(request));
    app::Move same;
    if (record) same.start = record->appointment.step.time.start;
    return wanted_by(session, id_of(request), same);
  };
  return change(context, request, head, work, with_alternatives(context, wanted));
}

void read_statuses(QueryReader& query, store::AppointmentFilter& filter) {
  for (auto const& given : query.all("status")) {
    // Both ?status=a&status=b and ?status=a,b are usual.
    for (std::size_t at = 0; at <= given.size();) {
      auto const comma = std::min(given.find(',', at), given.size());
      auto const status = from_word<AppointmentStatus>(given.substr(at, comma - at));
      if (status) {
        filter.statuses.push_back(*status);
      } else {
        query.fault("status", "is not one of the statuses");
      }
      at = comma + 1;
    }
  }
}

store::AppointmentFilter read_filter(QueryReader& query, app::Clinic const& clinic) {
  store::AppointmentFilter filter;
  filter.location = query.id<LocationTag>("location");
  filter.practitioner = query.id<ResourceTag>("practitioner");
  filter.patient = query.id<PatientTag>("patient");
  filter.from = read_moment(query, "from", clinic, filter.location);
  filter.to = read_moment(query, "to", clinic, filter.location);
  read_statuses(query, filter);
  filter.limit = static_cast<int>(query.integer("limit", 1, kPageMax).value_or(kPageDefault));
  filter.after = read_cursor_after(query);
  return filter;
}

}  // namespace

http::Response list_appointments(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  QueryReader query(
      request, {"from", "to", "location", "practitioner", "patient", "status", "limit", "cursor"});
  auto filter = read_filter(query, *clinic);
  if (auto const error = query.error()) return http::problem_response(*error, request);
  auto const limit = static_cast<std::size_t>(filter.limit);
  ++filter.limit;  // one more tells whether there is a next page
  auto records = context.services.database.read(
      [&](store::Session& session) { return store::list_appointments(session, filter); });
  json::value next = nullptr;
  if (records.size() > limit) {
    records.resize(limit);
    auto const& last = records.back().appointment;
    next = cursor_after({last.step.time.start, last.id});
  }
  json::array items;
  for (auto const& record : records) items.push_back(appointment_json(*clinic, record));
  return http::json_response(
      200, json::serialize(json::object{{"items", std::move(items)}, {"next", next}}));
}

http::Response get_appointment(Context& context, http::Request const& request) {
  auto const record = context.services.database.read(
      [&](store::Session& session) { return store::find_appointment(session, id_of(request)); });
  if (!record) {
    return http::problem_response({Errc::not_found, "there is no such appointment"}, request);
  }
  return to_response(context,
                     {.body = appointment_json(*context.services.clinics.current(), *record),
                      .etag = etag_of(record->appointment.version)});
}

http::Response reschedule_appointment(Context& context, http::Request const& request) {
  auto const head = read_head(request);
  auto const given = read_body<MoveWish>(request, read_move);
  auto const run = [&](store::Session& session, bool preview,
                       app::Attempt& attempt) -> Result<app::ChangeOutcome> {
    if (!given) return given.error();
    app::Move move = given->move;
    move.id = id_of(request);
    move.version = head->version;
    return app::move_visit(session, context.services, caller_of(request), move, given->also,
                           preview, attempt);
  };
  auto const work = [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
    auto const outcome = run(session, head->preview, attempt);
    if (!outcome) return outcome.error();
    return change_reply(context, *outcome);
  };
  auto const alternatives = with_alternatives(context, [&](store::Session& session) {
    return wanted_by(session, id_of(request), given->move);
  });
  Extras const extras = [&](Error const& error) {
    bool const breaks_plan = error.code == Errc::not_bookable && !error.fields.empty() &&
                             error.fields.front().pointer == app::kBreaksPlan;
    if (!breaks_plan) return alternatives(error);
    // What was refused is tried without being done, so that the caller can choose a re-plan.
    auto const seen = context.services.database.read([&](store::Session& session) {
      app::Attempt attempt;
      return run(session, true, attempt);
    });
    if (!seen) return json::object{};
    auto const clinic = context.services.clinics.current();
    return json::object{{"dependents", dependents_json(seen->follow_up.dependents)},
                        {"replan", replans_json(*clinic, seen->follow_up.replans)},
                        {"proven_optimal", seen->follow_up.proven_optimal}};
  };
  return change(context, request, head, work, extras);
}

http::Response cancel_appointment(Context& context, http::Request const& request) {
  return change_status(context, request, read_body<StatusWish>(request, [](Reader& reader) {
                         return StatusWish{AppointmentStatus::cancelled, read_cancel_reason(reader),
                                           read_also(reader)};
                       }));
}

http::Response set_appointment_status(Context& context, http::Request const& request) {
  return change_status(context, request, read_body<StatusWish>(request, [](Reader& reader) {
                         reader.require("status");
                         StatusWish wish{reader.word<AppointmentStatus>("status").value_or(
                                             AppointmentStatus::booked),
                                         reader.text("reason", 200).value_or("")};
                         if (wish.status == AppointmentStatus::cancelled && wish.reason.empty()) {
                           wish.reason = to_word(CancelReason::other);
                         }
                         return wish;
                       }));
}

}  // namespace plexus::api
