// How a session is opened: the client library's connect strings and the settings sent first.
// Private to backend/store. Never logged: it holds the password.
#pragma once

#include <string>
#include <vector>

#include "backend/store/database.hpp"

namespace plexus::store {

std::string mysql_connect_string(DatabaseUrl const& url, DatabaseLimits const& limits);
std::string sqlite_connect_string(DatabaseUrl const& url, DatabaseLimits const& limits);

/// Statements that every new connection begins with; they are lost with the connection.
std::vector<std::string> session_settings(DatabaseUrl const& url, DatabaseLimits const& limits);

/// Makes the database file readable by its owner alone before SQLite would make it otherwise.
/// Does nothing when it exists or cannot be made (opening it then says why).
void create_private_file(std::string const& path) noexcept;

}  // namespace plexus::store
