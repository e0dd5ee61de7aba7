// A plain object; absent members are facts that were not asked.
#include "backend/app/stored_intake.hpp"

#include <boost/json.hpp>
#include <stdexcept>

namespace plexus::app {
namespace {

namespace json = boost::json;

json::value write_answer(routing::AnswerValue const& answer) {
  if (auto const* word = std::get_if<std::string>(&answer)) return json::value(*word);
  if (auto const* number = std::get_if<double>(&answer)) return json::value(*number);
  json::array list;
  for (auto const& word : std::get<std::vector<std::string>>(answer)) list.emplace_back(word);
  return list;
}

routing::AnswerValue read_answer(json::value const& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_array()) {
    std::vector<std::string> words;
    for (auto const& word : value.as_array()) words.emplace_back(word.as_string());
    return words;
  }
  return value.to_number<double>();
}

template <class E>
std::optional<E> read_word(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  return value == nullptr ? std::nullopt : from_word<E>(std::string_view(value->as_string()));
}

}  // namespace

std::string to_stored(routing::IntakeInput const& input) {
  json::object patient;
  if (input.patient.age_years) patient["age"] = *input.patient.age_years;
  if (input.patient.sex) patient["sex"] = to_word(*input.patient.sex);
  if (input.patient.pregnancy) patient["pregnancy"] = to_word(*input.patient.pregnancy);
  if (input.patient.egfr) patient["egfr"] = *input.patient.egfr;
  if (input.patient.inr) patient["inr"] = *input.patient.inr;
  json::object answers;
  for (auto const& [id, answer] : input.answers) answers[id] = write_answer(answer);
  return json::serialize(json::object{{"complaint", input.complaint},
                                      {"language", input.language},
                                      {"patient", std::move(patient)},
                                      {"answers", std::move(answers)}});
}

routing::IntakeInput from_stored(std::string_view text) {
  try {
    auto const value = json::parse({text.data(), text.size()});
    auto const& object = value.as_object();
    routing::IntakeInput input;
    input.complaint = object.at("complaint").as_string();
    input.language = object.at("language").as_string();
    auto const& patient = object.at("patient").as_object();
    if (auto const* age = patient.if_contains("age")) {
      input.patient.age_years = age->to_number<int>();
    }
    input.patient.sex = read_word<routing::Sex>(patient, "sex");
    input.patient.pregnancy = read_word<routing::Pregnancy>(patient, "pregnancy");
    if (auto const* egfr = patient.if_contains("egfr")) {
      input.patient.egfr = egfr->to_number<double>();
    }
    if (auto const* inr = patient.if_contains("inr")) {
      input.patient.inr = inr->to_number<double>();
    }
    for (auto const& [id, answer] : object.at("answers").as_object()) {
      input.answers.emplace(std::string(id), read_answer(answer));
    }
    return input;
  } catch (std::exception const&) {
    // The parser's own text would quote the person's words.
    throw std::runtime_error("a stored intake cannot be read");
  }
}

}  // namespace plexus::app
