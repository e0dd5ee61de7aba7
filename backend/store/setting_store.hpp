// A few named values that belong to the database itself, such as who seeded it.
#pragma once

#include <optional>
#include <string>

#include "backend/store/database.hpp"

namespace plexus::store {

std::optional<std::string> find_setting(Session& session, std::string_view name);
void put_setting(Session& session, std::string_view name, std::string_view value);
/// True when no clinic data (locations, users, bookings) is stored.
bool is_empty(Session& session);

}  // namespace plexus::store
