// Bare loops over the two client libraries and the disk.
#include "tests/bench/floors.hpp"

#include <fcntl.h>
#include <mysql.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace plexus::bench {
namespace {

using Clock = std::chrono::steady_clock;

Clock::time_point after(double seconds) {
  return Clock::now() +
         std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

void must(bool good, char const* what) {
  if (!good) throw std::runtime_error(what);
}

constexpr char const* kTable =
    "CREATE TABLE IF NOT EXISTS floor_row (id INTEGER PRIMARY KEY, who BIGINT NOT NULL, "
    "note VARCHAR(64) NOT NULL)";

}  // namespace

double sqlite_rows_a_second(std::filesystem::path const& folder, double seconds) {
  auto const path = folder / "floor.db";
  sqlite3* database = nullptr;
  must(sqlite3_open(path.c_str(), &database) == SQLITE_OK, "no floor.db");
  for (char const* const sql : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", kTable}) {
    must(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  }
  // A file that grows waits for the file system too; the product's log has grown long before.
  for (char const* const sql : {"INSERT INTO floor_row (who, note) VALUES (0, zeroblob(6000000))",
                                "DELETE FROM floor_row", "PRAGMA wal_checkpoint(RESTART)"}) {
    must(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  }
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO floor_row (who, note) VALUES (?, ?)", -1, &insert,
                     nullptr);
  long rows = 0;
  auto const began = Clock::now();
  for (auto const end = after(seconds); Clock::now() < end; ++rows) {
    sqlite3_bind_int64(insert, 1, rows);
    sqlite3_bind_text(insert, 2, "a row of about the length of a booking's own", -1, SQLITE_STATIC);
    must(sqlite3_step(insert) == SQLITE_DONE, "insert");
    sqlite3_reset(insert);
  }
  double const took = std::chrono::duration<double>(Clock::now() - began).count();
  sqlite3_finalize(insert);
  sqlite3_close(database);
  std::filesystem::remove(path);
  return static_cast<double>(rows) / took;
}

double mariadb_rows_a_second(store::DatabaseUrl const& url, int clients, double seconds) {
  auto const connect = [&] {
    MYSQL* const one = mysql_init(nullptr);
    must(mysql_real_connect(one, url.host.c_str(), url.user.c_str(), url.password.c_str(),
                            url.name.c_str(), static_cast<unsigned>(url.port), nullptr,
                            0) != nullptr,
         "no connection");
    return one;
  };
  MYSQL* const first = connect();
  mysql_query(first, "DROP TABLE IF EXISTS floor_row");
  must(mysql_query(first,
                   "CREATE TABLE floor_row (id BIGINT AUTO_INCREMENT PRIMARY KEY, "
                   "who BIGINT NOT NULL, note VARCHAR(64) NOT NULL)") == 0,
       "table");
  std::atomic<long> rows{0};
  auto const began = Clock::now();
  auto const end = after(seconds);
  {
    std::vector<std::jthread> threads;
    for (int client = 0; client < clients; ++client) {
      threads.emplace_back([&] {
        MYSQL* const mine = connect();
        static constexpr char kSql[] = "INSERT INTO floor_row (who, note) VALUES (?, ?)";
        MYSQL_STMT* const insert = mysql_stmt_init(mine);
        mysql_stmt_prepare(insert, kSql, sizeof kSql - 1);
        long long who = 0;
        char note[] = "a row of about the length of a booking's own";
        unsigned long length = sizeof note - 1;
        MYSQL_BIND binds[2]{};
        binds[0].buffer_type = MYSQL_TYPE_LONGLONG;
        binds[0].buffer = &who;
        binds[1].buffer_type = MYSQL_TYPE_STRING;
        binds[1].buffer = note;
        binds[1].buffer_length = length;
        binds[1].length = &length;
        mysql_stmt_bind_param(insert, binds);
        for (; Clock::now() < end; ++who) {
          if (mysql_stmt_execute(insert) == 0) ++rows;
        }
        mysql_stmt_close(insert);
        mysql_close(mine);
      });
    }
  }
  double const took = std::chrono::duration<double>(Clock::now() - began).count();
  mysql_query(first, "DROP TABLE floor_row");
  mysql_close(first);
  return static_cast<double>(rows) / took;
}

double median_fsync_us(std::filesystem::path const& folder, int times) {
  auto const path = folder / "floor.bytes";
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  must(file >= 0, "no floor.bytes");
  std::vector<char> const bytes(4096, 'x');
  constexpr int kBlocks = 1000;  // written once, then again in place: the file does not grow
  for (int i = 0; i < kBlocks; ++i) {
    must(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "write");
  }
  ::fsync(file);
  std::vector<double> each;
  for (int i = 0; i < times; ++i) {
    auto const began = Clock::now();
    auto const offset = static_cast<off_t>(bytes.size()) * (i % kBlocks);
    must(::pwrite(file, bytes.data(), bytes.size(), offset) == static_cast<ssize_t>(bytes.size()),
         "write");
    ::fdatasync(file);
    each.push_back(std::chrono::duration<double, std::micro>(Clock::now() - began).count());
  }
  ::close(file);
  std::filesystem::remove(path);
  std::nth_element(each.begin(), each.begin() + times / 2, each.end());
  return each[static_cast<std::size_t>(times) / 2];
}

}  // namespace plexus::bench
