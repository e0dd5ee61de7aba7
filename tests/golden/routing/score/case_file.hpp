// The clinical cases as they stand in cases/*.jsonl: what a person wrote, what they answer when
// asked, and what guidance expects. Written without sight of the rules; see
// docs/routing-quality.md. It must not know what the engine makes of them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "routing/answers.hpp"

namespace plexus::routing::score {

struct Expected {
  Urgency urgency = Urgency::routine;
  std::set<Urgency> accepted;  // holds `urgency`
  std::vector<std::string> first;
  std::set<std::string> specialists_forbidden;
  std::set<std::string> tests_due, tests_optional, tests_forbidden;
  std::set<std::string> contraindicated;  // tests or specialists
  bool safety_critical = false;
  std::string rationale;
};

struct Case {
  std::string id, text;
  PatientFacts facts;
  AnswerMap coded;  // what the person answers; everything not in it is absent
  Expected expected;
};

enum class Part : std::uint8_t { tune, look, sealed };

/// Every case of a file, a JSON object a line. Errors: throws std::runtime_error with the line.
std::vector<Case> read_cases(std::string const& path);

/// Which part a case of the open file belongs to: two of three are for tuning, one for looking.
/// Source: a hash of the committed seed and the id, so nobody chooses.
Part open_part(std::string const& seed, std::string const& id);

}  // namespace plexus::routing::score
