// Those who wait, and what they were offered. One open offer for each entry, by a unique key.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/waitlist.hpp"

namespace plexus::store {

struct WaitlistRecord {
  WaitlistEntry entry;
  std::string salt;        // proves the token
  std::string created_by;  // "visitor" or a user id
};

/// False when somebody lives on the list for the same thing.
bool insert_waiting(Session& session, WaitlistRecord const& record);
std::optional<WaitlistRecord> find_waiting(Session& session, WaitlistId const& id);

/// Changes the state if `version` still matches; a state that is not live frees the place for
/// another entry. Answers whether it did.
bool update_waiting(Session& session, WaitlistId const& id, int version, WaitState state,
                    Instant now);

struct WaitlistFilter {
  std::vector<WaitState> states;  // empty: any
  std::optional<ServiceCode> service;
  std::optional<Urgency> urgency;
  std::optional<IntakeId> intake;
  int limit = 50;
  std::optional<std::pair<Instant, WaitlistId>> after;  // (created_at, id)
};
/// By (created_at, id).
std::vector<WaitlistRecord> list_waiting(Session& session, WaitlistFilter const& filter);
/// Those waiting, the more urgent first, then who waits longer; at most `limit`.
std::vector<WaitlistRecord> waiting_in_line(Session& session, int limit);
bool anybody_waits(Session& session);

/// False when the entry has an open offer already.
bool insert_offer(Session& session, WaitlistOffer const& offer);
std::optional<WaitlistOffer> find_offer(Session& session, OfferId const& id);
/// Newest first, at most 50.
std::vector<WaitlistOffer> offers_of(Session& session, WaitlistId const& entry);
/// Open offers that ran out at or before `now`, at most `limit`.
std::vector<WaitlistOffer> offers_run_out(Session& session, Instant now, int limit);
/// Ends an open offer; false when it is open no more.
bool end_offer(Session& session, OfferId const& id, OfferState state,
               std::optional<BookingId> const& booking, Instant now);

}  // namespace plexus::store
