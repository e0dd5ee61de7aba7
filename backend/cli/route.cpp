// plexus route: decides one complaint, as an intake would, and stores nothing.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "backend/api/intake_json.hpp"
#include "backend/app/intakes.hpp"
#include "backend/app/plan.hpp"
#include "backend/cli/cli.hpp"
#include "backend/time/system_clock.hpp"

namespace plexus::cli {
namespace {

namespace json = boost::json;

/// Longer than any complaint may be: reading stops there and the check says so.
constexpr std::size_t kInputBytesMax = 64 * 1024;

std::string read_complaint() {
  std::string text(kInputBytesMax, '\0');
  std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::cin.gcount()));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

/// The body that POST /api/v1/intakes would have got.
json::object body_of(RouteOptions const& options, json::value answers) {
  json::object patient;
  if (options.age) patient["age"] = *options.age;
  if (!options.sex.empty()) patient["sex"] = options.sex;
  if (options.pregnant == "unsure") patient["pregnant"] = nullptr;
  if (options.pregnant == "yes") patient["pregnant"] = true;
  if (options.pregnant == "no") patient["pregnant"] = false;
  json::object body{{"complaint", read_complaint()},
                    {"language", options.language},
                    {"patient", std::move(patient)}};
  if (!answers.is_null()) body["answers"] = std::move(answers);
  return body;
}

std::optional<json::value> read_answers(std::string const& path) {
  if (path.empty()) return json::value(nullptr);
  std::ifstream file(path, std::ios::binary);
  std::string const text((std::istreambuf_iterator<char>(file)), {});
  json::error_code code;
  auto value = json::parse(text, code);
  if (!file || code || !value.is_object()) return std::nullopt;
  return value;
}

int complain(std::vector<FieldError> const& faults) {
  for (auto const& fault : faults) {
    std::cerr << "plexus: " << fault.pointer << " " << fault.detail << "\n";
  }
  return kUsage;
}

void print_words(app::Intake const& intake, app::Policies const& policies) {
  auto const& protocol = *intake.protocol;
  for (auto const& line : routing::explain(protocol, intake.assessment.decision).patient) {
    std::cout << app::fill_numbers(line, policies) << "\n";
  }
  if (!intake.assessment.complete) {
    std::string const count = std::to_string(intake.assessment.questions.size());
    std::cout << routing::filled(protocol.phrase(routing::Saying::open_questions),
                                 {{"count", count}})
              << "\n";
  }
}

}  // namespace

int route(Given const& given, RouteOptions const& options) {
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  auto const answers = read_answers(options.answers_file);
  if (!answers) return complain({{"--answers", "must name a file with a JSON object"}});
  try {
    auto const protocols = app::read_protocols(loaded->config.protocols_dir);
    std::string const id =
        options.protocol.empty() ? loaded->config.default_protocol : options.protocol;
    auto const found = std::find_if(protocols.begin(), protocols.end(), [&](auto const& edition) {
      return edition->pack.base.id == id;
    });
    if (found == protocols.end()) {
      return complain({{"--protocol", "there is no protocol '" + id + "'"}});
    }
    auto const& edition = **found;
    time::SystemClock const clock = loaded->config.clock_start
                                        ? time::SystemClock(*loaded->config.clock_start)
                                        : time::SystemClock();
    Instant const now = clock.now();
    auto const body = body_of(options, *answers);
    std::vector<FieldError> faults;
    api::Reader reader(body, faults);
    auto const change =
        api::read_intake(reader, LocalDate{std::chrono::floor<std::chrono::days>(now)});
    reader.finish();
    routing::IntakeInput input;
    app::merge(input, change);
    for (auto& fault : routing::check_input(edition.pack.base, input))
      faults.push_back(std::move(fault));
    if (!faults.empty()) return complain(faults);
    auto const intake = app::assess_only(edition, std::move(input), now);
    app::Policies policies;
    policies.emergency_number = loaded->config.emergency_number;
    policies.crisis_line = loaded->config.crisis_line;
    if (options.json) {
      std::cout << api::intake_text(app::Clinic({}), policies, intake) << "\n";
    } else {
      print_words(intake, policies);
    }
    return kDone;
  } catch (std::exception const& error) {
    std::cerr << "plexus: " << error.what() << "\n";
    return kFailed;
  }
}

}  // namespace plexus::cli
