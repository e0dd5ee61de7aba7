// Building and sending messages.
#include "backend/store/mysql_message.hpp"

#include <mysql.h>

#include <cassert>

namespace plexus::store {
namespace {

int error_of(MYSQL* connection) noexcept {
  return static_cast<int>(mysql_errno(connection));
}

void append_value(MYSQL* connection, Value const& value, std::string& text) {
  if (value.is_null()) {
    text += "NULL";
  } else if (value.is_integer()) {
    text += std::to_string(value.number());
  } else {
    auto const& raw = value.text();
    text += '\'';
    auto const at = text.size();
    text.resize(at + 2 * raw.size() + 1);
    auto const length =
        mysql_real_escape_string(connection, text.data() + at, raw.data(), raw.size());
    text.resize(at + length);
    text += '\'';
  }
}

}  // namespace

int allow_messages(MYSQL* connection) noexcept {
  return mysql_set_server_option(connection, MYSQL_OPTION_MULTI_STATEMENTS_ON) == 0
             ? 0
             : error_of(connection);
}

std::string with_values(MYSQL* connection, std::string_view sql, Values const& values) {
  std::string text;
  text.reserve(sql.size() + 24 * values.size());
  std::size_t next = 0;
  for (char const c : sql) {
    if (c == '?') {
      assert(next < values.size());
      append_value(connection, values[next++], text);
    } else {
      text += c;
    }
  }
  assert(next == values.size());
  return text;
}

MessageOutcome send_message(MYSQL* connection, std::span<std::string const> statements) {
  std::string text;
  for (auto const& statement : statements) {
    if (!text.empty()) text += "; ";
    text += statement;
  }
  MessageOutcome outcome;
  if (mysql_real_query(connection, text.data(), text.size()) != 0) {
    outcome.error = error_of(connection);
    return outcome;
  }
  for (;;) {
    if (auto* rows = mysql_store_result(connection)) mysql_free_result(rows);
    outcome.matched = static_cast<std::int64_t>(mysql_affected_rows(connection));
    int const next = mysql_next_result(connection);
    if (next < 0) return outcome;
    ++outcome.failed;
    if (next > 0) {
      outcome.error = error_of(connection);
      return outcome;
    }
  }
}

}  // namespace plexus::store
