// A resource or site out of action: drafts, edits, applying and undoing.
#include "backend/app/batches.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/json_values.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"

namespace plexus::api {
namespace {

BatchId id_of(http::Request const& request) {
  return BatchId::parse(request.path_parameter("id")).value_or(BatchId{});
}

json::value place_json(app::Clinic const& clinic, std::optional<VisitPlace> const& place) {
  if (!place) return nullptr;
  return json::object{
      {"start", clinic.local_text(place->time.start, place->location)},
      {"end", clinic.local_text(place->time.end, place->location)},
      {"location", place->location.text()},
      {"practitioner",
       place->practitioner ? json::value(place->practitioner->text()) : json::value(nullptr)}};
}

json::object move_json(store::Session& session, app::Clinic const& clinic, Batch const& batch,
                       BatchMove const& move) {
  json::object out{{"appointment", move.appointment.text()},
                   {"version", move.seen_version},
                   {"cause", to_word(move.cause)},
                   {"action", to_word(move.action)},
                   {"before", place_json(clinic, move.before)},
                   {"after", place_json(clinic, move.after)},
                   {"late", move.late},
                   {"none_because", text_or_null(move.none_because)}};
  auto const record = store::find_appointment(session, move.appointment);
  if (!record) return out;
  out["service"] = record->appointment.step.service.str();
  out["urgency"] = record->urgency ? json::value(to_word(*record->urgency)) : json::value(nullptr);
  out["patient"] = json::object{{"id", record->patient.id.text()},
                                {"given_name", record->patient.given_name},
                                {"family_name", record->patient.family_name}};
  auto const expected =
      batch.state == BatchState::applied ? move.applied_version : std::optional(move.seen_version);
  bool const watched = batch.state != BatchState::undone;
  out["changed"] = watched && expected && record->appointment.version != *expected;
  return out;
}

json::value instant_json(app::Clinic const& clinic, std::optional<Instant> const& at) {
  return at ? json::value(clinic.local_text(*at)) : json::value(nullptr);
}

Reply reply_of(Context const& context, store::Session& session, Batch const& batch, int status) {
  auto const clinic = context.services.clinics.current();
  json::array moves;
  int moved = 0;
  int late = 0;
  int cancelled = 0;
  for (auto const& move : batch.moves) {
    moved += move.action == BatchAction::move ? 1 : 0;
    cancelled += move.action == BatchAction::cancel ? 1 : 0;
    late += move.late ? 1 : 0;
    moves.push_back(move_json(session, *clinic, batch, move));
  }
  auto const total = static_cast<int>(batch.moves.size());
  std::optional<Instant> undo_until;
  if (batch.state == BatchState::applied) undo_until = *batch.applied_at + app::kBatchUndoFor;
  auto const id_or_null = [](auto const& id) {
    return id ? json::value(id->text()) : json::value(nullptr);
  };
  Reply reply{.status = status,
              .body = {{"id", batch.id.text()},
                       {"state", to_word(batch.state)},
                       {"version", batch.version},
                       {"resource", id_or_null(batch.resource)},
                       {"location", id_or_null(batch.location)},
                       {"from", clinic->local_text(batch.time.start)},
                       {"to", clinic->local_text(batch.time.end)},
                       {"reason", batch.reason},
                       {"created_at", clinic->local_text(batch.created_at)},
                       {"applied_at", instant_json(*clinic, batch.applied_at)},
                       {"undone_at", instant_json(*clinic, batch.undone_at)},
                       {"undo_until", instant_json(*clinic, undo_until)},
                       {"counts", json::object{{"visits", total},
                                               {"moved", moved},
                                               {"cancelled", cancelled},
                                               {"left", total - moved - cancelled},
                                               {"late", late}}},
                       {"moves", std::move(moves)}},
              .etag = etag_of(batch.version)};
  if (status == 201) reply.location = "/api/v1/batches/" + batch.id.str();
  return reply;
}

app::NewBatch read_new_batch(Reader& reader) {
  app::NewBatch wanted;
  for (char const* const name : {"from", "to", "reason"}) reader.require(name);
  if (!reader.is_null("resource")) wanted.resource = reader.id<ResourceTag>("resource");
  if (!reader.is_null("location")) wanted.location = reader.id<LocationTag>("location");
  if (reader.has("resource") == reader.has("location")) {
    reader.fault("resource", "give either resource or location");
  }
  wanted.time = {reader.instant("from").value_or(Instant{}),
                 reader.instant("to").value_or(Instant{})};
  wanted.reason =
      reader.word_of("reason", {"illness", "leave", "breakdown", "maintenance", "closed", "other"})
          .value_or("");
  return wanted;
}

app::MoveEdit read_move_edit(Reader& reader) {
  app::MoveEdit edit;
  reader.require("appointment");
  reader.require("action");
  edit.appointment = reader.id<AppointmentTag>("appointment").value_or(AppointmentId{});
  edit.action = reader.word<BatchAction>("action").value_or(BatchAction::leave);
  edit.start = reader.instant("start");
  if (!reader.is_null("practitioner")) edit.practitioner = reader.id<ResourceTag>("practitioner");
  if (!reader.is_null("location")) edit.location = reader.id<LocationTag>("location");
  if (edit.action == BatchAction::move) reader.require("start");
  return edit;
}

app::BatchEdit read_edit(Reader& reader) {
  app::BatchEdit edit;
  edit.refresh = reader.flag("refresh").value_or(false);
  reader.objects("moves", 0, app::kBatchVisitsMax,
                 [&](Reader& one) { edit.moves.push_back(read_move_edit(one)); });
  return edit;
}

/// A command on the batch of the path, at the version of If-Match.
template <class Body, class Run>
http::Response run_command(Context& context, http::Request const& request, Result<Body> const& body,
                           Run const& run) {
  auto const version = if_match(request);
  return once(context, request,
              [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
                if (!version) return version.error();
                if (!body) return body.error();
                auto const batch = run(session, *body, *version, attempt);
                if (!batch) return batch.error();
                return reply_of(context, session, *batch, 200);
              });
}

}  // namespace

http::Response post_batch(Context& context, http::Request const& request) {
  auto const wanted = read_body<app::NewBatch>(request, read_new_batch);
  return once(context, request, [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    if (!wanted) return wanted.error();
    auto const batch = app::make_batch(session, context.services, caller_of(request), *wanted);
    if (!batch) return batch.error();
    return reply_of(context, session, *batch, 201);
  });
}

http::Response get_batch(Context& context, http::Request const& request) {
  auto const found = context.services.database.read([&](store::Session& session) -> Result<Reply> {
    auto const batch = store::find_batch(session, id_of(request));
    if (!batch) return Error{Errc::not_found, "there is no such batch"};
    return reply_of(context, session, *batch, 200);
  });
  if (!found) return http::problem_response(found.error(), request);
  return to_response(context, *found);
}

http::Response patch_batch(Context& context, http::Request const& request) {
  return run_command(
      context, request, read_body<app::BatchEdit>(request, read_edit),
      [&](store::Session& session, app::BatchEdit edit, int version, app::Attempt& attempt) {
        edit.id = id_of(request);
        edit.version = version;
        return app::edit_batch(session, context.services, caller_of(request), edit, attempt);
      });
}

http::Response apply_batch(Context& context, http::Request const& request) {
  return run_command(context, request, Result<bool>(true),
                     [&](store::Session& session, bool, int version, app::Attempt& attempt) {
                       return app::apply_batch(session, context.services, caller_of(request),
                                               {id_of(request), version}, attempt);
                     });
}

http::Response undo_batch(Context& context, http::Request const& request) {
  auto const force =
      read_body<bool>(request, [](Reader& reader) { return reader.flag("force").value_or(false); });
  return run_command(context, request, force,
                     [&](store::Session& session, bool forced, int version, app::Attempt& attempt) {
                       return app::undo_batch(session, context.services, caller_of(request),
                                              {id_of(request), version, forced}, attempt);
                     });
}

}  // namespace plexus::api
