// The little propositional logic that a proof is made of: truth variables, names for what is used
// more than once, and one solver. Three-valued truths are pairs of variables.
// It must not know protocols.
#pragma once

#include <z3++.h>

#include <optional>
#include <string>
#include <vector>

#include "routing/condition.hpp"

namespace plexus::routing::proof {

using Bool = z3::expr;

/// A three-valued truth as two Bools: "yes", and "yes or unknown". Shape: yes implies maybe.
struct Kleene {
  Bool yes, maybe;
};

/// Shape: folds constants, so that what cannot matter never reaches the solver.
Bool opposite(Bool const& a);
Bool both(Bool const& a, Bool const& b);
Bool either(Bool const& a, Bool const& b);
Bool if_then(Bool const& a, Bool const& b);
Bool same(Bool const& a, Bool const& b);
Bool choose(Bool const& condition, Bool const& then, Bool const& otherwise);

class Logic {
 public:
  Logic();
  Logic(Logic const&) = delete;
  Logic& operator=(Logic const&) = delete;

  Bool constant(bool value) { return context_.bool_val(value); }
  Bool variable(std::string const& name) { return context_.bool_const(name.c_str()); }
  /// A variable that always equals `value`; constants and variables stay as they are.
  Bool define(std::string const& name, Bool const& value);
  Kleene define(std::string const& name, Kleene const& value);
  Kleene certain(Truth value);
  Bool all(std::vector<Bool> const& parts);
  Bool any(std::vector<Bool> const& parts);
  Bool at_most_one(std::vector<Bool> const& parts);

  void require(Bool const& fact) { solver_.add(fact); }
  /// Looks for a case in which `goal` holds, next to everything required; nothing stays behind.
  /// Errors: z3::exception when the solver gives up, which it does for no formula of this kind.
  bool satisfiable(Bool const& goal);
  /// The case found. Precondition: satisfiable() just said true.
  z3::model model() const { return *model_; }
  bool holds(Bool const& value) const;  // in that case; what nothing fixes is false

 private:
  z3::context context_;
  z3::solver solver_;
  std::optional<z3::model> model_;
};

}  // namespace plexus::routing::proof
