// Brings a database's schema up to date: forward only, checksummed, from schema/migrations.
// A released step is never edited: a changed checksum stops the start-up.
#pragma once

#include <string>
#include <vector>

#include "backend/store/database.hpp"

namespace plexus::store {

struct MigrationStep {
  int version = 0;
  std::string name;      // "allocation" of V0004__allocation.sql
  std::string checksum;  // hex, over the file's bytes
  bool applied = false;
};

/// The numbered series for a dialect, compiled into the program (a variant file V0004__x.mysql.sql
/// or .sqlite.sql replaces V0004__x.sql).
std::vector<MigrationStep> migration_series(Dialect dialect);

/// What is applied and what is not. Errors: `internal` when an applied step's checksum differs, a
/// step is missing in between, or the database is newer than the program.
Result<std::vector<MigrationStep>> migration_state(Database& database);

/// Applies what is missing; answers how many steps ran. Two processes at once: one waits.
Result<int> migrate(Database& database);

/// MariaDB/MySQL: gives `user` (at any host it exists on) exactly the rights that the application
/// needs: no write on booking_cell and cell_offset, no change or removal of audit rows, no DDL.
/// SQLite: an error, for there are no accounts.
Result<void> grant_application(Database& database, std::string_view user);

/// True when the current account can write booking_cell or change triggers, so that the database's
/// own guarantee does not hold against it. Plexus then works and warns. Always true on SQLite.
bool owns_schema(Database& database);

}  // namespace plexus::store
