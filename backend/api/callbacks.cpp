// Calls that staff owe: asked for by the person, worked off from a list.
#include "backend/app/callbacks.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/json_values.hpp"
#include "backend/api/page.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"
#include "backend/api/worklist_json.hpp"

namespace plexus::api {
namespace {

CallbackId id_of(http::Request const& request) {
  return CallbackId::parse(request.path_parameter("id")).value_or(CallbackId{});
}

Reply reply_of(Context const& context, CallbackTask const& task, int status = 200) {
  return {.status = status,
          .body = callback_json(*context.services.clinics.current(), task),
          .etag = etag_of(task.version)};
}

/// What a step of a task has beside its body; refusals of the head are answers like others.
http::Response step(Context& context, http::Request const& request,
                    Result<app::CallbackChange> const& body) {
  auto const version = if_match(request);
  auto const work = [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    if (!version) return version.error();
    if (!body) return body.error();
    auto change = *body;
    change.id = id_of(request);
    change.version = *version;
    auto const task = app::change_callback(session, context.services, caller_of(request), change);
    if (!task) return task.error();
    return reply_of(context, *task);
  };
  return once(context, request, work);
}

}  // namespace

http::Response post_callback(Context& context, http::Request const& request) {
  auto const given = read_body<app::CallbackRequest>(request, [](Reader& reader) {
    app::CallbackRequest wanted;
    wanted.phone = read_phone(reader);
    wanted.name = reader.text("name", kNameCharsMax).value_or("");
    return wanted;
  });
  auto const id = IntakeId::parse(request.path_parameter("id")).value_or(IntakeId{});
  auto const work = [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    if (!given) return given.error();
    auto const task =
        app::request_callback(session, context.services, caller_of(request), id, *given);
    if (!task) return task.error();
    auto const clinic = context.services.clinics.current();
    // No more than the person needs to know: what staff write is not for here.
    return Reply{.body = {{"id", task->id.text()},
                          {"due", clinic->local_text(task->due)},
                          {"state", to_word(task->state)}}};
  };
  return once(context, request, work);
}

http::Response list_callbacks(Context& context, http::Request const& request) {
  QueryReader query(request, {"state", "limit", "cursor"});
  store::CallbackFilter filter;
  for (auto const& word : query.all("state")) {
    auto const state = from_word<CallbackState>(word);
    if (state) {
      filter.states.push_back(*state);
    } else {
      query.fault("state", "is not one of the states");
    }
  }
  if (filter.states.empty()) filter.states = {CallbackState::open, CallbackState::claimed};
  auto const limit =
      static_cast<std::size_t>(query.integer("limit", 1, kPageMax).value_or(kPageDefault));
  filter.limit = static_cast<int>(limit) + 1;
  if (auto const place = read_cursor_after(query)) {
    filter.after = {place->first, CallbackId::parse(place->second.text()).value_or(CallbackId{})};
  }
  if (auto const error = query.error()) return http::problem_response(*error, request);
  auto tasks = context.services.database.read(
      [&](store::Session& session) { return store::list_callbacks(session, filter); });
  json::value next = nullptr;
  if (tasks.size() > limit) {
    tasks.resize(limit);
    next = make_cursor(
        {std::to_string(tasks.back().due.time_since_epoch().count()), tasks.back().id.str()});
  }
  auto const clinic = context.services.clinics.current();
  json::array items;
  for (auto const& task : tasks) items.push_back(callback_json(*clinic, task));
  return http::json_response(
      200, json::serialize(json::object{{"items", std::move(items)}, {"next", next}}));
}

http::Response claim_callback(Context& context, http::Request const& request) {
  return step(context, request, app::CallbackChange{.step = app::CallbackStep::claim});
}

http::Response release_callback(Context& context, http::Request const& request) {
  return step(context, request, app::CallbackChange{.step = app::CallbackStep::release});
}

http::Response finish_callback(Context& context, http::Request const& request) {
  return step(context, request, read_body<app::CallbackChange>(request, [](Reader& reader) {
                app::CallbackChange change;
                change.step = app::CallbackStep::done;
                reader.require("outcome");
                change.outcome = reader
                                     .word_of("outcome", {"booked", "advised", "sent_to_emergency",
                                                          "no_answer", "wrong_number", "other"})
                                     .value_or("");
                change.note = reader.text("note", kNoteCharsMax).value_or("");
                return change;
              }));
}

}  // namespace plexus::api
