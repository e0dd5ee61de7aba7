// Booking, and the visits of a booking as a unit.
#include "backend/app/bookings.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"
#include "backend/app/walk_ins.hpp"
#include "backend/store/patient_store.hpp"

namespace plexus::api {
namespace {

BookingId id_of(http::Request const& request) {
  return BookingId::parse(request.path_parameter("id")).value_or(BookingId{});
}

Reply reply_of(Context const& context, store::BookingRecord const& record, int status) {
  bool const fresh = status == 201;
  auto const& booking = record.booking;
  Reply reply{.status = status,
              .body = booking_json(*context.services.clinics.current(), booking, fresh),
              .etag = etag_of(app::version_of(booking))};
  if (fresh) {
    reply.tokens.push_back(
        {"manage_token", auth::TokenKind::booking, booking.id.str(), record.salt});
    reply.location = "/api/v1/bookings/" + booking.id.str();
  }
  return reply;
}

/// What alternatives are looked for: the steps of the body, or those that the hold had.
app::AlternativesQuery wanted_by(store::Session& session, app::BookCommand const& command) {
  app::AlternativesQuery query{.steps = command.steps};
  if (command.intake) query.intake = IntakeId::parse(command.intake->id);
  auto const id = command.hold ? HoldId::parse(command.hold->id) : std::nullopt;
  if (auto const record = id ? store::find_hold(session, *id) : std::nullopt) {
    if (record->hold.intake) query.intake = record->hold.intake;
    for (auto const& step : record->hold.steps) {
      query.steps.push_back({.wish = {.service = step.service,
                                      .region = step.region,
                                      .contrast = step.contrast,
                                      .location = step.location},
                             .start = step.time.start});
    }
  }
  query.patient = command.patient.id;
  if (!query.patient && command.patient.birth_date) {
    auto const known = store::find_same_patient(session, app::patient_of(command.patient));
    if (known) query.patient = known->id;
  }
  return query;
}

}  // namespace

http::Response post_booking(Context& context, http::Request const& request) {
  auto const command = read_body<app::BookCommand>(request, read_booking);
  auto const caller = caller_of(request);
  auto const work = [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
    if (!command) return command.error();
    if (!caller.staff && (command->override || command->patient.id)) {
      return Error{Errc::sign_in, "only staff may ask for this"};
    }
    auto const booking =
        command->walk_in ? app::book_walk_in(session, context.services, caller, *command, attempt)
                         : app::book(session, context.services, caller, *command, attempt);
    if (!booking) return booking.error();
    return reply_of(context, *booking, 201);
  };
  auto const wanted = [&](store::Session& session) { return wanted_by(session, *command); };
  return once(context, request, work, with_alternatives(context, wanted));
}

http::Response get_booking(Context& context, http::Request const& request) {
  auto const record = context.services.database.read(
      [&](store::Session& session) { return store::find_booking(session, id_of(request)); });
  if (!record) {
    return http::problem_response({Errc::not_found, "there is no such booking"}, request);
  }
  return to_response(context, reply_of(context, *record, 200));
}

http::Response cancel_booking(Context& context, http::Request const& request) {
  auto const version = if_match(request);
  auto const reason = read_body<std::string>(request, read_cancel_reason);
  auto const work = [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    if (!version) return version.error();
    if (!reason) return reason.error();
    auto const record = app::cancel_booking(session, context.services, caller_of(request),
                                            id_of(request), *version, *reason);
    if (!record) return record.error();
    return reply_of(context, *record, 200);
  };
  return once(context, request, work);
}

}  // namespace plexus::api
