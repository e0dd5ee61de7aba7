// Which tests the rules ask for, and how several requests become one, as formulas. Mirrors
// routing/diagnostics.cpp. It must not know guards.
#pragma once

#include "routing/proof/plan_symbols.hpp"

namespace plexus::routing::proof {

/// Shape: one row for each service and region that any rule may ask for.
std::vector<TestRow> encode_tests_asked(Logic& logic, Protocol const& protocol,
                                        Conditions const& conditions, Voices const& voices);

/// Union by service and region, the whole spine taking in its parts. The earlier row's dye counts.
std::vector<TestRow> merge_rows(Logic& logic, Protocol const& protocol,
                                std::vector<TestRow> const& rows, std::string const& name);

}  // namespace plexus::routing::proof
