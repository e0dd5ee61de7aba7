// Who of those who wait gets a time that became free, and why the others do not. Pure: facts in,
// a choice out. Must not search, read or write anything.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "schema/model/waitlist.hpp"
#include "schema/model/zone.hpp"

namespace plexus::app {

/// How offers are made. Units in the types; each with its reason.
struct OfferPolicy {
  Minutes answer_within{30};  // in the day: long enough to read a message, short enough to pass on
  Minutes answer_least{10};   // less is no offer
  int day_begins = 8 * 60;    // local minutes; nobody is asked to answer a message at night
  int day_ends = 21 * 60;
  Seconds entry_kept{std::chrono::days{92}};  // as far ahead as one search looks
};

/// A start at which somebody could be seen in the freed time.
struct FreeTime {
  Interval time;
  LocationId location;
  std::optional<ResourceId> practitioner;
  LocalDate date;       // at its site
  int minute = 0;       // after midnight, at its site
  bool follows = true;  // what goes with the visit still fits
};

/// One who waits, with all that the choice needs.
struct Candidate {
  WaitlistId id;
  Urgency urgency = Urgency::routine;
  Instant since;                  // waiting since
  bool screened = true;           // answers complete, routed to it, gates not failed
  Instant prepared_from;          // notice, fasting and time to answer
  Instant deadline;               // a time after it is too late while it has not passed
  std::optional<Instant> until;   // a hard limit: never after it
  std::optional<Instant> before;  // the start of the visit that would rather be earlier
  WaitWishes wishes;
  std::vector<Interval> asked;  // times that were offered and not taken
  std::vector<FreeTime> times;  // earliest first
};

/// The first of the candidate's times that may be offered, or why there is none: the reason of the
/// question that the last of them failed.
struct Verdict {
  std::optional<std::size_t> time;
  SkipWhy why{};
};
Verdict judge(Candidate const& candidate, Instant now);

/// More urgent first, then who waits longer, then by id.
bool in_line(Candidate const& a, Candidate const& b) noexcept;

struct Skip {
  WaitlistId entry;
  SkipWhy why{};
  friend bool operator==(Skip const&, Skip const&) = default;
};

struct Choice {
  std::optional<std::size_t> taken;  // its place in the list that was given
  std::size_t time = 0;              // of its times
  std::vector<Skip> skipped;         // those before it in line, in order
};
/// Asks one after the other in line until one can be offered something.
Choice choose(std::vector<Candidate> const& candidates, Instant now);

/// Until when an offer made now, for a visit that starts at `start`, is kept; nothing when that
/// would be no time to answer. At night until the day has begun and the usual time has passed.
std::optional<Instant> keep_offer_until(OfferPolicy const& policy, Zone const& zone, Instant now,
                                        Instant start);

}  // namespace plexus::app
