// What an error number of a database means to a unit of work: try again, give up, answer 503.
// Private to backend/store/session.cpp.
// Numbers: MariaDB error codes, SQLite extended result codes.
#pragma once

#include "backend/store/session.hpp"

namespace plexus::store {

SqlError::Kind kind_of_mysql(int number) noexcept;
SqlError::Kind kind_of_sqlite(int result) noexcept;

/// Of a statement for which nobody waited. A key that exists was drawn by chance, or by another call
/// at the same time: the unit runs again.
SqlError::Kind kind_of_later(SqlError::Kind kind) noexcept;

}  // namespace plexus::store
