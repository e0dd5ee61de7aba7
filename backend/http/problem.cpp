// The table of problems and their JSON.
#include "backend/http/problem.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <cassert>

namespace plexus::http {
namespace {

// In the order of Errc; a test walks it.
constexpr std::array kProblems{
    ProblemKind{Errc::invalid_input, 400, "The input is not valid"},
    ProblemKind{Errc::sign_in, 401, "Sign-in or a valid token is needed"},
    ProblemKind{Errc::not_allowed, 403, "Your role does not allow this"},
    ProblemKind{Errc::not_found, 404, "Not found"},
    ProblemKind{Errc::method_not_allowed, 405, "This method is not possible here"},
    ProblemKind{Errc::not_acceptable, 406, "No acceptable form of the answer"},
    ProblemKind{Errc::request_timeout, 408, "The request took too long to arrive"},
    ProblemKind{Errc::slot_taken, 409, "The time has just been taken"},
    ProblemKind{Errc::hold_expired, 409, "The hold has expired"},
    ProblemKind{Errc::patient_overlap, 409, "The patient already has a visit at that time"},
    ProblemKind{Errc::hold_extended, 409, "The hold has already been extended"},
    ProblemKind{Errc::bad_transition, 409, "The status cannot change this way"},
    ProblemKind{Errc::in_progress, 409, "The same request is still running"},
    ProblemKind{Errc::intake_changed, 409, "The answers no longer fit the patient"},
    ProblemKind{Errc::stale_version, 412, "It has changed in the meantime"},
    ProblemKind{Errc::body_too_large, 413, "The request body is too large"},
    ProblemKind{Errc::unsupported_media_type, 415, "This content type is not accepted"},
    ProblemKind{Errc::not_bookable, 422, "This cannot be booked"},
    ProblemKind{Errc::intake_required, 422, "An intake is needed first"},
    ProblemKind{Errc::intake_incomplete, 422, "Some questions are still open"},
    ProblemKind{Errc::emergency, 422, "This needs emergency care, not an appointment"},
    ProblemKind{Errc::deadline_missed, 422, "This is later than is safe"},
    ProblemKind{Errc::idempotency_mismatch, 422, "The key was used with another body"},
    ProblemKind{Errc::no_solution, 422, "The steps contradict each other"},
    ProblemKind{Errc::precondition_required, 428, "If-Match is needed"},
    ProblemKind{Errc::too_many_requests, 429, "Too many requests"},
    ProblemKind{Errc::headers_too_large, 431, "The request headers are too large"},
    ProblemKind{Errc::internal, 500, "Something went wrong on our side"},
    ProblemKind{Errc::unavailable, 503, "Not available for the moment"},
};

static_assert(kProblems.size() == static_cast<std::size_t>(Errc::unavailable) + 1);

// What a client should wait when the caller of problem_response names nothing better.
std::chrono::seconds default_wait(Errc code) {
  switch (code) {
    case Errc::in_progress:
      return std::chrono::seconds(1);  // handlers end within a second or so
    case Errc::unavailable:
      return std::chrono::seconds(5);  // a restart or a full queue passes
    case Errc::too_many_requests:
      return std::chrono::seconds(60);
    default:
      return std::chrono::seconds(0);
  }
}

}  // namespace

ProblemKind const& problem_kind(Errc code) noexcept {
  auto const index = static_cast<std::size_t>(code);
  assert(index < kProblems.size() && kProblems[index].code == code);
  return kProblems[index];
}

Response problem_response(Error const& error, std::string_view request_id, ProblemExtras extras) {
  auto const& kind = problem_kind(error.code);
  boost::json::object problem;
  problem["type"] = std::string(kProblemBase) + std::string(slug(error.code));
  problem["title"] = kind.title;
  problem["status"] = kind.status;
  if (!error.detail.empty()) problem["detail"] = error.detail;
  if (!request_id.empty()) problem["instance"] = request_id;
  if (!error.fields.empty()) {
    boost::json::array errors;
    for (auto const& field : error.fields) {
      errors.push_back({{"pointer", field.pointer}, {"detail", field.detail}});
    }
    problem["errors"] = std::move(errors);
  }
  // Standard members win: an extra may add to a problem, not rewrite it.
  for (auto& member : extras.members) problem.insert({{member.key(), std::move(member.value())}});

  Response response{.status = kind.status,
                    .content_type = "application/problem+json",
                    .body = boost::json::serialize(problem)};
  auto const wait = extras.retry_after.count() > 0 ? extras.retry_after : default_wait(error.code);
  if (wait.count() > 0) response.headers.set("Retry-After", std::to_string(wait.count()));
  if (!extras.allow.empty()) response.headers.set("Allow", extras.allow);
  if (error.code == Errc::sign_in) {
    response.headers.set("WWW-Authenticate", "Bearer realm=\"plexus\"");
  }
  return response;
}

}  // namespace plexus::http
