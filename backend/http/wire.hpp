// An answer as bytes: status line and headers, with the defaults that every answer carries.
// Pure text; the session sends it.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "backend/http/response.hpp"

namespace plexus::http {

struct WireOptions {
  bool keep_alive = true;
  bool is_http10 = false;  // then keep-alive must be said
  std::time_t now = 0;     // for Date
};

/// Status line and headers up to the empty line. Adds Date, Content-Type, Content-Length,
/// Connection, X-Request-Id, the security headers and `Cache-Control: no-store`, each unless the
/// answer carries its own. A header of ours with a control character is left out: it would split
/// the answer.
std::string head_text(Response const& response, std::string_view request_id,
                      WireOptions const& options);

/// IMF-fixdate of RFC 9110 5.6.7, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
std::string http_date(std::time_t instant);

}  // namespace plexus::http
