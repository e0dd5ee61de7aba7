// Proves the invariants of one protocol, or finds the cases that break them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "routing/proof/claims.hpp"
#include "routing/proof/invariant.hpp"
#include "routing/proof/replay.hpp"
#include "routing/proof/world.hpp"

namespace plexus::routing::proof {

enum class Verdict : std::uint8_t { proved, checked, refuted };

/// A case that breaks a claim, small: whatever could be absent or unasked in it, is.
struct WorkedCase {
  Answers answers;
  std::optional<Answers> after;  // claims with a change
  std::optional<Decision> decision, decision_after;
  std::vector<std::string>
      disagreements;  // formulas against engine; not empty = the proof is wrong
};

/// One claim or check that failed. Shape: a "never" has a case; a "sometimes" and most checks have
/// none, for nothing leads there.
struct Failure {
  std::string text;
  std::optional<WorkedCase> worked_case;
};

struct Outcome {
  Verdict verdict = Verdict::proved;
  std::vector<Failure> failures;
  std::vector<std::string>
      not_here;  // names the protocol lacks; what is claimed of them is vacuous
  std::size_t claims = 0, vacuous = 0;
};

class Prover {
 public:
  /// Keeps references to both.
  Prover(Protocol const& protocol, std::vector<Invariant> const& invariants);

  /// Errors: z3::exception when the solver gives up.
  /// Cost: milliseconds for most claims, a few seconds at worst on a protocol of 150 rules; finding
  ///       the small case of a refuted one takes some dozens of solver calls.
  Outcome prove(Invariant const& invariant);

  World& world() noexcept { return world_; }

 private:
  void prove_claim(Claim const& claim, Outcome& outcome);
  Bool with_wishes(Bool kept, std::vector<Bool> const& wishes, std::size_t from, std::size_t to);
  WorkedCase smallest_case(Goal const& goal, bool changes);

  Protocol const& protocol_;
  World world_;
};

}  // namespace plexus::routing::proof

namespace plexus {

template <>
struct CodeWords<routing::proof::Verdict> {
  using enum routing::proof::Verdict;
  static constexpr std::array<std::pair<routing::proof::Verdict, std::string_view>, 3> words{{
      {proved, "proved"},
      {checked, "checked"},
      {refuted, "refuted"},
  }};
};

}  // namespace plexus
