// What a text tells of the person besides findings: age, sex at birth, pregnancy. General English.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "routing/reader/match.hpp"
#include "routing/reader/people.hpp"
#include "routing/reader/tokenise.hpp"

namespace plexus::routing {

struct AgeMention {
  int years = 0;
  TokenRange range;
};
struct SexMention {
  bool female = false;
  TokenRange range;
};

struct AboutPatient {
  std::optional<AgeMention> age;
  std::optional<SexMention> sex;
  std::optional<TokenRange> pregnant;  // said to be; nothing says that somebody is not
  bool pregnancy_in_doubt = false;     // "could I be pregnant"
};

/// Only what is said of the patient: "my dad is 80" by somebody with a sore back is his age.
AboutPatient read_about_patient(std::vector<Token> const& tokens, People const& people);

}  // namespace plexus::routing
