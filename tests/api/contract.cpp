// The description is read as YAML; references of answers are followed, those of bodies are not.
#include "tests/api/contract.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cctype>
#include <sstream>

namespace plexus::test {
namespace {

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  std::istringstream words{std::string(path.substr(0, path.find('?')))};
  for (std::string word; std::getline(words, word, '/');) {
    if (!word.empty()) segments.push_back(word);
  }
  return segments;
}

std::string in_capitals(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char one) { return static_cast<char>(std::toupper(one)); });
  return word;
}

std::string text_of(YAML::Node const& node) {
  YAML::Emitter out;
  out << node;
  return out.c_str();
}

/// The answer behind a reference, and the examples that it refers to.
std::string answer_text(YAML::Node const& document, YAML::Node const& answer) {
  if (auto const reference = answer["$ref"]) {
    auto const name = reference.as<std::string>();
    return text_of(document["components"]["responses"][name.substr(name.rfind('/') + 1)]);
  }
  return text_of(answer);
}

bool is_parameter(std::string const& segment) {
  return segment.front() == '{';
}

}  // namespace

Contract const& Contract::description() {
  static Contract const one;
  return one;
}

Contract::Contract() {
  auto const document =
      YAML::LoadFile(std::string(PLEXUS_SOURCE_DIR) + "/schema/openapi/plexus.yaml");
  for (auto const& path : document["paths"]) {
    for (auto const& method : path.second) {
      if (!method.second.IsMap() || !method.second["responses"]) continue;
      Operation operation;
      operation.method = in_capitals(method.first.as<std::string>());
      operation.segments = segments_of(path.first.as<std::string>());
      for (auto const& answer : method.second["responses"]) {
        auto const status = answer.first.as<std::string>();
        auto const text = answer_text(document, answer.second);
        if (status == "default") {
          operation.otherwise = text;
        } else {
          operation.answers[std::stoi(status)] = text;
        }
      }
      operations_.push_back(std::move(operation));
    }
  }
}

Contract::Operation const* Contract::find(std::string_view method, std::string_view path) const {
  auto const wanted = segments_of(path);
  Operation const* found = nullptr;
  std::size_t fewest = 0;
  for (auto const& operation : operations_) {
    if (operation.method != method || operation.segments.size() != wanted.size()) continue;
    bool const fits = std::equal(
        wanted.begin(), wanted.end(), operation.segments.begin(),
        [](auto const& one, auto const& other) { return is_parameter(other) || one == other; });
    if (!fits) continue;
    // "/holds/search" before "/holds/{id}".
    auto const parameters = static_cast<std::size_t>(
        std::count_if(operation.segments.begin(), operation.segments.end(), is_parameter));
    if (found == nullptr || parameters < fewest) {
      found = &operation;
      fewest = parameters;
    }
  }
  return found;
}

std::string Contract::not_said(std::string_view method, std::string_view path, int status,
                               std::string_view problem) const {
  auto const* operation = find(method, path);
  if (operation == nullptr) return "";
  auto const answer = operation->answers.find(status);
  auto const says = [&](std::string const& text) {
    return text.find("`" + std::string(problem) + "`") != std::string::npos ||
           text.find("/problems/" + std::string(problem)) != std::string::npos;
  };
  if (answer == operation->answers.end()) {
    if (!problem.empty() && says(operation->otherwise)) return "";
    return "the description has no answer " + std::to_string(status);
  }
  if (!problem.empty() && !says(answer->second)) {
    return "the description of " + std::to_string(status) + " has no problem " +
           std::string(problem);
  }
  return "";
}

}  // namespace plexus::test
