// Formula building with the constants folded, and the one place that asks the solver.
#include "routing/proof/logic.hpp"

namespace plexus::routing::proof {

Bool opposite(Bool const& a) {
  if (a.is_true()) return a.ctx().bool_val(false);
  if (a.is_false()) return a.ctx().bool_val(true);
  return !a;
}

Bool both(Bool const& a, Bool const& b) {
  if (a.is_false() || b.is_true()) return a;
  if (b.is_false() || a.is_true()) return b;
  return a && b;
}

Bool either(Bool const& a, Bool const& b) {
  if (a.is_true() || b.is_false()) return a;
  if (b.is_true() || a.is_false()) return b;
  return a || b;
}

Bool if_then(Bool const& a, Bool const& b) {
  return either(opposite(a), b);
}

Bool same(Bool const& a, Bool const& b) {
  return both(if_then(a, b), if_then(b, a));
}

Bool choose(Bool const& condition, Bool const& then, Bool const& otherwise) {
  return either(both(condition, then), both(opposite(condition), otherwise));
}

// QF_FD is the finite-domain solver: plain SAT, incremental, far faster here than the general one.
Logic::Logic() : solver_(context_, "QF_FD") {}

Bool Logic::define(std::string const& name, Bool const& value) {
  if (value.is_const()) return value;
  Bool const named = variable(name);
  solver_.add(named == value);
  return named;
}

Kleene Logic::define(std::string const& name, Kleene const& value) {
  return Kleene{define(name + "=yes", value.yes), define(name + "=maybe", value.maybe)};
}

Kleene Logic::certain(Truth value) {
  return Kleene{constant(value == Truth::yes), constant(value != Truth::no)};
}

Bool Logic::all(std::vector<Bool> const& parts) {
  z3::expr_vector kept(context_);
  for (Bool const& part : parts) {
    if (part.is_false()) return part;
    if (!part.is_true()) kept.push_back(part);
  }
  if (kept.empty()) return constant(true);
  return kept.size() == 1 ? kept[0] : z3::mk_and(kept);
}

Bool Logic::any(std::vector<Bool> const& parts) {
  z3::expr_vector kept(context_);
  for (Bool const& part : parts) {
    if (part.is_true()) return part;
    if (!part.is_false()) kept.push_back(part);
  }
  if (kept.empty()) return constant(false);
  return kept.size() == 1 ? kept[0] : z3::mk_or(kept);
}

Bool Logic::at_most_one(std::vector<Bool> const& parts) {
  Bool result = constant(true);
  Bool before = constant(false);
  for (Bool const& part : parts) {
    result = both(result, opposite(both(before, part)));
    before = either(before, part);
  }
  return result;
}

bool Logic::satisfiable(Bool const& goal) {
  model_.reset();
  if (goal.is_false()) return false;
  solver_.push();
  solver_.add(goal);
  z3::check_result const result = solver_.check();
  if (result == z3::sat) model_ = solver_.get_model();
  solver_.pop();
  if (result == z3::unknown) throw z3::exception("the solver gave up");
  return result == z3::sat;
}

bool Logic::holds(Bool const& value) const {
  return model_->eval(value, true).is_true();
}

}  // namespace plexus::routing::proof
