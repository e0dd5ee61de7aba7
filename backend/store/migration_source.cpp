// Reads the migration files' small conventions (schema/migrations/README.md).
#include "backend/store/migration_source.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <stdexcept>

namespace plexus::store {
namespace {

struct TypeWord {
  std::string_view word;
  std::string_view mysql;
  std::string_view sqlite;
};

// A released step's checksum is over the spelled text: changing a row here is a changed step.
constexpr std::array<TypeWord, 16> kTypeWords{{
    {"id", "CHAR(26) CHARACTER SET ascii COLLATE ascii_bin", "TEXT"},
    {"word", "VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin", "TEXT"},
    {"token", "VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin", "TEXT"},
    {"bytes", "VARBINARY(255)", "TEXT"},
    {"name", "VARCHAR(400)", "TEXT"},
    {"text", "TEXT", "TEXT"},
    {"long", "LONGTEXT", "TEXT"},
    {"date", "CHAR(10) CHARACTER SET ascii COLLATE ascii_bin", "TEXT"},
    {"instant", "BIGINT", "INTEGER"},
    {"stamped", "BIGINT NOT NULL DEFAULT (UNIX_TIMESTAMP())",
     "INTEGER NOT NULL DEFAULT (unixepoch())"},
    {"cell", "BIGINT", "INTEGER"},
    {"key", "BIGINT", "INTEGER"},
    {"int", "INT", "INTEGER"},
    {"serial", "BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"},
    {"table", "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "STRICT"},
    {"add", "ADD COLUMN IF NOT EXISTS", "ADD COLUMN"},
}};

std::string_view spelling(std::string_view word, Dialect dialect) {
  for (TypeWord const& type : kTypeWords) {
    if (type.word == word) return dialect == Dialect::mysql ? type.mysql : type.sqlite;
  }
  throw std::logic_error("unknown type word in a migration: " + std::string(word));
}

std::string without_comments(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size() - 1);
    std::string_view const line = text.substr(0, end + 1);
    auto const first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line.substr(first, 2) != "--") out += line;
    text.remove_prefix(end + 1);
  }
  return out;
}

/// A statement ends at a line that ends with `;`, a trigger at a line `END;`.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> statements;
  std::string current;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size() - 1);
    std::string line(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
    while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.pop_back();
    if (current.empty() && line.empty()) continue;
    bool const trigger = (current.empty() ? line : current).starts_with("CREATE TRIGGER");
    current += (current.empty() ? "" : "\n") + line;
    bool const ended = trigger ? line == "END;" : line.ends_with(';');
    if (!ended) continue;
    current.pop_back();
    statements.push_back(std::move(current));
    current.clear();
  }
  if (!current.empty()) throw std::logic_error("a migration ends inside a statement");
  return statements;
}

std::string hex_hash(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
  std::string hex;
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (unsigned char const byte : hash) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

struct FileName {
  int version = 0;
  std::string name;
  std::string variant;  // "mysql", "sqlite" or empty
};

/// V0006__guards.mysql.sql
FileName parse_name(std::string_view text) {
  FileName file;
  auto const bars = text.find("__");
  if (!text.starts_with('V') || !text.ends_with(".sql") || bars == std::string_view::npos) {
    throw std::logic_error("no migration's name: " + std::string(text));
  }
  auto const digits = text.substr(1, bars - 1);
  auto const [end, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), file.version);
  if (failure != std::errc{} || end != digits.data() + digits.size()) {
    throw std::logic_error("no migration's number: " + std::string(text));
  }
  std::string_view rest = text.substr(bars + 2, text.size() - bars - 2 - 4);
  auto const dot = rest.find('.');
  file.name = std::string(rest.substr(0, dot));
  if (dot != std::string_view::npos) file.variant = std::string(rest.substr(dot + 1));
  return file;
}

}  // namespace

std::string spell_types(std::string_view text, Dialect dialect) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '{') {
      out += text[i++];
      continue;
    }
    auto const end = text.find('}', i);
    if (end == std::string_view::npos) throw std::logic_error("an open brace in a migration");
    out += spelling(text.substr(i + 1, end - i - 1), dialect);
    i = end + 1;
  }
  return out;
}

std::vector<Migration> migrations_from(std::span<MigrationFile const> files, Dialect dialect) {
  std::string_view const ours = dialect == Dialect::mysql ? "mysql" : "sqlite";
  struct Chosen {
    FileName file;
    std::string_view text;
  };
  std::map<int, Chosen> chosen;
  for (MigrationFile const& file : files) {
    FileName const name = parse_name(file.name);
    if (!name.variant.empty() && name.variant != ours) continue;
    auto const found = chosen.find(name.version);
    if (found != chosen.end() && found->second.file.variant == name.variant) {
      throw std::logic_error("two migrations have one number: " + std::string(file.name));
    }
    if (found == chosen.end() || found->second.file.variant.empty()) {
      chosen[name.version] = {name, file.text};
    }
  }
  std::vector<Migration> series;
  for (auto const& [version, step] : chosen) {
    std::string const text = spell_types(step.text, dialect);
    series.push_back({version, step.file.name, hex_hash(text), split(without_comments(text))});
  }
  return series;
}

std::vector<Migration> migrations_for(Dialect dialect) {
  return migrations_from(migration_files(), dialect);
}

}  // namespace plexus::store
