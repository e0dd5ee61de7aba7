// The log on top of spdlog's asynchronous logger.
#include "backend/log/log.hpp"

#include <spdlog/async.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>
#include <ostream>
#include <utility>

namespace plexus::log {
namespace {

struct Sink {
  std::shared_ptr<spdlog::async_logger> logger;
  // Last, so it goes first: its end writes what is queued and joins the thread that uses the rest.
  std::shared_ptr<spdlog::details::thread_pool> pool;
};

std::mutex current_mutex;
std::shared_ptr<Sink> current;  // set by start(), cleared by stop(); lines in flight keep it alive

std::shared_ptr<Sink> swap_current(std::shared_ptr<Sink> next) {
  std::lock_guard const lock(current_mutex);
  return std::exchange(current, std::move(next));
}

std::shared_ptr<Sink> load_current() {
  std::lock_guard const lock(current_mutex);
  return current;
}

spdlog::level::level_enum to_spdlog(Level level) noexcept {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warn:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
    case Level::off:
      return spdlog::level::off;
  }
  return spdlog::level::off;
}

bool is_control(char c) noexcept {
  auto const byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

// A value never breaks its line, nor passes for another field.
void append_value(std::string& line, std::string_view value) {
  bool plain = !value.empty();
  for (char const c : value) plain = plain && !is_control(c) && c != ' ' && c != '"' && c != '=';
  if (plain) {
    line += value;
    return;
  }
  line += '"';
  for (char const c : value) {
    if (is_control(c)) {
      constexpr char kHex[] = "0123456789abcdef";
      auto const byte = static_cast<unsigned char>(c);
      line += "\\x";
      line += kHex[byte >> 4U];
      line += kHex[byte & 0x0fU];
      continue;
    }
    if (c == '"' || c == '\\') line += '\\';
    line += c;
  }
  line += '"';
}

}  // namespace

bool parse_level(std::string_view word, Level& level) noexcept {
  constexpr std::pair<std::string_view, Level> kWords[] = {{"debug", Level::debug},
                                                           {"info", Level::info},
                                                           {"warn", Level::warn},
                                                           {"error", Level::error},
                                                           {"off", Level::off}};
  for (auto const& [name, value] : kWords) {
    if (name != word) continue;
    level = value;
    return true;
  }
  return false;
}

void start(Options const& options) {
  auto sink = std::make_shared<Sink>();
  sink->pool = std::make_shared<spdlog::details::thread_pool>(options.queue_lines, 1);
  spdlog::sink_ptr out;
  if (options.stream) {
    out = std::make_shared<spdlog::sinks::ostream_sink_mt>(*options.stream, true);
  } else {
    out = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  }
  sink->logger = std::make_shared<spdlog::async_logger>(
      "plexus", std::move(out), sink->pool, spdlog::async_overflow_policy::overrun_oldest);
  sink->logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%l%$ %v", spdlog::pattern_time_type::utc);
  sink->logger->set_level(to_spdlog(options.level));
  sink->logger->flush_on(spdlog::level::err);
  swap_current(std::move(sink));
}

void stop() noexcept {
  auto sink = swap_current(nullptr);
  if (!sink) return;
  try {
    sink->logger->flush();
  } catch (...) {  // Standard error is gone: nobody is left to tell.
  }
  // Lines in flight hold the sink a moment longer; the pool's end writes what is queued.
}

bool enabled(Level level) noexcept {
  auto const sink = load_current();
  return sink && sink->logger->should_log(to_spdlog(level));
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) noexcept {
  auto const sink = load_current();
  if (!sink || !sink->logger->should_log(to_spdlog(level))) return;
  try {
    std::string line(event);
    for (auto const& field : fields) {
      line += ' ';
      line += field.key;
      line += '=';
      append_value(line, field.value);
    }
    sink->logger->log(to_spdlog(level), spdlog::string_view_t(line));
  } catch (...) {  // A line lost is better than a request lost.
  }
}

}  // namespace plexus::log
