// Whose limit will pass without a visit. The rule is pure; the list behind it reads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/services.hpp"
#include "schema/model/callback.hpp"
#include "schema/model/urgency.hpp"
#include "schema/model/waitlist.hpp"

namespace plexus::app {

/// What somebody is owed before a limit.
enum class OwedKind { visit, wait, call };
enum class BreachWhy {
  visit_too_late,  // booked, but to start after the limit
  visit_lost,      // cancelled or missed, and nothing in its place
  visit_stranded,  // booked, but the calendars have no place for it any more
  still_waiting,   // on the waitlist without an offer
  offer_open,      // an offer that is not answered yet
  call_owed,       // nobody has called yet
};

struct Owed {
  OwedKind kind = OwedKind::visit;
  Urgency urgency = Urgency::routine;
  Instant deadline;
  std::optional<Instant> start;  // of the visit, or of the one that would rather be earlier
  bool lost = false;             // the visit will not take place
  bool stranded = false;         // a calendar was changed under the visit
  bool replaced = false;         // another visit of the same kind is booked or was held
  bool offered = false;          // an offer is open
  PatientId patient;             // nil for calls
  std::optional<BookingId> booking;
  std::optional<AppointmentId> appointment;
  std::optional<WaitlistId> entry;
  std::optional<CallbackId> callback;
  std::optional<IntakeId> intake;
  std::vector<LocationId> sites;  // empty: any
};

/// Why the limit will pass, if nobody does anything; nothing where it will be kept.
/// Source: limits are those of routing; issue "The booking engine", breach list.
std::optional<BreachWhy> breach_of(Owed const& owed);

struct Breach {
  Owed owed;
  BreachWhy why{};
};
/// Those that will be missed, the soonest limit first, then the more urgent.
std::vector<Breach> breaches_among(std::vector<Owed> all);

/// Everything owed to people who gave us a way to reach them, of one site or of all. Visits of the
/// last two weeks and all to come are looked at.
/// Cost: three queries, the open hours of what the visits take, and for each intake with such a
///       visit its decision anew; at most kVisitsLookedAt visits, the most urgent first.
inline constexpr int kVisitsLookedAt = 2000;
std::vector<Owed> all_owed(store::Session& session, Services const& services,
                           std::optional<LocationId> const& site);

}  // namespace plexus::app

template <>
struct plexus::CodeWords<plexus::app::OwedKind> {
  using K = plexus::app::OwedKind;
  static constexpr std::array<std::pair<K, std::string_view>, 3> words{
      {{K::visit, "visit"}, {K::wait, "waitlist"}, {K::call, "callback"}}};
};

template <>
struct plexus::CodeWords<plexus::app::BreachWhy> {
  using W = plexus::app::BreachWhy;
  static constexpr std::array<std::pair<W, std::string_view>, 6> words{{
      {W::visit_too_late, "visit_too_late"},
      {W::visit_lost, "visit_lost"},
      {W::visit_stranded, "visit_stranded"},
      {W::still_waiting, "still_waiting"},
      {W::offer_open, "offer_open"},
      {W::call_owed, "call_owed"},
  }};
};
