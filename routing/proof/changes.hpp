// "Before and after": two sets of answers that differ in one allowed way, and what may not happen
// to the level and the rules between them.
#pragma once

#include <string_view>

#include "routing/proof/invariant.hpp"
#include "routing/proof/world.hpp"

namespace plexus::routing::proof {

/// "The answers after differ from those before so, and only so." Precondition: not Change::none.
Bool differ_by(World& world, Change change);

/// Words that compare before and after: level_falls, level_rises, level_falls_without_if_unasked,
/// settled_red_flag_rule_changes.
bool is_change_word(std::string_view word) noexcept;
Bool compare_levels(World& world, std::string_view word);

}  // namespace plexus::routing::proof
