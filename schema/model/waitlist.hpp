// People who wait for a time: what for, what they wish, and what became of it. Values and their
// words; who gets a time is decided in backend/app/waitlist_choice.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/code.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"
#include "schema/model/urgency.hpp"

namespace plexus {

using WaitlistId = Id<struct WaitlistTag>;
using OfferId = Id<struct OfferTag>;
using FreedId = Id<struct FreedTag>;

/// What somebody waits for: one service, all visits of an intake's plan, or an earlier time of a
/// visit that is booked.
enum class WaitFor { service, itinerary, appointment };

template <>
struct CodeWords<WaitFor> {
  static constexpr std::array<std::pair<WaitFor, std::string_view>, 3> words{{
      {WaitFor::service, "service"},
      {WaitFor::itinerary, "itinerary"},
      {WaitFor::appointment, "appointment"},
  }};
};

/// Of an entry. waiting -> offered -> accepted, or back to waiting when the offer is declined or
/// runs out; a living entry may be withdrawn, expire or be fulfilled by another booking.
enum class WaitState { waiting, offered, accepted, declined, expired, withdrawn, fulfilled };

template <>
struct CodeWords<WaitState> {
  static constexpr std::array<std::pair<WaitState, std::string_view>, 7> words{{
      {WaitState::waiting, "waiting"},
      {WaitState::offered, "offered"},
      {WaitState::accepted, "accepted"},
      {WaitState::declined, "declined"},
      {WaitState::expired, "expired"},
      {WaitState::withdrawn, "withdrawn"},
      {WaitState::fulfilled, "fulfilled"},
  }};
};

constexpr bool is_live(WaitState state) noexcept {
  return state == WaitState::waiting || state == WaitState::offered;
}

enum class OfferState { offered, accepted, declined, expired, withdrawn };

template <>
struct CodeWords<OfferState> {
  static constexpr std::array<std::pair<OfferState, std::string_view>, 5> words{{
      {OfferState::offered, "offered"},
      {OfferState::accepted, "accepted"},
      {OfferState::declined, "declined"},
      {OfferState::expired, "expired"},
      {OfferState::withdrawn, "withdrawn"},
  }};
};

/// Why somebody who waits for what became free did not get it, in the order in which it is asked.
enum class SkipWhy {
  not_screened,      // questions open, not routed to it, a gate failed, an emergency
  does_not_fit,      // too short, not earlier than the visit there is, another visit then
  asked_before,      // had this time offered and did not take it
  not_prepared,      // no time left to prepare or to answer
  too_late,          // after the limit
  outside_wishes,    // another site, day, time of day or person was wished
  follow_on_breaks,  // what goes with it would not fit any more
};

template <>
struct CodeWords<SkipWhy> {
  static constexpr std::array<std::pair<SkipWhy, std::string_view>, 7> words{{
      {SkipWhy::not_screened, "not_screened"},
      {SkipWhy::does_not_fit, "does_not_fit"},
      {SkipWhy::asked_before, "asked_before"},
      {SkipWhy::not_prepared, "not_prepared"},
      {SkipWhy::too_late, "too_late"},
      {SkipWhy::outside_wishes, "outside_wishes"},
      {SkipWhy::follow_on_breaks, "follow_on_breaks"},
  }};
};

/// Empty: any.
struct WaitWishes {
  std::vector<LocationId> sites;
  std::vector<std::string> parts_of_day;  // morning, afternoon, evening
  std::vector<LocalDate> days_out;
  std::optional<ResourceId> practitioner;
  std::optional<Instant> not_before;
  friend bool operator==(WaitWishes const&, WaitWishes const&) = default;
};

struct WaitlistEntry {
  WaitlistId id;
  PatientId patient;
  std::optional<IntakeId> intake;
  std::optional<AppointmentId> appointment;
  WaitFor what = WaitFor::service;
  ServiceCode service;  // empty for an itinerary
  RegionCode region;
  bool contrast = false;
  WaitWishes wishes;
  Urgency urgency = Urgency::routine;
  Instant deadline;
  WaitState state = WaitState::waiting;
  int version = 1;
  Instant created_at;
};

struct WaitlistOffer {
  OfferId id;
  WaitlistId entry;
  FreedId freed;
  HoldId hold;
  OfferState state = OfferState::offered;
  Interval time;  // of the first step that starts
  LocationId location;
  int steps = 1;
  Instant made_at;
  Instant expires_at;
  std::optional<Instant> answered_at;
  std::optional<BookingId> booking;
};

/// A stretch that became free at a site; without a site, opening hours changed.
struct FreedTime {
  FreedId id;
  std::optional<LocationId> location;
  Interval time;
  std::vector<ResourceKey> resources;
  int version = 1;
  Instant noticed_at;
};

}  // namespace plexus
