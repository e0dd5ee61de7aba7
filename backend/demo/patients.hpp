// Invented patients for the demonstration: names in many scripts, contacts that reach nobody.
// No real person; a match of name and birth date with one would be chance.
#pragma once

#include "backend/demo/draws.hpp"
#include "schema/model/person.hpp"

namespace plexus::demo {

/// A patient without identifier and resource; these are given when it is stored. `number` tells
/// two patients of one name apart and stands in the contact.
Patient invent_patient(Draws& draws, LocalDate today, int number);

}  // namespace plexus::demo
