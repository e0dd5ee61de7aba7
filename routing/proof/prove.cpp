// Asks the solver for a case of each claim. None: proved. One: made small, and tried on the engine.
#include "routing/proof/prove.hpp"

#include <algorithm>

#include "routing/plan.hpp"
#include "routing/proof/checks.hpp"

namespace plexus::routing::proof {
namespace {

std::optional<Decision> decide_if_able(Protocol const& protocol, Answers const& answers) {
  Plan const plan = make_plan(protocol, Evaluation(protocol, answers));
  if (plan.level == Urgency::stat && plan.emergency == kNoIndex) return std::nullopt;
  return decide(protocol, answers);
}

/// What makes a case plainer, most wanted first: nothing but the answers that matter is left in it.
std::vector<Bool> plainer(World& world) {
  std::vector<Bool> wishes;
  Symbols const& symbols = world.symbols;
  FactSymbols const& pregnancy = symbols.fact(FactId::pregnancy_status);
  wishes.push_back(symbols.fact(FactId::age_years).known);
  wishes.push_back(pregnancy.known);
  wishes.push_back(pregnancy.words[static_cast<std::size_t>(Pregnancy::not_applicable)]);
  wishes.push_back(symbols.fact(FactId::sex_at_birth).words[static_cast<std::size_t>(Sex::male)]);
  for (FactId const id : {FactId::egfr, FactId::inr_if_warfarin}) {
    wishes.push_back(opposite(symbols.fact(id).known));
  }
  for (std::size_t i = 0; i < symbols.finding_count(); ++i) {
    FindingSymbols const& row = symbols.finding(static_cast<Index>(i));
    bool const number = world.protocol.findings[i].kind != FindingKind::boolean;
    wishes.push_back(number ? row.unasked() : row.absent());
    if (number) continue;
    wishes.push_back(opposite(row.unasked()));
    wishes.push_back(opposite(row.unknown()));
  }
  return wishes;
}

}  // namespace

Prover::Prover(Protocol const& protocol, std::vector<Invariant> const& invariants)
    : protocol_(protocol), world_(protocol, cuts_of(protocol, invariants)) {}

Outcome Prover::prove(Invariant const& invariant) {
  Outcome outcome;
  for (Claim const& claim : invariant.claims) prove_claim(claim, outcome);
  if (!invariant.check.empty()) {
    for (Failure& failure : run_check(invariant.check, world_)) {
      outcome.failures.push_back(std::move(failure));
    }
  }
  std::sort(outcome.not_here.begin(), outcome.not_here.end());
  outcome.not_here.erase(std::unique(outcome.not_here.begin(), outcome.not_here.end()),
                         outcome.not_here.end());
  bool const proved = invariant.how == How::proved;
  outcome.verdict = !outcome.failures.empty() ? Verdict::refuted
                    : proved                  ? Verdict::proved
                                              : Verdict::checked;
  return outcome;
}

void Prover::prove_claim(Claim const& claim, Outcome& outcome) {
  Goal const goal = encode_claim(world_, claim);
  ++outcome.claims;
  outcome.not_here.insert(outcome.not_here.end(), goal.not_here.begin(), goal.not_here.end());
  if (claim.never && goal.formula.is_false() && !goal.not_here.empty()) ++outcome.vacuous;
  bool const found = world_.logic.satisfiable(goal.formula);
  if (found != claim.never) return;
  Failure failure{claim.text, std::nullopt};
  if (found) failure.worked_case = smallest_case(goal, claim.change != Change::none);
  outcome.failures.push_back(std::move(failure));
}

/// Keeps as many of the wishes [from, to) as go together, many at a time where that is possible.
Bool Prover::with_wishes(Bool kept, std::vector<Bool> const& wishes, std::size_t from,
                         std::size_t to) {
  if (from == to) return kept;
  std::vector<Bool> tried{kept};
  for (std::size_t i = from; i < to; ++i) tried.push_back(wishes[i]);
  Bool const all = world_.logic.all(tried);
  if (world_.logic.satisfiable(all)) return all;
  if (to - from == 1) return kept;
  std::size_t const middle = from + (to - from) / 2;
  kept = with_wishes(kept, wishes, from, middle);
  return with_wishes(kept, wishes, middle, to);
}

WorkedCase Prover::smallest_case(Goal const& goal, bool changes) {
  std::vector<Bool> const wishes = plainer(world_);
  Bool const kept = with_wishes(goal.formula, wishes, 0, wishes.size());
  bool const found = world_.logic.satisfiable(kept);
  if (!found) throw z3::exception("the case is lost");  // it was there a moment ago
  Replay replayed = replay(world_);
  WorkedCase worked{std::move(replayed.answers), std::nullopt, std::move(replayed.decision),
                    std::nullopt, std::move(replayed.disagreements)};
  if (changes) {
    worked.after = world_.after().symbols.answers(world_.logic);
    worked.decision_after = decide_if_able(protocol_, *worked.after);
  }
  return worked;
}

}  // namespace plexus::routing::proof
