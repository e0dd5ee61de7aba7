// The meaning of the error numbers.
#include "backend/store/error_kinds.hpp"

namespace plexus::store {

SqlError::Kind kind_of_mysql(int number) noexcept {
  using enum SqlError::Kind;
  switch (number) {
    case 1062:
      return duplicate;
    case 1644:
      return refused;  // SIGNAL without a number of its own
    case 1205:         // lock wait
    case 1213:         // deadlock, or a conflict that the cluster found at COMMIT
    case 1020:         // row changed since it was read
    case 1180:
      return retry;  // the cluster could not commit
    case 1021:       // disk
    case 1114:       // table
      return full;
    case 1040:  // too many connections
    case 1044:
    case 1045:
    case 1049:  // account or database refused
    case 1047:  // this node has left the cluster
    case 1053:  // shutting down
    case 1290:
    case 1836:  // read-only server
    case 1317:
    case 1969:  // killed, or took longer than allowed
    case 1927:
    case 2002:
    case 2003:
    case 2005:
    case 2006:
    case 2012:
    case 2013:
    case 2055:
    case 4150:  // thread killed
      return lost;
    default:
      return other;
  }
}

SqlError::Kind kind_of_sqlite(int result) noexcept {
  using enum SqlError::Kind;
  if (result == 1555 || result == 2067) return duplicate;  // primary key, unique
  if (result == 1811) return refused;                      // RAISE in a trigger
  switch (result & 0xff) {
    case 5:
    case 6:
      return retry;  // busy, locked
    case 13:
      return full;
    case 8:
    case 10:
    case 14:
      return lost;  // read-only, I/O, cannot open
    default:
      return other;
  }
}

SqlError::Kind kind_of_later(SqlError::Kind kind) noexcept {
  using enum SqlError::Kind;
  if (kind == duplicate) return retry;
  return kind == refused ? other : kind;
}

SqlError::SqlError(Kind kind, int number)
    : std::runtime_error("database error " + std::to_string(number)),
      kind_(kind),
      number_(number) {}

}  // namespace plexus::store
