// A clinic that has worked for years: any number of booked visits, written by plain SQL into a
// migrated database, with rooms and patients of their own. For measuring, never for the product.
#pragma once

#include "backend/store/database.hpp"

namespace plexus::test {

/// Writes `visits` booked appointments (rounded up to whole thousands) with booking, patient and
/// allocations: ten half hours a day in each of `visits / 2500` rooms, over the 250 days around
/// 2026-12-01. Errors: throws std::runtime_error with the database's own words.
void fill(store::DatabaseUrl const& url, long visits);

}  // namespace plexus::test
