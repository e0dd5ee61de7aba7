// What can happen at all: rules that never fire or never matter, tests and specialists that nobody
// is ever offered, findings that nothing reads. A fault of nobody's safety, yet of the protocol.
#pragma once

#include <string>
#include <vector>

#include "routing/proof/prove.hpp"
#include "routing/proof/world.hpp"

namespace plexus::routing::proof {

/// Ids of the protocol, in file order.
struct Reach {
  /// True for no answers.
  std::vector<std::string> unreachable_rules;
  /// True for some answers, but never with any effect: an emergency rule whose instruction is never
  /// the one shown; any other rule that, whenever the case is no emergency, asks for nobody and
  /// nothing (it yields, or only narrower rules are heard) while another rule is as urgent.
  std::vector<std::string> shadowed_rules;
  /// Read by no rule, guard, derived finding in use, region row, fact or service.
  std::vector<std::string> unused_findings;
  /// Derived findings that nothing reads.
  std::vector<std::string> unused_derived;
  /// Planned, offered for no answers.
  std::vector<std::string> never_offered;
};

/// Cost: two solver calls for each rule, one for each service and specialist.
Reach find_reach(World& world);

/// What I32 says: every test and specialist is offered by some answers, and by others withheld
/// although a true rule asks for it. Each case found is tried on the engine.
std::vector<Failure> check_everything_can_be_offered(World& world);

}  // namespace plexus::routing::proof
