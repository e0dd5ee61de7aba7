// Words as people shorten them on a phone: "cudnt", "2day", "legz", "bth".
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace plexus::routing {

/// The word that a shortened one stands for; empty when it is none. `known`: whether a word exists,
/// for the rules that would guess otherwise ("legz" is "legs" because there are legs).
std::string long_form(std::string_view word, std::function<bool(std::string_view)> const& known);

}  // namespace plexus::routing
