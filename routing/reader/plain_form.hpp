// Brings a word to a plain form, so that "tablets" and "tablet", "tumour" and "tumor", "dragged"
// and "drag" are one. General English; what a finding is called stands in the protocol.
#pragma once

#include <string>
#include <string_view>

namespace plexus::routing {

/// Paired parts of the body keep their number, for one weak leg and two are not the same.
std::string plain_form(std::string_view word);

/// "legs" -> "leg", "feet" -> "foot"; empty for other words.
std::string_view singular_part(std::string_view word) noexcept;

}  // namespace plexus::routing
