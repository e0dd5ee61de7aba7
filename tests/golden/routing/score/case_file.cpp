#include "tests/golden/routing/score/case_file.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_to.hpp>
#include <fstream>
#include <stdexcept>

namespace plexus::routing::score {
namespace {

namespace json = boost::json;

std::vector<std::string> words(json::value const& list) {
  return json::value_to<std::vector<std::string>>(list);
}

std::set<std::string> word_set(json::value const& list) {
  auto const all = words(list);
  return {all.begin(), all.end()};
}

Urgency urgency_of(json::value const& word) {
  return from_word<Urgency>(std::string(word.as_string())).value();
}

AnswerValue answer_of(json::value const& value) {
  if (value.is_number()) return value.to_number<double>();
  if (value.is_array()) return words(value);
  return std::string(value.as_string());
}

PatientFacts facts_of(json::object const& given) {
  PatientFacts facts;
  if (auto const* age = given.if_contains("age_years")) facts.age_years = age->to_number<int>();
  if (auto const* sex = given.if_contains("sex_at_birth")) {
    facts.sex = from_word<Sex>(std::string(sex->as_string()));
  }
  if (auto const* word = given.if_contains("pregnancy_status")) {
    facts.pregnancy = from_word<Pregnancy>(std::string(word->as_string()));
  }
  if (auto const* egfr = given.if_contains("egfr")) facts.egfr = egfr->to_number<double>();
  if (auto const* inr = given.if_contains("inr_if_warfarin")) facts.inr = inr->to_number<double>();
  // A case that does not say so means: not pregnant, and the question arises from 12 to 55 only.
  if (!facts.pregnancy) {
    bool const arises = facts.sex != Sex::male && facts.age_years && *facts.age_years >= 12 &&
                        *facts.age_years <= 55;
    facts.pregnancy = arises ? Pregnancy::no : Pregnancy::not_applicable;
  }
  return facts;
}

Expected expected_of(json::object const& row) {
  Expected expected;
  expected.urgency = urgency_of(row.at("urgency"));
  expected.accepted.insert(expected.urgency);
  for (json::value const& also : row.at("also_accept").as_array()) {
    expected.accepted.insert(urgency_of(also));
  }
  expected.first = words(row.at("specialists_first"));
  expected.specialists_forbidden = word_set(row.at("specialists_must_not"));
  expected.tests_due = word_set(row.at("diagnostics_expected"));
  expected.tests_optional = word_set(row.at("diagnostics_optional"));
  expected.tests_forbidden = word_set(row.at("diagnostics_must_not"));
  expected.contraindicated = word_set(row.at("contraindicated"));
  expected.safety_critical = row.at("safety_critical").as_bool();
  if (auto const* why = row.if_contains("rationale")) expected.rationale = why->as_string();
  return expected;
}

Case case_of(json::object const& row) {
  Case one;
  one.id = row.at("id").as_string();
  one.text = row.at("text").as_string();
  one.facts = facts_of(row.at("facts").as_object());
  for (auto const& [id, value] : row.at("answers").as_object()) {
    one.coded.emplace(std::string(id), answer_of(value));
  }
  one.expected = expected_of(row.at("expected").as_object());
  return one;
}

/// FNV-1a, then the finisher of MurmurHash3: near ids land far apart.
std::uint64_t spread(std::string const& text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (char const letter : text) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  }
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

}  // namespace

std::vector<Case> read_cases(std::string const& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + ": cannot be read");
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    try {
      cases.push_back(case_of(json::parse(line).as_object()));
    } catch (std::exception const& error) {
      throw std::runtime_error(path + ", case " + std::to_string(cases.size() + 1) + ": " +
                               error.what());
    }
  }
  return cases;
}

std::vector<Case> cases_of(Part part, std::string const& folder) {
  if (part == Part::sealed) return read_cases(folder + "/sealed.jsonl");
  if (part == Part::later) return read_cases(folder + "/later.jsonl");
  if (part == Part::last) return read_cases(folder + "/last.jsonl");
  if (part == Part::own_tune || part == Part::own_look) {
    std::vector<Case> own = read_cases(folder + "/own.jsonl");
    auto const middle = own.begin() + static_cast<std::ptrdiff_t>(own.size() / 2);
    return part == Part::own_tune ? std::vector<Case>(own.begin(), middle)
                                  : std::vector<Case>(middle, own.end());
  }
  std::vector<Case> open = read_cases(folder + "/open.jsonl");
  if (part == Part::all) return open;
  std::ifstream seed_file(folder + "/seed.txt");
  std::string seed;
  std::getline(seed_file, seed);
  std::erase_if(open, [&](Case const& one) {
    bool const look = spread(seed + ":look:" + one.id) % 3 == 0;
    return look != (part == Part::look);
  });
  return open;
}

}  // namespace plexus::routing::score
