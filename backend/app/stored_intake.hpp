// The stored form of an intake's input: JSON text that only this file pair reads and writes.
#pragma once

#include <string>
#include <string_view>

#include "routing/assess.hpp"

namespace plexus::app {

std::string to_stored(routing::IntakeInput const& input);
/// Errors: throws std::runtime_error when the text is not what to_stored wrote (a damaged row).
routing::IntakeInput from_stored(std::string_view text);

}  // namespace plexus::app
