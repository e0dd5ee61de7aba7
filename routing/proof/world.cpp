// Puts the encoders together in their one possible order.
#include "routing/proof/world.hpp"

namespace plexus::routing::proof {

World::World(Protocol const& given, std::vector<ExtraCut> const& extra)
    : protocol(given),
      cells(cells_of(given, extra)),
      symbols(logic, given, cells, ""),
      conditions(logic, given, symbols, ""),
      levels(encode_levels(logic, given, conditions, "")),
      plan(encode_plan(logic, given, conditions, levels)) {}

World::After::After(Logic& logic, Protocol const& protocol, CellTable const& cells)
    : symbols(logic, protocol, cells, "after "),
      conditions(logic, protocol, symbols, "after "),
      levels(encode_levels(logic, protocol, conditions, "after ")) {}

World::Strict::Strict(Logic& logic, Protocol const& protocol, Symbols const& symbols)
    : conditions(logic, protocol, symbols, "strict ", IfUnasked::never),
      levels(encode_levels(logic, protocol, conditions, "strict ")) {}

World::Strict& World::strict() {
  if (!strict_) strict_ = std::make_unique<Strict>(logic, protocol, symbols);
  return *strict_;
}

World::After& World::after() {
  if (!after_) after_ = std::make_unique<After>(logic, protocol, cells);
  return *after_;
}

}  // namespace plexus::routing::proof
