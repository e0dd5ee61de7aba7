// Builders of answers.
#include "backend/http/response.hpp"

#include <cassert>

namespace plexus::http {

std::string_view Response::bytes() const noexcept {
  if (auto const* shared = std::get_if<SharedBytes>(&body)) return **shared;
  return *std::get_if<std::string>(&body);
}

Response json_response(int status, std::string text) {
  return text_response(status, "application/json", std::move(text));
}

Response text_response(int status, std::string content_type, std::string text) {
  return {.status = status, .content_type = std::move(content_type), .body = std::move(text)};
}

Response shared_response(int status, std::string content_type, SharedBytes bytes) {
  assert(bytes);
  return {.status = status, .content_type = std::move(content_type), .body = std::move(bytes)};
}

Response no_content() {
  return {.status = 204};
}

}  // namespace plexus::http
