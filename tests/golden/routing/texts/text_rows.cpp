#include "tests/golden/routing/texts/text_rows.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace plexus::routing::texts {
namespace {

class RowReader {
 public:
  RowReader(std::string in_class, YAML::Node const& node, Protocol const& protocol)
      : node_(node), protocol_(protocol) {
    row_.in_class = std::move(in_class);
    row_.line = node.Mark().line + 1;
  }

  Row read() {
    for (auto const& entry : node_) read_key(entry.first.as<std::string>(), entry.second);
    if (row_.text.empty()) fail("has no text");
    for (std::string const& id : row_.present) {
      if (row_.may.contains(id) || row_.must_not.contains(id)) fail("says two things of " + id);
    }
    return std::move(row_);
  }

 private:
  [[noreturn]] void fail(std::string const& what) const {
    throw std::runtime_error(row_.in_class + ".yaml:" + std::to_string(row_.line) + " " + what);
  }

  void read_key(std::string const& key, YAML::Node const& value) {
    if (key == "text") {
      row_.text = value.as<std::string>();
    } else if (key == "hold") {
      row_.held_out = value.as<bool>();
    } else if (key == "present") {
      row_.present = findings(value);
    } else if (key == "may") {
      row_.may = findings(value);
    } else if (key == "must_not") {
      row_.must_not = findings(value);
    } else if (key == "numbers") {
      row_.numbers = ranges(value);
    } else if (key == "numbers_may") {
      row_.numbers_may = ranges(value);
    } else if (key == "regions") {
      row_.regions = words(value);
    } else if (key == "regions_may") {
      row_.regions_may = words(value);
    } else if (key == "facts") {
      read_facts(value);
    } else if (key == "urgency") {
      for (auto const& word : value) row_.urgency.insert(code<Urgency>(word));
    } else {
      fail("has an unknown key " + key);
    }
  }

  static std::set<std::string> words(YAML::Node const& list) {
    auto const in_order = list.as<std::vector<std::string>>();
    return {in_order.begin(), in_order.end()};
  }

  std::set<std::string> findings(YAML::Node const& list) const {
    auto ids = words(list);
    for (std::string const& id : ids) {
      auto const at = protocol_.find_finding(id);
      if (!at || protocol_.findings[*at].kind != FindingKind::boolean) fail("knows no " + id);
    }
    return ids;
  }

  std::map<std::string, Range> ranges(YAML::Node const& map) const {
    std::map<std::string, Range> read;
    for (auto const& entry : map) {
      auto const id = entry.first.as<std::string>();
      if (!protocol_.find_finding(id)) fail("knows no " + id);
      read[id] = {entry.second[0].as<double>(), entry.second[1].as<double>()};
    }
    return read;
  }

  void read_facts(YAML::Node const& map) {
    for (auto const& entry : map) {
      auto const id = entry.first.as<std::string>();
      if (id == "age_years") {
        row_.facts.age_years = entry.second.as<int>();
      } else if (id == "sex_at_birth") {
        row_.facts.sex = code<Sex>(entry.second);
      } else if (id == "pregnancy_status") {
        row_.facts.pregnancy = code<Pregnancy>(entry.second);
      } else {
        fail("knows no fact " + id);
      }
    }
  }

  template <class E>
  E code(YAML::Node const& node) const {
    auto const word = node.as<std::string>();
    auto const value = from_word<E>(word);
    if (!value) fail("knows no word " + word);
    return *value;
  }

  YAML::Node const& node_;
  Protocol const& protocol_;
  Row row_;
};

}  // namespace

std::vector<Row> read_rows(std::string const& folder, Protocol const& protocol) {
  std::vector<std::filesystem::path> files;
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Row> rows;
  for (auto const& file : files) {
    for (auto const& node : YAML::LoadFile(file.string())) {
      rows.push_back(RowReader(file.stem().string(), node, protocol).read());
    }
  }
  return rows;
}

std::map<std::string, Floor> read_floors(std::string const& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path + " cannot be read");
  std::map<std::string, Floor> floors;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string name;
    Floor floor;
    words >> name >> floor.precision >> floor.recall >> floor.urgency >> floor.must_not >>
        floor.stat_missed;
    if (!words) throw std::runtime_error(path + " has a bad line: " + line);
    floors[name] = floor;
  }
  return floors;
}

}  // namespace plexus::routing::texts
