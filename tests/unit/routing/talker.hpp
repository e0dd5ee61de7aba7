// A simulated person who answers questions, truly or anyhow.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "routing/assess.hpp"

namespace plexus::routing::test {

/// What a person would truthfully say. Units: days since the numbness began, severity 0 to 10.
struct Person {
  int age = 45;
  Sex sex = Sex::female;
  std::vector<std::string> present;
  double days = 20;
  double severity = 4;
  std::vector<std::string> regions;  // empty = not sure
};

/// A person with a handful of findings, of any age.
Person anybody(Protocol const& protocol, std::mt19937& random);

/// Puts the truthful answer to one question into the input.
void answer_truly(Question const& question, Person const& person, IntakeInput& input);
/// Any answer that the question allows.
void answer_anyhow(Question const& question, std::mt19937& random, IntakeInput& input);
/// Everything that the person could be asked, answered at once.
Answers all_answers(Protocol const& protocol, Person const& person);

/// The same urgency, first specialist, and tests with their regions, held alike.
bool same_core(Decision const& a, Decision const& b);

}  // namespace plexus::routing::test
