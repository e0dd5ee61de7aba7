// A protocol with its translations. A translation is a whole protocol with the same rows in the
// same places and other words, so that whatever takes a Protocol speaks that language.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "routing/protocol.hpp"

namespace plexus::routing {

struct ProtocolPack {
  Protocol base;
  std::map<std::string, Protocol, std::less<>> translated;  // by language tag in lower case

  /// The protocol that speaks this language (BCP 47): "ru-RU" finds "ru". The base when there is
  /// no such language.
  Protocol const& in(std::string_view bcp47) const;
};

/// Language tags have no case (RFC 5646, 2.1.1).
std::string lower_case_tag(std::string_view tag);

/// "en-GB" and "EN" are of the language "en"; nothing is of the language "".
bool is_of_language(std::string_view given, std::string_view language);

}  // namespace plexus::routing
