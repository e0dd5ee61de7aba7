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

/// Which cases. `tune` and `look` divide the open file, `own_tune` and `own_look` are the halves of
/// the project's own, `sealed` was opened once, when tuning had ended. `later` was written by others
/// after that, measured unseen in three lots and then learned from; `last` was measured once.
enum class Part : std::uint8_t { all, tune, look, sealed, own_tune, own_look, later, last };

/// Every case of a file, a JSON object a line. Errors: throws std::runtime_error with the line.
std::vector<Case> read_cases(std::string const& path);

/// The cases of a part, from the files in `folder`. Two of three open cases are for tuning, one for
/// looking. Source: a hash of the committed seed and the id, so nobody chooses.
std::vector<Case> cases_of(Part part, std::string const& folder);

}  // namespace plexus::routing::score

namespace plexus {

template <>
struct CodeWords<routing::score::Part> {
  using Part = routing::score::Part;
  static constexpr std::array<std::pair<Part, std::string_view>, 8> words{{
      {Part::all, "all"},
      {Part::tune, "tune"},
      {Part::look, "look"},
      {Part::sealed, "sealed"},
      {Part::own_tune, "own-tune"},
      {Part::own_look, "own-look"},
      {Part::later, "later"},
      {Part::last, "last"},
  }};
};

}  // namespace plexus
