// Gates of visits: what is asked before one, the answers, the decision, and the list of those that
// wait.
#include "backend/app/substitute.hpp"

#include <charconv>

#include "backend/api/gate.hpp"
#include "backend/api/gate_json.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/json_values.hpp"
#include "backend/api/page.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"

namespace plexus::api {
namespace {

AppointmentId id_of(http::Request const& request) {
  return AppointmentId::parse(request.path_parameter("id")).value_or(AppointmentId{});
}

std::vector<Gate const*> pointers(std::vector<Gate> const& gates) {
  std::vector<Gate const*> list;
  for (auto const& gate : gates) list.push_back(&gate);
  return list;
}

/// What may take the visit's place, and when: after a gate has failed.
void add_substitute(json::object& out, Context const& context, store::Session& session,
                    app::Clinic const& clinic, app::GatedVisit const& visit) {
  json::value what = nullptr;
  json::array replan;
  if (auto const other = app::substitute_of(context.services, visit)) {
    auto const& region = other->wish.region;
    what = json::object{{"service", other->wish.service.str()},
                        {"region", text_or_null(region.str() == "none" ? "" : region.str())},
                        {"contrast", other->wish.contrast},
                        {"because", to_word(other->because)}};
    for (auto const& plan : app::substitute_plans(session, context.services, visit, *other)) {
      replan.push_back(itinerary_json(clinic, {other->wish}, plan));
    }
  }
  out["substitute"] = std::move(what);
  out["replan"] = std::move(replan);
}

/// {appointment, status, items, substitute, replan} of a visit.
Reply gates_reply(Context const& context, store::Session& session, app::Caller const& caller,
                  app::GatedVisit const& visit) {
  auto const clinic = context.services.clinics.current();
  auto const view = gate_view(session, caller, pointers(visit.gates));
  auto const& appointment = visit.visit.appointment;
  json::array items;
  for (auto const& gate : visit.gates) {
    items.push_back(gate_json(context.services, *clinic, appointment, gate, view));
  }
  json::object body{{"appointment", appointment.id.text()},
                    {"status", to_word(appointment.status)},
                    {"items", std::move(items)}};
  add_substitute(body, context, session, *clinic, visit);
  return {.body = std::move(body), .etag = etag_of(appointment.version)};
}

Result<app::GateRef> read_ref(http::Request const& request) {
  auto const version = if_match(request);
  if (!version) return version.error();
  return app::GateRef{.id = id_of(request),
                      .version = *version,
                      .kind = from_word<GateKind>(request.path_parameter("gate"))};
}

/// How the body's answers are read: which questions there are is the book's matter.
GateAnswers read_answers(Reader& reader) {
  GateAnswers answers;
  reader.require("answers");
  auto const* raw = reader.raw("answers");
  if (raw == nullptr) return answers;
  if (!raw->is_object() || raw->as_object().size() > kAnswersMax) {
    reader.fault("answers", "must be an object with an answer for each question");
    return answers;
  }
  for (auto const& [id, value] : raw->as_object()) {
    auto const answer = value.is_string()
                            ? from_word<GateAnswer>(std::string_view(value.as_string()))
                            : std::optional<GateAnswer>{};
    if (answer) {
      answers[std::string(id)] = *answer;
    } else {
      reader.fault("answers", "must hold present, absent or unknown for each question");
    }
  }
  return answers;
}

app::GateDecision read_decision(Reader& reader) {
  app::GateDecision decision;
  reader.require("outcome");
  reader.require("reason");
  decision.outcome = reader.word<app::GateOutcome>("outcome").value_or(app::GateOutcome::reopened);
  decision.reason = reader
                        .word_of("reason", {"answers_safe", "documents_checked", "test_result",
                                            "clinician_review", "consent_given", "confirmed",
                                            "unsafe", "not_confirmed", "consent_refused",
                                            "new_information", "mistake", "other"})
                        .value_or("");
  return decision;
}

app::Substitution read_substitution(Reader& reader) {
  app::Substitution wanted;
  reader.require("start");
  reader.require("location");
  wanted.start = reader.instant("start").value_or(Instant{});
  wanted.location = reader.id<LocationTag>("location").value_or(LocationId{});
  if (!reader.is_null("practitioner")) wanted.practitioner = reader.id<ResourceTag>("practitioner");
  wanted.override = read_override(reader);
  return wanted;
}

template <class E>
std::vector<E> read_words(QueryReader& query, std::string_view name) {
  std::vector<E> words;
  for (auto const& given : query.all(name)) {
    for (std::size_t at = 0; at <= given.size();) {
      auto const comma = std::min(given.find(',', at), given.size());
      if (auto const word = from_word<E>(given.substr(at, comma - at))) {
        words.push_back(*word);
      } else {
        query.fault(name, "is not one of the allowed words");
      }
      at = comma + 1;
    }
  }
  return words;
}

std::optional<store::GateCursor> read_gate_cursor(QueryReader& query) {
  auto const words = read_cursor(query, 3);
  if (!words) return std::nullopt;
  std::int64_t seconds = 0;
  auto const& first = words->front();
  auto const [end, code] = std::from_chars(first.data(), first.data() + first.size(), seconds);
  auto const id = AppointmentId::parse((*words)[1]);
  auto const kind = from_word<GateKind>((*words)[2]);
  if (code == std::errc{} && end == first.data() + first.size() && id && kind) {
    return store::GateCursor{Instant{Seconds{seconds}}, *id, *kind};
  }
  query.fault("cursor", "is not one that this list gave");
  return std::nullopt;
}

std::string cursor_of(Gate const& last) {
  return make_cursor({std::to_string(last.due_at.time_since_epoch().count()),
                      last.appointment.str(), std::string(to_word(last.kind))});
}

}  // namespace

http::Response get_gates(Context& context, http::Request const& request) {
  auto const reply = context.services.database.read([&](store::Session& session) -> Result<Reply> {
    auto const visit = app::gated_visit(session, id_of(request));
    if (!visit) return visit.error();
    return gates_reply(context, session, caller_of(request), *visit);
  });
  if (!reply) return http::problem_response(reply.error(), request);
  return to_response(context, *reply);
}

http::Response answer_gate(Context& context, http::Request const& request) {
  auto const ref = read_ref(request);
  auto const answers = read_body<GateAnswers>(request, read_answers);
  return once(context, request, [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    if (!ref) return ref.error();
    if (!answers) return answers.error();
    auto const caller = caller_of(request);
    auto const visit = app::answer_gate(session, context.services, caller, *ref, *answers);
    if (!visit) return visit.error();
    return gates_reply(context, session, caller, *visit);
  });
}

http::Response decide_gate(Context& context, http::Request const& request) {
  auto const ref = read_ref(request);
  auto const given = read_body<app::GateDecision>(request, read_decision);
  return once(context, request, [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    if (!ref) return ref.error();
    if (!given) return given.error();
    auto decision = *given;
    decision.ref = *ref;
    auto const caller = caller_of(request);
    auto const visit = app::decide_gate(session, context.services, caller, decision);
    if (!visit) return visit.error();
    return gates_reply(context, session, caller, *visit);
  });
}

http::Response substitute_appointment(Context& context, http::Request const& request) {
  auto const version = if_match(request);
  auto const given = read_body<app::Substitution>(request, read_substitution);
  return once(
      context, request, [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
        if (!version) return version.error();
        if (!given) return given.error();
        auto const caller = caller_of(request);
        if (given->override && !caller.staff) {
          return Error{Errc::sign_in, "only staff may set a rule aside"};
        }
        auto wanted = *given;
        wanted.id = id_of(request);
        wanted.version = *version;
        auto const taken = app::substitute(session, context.services, caller, wanted, attempt);
        if (!taken) return taken.error();
        auto const clinic = context.services.clinics.current();
        return Reply{.status = 201,
                     .body = {{"replaced", wanted.id.text()},
                              {"appointment", appointment_json(*clinic, *taken)}},
                     .etag = etag_of(taken->appointment.version),
                     .location = "/api/v1/appointments/" + taken->appointment.id.str()};
      });
}

http::Response list_gates(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  QueryReader query(request, {"state", "kind", "location", "limit", "cursor"});
  store::GateFilter filter;
  filter.states = read_words<GateState>(query, "state");
  filter.kinds = read_words<GateKind>(query, "kind");
  filter.location = query.id<LocationTag>("location");
  auto const limit =
      static_cast<std::size_t>(query.integer("limit", 1, kPageMax).value_or(kPageDefault));
  filter.limit = static_cast<int>(limit) + 1;  // one more tells whether there is a next page
  filter.after = read_gate_cursor(query);
  if (auto const error = query.error()) return http::problem_response(*error, request);
  json::object out;
  context.services.database.read([&](store::Session& session) {
    auto records = store::list_gates(session, filter);
    json::value next = nullptr;
    if (records.size() > limit) {
      records.resize(limit);
      next = cursor_of(records.back().gate);
    }
    std::vector<Gate const*> gates;
    for (auto const& record : records) gates.push_back(&record.gate);
    auto const view = gate_view(session, caller_of(request), gates);
    json::array items;
    for (auto const& record : records) {
      auto item = gate_summary_json(*clinic, record.visit.appointment, record.gate, view);
      item["appointment"] = appointment_json(*clinic, record.visit);
      items.push_back(std::move(item));
    }
    out = {{"items", std::move(items)}, {"next", std::move(next)}};
    return true;
  });
  return http::json_response(200, json::serialize(out));
}

}  // namespace plexus::api
