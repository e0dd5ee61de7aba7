// The log: one line per event on standard error, a fixed message and `key=value` fields.
// Ids and numbers only: no name of a person, free text, token, path or query goes in.
// The process has one log, as it has one standard error; before start() lines are dropped.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>

namespace plexus::log {

/// error: someone must act; warn: degraded; info: state changed; debug: off in production.
enum class Level { debug, info, warn, error, off };

/// Errors: false leaves `level` alone for a word that is no level.
bool parse_level(std::string_view word, Level& level) noexcept;

struct Field {
  template <std::integral T>
  Field(std::string_view key_, T value_) : key(key_), value(std::to_string(value_)) {}
  Field(std::string_view key_, bool value_) : key(key_), value(value_ ? "true" : "false") {}
  Field(std::string_view key_, std::string_view value_) : key(key_), value(value_) {}
  Field(std::string_view key_, char const* value_) : key(key_), value(value_) {}
  Field(std::string_view key_, std::string value_) : key(key_), value(std::move(value_)) {}

  std::string_view key;
  std::string value;  // quoted in the line where it holds a space, a quote or a control byte
};

struct Options {
  Level level = Level::info;
  std::size_t queue_lines = 8192;  // when full the oldest line gives way: logging never blocks
  std::ostream* stream = nullptr;  // in place of standard error, for tests; must outlive stop()
};

/// Starts the writing thread. main holds a Session, whose end flushes and stops.
void start(Options const& options);
void stop() noexcept;

class Session {
 public:
  explicit Session(Options const& options) { start(options); }
  ~Session() { stop(); }
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;
};

bool enabled(Level level) noexcept;
void write(Level level, std::string_view event, std::initializer_list<Field> fields) noexcept;

inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) noexcept {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) noexcept {
  write(Level::info, event, fields);
}
inline void warn(std::string_view event, std::initializer_list<Field> fields = {}) noexcept {
  write(Level::warn, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) noexcept {
  write(Level::error, event, fields);
}

}  // namespace plexus::log
