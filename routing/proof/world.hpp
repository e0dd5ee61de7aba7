// One protocol with everything that claims are made about: the answers as variables, the plan over
// them, and, for "before and after" claims, a second set of answers with its level.
#pragma once

#include <memory>

#include "routing/proof/conditions.hpp"
#include "routing/proof/cuts.hpp"
#include "routing/proof/encode_plan.hpp"
#include "routing/proof/levels.hpp"
#include "routing/proof/logic.hpp"
#include "routing/proof/symbols.hpp"

namespace plexus::routing::proof {

class World {
 public:
  /// Keeps a reference to the protocol. Cost: some 50 ms for a protocol of 150 rules.
  World(Protocol const& protocol, std::vector<ExtraCut> const& extra);

  struct After {
    Symbols symbols;
    Conditions conditions;
    Levels levels;
    After(Logic& logic, Protocol const& protocol, CellTable const& cells);
  };
  /// Made when first asked for.
  After& after();

  /// The same answers, read as if no condition said `if_unasked`.
  struct Strict {
    Conditions conditions;
    Levels levels;
    Strict(Logic& logic, Protocol const& protocol, Symbols const& symbols);
  };
  Strict& strict();

  Protocol const& protocol;
  Logic logic;
  CellTable const cells;
  Symbols symbols;
  Conditions conditions;
  Levels levels;
  EncodedPlan plan;

 private:
  std::unique_ptr<After> after_;
  std::unique_ptr<Strict> strict_;
};

}  // namespace plexus::routing::proof
