// The request target taken apart: path segments and query parameters, percent-decoded strictly.
// Refuses what two readers could read differently; judges nothing about what the path names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/http/request.hpp"

namespace plexus::http {

struct Target {
  std::vector<std::string> segments;
  std::vector<NamedValue> query_parameters;
};

/// Percent-decoding alone: '+' stays '+'. Errors: nullopt for a '%' without two hex digits.
std::optional<std::string> percent_decode(std::string_view text);

/// Splits an origin-form target ("/a/b?x=1"). Shape: "/" has no segments; "/a/" has "a" and "".
/// Errors: nullopt for any other form (absolute, authority, "*"), a fragment, a bad escape, a
/// control character or NUL however written, an encoded slash or backslash in the path, bytes
/// that are no UTF-8, more than 64 segments or 64 parameters.
std::optional<Target> parse_target(std::string_view target);

}  // namespace plexus::http
