// An answer as handlers make it: a plain value. The session adds length, request id, the security
// headers and `Cache-Control: no-store` where the answer does not say otherwise.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "backend/http/request.hpp"

namespace plexus::http {

using SharedBytes = std::shared_ptr<std::string const>;

struct Response {
  int status = 200;
  std::string content_type{};  // empty: no body and no Content-Type
  Headers headers{};
  std::variant<std::string, SharedBytes> body{};

  std::string_view bytes() const noexcept;
};

/// `text` is finished JSON.
Response json_response(int status, std::string text);
Response text_response(int status, std::string content_type, std::string text);
/// For bytes that many answers share, such as a page held in memory. `bytes` is not null.
Response shared_response(int status, std::string content_type, SharedBytes bytes);
/// 204.
Response no_content();

/// Content-Security-Policy of an answer that is data, and of one that is a page.
inline constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'";
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

}  // namespace plexus::http
