// The smallest repair of a booking: which fewest visits go to which other times, so that everything
// fits together again. Exact. Must not know bookings, holds or people's names.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scheduling/dependants.hpp"
#include "scheduling/itinerary.hpp"

namespace plexus::scheduling {

/// A visit of the booking, by its position, as it stands after the change.
struct ReplanVisit {
  std::optional<Interval> time;  // none: there is no such visit any more
  LocationId location{};
  enum class May { stay, move, must_move } may = May::stay;
  std::vector<VisitRequest> forms;      // where it may move: each of one length
  std::vector<Assignment> assignments;  // what it holds in the view; given back where it moves
};

struct ReplanRequest {
  std::vector<ReplanVisit> visits;
  VisitTies ties;
  std::vector<PatientBusy> patient_busy;  // other visits of the person, outside this booking
  Minutes site_change{0};                 // as in ItineraryRequest
  std::vector<TravelTime> travel;
  std::size_t limit = 3;
  std::int64_t nodes_max = 200'000;  // of the whole search: some tenths of a second
};

struct ReplanMove {
  std::size_t visit = 0;
  std::size_t form = 0;
  Opening opening;
};

/// Units: `delay` is how much later the moved visits start, summed up (an earlier start is no
///        delay); `shift` the distance of all moves, earlier ones too.
struct Replan {
  std::vector<ReplanMove> moves;  // by position
  Minutes delay{0};
  Minutes shift{0};
};

struct ReplanAnswer {
  std::vector<Replan> items;   // best first; one without moves: all fits as it is
  bool proven_optimal = true;  // false: the bound on nodes stopped the search
  std::int64_t nodes = 0;
};

/// The best re-plans: of those that move fewest visits the ones of least delay, then least shift,
/// then the earliest starts by position. No two of them agree in day and site of every moved visit.
///
/// Shape:  a link or limit between visits that may not move binds nothing: the caller has decided
///         it. What is missing (a cancelled test) no move repairs, so it binds nothing either.
/// Cost:   subsets of those that may move, smallest first, a branch and bound each.
ReplanAnswer find_replans(ClinicView const& view, ReplanRequest const& request);

}  // namespace plexus::scheduling
