// Two editions of a protocol on the same people: whose outcome differs, and how. For those who
// change a protocol; nothing here decides about a patient.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "routing/answers.hpp"
#include "routing/protocol.hpp"
#include "schema/model/urgency.hpp"

namespace plexus::app {

/// Somebody with answers by finding id. Answers that a protocol does not know are left out there.
struct DiffCase {
  std::string name;
  routing::PatientFacts patient;
  routing::AnswerMap answers;
};

/// What a person would meet.
struct DiffOutcome {
  Urgency urgency = Urgency::routine;
  int within_hours = 0;
  std::string emergency;                 // id, at stat
  std::vector<std::string> specialists;  // the first one first
  std::vector<std::string> tests;        // "mri spine_whole, held"; sorted
  friend bool operator==(DiffOutcome const&, DiffOutcome const&) = default;
};

struct DiffRow {
  DiffCase person;
  DiffOutcome before, after;
};

constexpr std::size_t kLevels = 4;

struct ProtocolDiff {
  std::size_t compared = 0;
  std::size_t changed = 0;
  std::size_t more_urgent = 0, less_urgent = 0;
  std::size_t other_emergency = 0, other_limit = 0, other_first = 0, other_specialists = 0;
  std::size_t other_tests = 0;
  std::array<std::array<std::size_t, kLevels>, kLevels> levels{};  // [before][after]
  std::map<std::string, std::size_t> tests_added, tests_dropped;
  std::vector<DiffRow> examples;  // the first ones, greatest change of urgency first
};

/// `count` people drawn from a seed over the findings of both: mostly plausible, a few not sure,
/// some questions not asked. The same seed draws the same people.
std::vector<DiffCase> drawn_cases(routing::Protocol const& before, routing::Protocol const& after,
                                  std::size_t count, std::uint64_t seed);

/// Cost: two decisions for each case.
ProtocolDiff compare(routing::Protocol const& before, routing::Protocol const& after,
                     std::vector<DiffCase> const& cases, std::size_t examples_max);

/// "urgent -> asap; first therapist -> neurologist; + mri spine_whole".
std::string in_words(DiffOutcome const& before, DiffOutcome const& after);
/// "age 40, female; numb foot; not sure: fever" in the words of the check boxes.
std::string in_words(routing::Protocol const& protocol, DiffCase const& person);

}  // namespace plexus::app
