// Fingerprints of text that anybody may compute again: no key, no secret.
#pragma once

#include <string>
#include <string_view>

namespace plexus::auth {

/// 64 hexadecimal characters of BLAKE2b with 256 bits, unkeyed. Source: RFC 7693.
std::string blake2b_hex(std::string_view text);

}  // namespace plexus::auth
