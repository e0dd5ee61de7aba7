// SQL of settings.
#include "backend/store/setting_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {

std::optional<std::string> find_setting(Session& session, std::string_view name) {
  auto rows = session.select("SELECT value FROM setting WHERE name = ?", {name});
  if (rows.empty()) return std::nullopt;
  return rows.front().text();
}

void put_setting(Session& session, std::string_view name, std::string_view value) {
  // MySQL counts matched rows here, so an unchanged value is not taken for an absent one.
  auto const changed =
      session.execute("UPDATE setting SET value = ? WHERE name = ?", {value, name});
  if (changed == 0) {
    session.execute("INSERT INTO setting (name, value) VALUES (?, ?)", {name, value});
  }
}

bool is_empty(Session& session) {
  auto rows = session.select(
      "SELECT EXISTS (SELECT 1 FROM location) OR EXISTS (SELECT 1 FROM user_account) "
      "OR EXISTS (SELECT 1 FROM booking)");
  return !rows.front().flag();
}

}  // namespace plexus::store
