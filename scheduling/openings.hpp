// Free times of one visit. One search serves listing, first-available and the check before a
// booking, so that what is offered can be taken. Must not know patients, holds or policies.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scheduling/clinic_view.hpp"
#include "scheduling/limits.hpp"
#include "scheduling/visit_request.hpp"
#include "schema/model/code.hpp"
#include "schema/model/visit.hpp"

namespace plexus::scheduling {

/// A time at which everything a visit needs is free at once.
struct Opening {
  Interval time;  // the visit itself, without buffers
  LocationId location;
  std::vector<Assignment> assignments;     // in the order of the requirements; with buffers
  std::optional<ResourceId> practitioner;  // the first practitioner among them
  std::vector<Trait> unmet;                // wished traits that not all have whose role knows them
  bool preferred_practitioner_met = false;
  bool overbooked = false;  // some seat is past its resource's capacity
  friend bool operator==(Opening const&, Opening const&) = default;
};

/// Every start of the visit, earliest first, then by site.
///
/// Shape:  at most `limit` (and `limits.openings_max`) openings, one for each start and site, each
///         with one possible assignment: requirement by requirement who meets most wishes, of
///         those the least key that still lets the rest be met; seats past the capacity only where
///         ordinary ones do not suffice. Where visits of several lengths can start (practitioners
///         who need another time), the one that meets most wishes, of those the shortest.
///         Openings may overlap each other.
/// Errors: none; no room, an unknown site or practitioner give an empty list (`explain_none`).
/// Cost:   word operations over the searched part of the window; stops at the limit.
/// Source: FHIR R4 Slot; issue "scheduling": one function for listing and booking.
std::vector<Opening> find_openings(ClinicView const& view, VisitRequest const& request,
                                   std::size_t limit, Limits const& limits = {});

/// The earliest of them.
std::optional<Opening> first_opening(ClinicView const& view, VisitRequest const& request,
                                     Limits const& limits = {});

/// The earliest opening of each civil date, by the date of its own site; one site for each date.
std::vector<Opening> first_each_day(ClinicView const& view, VisitRequest const& request,
                                    Limits const& limits = {});

/// The start cells alone, of the whole asked time at one site: what a calendar page or a count
/// needs, without an assignment for each.
CellSet find_starts(ClinicView const& view, VisitRequest const& request,
                    LocationId const& location);
/// The same in the memory that `found` has, for who asks again and again.
void find_starts(ClinicView const& view, VisitRequest const& request, LocationId const& location,
                 CellSet& found);

/// The opening at exactly `start`, at `location`, or nullopt when the list would not have it.
/// `practitioner`, when given, replaces the request's.
std::optional<Opening> fits(ClinicView const& view, VisitRequest const& request, Instant start,
                            LocationId const& location,
                            std::optional<ResourceId> const& practitioner = {},
                            Limits const& limits = {});

/// The same visit as requests of one length each, the shortest first: who needs that time fills the
/// requirement that tells the length, with others who need no more. One request when nobody who
/// can take part needs another time.
std::vector<VisitRequest> forms_of(ClinicView const& view, VisitRequest const& request);

enum class Constraint {
  no_resource,      // nobody and nothing there can do it
  location,         // no such site, or the asked site lacks what others have
  practitioner,     // the named person does not do it there, or has no time
  lead_time,        // all asked times are too soon
  horizon,          // all asked times are too far ahead, or outside what is loaded
  closed,           // no common open hours
  fully_booked,     // open, but taken
  gap,              // itineraries: the steps cannot keep their distances
  deadline,         // itineraries: later than the limit
  attribute,        // nobody there has, or is free with, what is asked of people and rooms
  quota,            // the visits of the day or week are all given
  kept_for_urgent,  // those left are kept for urgent visits
  time_of_day,      // not at the times of day that are asked or needed
  overbooking,      // only seats past the capacity are left
  split,            // itineraries: too much for one visit
};

/// Shape: `detail` and `relax` are plain sentences for people, without personal data; `next` is
/// the first start that following `relax` would give, when there is one. What is `staff_only` is
/// not for others to read.
struct Blocker {
  Constraint constraint{};
  std::string detail;
  std::string relax;
  std::optional<Instant> next;
  std::optional<std::size_t> step;          // itineraries: which step, from 0
  std::optional<LocationId> next_location;  // where that start is, and with whom
  std::optional<ResourceId> next_practitioner;
  bool staff_only = false;
};

/// Why `find_openings` gave nothing: the constraint that binds first, then what else would help,
/// the soonest first. Each was searched; nothing is guessed.
/// Shape: at least one entry when there is no opening, empty when there is one. Needs of the
///        service (its start windows, lead time, all its visits given) are not relaxed.
/// Cost:  some searches for each thing that was asked.
std::vector<Blocker> explain_none(ClinicView const& view, VisitRequest const& request,
                                  Limits const& limits = {});

}  // namespace plexus::scheduling

template <>
struct plexus::CodeWords<plexus::scheduling::Constraint> {
  using C = plexus::scheduling::Constraint;
  static constexpr std::array<std::pair<C, std::string_view>, 15> words{{
      {C::no_resource, "no_resource"},
      {C::location, "location"},
      {C::practitioner, "practitioner"},
      {C::lead_time, "lead_time"},
      {C::horizon, "horizon"},
      {C::closed, "closed"},
      {C::fully_booked, "fully_booked"},
      {C::gap, "gap"},
      {C::deadline, "deadline"},
      {C::attribute, "attribute"},
      {C::quota, "quota"},
      {C::kept_for_urgent, "kept_for_urgent"},
      {C::time_of_day, "time_of_day"},
      {C::overbooking, "overbooking"},
      {C::split, "split"},
  }};
};
