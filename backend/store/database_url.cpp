// Where the database is: the two URL forms of the command line.
#include <charconv>

#include "backend/store/database.hpp"

namespace plexus::store {
namespace {

Error bad_url(std::string detail) {
  return Error{Errc::invalid_input, std::move(detail), {}};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    int const high = hex_digit(text[i + 1]);
    int const low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0 || (high == 0 && low == 0)) return std::nullopt;
    plain += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return plain;
}

std::optional<int> port_number(std::string_view text) {
  int port = 0;
  auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), port);
  bool const whole = failure == std::errc{} && end == text.data() + text.size();
  return whole && port >= 1 && port <= 65535 ? std::optional<int>(port) : std::nullopt;
}

Result<DatabaseUrl> parse_mysql(std::string_view rest) {
  DatabaseUrl url;
  url.dialect = Dialect::mysql;
  auto const at = rest.rfind('@');
  if (at == std::string_view::npos) return bad_url("the database URL names no user");
  std::string_view const who = rest.substr(0, at);
  std::string_view where = rest.substr(at + 1);

  auto const colon = who.find(':');
  auto const user = decoded(who.substr(0, colon));
  auto const password =
      decoded(colon == std::string_view::npos ? std::string_view{} : who.substr(colon + 1));
  if (!user || user->empty()) return bad_url("the database URL names no user");
  if (!password) return bad_url("the password of the database URL is not percent-encoded");

  auto const slash = where.find('/');
  if (slash == std::string_view::npos) return bad_url("the database URL names no database");
  auto const name = decoded(where.substr(slash + 1));
  if (!name || name->empty()) return bad_url("the database URL names no database");
  where = where.substr(0, slash);
  if (auto const last = where.rfind(':'); last != std::string_view::npos) {
    auto const port = port_number(where.substr(last + 1));
    if (!port) return bad_url("the port of the database URL is no port");
    url.port = *port;
    where = where.substr(0, last);
  }
  if (where.empty()) return bad_url("the database URL names no host");

  url.host = std::string(where);
  url.user = *user;
  url.password = *password;
  url.name = *name;
  return url;
}

}  // namespace

Result<DatabaseUrl> DatabaseUrl::parse(std::string_view text) {
  constexpr std::string_view kSqlite = "sqlite://";
  constexpr std::string_view kMysql = "mysql://";
  if (text.starts_with(kSqlite)) {
    DatabaseUrl url;
    url.path = std::string(text.substr(kSqlite.size()));
    // A quote cannot be told to the client library, and a control character is a mistake.
    for (char const c : url.path) {
      if (c == '"' || static_cast<unsigned char>(c) < 0x20) {
        return bad_url("the path of the database URL holds a character that it may not");
      }
    }
    if (url.path.empty() || url.path.back() == '/') {
      return bad_url("the database URL names no file");
    }
    return url;
  }
  if (text.starts_with(kMysql)) return parse_mysql(text.substr(kMysql.size()));
  return bad_url("a database URL begins with sqlite:// or mysql://");
}

std::string DatabaseUrl::masked() const {
  if (dialect == Dialect::sqlite) return "sqlite://" + path;
  return "mysql://" + user + ":***@" + host + ":" + std::to_string(port) + "/" + name;
}

}  // namespace plexus::store
