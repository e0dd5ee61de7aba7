// Which protocol versions the database keeps, and how they get there and on the shelf: published
// once, then never another text under the same version.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "backend/app/protocol_shelf.hpp"
#include "backend/store/database.hpp"
#include "backend/store/protocol_store.hpp"
#include "schema/model/error.hpp"

namespace plexus::app {

/// Kept files that this program does not understand, or that somebody changed.
struct UnreadableProtocol : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Who publishes, and when.
struct Publisher {
  std::string name;
  Instant at{};
};

enum class PublishOutcome { published, kept_as_draft, known };

/// Keeps an edition: as a draft where its files say so.
/// Errors: internal, with words for the operator, when this version was published with other files.
Result<PublishOutcome> publish(store::Session& session, ProtocolEdition const& edition,
                               Publisher const& by);

/// Errors: not_found; internal when it is the last version in force of the default protocol.
Result<void> retire(store::Session& session, std::string const& id, std::string const& version,
                    std::string const& default_id, Publisher const& by);

/// The shelf of a server that starts: publishes what is shipped and new, and puts in force the
/// newest published version of each protocol (a draft only where there is no published one).
/// Errors: throws std::runtime_error with a sentence for the operator, or with all faults.
std::unique_ptr<ProtocolShelf> open_shelf(store::Database& database, std::string const& folder,
                                          std::string const& default_id, Instant now);

using Editions = std::vector<ProtocolEdition const*>;

/// Takes over what was published or retired since, by whatever process, and answers what is newly
/// in force. `seen`: the table of versions as it was looked at last; no file is read while it is
/// the same. Cost: then one query of a few rows. Errors: throws UnreadableProtocol, once for a
/// change, after the other protocols are taken over; what was in force of that one stays so. Throws
/// when the database is away; the next look tries.
Editions refresh(ProtocolShelf& shelf, store::Database& database,
                 std::vector<store::ProtocolVersion>& seen);

/// The edition that an intake is pinned to, fetched from the database when it is not on the shelf.
/// Where it is nowhere or this program cannot read it: the one in force of that protocol, else the
/// default.
ProtocolEdition const& pinned(store::Session& session, ProtocolShelf& shelf, std::string const& id,
                              std::string const& version, std::string const& checksum);

/// Null when it is unknown. Errors: throws UnreadableProtocol.
std::unique_ptr<ProtocolEdition> fetch_edition(store::Session& session,
                                               std::string const& checksum);

}  // namespace plexus::app
