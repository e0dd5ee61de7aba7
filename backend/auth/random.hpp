// Randomness from the operating system: identifiers, salts, tokens, references.
// Must never be replaced by a seeded generator outside tests.
#pragma once

#include <string>

#include "schema/model/id.hpp"
#include "schema/model/time.hpp"

namespace plexus::auth {

/// Call once before anything else of this folder. Errors: throws when libsodium cannot start.
void start_crypto();

Ulid random_ulid(Instant now);

template <class Tag>
void assign_random(Id<Tag>& id, Instant now) {
  id = Id<Tag>(random_ulid(now));
}

/// 128 random bits as 32 hexadecimal characters.
std::string random_salt();
/// 256 random bits, base64url without padding: 43 characters.
std::string random_token();
/// Eight characters from an alphabet without look-alikes, for reading over the phone: about 38
/// bits.
std::string random_reference();

}  // namespace plexus::auth
