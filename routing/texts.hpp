// Every text of a protocol that a person may read, each under its key: `rule.<id>.reason`. The one
// place that says what is translated. Notes for staff, condition labels and sources are not.
#pragma once

#include <string>
#include <vector>

#include "routing/protocol.hpp"

namespace plexus::routing {

/// Shape: `text` points into the protocol and is valid as long as nothing is added to it.
struct TextSlot {
  std::string key;
  std::string* text = nullptr;
};

/// Empty texts are listed too: they need no translation.
std::vector<TextSlot> text_slots(Protocol& protocol);

}  // namespace plexus::routing
