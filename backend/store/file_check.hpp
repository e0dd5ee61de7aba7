// Whether a SQLite file is what it was left as. Looked at before it is opened for work: a file that
// is cut or is something else must be told to the operator, never used or replaced.
#pragma once

#include <optional>
#include <string>

#include "backend/store/database.hpp"

namespace plexus::store {

/// What is wrong with the file at `path`, as a sentence for the operator. A file that is not there
/// yet is right. Reads its head, its size and those of the log beside it.
std::optional<std::string> damage_of_file(std::string const& path);

/// The same by the database's own check, for files small enough to be read at each start.
/// `database` is an open one. Nothing on a server. Errors: throws Unavailable.
std::optional<std::string> damage_within(Database& database);

}  // namespace plexus::store
