// plexus protocol diff A B: who would be sent elsewhere by B. Exit code 0: nobody; 1: somebody.
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "backend/app/protocol_diff.hpp"
#include "backend/app/protocol_versions.hpp"
#include "backend/cli/cli.hpp"
#include "backend/cli/open_database.hpp"

namespace plexus::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using app::ProtocolDiff;

/// A folder, or id@version from the database. Errors: throws std::runtime_error for people.
std::unique_ptr<app::ProtocolEdition> edition_of(Given const& given, std::string const& name) {
  if (fs::is_directory(name)) {
    auto read = app::read_protocol_folder(name);
    if (read.edition) return std::move(read.edition);
    std::string faults = name + " has faults:\n";
    for (auto const& fault : read.faults) faults += to_string(fault) + "\n";
    throw std::runtime_error(faults);
  }
  auto const at = name.find('@');
  if (at == std::string::npos) throw std::runtime_error(name + " is no folder and no ID@VERSION");
  auto const loaded = load_settings(given);
  if (!loaded) throw std::runtime_error("the settings are not right");
  auto database = open_migrated(loaded->config);
  if (!database) throw std::runtime_error(database.error().detail);
  auto edition = (*database)->read([&](store::Session& session) {
    std::unique_ptr<app::ProtocolEdition> found;
    for (auto const& row : store::protocol_versions(session)) {
      if (row.protocol + "@" + row.version != name) continue;
      if (found && row.state == store::ProtocolState::draft) continue;
      found = app::fetch_edition(session, row.checksum);
    }
    return found;
  });
  if (!edition) throw std::runtime_error("the database has no " + name);
  return edition;
}

routing::AnswerValue answer_of(json::value const& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_number()) return value.to_number<double>();
  std::vector<std::string> words;
  for (auto const& word : value.as_array()) words.emplace_back(word.as_string());
  return words;
}

app::DiffCase case_of(json::object const& row) {
  app::DiffCase person;
  person.name = row.at("id").as_string();
  for (auto const& [id, value] : row.at("answers").as_object()) {
    person.answers.insert_or_assign(std::string(id), answer_of(value));
  }
  if (auto const* facts = row.if_contains("facts")) {
    for (auto const& [id, value] : facts->as_object()) {
      if (id == "age_years" && value.is_number()) person.patient.age_years = value.to_number<int>();
      if (!value.is_string()) continue;
      std::string_view const word = value.as_string();
      if (id == "sex_at_birth") person.patient.sex = from_word<routing::Sex>(word);
      if (id == "pregnancy_status") person.patient.pregnancy = from_word<routing::Pregnancy>(word);
    }
  }
  return person;
}

/// JSON objects, one a line, with `id`, `answers` and `facts`; other members are passed over.
std::vector<app::DiffCase> read_cases(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<app::DiffCase> cases;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) continue;
    try {
      cases.push_back(case_of(json::parse(line).as_object()));
    } catch (std::exception const&) {
      throw std::runtime_error(path + ":" + std::to_string(number) + ": is no worked case");
    }
  }
  return cases;
}

void print_levels(ProtocolDiff const& diff) {
  std::cout << "  urgency, before in rows, after in columns:\n" << std::setw(12) << "";
  for (auto const& [level, word] : CodeWords<Urgency>::words) std::cout << std::setw(9) << word;
  std::cout << "\n";
  for (auto const& [from, word] : CodeWords<Urgency>::words) {
    std::cout << "    " << std::left << std::setw(8) << word << std::right;
    for (auto const& [to, other] : CodeWords<Urgency>::words) {
      std::cout << std::setw(9)
                << diff.levels[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
    }
    std::cout << "\n";
  }
}

void print(std::string const& title, routing::Protocol const& protocol, ProtocolDiff const& diff) {
  std::cout << title << ": " << diff.changed << " of " << diff.compared << " change\n";
  if (diff.changed == 0) return;
  std::cout << "  more urgent " << diff.more_urgent << ", less urgent " << diff.less_urgent
            << ", other limit " << diff.other_limit << ", other instruction "
            << diff.other_emergency << ", other first doctor " << diff.other_first
            << ", other doctors " << diff.other_specialists << ", other tests " << diff.other_tests
            << "\n";
  print_levels(diff);
  for (auto const& [test, count] : diff.tests_added) {
    std::cout << "  + " << count << " " << test << "\n";
  }
  for (auto const& [test, count] : diff.tests_dropped) {
    std::cout << "  - " << count << " " << test << "\n";
  }
  for (auto const& row : diff.examples) {
    std::cout << "  " << row.person.name << ": " << app::in_words(row.before, row.after) << "\n"
              << "      " << app::in_words(protocol, row.person) << "\n";
  }
}

json::object counted(std::map<std::string, std::size_t> const& counts) {
  json::object out;
  for (auto const& [word, count] : counts) out[word] = count;
  return out;
}

json::object to_json(routing::Protocol const& protocol, ProtocolDiff const& diff) {
  json::object levels;
  for (auto const& [from, word] : CodeWords<Urgency>::words) {
    json::object row;
    for (auto const& [to, other] : CodeWords<Urgency>::words) {
      row[other] = diff.levels[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
    }
    levels[word] = std::move(row);
  }
  json::array examples;
  for (auto const& row : diff.examples) {
    examples.push_back(json::object{{"name", row.person.name},
                                    {"change", app::in_words(row.before, row.after)},
                                    {"person", app::in_words(protocol, row.person)}});
  }
  return {{"compared", diff.compared},
          {"changed", diff.changed},
          {"more_urgent", diff.more_urgent},
          {"less_urgent", diff.less_urgent},
          {"other_limit", diff.other_limit},
          {"other_instruction", diff.other_emergency},
          {"other_first", diff.other_first},
          {"other_specialists", diff.other_specialists},
          {"other_tests", diff.other_tests},
          {"urgency", std::move(levels)},
          {"tests_added", counted(diff.tests_added)},
          {"tests_dropped", counted(diff.tests_dropped)},
          {"examples", std::move(examples)}};
}

json::object name_json(app::ProtocolEdition const& edition) {
  auto const& base = edition.pack.base;
  return {{"id", base.id}, {"version", base.version}, {"checksum", edition.checksum}};
}

/// The cases that lie beside the protocol, unless a file is named; none is no fault.
std::string cases_file(DiffOptions const& options) {
  if (!options.cases.empty()) return options.cases;
  for (std::string const& name : {options.after, options.before}) {
    auto const beside = fs::path(name) / "cases.jsonl";
    if (fs::is_regular_file(beside)) return beside.string();
  }
  return {};
}

int diff(Given const& given, DiffOptions const& options) {
  auto const before = edition_of(given, options.before);
  auto const after = edition_of(given, options.after);
  auto const& left = before->pack.base;
  auto const& right = after->pack.base;
  std::string const file = cases_file(options);
  ProtocolDiff worked;
  if (!file.empty()) worked = app::compare(left, right, read_cases(file), options.examples);
  auto const drawn = app::compare(
      left, right, app::drawn_cases(left, right, options.count, options.seed), options.examples);
  if (options.json) {
    std::cout << json::serialize(json::object{{"before", name_json(*before)},
                                              {"after", name_json(*after)},
                                              {"worked", to_json(right, worked)},
                                              {"random", to_json(right, drawn)}})
              << "\n";
  } else {
    std::cout << left.id << " " << left.version << " (" << before->checksum.substr(0, 12) << ") -> "
              << right.id << " " << right.version << " (" << after->checksum.substr(0, 12) << ")\n";
    print("Worked cases" + (file.empty() ? " (no file)" : " of " + file), right, worked);
    print("Random answers, seed " + std::to_string(options.seed), right, drawn);
  }
  return worked.changed + drawn.changed == 0 ? kDone : kFailed;
}

}  // namespace

int protocol_diff(Given const& given, DiffOptions const& options) {
  try {
    return diff(given, options);
  } catch (std::exception const& error) {
    std::cerr << "plexus: " << error.what() << "\n";
    return kUsage;
  }
}

}  // namespace plexus::cli
