// Status line and headers.
#include "backend/http/wire.hpp"

#include <algorithm>
#include <cstdio>

namespace plexus::http {
namespace {

std::string_view reason(int status) noexcept {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";
  }
}

bool is_safe(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(), [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

void append(std::string& text, std::string_view name, std::string_view value) {
  if (name.empty() || !is_safe(name) || !is_safe(value)) return;
  text.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string http_date(std::time_t instant) {
  static constexpr char const* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr char const* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts{};
  gmtime_r(&instant, &parts);
  char text[64];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[parts.tm_wday],
                parts.tm_mday, kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour,
                parts.tm_min, parts.tm_sec);
  return text;
}

std::string head_text(Response const& response, std::string_view request_id,
                      WireOptions const& options) {
  std::string text;
  text.reserve(640);
  text.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  text.append(reason(response.status)).append("\r\n");
  append(text, "Date", http_date(options.now));
  if (!response.content_type.empty()) append(text, "Content-Type", response.content_type);
  // 204 has no length by definition, and for 304 it would be that of the page not sent.
  if (response.status != 204 && response.status != 304) {
    append(text, "Content-Length", std::to_string(response.bytes().size()));
  }
  if (!options.keep_alive) append(text, "Connection", "close");
  if (options.keep_alive && options.is_http10) append(text, "Connection", "keep-alive");
  append(text, "X-Request-Id", request_id);
  for (auto const& [name, value] : response.headers) append(text, name, value);

  auto const add_default = [&](std::string_view name, std::string_view value) {
    if (!response.headers.has(name)) append(text, name, value);
  };
  add_default("Cache-Control", "no-store");
  add_default("Content-Security-Policy", kDataPolicy);
  add_default("X-Content-Type-Options", "nosniff");
  add_default("Referrer-Policy", "no-referrer");
  text.append("\r\n");
  return text;
}

}  // namespace plexus::http
