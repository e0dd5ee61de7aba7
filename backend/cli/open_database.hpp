// Opening the database of a command: folders made, schema checked or brought up to date.
#pragma once

#include <memory>
#include <string>

#include "backend/config/config.hpp"
#include "backend/store/database.hpp"

namespace plexus::cli {

/// Opens the application's database. With `--migrate-database` that account brings the schema up to
/// date and grants; else the application's own account does, if it may; a restricted account only
/// checks. Warns on standard error where the database's own guarantee does not hold.
/// Errors: a Result with a sentence for the operator; throws Unavailable when it cannot be reached.
Result<std::unique_ptr<store::Database>> open_migrated(config::Config const& config);

/// Opens it as it is.
Result<std::unique_ptr<store::Database>> open_plain(config::Config const& config,
                                                    std::string const& url);

}  // namespace plexus::cli
