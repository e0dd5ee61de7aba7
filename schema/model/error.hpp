// What can go wrong by expectation: one code per problem of the HTTP contract, and Result<T>.
// A broken world (database away) is an exception, a bug of ours is an assertion; neither is here.
#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace plexus {

/// Each value is one problem slug of schema/openapi/plexus.yaml; http/problem.cpp gives its status.
enum class Errc {
  invalid_input,           // 400 not JSON, unknown member, wrong type, missing member, bad value
  sign_in,                 // 401 no credential, or a wrong one
  not_allowed,             // 403 signed in, but the role lacks the route
  not_found,               // 404 absent, or not yours: the same answer for both
  method_not_allowed,      // 405
  not_acceptable,          // 406
  request_timeout,         // 408
  slot_taken,              // 409 somebody else has the time
  hold_expired,            // 409
  patient_overlap,         // 409 the patient already has a visit then
  hold_extended,           // 409 a hold is extended once
  bad_transition,          // 409 the status table does not allow it
  in_progress,             // 409 the same idempotency key is still running
  intake_changed,          // 409 the birth date contradicts the intake's age
  stale_version,           // 412 If-Match does not match
  body_too_large,          // 413
  unsupported_media_type,  // 415
  not_bookable,            // 422 unknown id in a body, past, off-grid, beyond the horizon
  intake_required,         // 422
  intake_incomplete,       // 422
  emergency,               // 422 a stat routing is never booked
  deadline_missed,         // 422 later than an asap limit
  idempotency_mismatch,    // 422 the same key with another body
  no_solution,             // 422 the steps contradict each other
  precondition_required,   // 428 If-Match is missing
  too_many_requests,       // 429
  headers_too_large,       // 431
  internal,                // 500 our fault
  unavailable,             // 503 draining, database away, queue full
};

/// A fault of one input member. Shape: `pointer` is an RFC 6901 JSON pointer into the body, or
/// `?name` for a query parameter, or the name of a header.
struct FieldError {
  std::string pointer;
  std::string detail;
  friend bool operator==(FieldError const&, FieldError const&) = default;
};

/// Shape: `detail` is shown to the caller: no SQL, no other person's data, no token.
struct Error {
  Errc code{};
  std::string detail{};
  std::vector<FieldError> fields{};
};

template <class T>
using Result = boost::system::result<T, Error>;

/// Called by Result<T>::value() on an error. Our code tests first, so getting here is our bug.
[[noreturn]] void throw_exception_from_error(Error const& error, boost::source_location const&);

/// Broken world: something outside (the database) cannot answer now. Thrown, caught once in http
/// and answered 503. The text is for nobody: neither the caller nor the log sees it.
class Unavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The slug that ends the problem's type URI, such as `slot-taken`.
std::string_view slug(Errc code) noexcept;

}  // namespace plexus
