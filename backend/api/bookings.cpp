// Booking, and the visits of a booking as a unit.
#include "backend/app/bookings.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"

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

/// The steps that alternatives are looked for: those of the body, or those the hold had.
std::vector<app::StepChoice> steps_of(Context& context, app::BookCommand const& command) {
  if (!command.hold) return command.steps;
  auto const id = HoldId::parse(command.hold->id);
  auto const record = context.services.database.read(
      [&](store::Session& session) { return id ? store::find_hold(session, *id) : std::nullopt; });
  std::vector<app::StepChoice> steps;
  if (!record) return steps;
  for (auto const& step : record->hold.steps) {
    steps.push_back({.wish = {.service = step.service,
                              .region = step.region,
                              .contrast = step.contrast,
                              .location = step.location},
                     .start = step.time.start});
  }
  return steps;
}

}  // namespace

http::Response post_booking(Context& context, http::Request const& request) {
  auto const command = read_body<app::BookCommand>(request, read_booking);
  if (!command) return http::problem_response(command.error(), request);
  auto const caller = caller_of(request);
  if (!caller.staff && (command->override || command->patient.id)) {
    return http::problem_response({Errc::sign_in, "only staff may ask for this"}, request);
  }
  auto const work = [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
    auto const booking = app::book(session, context.services, caller, *command, attempt);
    if (!booking) return booking.error();
    return reply_of(context, *booking, 201);
  };
  Extras const extras = [&](Error const& error) {
    return with_alternatives(context, steps_of(context, *command))(error);
  };
  return once(context, request, work, extras);
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
  if (!version) return http::problem_response(version.error(), request);
  auto const reason = read_body<std::string>(request, read_cancel_reason);
  if (!reason) return http::problem_response(reason.error(), request);
  auto const work = [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    auto const record = app::cancel_booking(session, context.services, caller_of(request),
                                            id_of(request), *version, *reason);
    if (!record) return record.error();
    return reply_of(context, *record, 200);
  };
  return once(context, request, work);
}

}  // namespace plexus::api
