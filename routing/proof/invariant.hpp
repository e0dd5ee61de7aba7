// A safety invariant as data: what must hold, in words and as formulas over any protocol's plans.
// Names stay words here; claims.hpp resolves them against one protocol.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "routing/protocol.hpp"
#include "schema/model/urgency.hpp"

namespace plexus::routing::proof {

/// What one word of a formula takes.
enum class Argument : std::uint8_t { parts, part, names, level, number, yes, finding_number };

struct Formula {
  std::string word;
  Argument argument = Argument::yes;
  std::vector<Formula> parts;      // parts, part
  std::vector<std::string> names;  // names, finding_number
  Urgency level = Urgency::routine;
  double number = 0;
};

/// How the answers after differ from those before; none: the claim is about one set of answers.
enum class Change : std::uint8_t {
  none,
  red_flag_to_present,
  finding_to_present,
  unasked_answered,
  number_answered,
  number_not_sure,
};

struct Claim {
  Change change = Change::none;
  bool never = true;  // else: sometimes
  Formula formula;
  std::string text;  // the formula as it stands in the file, on one line
};

enum class How : std::uint8_t { proved, checked };

struct Invariant {
  std::string id, statement;
  How how = How::proved;
  std::vector<Claim> claims;
  std::string check;  // word of checks.hpp, or empty
  Place place;
};

}  // namespace plexus::routing::proof

namespace plexus {

template <>
struct CodeWords<routing::proof::Change> {
  using enum routing::proof::Change;
  static constexpr std::array<std::pair<routing::proof::Change, std::string_view>, 6> words{{
      {none, "none"},
      {red_flag_to_present, "red_flag_to_present"},
      {finding_to_present, "finding_to_present"},
      {unasked_answered, "unasked_answered"},
      {number_answered, "number_answered"},
      {number_not_sure, "number_not_sure"},
  }};
};

template <>
struct CodeWords<routing::proof::How> {
  static constexpr std::array<std::pair<routing::proof::How, std::string_view>, 2> words{{
      {routing::proof::How::proved, "proved"},
      {routing::proof::How::checked, "checked"},
  }};
};

}  // namespace plexus
