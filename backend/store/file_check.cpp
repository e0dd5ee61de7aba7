// The head of a SQLite file: https://www.sqlite.org/fileformat2.html, section 1.3.
#include "backend/store/file_check.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kHead = 100;
// A log of this size or less holds nothing but its own head.
constexpr std::uintmax_t kLogHead = 32;
// A file that was just made is empty for a moment; another process may be at it.
constexpr std::chrono::seconds kNewFor{60};
// So many pages the database checks in a fraction of a second.
constexpr std::int64_t kCheckedPagesMax = 16'384;

using Head = std::array<unsigned char, kHead>;

std::uint64_t number(Head const& head, std::size_t at, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value = value << 8U | head[at + i];
  return value;
}

std::string told(std::string const& path, std::string const& what) {
  return "the database file " + path + " " + what +
         "; it is left as it is: restore a backup, or name another file";
}

}  // namespace

std::optional<std::string> damage_of_file(std::string const& path) {
  std::error_code error;
  auto const log = fs::file_size(path + "-wal", error);
  bool const logged = !error && log > kLogHead;
  auto const size = fs::file_size(path, error);
  if (error) {
    if (logged) return told(path, "is gone, but its log " + path + "-wal is there");
    return std::nullopt;
  }
  if (size == 0) {
    auto const written = fs::last_write_time(path, error);
    bool const fresh = !error && fs::file_time_type::clock::now() - written < kNewFor;
    if (fresh && !logged) return std::nullopt;
    return told(path, "is empty");
  }
  Head head{};
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(head.data()), kHead);
  if (file.gcount() != static_cast<std::streamsize>(kHead)) return told(path, "is cut off");
  std::string_view const magic(reinterpret_cast<char const*>(head.data()), kMagic.size());
  if (magic != kMagic) return told(path, "is no database");
  auto const stated = number(head, 16, 2);
  std::uint64_t const page = stated == 1 ? 65'536 : stated;
  // The number of pages holds when it was written with the last change. With a log beside it, what
  // is missing may stand there.
  bool const pages_hold = number(head, 24, 4) == number(head, 92, 4);
  if (pages_hold && !logged && size < number(head, 28, 4) * page) return told(path, "is cut off");
  return std::nullopt;
}

std::optional<std::string> damage_within(Database& database) {
  if (database.dialect() != Dialect::sqlite) return std::nullopt;
  return database.read([](Session& session) -> std::optional<std::string> {
    std::string const sentence =
        "the database file is damaged; it is left as it is: restore a backup";
    try {
      auto pages = session.select("SELECT page_count FROM pragma_page_count");
      if (Row(pages.front()).integer() > kCheckedPagesMax) return std::nullopt;
      auto faults = session.select("SELECT quick_check FROM pragma_quick_check(1)");
      if (!faults.empty() && faults.front().text() == "ok") return std::nullopt;
      return sentence;
    } catch (SqlError const& error) {
      if (error.kind() == SqlError::Kind::other) return sentence;
      throw;
    }
  });
}

}  // namespace plexus::store
