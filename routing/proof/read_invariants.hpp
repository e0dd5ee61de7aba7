// The invariants' file in, invariants or every fault out. The text is given: reading files is the
// caller's work.
#pragma once

#include <vector>

#include "routing/parse/load.hpp"
#include "routing/proof/invariant.hpp"

namespace plexus::routing::proof {

struct ReadInvariants {
  std::vector<Invariant> invariants;  // by id
  std::vector<Fault> faults;
};

/// Errors: every unknown word, missing part and doubled id is a fault with its place; with any
/// fault there are no invariants.
ReadInvariants read_invariants(SourceFile const& file);

/// The words that `check` may hold.
std::vector<std::string_view> const& check_words();

}  // namespace plexus::routing::proof
