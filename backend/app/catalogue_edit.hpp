// The frame of every write to the catalogue: tried on a copy, judged against the visits that are
// booked, then written with its version, its audit row and its change for other processes, all in
// one transaction. What an edit means stands in admin_*.cpp.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/app/services.hpp"
#include "backend/app/stranded.hpp"
#include "backend/store/catalogue_versions.hpp"

namespace plexus::app {

/// How the caller asks, whatever is edited.
struct EditHead {
  std::optional<int> seen;  // the version the caller read; none: the one in force, whatever it is
  bool preview = false;     // answers everything, changes nothing
};

/// What an edit does beyond the copy.
struct EditEffect {
  std::optional<VisitScope> visits;  // that may be stranded by it; none: no visit can be
  std::vector<FieldError> warnings;  // allowed, but perhaps not meant
};

struct CatalogueEdit {
  store::CataloguePart part{};
  std::string id;
  bool creates = false;
  /// Changes the copy, or refuses.
  std::function<Result<EditEffect>(Catalogue&)> apply;
  /// Writes what `apply` changed; the clinic is the one with the edit.
  std::function<void(store::Session&, Clinic const&)> write;
};

struct EditOutcome {
  std::string id;
  int version = 1;
  std::shared_ptr<Clinic const> clinic;  // with the edit
  Stranded stranded;
  std::vector<FieldError> warnings;
};

/// Errors: stale_version; those of `apply`. The caller puts the new clinic in force (ClinicShelf).
Result<EditOutcome> edit_catalogue(store::Database& database, Clock const& clock,
                                   Caller const& caller, EditHead const& head,
                                   CatalogueEdit const& edit);

/// The same inside a transaction that does more (`head.preview` false), or in a look (true).
Result<EditOutcome> edit_within(store::Session& session, Clock const& clock, Caller const& caller,
                                EditHead const& head, CatalogueEdit const& edit);

struct StoredCatalogue {
  int version = 1;
  std::shared_ptr<Clinic const> clinic;
};
/// The catalogue as it is stored, with the version of one part of it. Never an older part under a
/// newer version: whoever writes over it would undo a change that nobody has read.
StoredCatalogue read_catalogue(store::Database& database, store::CataloguePart part,
                               std::string_view id);

}  // namespace plexus::app
