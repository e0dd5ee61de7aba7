// Which version of a part of the catalogue is in force, so that two administrators do not overwrite
// each other. Must not know what a part holds.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "backend/store/database.hpp"
#include "schema/model/code.hpp"

namespace plexus::store {

/// What is written as one: a site, the closures of a site, a resource with its hours, a service,
/// and the travel times of the whole clinic (their id is `all`).
enum class CataloguePart { location, closures, resource, service, travel };

/// Waits until no other edit of the catalogue runs, and keeps others waiting until this transaction
/// ends: what an edit checks against the rest of the catalogue then stays true until it is written.
/// A row that each edit changes, so that a cluster's nodes refuse two at once as well.
void take_turn_at_catalogue(Session& session);

/// 1 until it is changed for the first time.
int catalogue_version(Session& session, CataloguePart part, std::string_view id);

/// Writes down the first version of a new part. Errors: not_bookable when there is one of that id:
/// of two who make the same service at once the second waits for the first, and hears so.
Result<int> begin_catalogue(Session& session, CataloguePart part, std::string_view id);

/// The version after this change. Errors: stale_version unless `seen` is the one in force.
Result<int> advance_catalogue(Session& session, CataloguePart part, std::string_view id, int seen);

}  // namespace plexus::store

namespace plexus {

template <>
struct CodeWords<store::CataloguePart> {
  static constexpr std::array<std::pair<store::CataloguePart, std::string_view>, 5> words{{
      {store::CataloguePart::location, "location"},
      {store::CataloguePart::closures, "closures"},
      {store::CataloguePart::resource, "resource"},
      {store::CataloguePart::service, "service"},
      {store::CataloguePart::travel, "travel"},
  }};
};

}  // namespace plexus
