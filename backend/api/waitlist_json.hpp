// How entries, offers and freed stretches look on the wire, and what joining asks for.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <vector>

#include "backend/api/reader.hpp"
#include "backend/app/clinic.hpp"
#include "backend/app/waitlist.hpp"
#include "backend/store/freed_store.hpp"
#include "backend/store/hold_store.hpp"

namespace plexus::api {

namespace json = boost::json;

/// Without offers. `with_token` leaves a null `token` to be filled when sent.
json::object entry_json(app::Clinic const& clinic, store::WaitlistRecord const& record,
                        bool with_token);
/// `hold`: whose steps are shown while it has them.
json::object offer_json(app::Clinic const& clinic, WaitlistOffer const& offer,
                        std::optional<store::HoldRecord> const& hold);
/// {id, location, start, end, resources, noticed_at}
json::object freed_json(app::Clinic const& clinic, FreedTime const& freed);

app::WaitCommand read_waiting(Reader& reader);

}  // namespace plexus::api
