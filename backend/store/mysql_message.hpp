// Several statements in one message to a MariaDB/MySQL server, which SOCI cannot send: a transaction
// of ten statements then waits for the server twice instead of ten times.
// Private to backend/store/session.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "backend/store/value.hpp"

struct st_mysql;  // MYSQL, of the client library

namespace plexus::store {

/// Lets this connection take messages of several statements. Answers 0 or the server's error.
int allow_messages(st_mysql* connection) noexcept;

/// The statement with its values for its `?` marks, escaped as this connection needs it.
std::string with_values(st_mysql* connection, std::string_view sql, Values const& values);

struct MessageOutcome {
  std::int64_t matched = 0;  // rows, of the last statement
  int error = 0;             // the server's number, 0 when all were done
  std::size_t failed = 0;    // which: those before it were done, those after it were not
};

/// Sends the statements, none of them a SELECT, and waits for all their answers.
MessageOutcome send_message(st_mysql* connection, std::span<std::string const> statements);

}  // namespace plexus::store
