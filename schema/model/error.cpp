// The slugs of the problem types, in the order of Errc.
#include "schema/model/error.hpp"

#include <stdexcept>

namespace plexus {

void throw_exception_from_error(Error const& error, boost::source_location const&) {
  throw std::logic_error("unchecked result: " + std::string(slug(error.code)));
}

std::string_view slug(Errc code) noexcept {
  switch (code) {
    case Errc::invalid_input:
      return "invalid-input";
    case Errc::sign_in:
      return "sign-in";
    case Errc::not_allowed:
      return "not-allowed";
    case Errc::not_found:
      return "not-found";
    case Errc::method_not_allowed:
      return "method-not-allowed";
    case Errc::not_acceptable:
      return "not-acceptable";
    case Errc::request_timeout:
      return "request-timeout";
    case Errc::slot_taken:
      return "slot-taken";
    case Errc::hold_expired:
      return "hold-expired";
    case Errc::patient_overlap:
      return "patient-overlap";
    case Errc::hold_extended:
      return "hold-extended";
    case Errc::bad_transition:
      return "bad-transition";
    case Errc::in_progress:
      return "in-progress";
    case Errc::intake_changed:
      return "intake-changed";
    case Errc::stale_version:
      return "stale-version";
    case Errc::body_too_large:
      return "body-too-large";
    case Errc::unsupported_media_type:
      return "unsupported-media-type";
    case Errc::not_bookable:
      return "not-bookable";
    case Errc::intake_required:
      return "intake-required";
    case Errc::intake_incomplete:
      return "intake-incomplete";
    case Errc::emergency:
      return "emergency";
    case Errc::deadline_missed:
      return "deadline-missed";
    case Errc::idempotency_mismatch:
      return "idempotency-mismatch";
    case Errc::no_solution:
      return "no-solution";
    case Errc::precondition_required:
      return "precondition-required";
    case Errc::too_many_requests:
      return "too-many-requests";
    case Errc::headers_too_large:
      return "headers-too-large";
    case Errc::internal:
      return "internal";
    case Errc::unavailable:
      return "unavailable";
  }
  return "internal";
}

}  // namespace plexus
