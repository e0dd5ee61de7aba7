// Somebody stands at the desk: the cheapest place today, and booking it. Staff only. The notice,
// the grid and the share kept for urgent cases are set aside; the hours, other people's times and
// the rules of an emergency are not.
#pragma once

#include <optional>
#include <vector>

#include "backend/app/bookings.hpp"
#include "scheduling/openings.hpp"

namespace plexus::app {

struct WalkInQuery {
  Wish wish;  // with its site; no service: the first that the intake asks for
  std::optional<IntakeRef> intake;
  std::optional<PatientId> patient;  // whose other visits are avoided
};

/// A place and what it costs: minutes of waiting, and a seat past the capacity where it says so.
struct WalkInPlace {
  scheduling::Opening opening;
  Minutes wait{0};
};

struct WalkInPlaces {
  Wish wish;                       // what is looked for
  std::vector<WalkInPlace> items;  // an ordinary seat first; one past the capacity if it is sooner
  std::vector<scheduling::Blocker> none_because;
};

/// From now until the end of the site's day, and until the limit of an asap case.
/// Errors: those of check_wish; with an intake emergency, intake_incomplete, and not_bookable when
///         routing asks for no visit that could begin at once.
Result<WalkInPlaces> find_walk_in(store::Session& session, Services const& services,
                                  Caller const& caller, WalkInQuery const& query);

/// Books steps of today (book) and, if asked, marks as arrived those that wait for nothing.
/// Errors: sign_in for somebody who is no staff; not_bookable for a start that has passed or is on
/// another day; those of book.
Result<store::BookingRecord> book_walk_in(store::Session& session, Services const& services,
                                          Caller const& caller, BookCommand command,
                                          Attempt& attempt);

}  // namespace plexus::app
