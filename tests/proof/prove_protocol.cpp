#include "tests/proof/prove_protocol.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "routing/proof/read_invariants.hpp"
#include "routing/proof/worked_case.hpp"

namespace plexus::routing::test {
namespace {

std::vector<proof::Invariant> read_project_invariants() {
  std::ifstream in(std::string(PLEXUS_SOURCE_DIR) + "/routing/protocols/invariants.yaml");
  std::ostringstream text;
  text << in.rdbuf();
  auto read = proof::read_invariants({"invariants.yaml", text.str()});
  std::string faults;
  for (Fault const& fault : read.faults) faults += "\n  " + to_string(fault);
  if (!faults.empty()) throw std::runtime_error("the invariants have faults:" + faults);
  return std::move(read.invariants);
}

}  // namespace

std::vector<proof::Invariant> const& project_invariants() {
  static std::vector<proof::Invariant> const invariants = read_project_invariants();
  return invariants;
}

proof::Outcome prove(Protocol const& protocol, std::string_view id) {
  auto const& all = project_invariants();
  auto const at =
      std::find_if(all.begin(), all.end(), [&](auto const& row) { return row.id == id; });
  if (at == all.end()) throw std::runtime_error("no invariant " + std::string(id));
  return proof::Prover(protocol, all).prove(*at);
}

std::vector<std::string> refuted(Protocol const& protocol) {
  proof::Prover prover(protocol, project_invariants());
  std::vector<std::string> lines;
  for (proof::Invariant const& invariant : project_invariants()) {
    for (proof::Failure const& failure : prover.prove(invariant).failures) {
      lines.push_back(invariant.id + " " + failure.text);
      if (!failure.worked_case) continue;
      for (auto const& line : proof::tell(protocol, *failure.worked_case)) lines.push_back(line);
    }
  }
  return lines;
}

}  // namespace plexus::routing::test
