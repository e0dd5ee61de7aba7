// Settings of a database server without which a booking may be lost, cut or read wrong.
// Must not change any of them: the server belongs to its operator, who is told.
#pragma once

#include <string>
#include <vector>

#include "backend/store/database.hpp"

namespace plexus::store {

struct WrongSetting {
  std::string name;
  std::string found;
  std::string wanted;
  std::string risk;  // what may happen meanwhile, for the operator
};

/// What is in force for a session of `database`, and what is not as it should be. Empty on SQLite,
/// whose sessions are set up by ourselves. A setting that a server does not know is passed over.
/// Errors: throws Unavailable.
std::vector<WrongSetting> wrong_settings(Database& database);

}  // namespace plexus::store
