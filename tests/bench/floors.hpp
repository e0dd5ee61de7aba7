// What the machine can do without us: the durable writes of the bare client libraries, the disk
// itself. Measured in the same run as what is compared with them.
#pragma once

#include <filesystem>
#include <string>

#include "backend/store/database.hpp"

namespace plexus::bench {

/// One-row transactions a second by one connection on a fresh file in `folder`: prepared, WAL of
/// its full size, synchronous=FULL, as the product's file is.
double sqlite_rows_a_second(std::filesystem::path const& folder, double seconds);
/// One-row autocommit inserts a second by `clients` connections, prepared on the server.
double mariadb_rows_a_second(store::DatabaseUrl const& url, int clients, double seconds);
/// Median microseconds of overwriting 4 KiB of a file in `folder` and waiting for the disk.
double median_fsync_us(std::filesystem::path const& folder, int times);

}  // namespace plexus::bench
