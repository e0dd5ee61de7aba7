// Wire shapes of intakes: the api contract, "Intake and routing".
#include "backend/api/intake_json.hpp"

#include "backend/api/json_values.hpp"
#include "backend/app/plan.hpp"

namespace plexus::api {
namespace {

using routing::Question;
using routing::QuestionKind;

std::optional<routing::AnswerValue> read_answer(Reader& reader, std::string_view id,
                                                json::value const& value) {
  if (value.is_number()) return value.to_number<double>();
  if (value.is_string()) {
    std::string_view const word = value.as_string();
    if (word.size() <= kWordCharsMax) return std::string(word);
    reader.fault(id, "must have at most 64 characters");
    return std::nullopt;
  }
  if (value.is_array() && value.as_array().size() <= kWordCharsMax) {
    std::vector<std::string> words;
    for (auto const& entry : value.as_array()) {
      if (!entry.is_string() || entry.as_string().size() > kWordCharsMax) {
        reader.fault(id, "must be a list of words");
        return std::nullopt;
      }
      words.emplace_back(entry.as_string());
    }
    return words;
  }
  reader.fault(id, "must be a word, a number, a list of words or null");
  return std::nullopt;
}

void read_answers(Reader& reader, app::IntakeChange& change) {
  auto const* value = reader.raw("answers");
  if (value == nullptr) return;
  if (!value->is_object()) return reader.fault("answers", "must be an object");
  auto const& answers = value->as_object();
  if (answers.size() > kAnswersMax) {
    return reader.fault("answers", "must have at most 250 members");
  }
  reader.object("answers", [&](Reader& nested) {
    for (auto const& member : answers) {
      std::string const id(member.key());
      auto const* answer = nested.raw(id);
      if (answer->is_null()) {
        change.answers[id] = std::nullopt;
      } else if (auto read = read_answer(nested, id, *answer)) {
        change.answers[id] = std::move(*read);
      }
    }
  });
}

void read_patient(Reader& reader, app::IntakeChange& change, LocalDate today) {
  reader.object("patient", [&](Reader& patient) {
    if (auto const age = patient.integer("age", 0, 120)) {
      change.age_years.emplace(static_cast<int>(*age));
    }
    if (auto const birth = patient.date("birth_date")) {
      int const age = full_years(*birth, today);
      if (patient.has("age")) {
        patient.fault("birth_date", "cannot be given together with age");
      } else if (age < 0 || age > 120) {
        patient.fault("birth_date", "must lie in the last 120 years");
      } else {
        change.age_years.emplace(age);
      }
    }
    if (auto const sex = patient.word<routing::Sex>("sex")) change.sex.emplace(*sex);
    if (patient.is_null("pregnant")) {
      change.pregnancy.emplace(routing::Pregnancy::unsure);
    } else if (auto const pregnant = patient.flag("pregnant")) {
      change.pregnancy.emplace(*pregnant ? routing::Pregnancy::yes : routing::Pregnancy::no);
    }
  });
}

template <class T>
json::value value_or_null(std::optional<T> const& value) {
  return value ? json::value(*value) : json::value(nullptr);
}

/// With the finding in the person's words: its check box, or its question.
json::object finding_json(routing::Protocol const& protocol, routing::KnownFinding const& known) {
  auto const index = protocol.find_finding(known.id);
  auto const* finding = index ? &protocol.findings[*index] : nullptr;
  std::string_view text = known.id;
  if (finding != nullptr) text = finding->option.empty() ? finding->question : finding->option;
  json::object out{{"id", known.id},
                   {"text", text},
                   {"state", to_word(known.state)},
                   {"from", to_word(known.from)}};
  if (known.number) {
    out["value"] = *known.number;
    out["unit"] = text_or_null(finding != nullptr ? std::string_view(finding->unit) : "");
  }
  if (!known.values.empty()) out["value"] = words_json(known.values);
  if (known.span) out["span"] = json::array{known.span->start, known.span->end};
  return out;
}

/// Pregnancy is a truth value on the wire: true, false, or null for unsure.
json::value option_value(Question const& question, std::string const& value) {
  if (question.answer_at != "/patient/pregnant") return json::value(value);
  if (value == "yes") return true;
  if (value == "no") return false;
  return nullptr;
}

}  // namespace

json::array sources_json(routing::Decision const& decision) {
  json::array sources;
  for (auto const* source : decision.sources) {
    sources.push_back(json::object{{"id", source->id},
                                   {"title", source->title},
                                   {"year", source->year},
                                   {"url", text_or_null(source->url)}});
  }
  return sources;
}

json::object question_json(Question const& question) {
  json::object out{{"id", question.id},
                   {"text", question.text},
                   {"help", text_or_null(question.help)},
                   {"why", text_or_null(question.why)},
                   {"kind", to_word(question.kind)},
                   {"safety", question.safety},
                   {"page", question.page}};
  if (!question.options.empty()) {
    json::array options;
    for (auto const& option : question.options) {
      options.push_back(
          json::object{{"value", option_value(question, option.value)}, {"text", option.text}});
    }
    out["options"] = std::move(options);
  }
  if (question.min) out["min"] = *question.min;
  if (question.max) out["max"] = *question.max;
  if (!question.unit.empty()) out["unit"] = question.unit;
  if (!question.answer_at.empty()) out["answer_at"] = question.answer_at;
  return out;
}

namespace {

/// What stands above the questions of a page: null where the protocol lays nothing out for it.
json::array pages_json(routing::Protocol const& protocol, std::vector<Question> const& questions) {
  json::array pages;
  for (Question const& question : questions) {
    if (pages.size() < static_cast<std::size_t>(question.page)) {
      pages.push_back(json::object{{"page", question.page}, {"title", nullptr}, {"why", nullptr}});
    }
    auto& head = pages.back().as_object();
    if (question.layout == routing::kNoIndex || !head["title"].is_null()) continue;
    head["title"] = protocol.pages[question.layout].title;
    head["why"] = protocol.pages[question.layout].why;
  }
  return pages;
}

json::object specialist_json(routing::SpecialistChoice const& choice) {
  return {{"specialty", choice.specialty.str()}, {"rank", choice.rank},
          {"when", to_word(choice.when)},        {"reason", choice.reason},
          {"rules", words_json(choice.rules)},   {"label", choice.label}};
}

json::object diagnostic_json(app::Clinic const& clinic, app::Intake const& intake,
                             routing::DiagnosticChoice const& test) {
  bool const no_region = test.region.empty() || test.region.str() == "none";
  json::object out{{"service", test.service.str()},
                   {"region", no_region ? json::value(nullptr) : json::value(test.region.str())},
                   {"timing", to_word(test.timing)},
                   {"mode", to_word(test.mode)}};
  out["held"] =
      test.held
          ? json::value(json::object{{"until", test.held->until}, {"reason", test.held->reason}})
          : json::value(nullptr);
  out["contrast"] = text_or_null(to_word(test.contrast));
  out["panel"] = test.panel.empty() ? json::value(nullptr) : json::value(words_json(test.panel));
  out["min_gap_hours"] = value_or_null(test.min_gap_hours);
  out["book_by"] = test.within_hours
                       ? json::value(clinic.local_text(intake.limit(*test.within_hours)))
                       : json::value(nullptr);
  out["reason"] = test.reason;
  out["rules"] = words_json(test.rules);
  out["preparation"] = text_or_null(test.preparation);
  out["screening"] = words_json(test.screening);
  out["substitutes"] =
      test.substitutes ? json::value(test.substitutes->str()) : json::value(nullptr);
  out["label"] = test.label;
  out["region_label"] = text_or_null(no_region ? std::string_view() : test.region_label);
  out["fasting_hours"] = value_or_null(test.fasting_hours);
  return out;
}

json::value emergency_json(app::Policies const& policies, routing::Decision const& decision) {
  if (!decision.emergency) return nullptr;
  auto const& emergency = *decision.emergency;
  return json::object{
      {"id", emergency.id},
      {"title", app::fill_numbers(std::string(emergency.title), policies)},
      {"text", app::fill_numbers(std::string(emergency.text), policies)},
      {"say", text_or_null(app::fill_numbers(std::string(emergency.say), policies))},
      {"number", policies.emergency_number}};
}

json::array rules_json(routing::Decision const& decision) {
  json::array rules;
  for (auto const& rule : decision.rules) {
    rules.push_back(json::object{{"id", rule.id},
                                 {"urgency", to_word(rule.urgency)},
                                 {"certain", rule.certain},
                                 {"reason", rule.speaks ? rule.reason : std::string_view()},
                                 {"sources", words_json(rule.sources)}});
  }
  return rules;
}

json::object routing_json(app::Clinic const& clinic, app::Policies const& policies,
                          app::Intake const& intake) {
  auto const& decision = intake.assessment.decision;
  bool const stat = decision.urgency == Urgency::stat;
  json::object out{{"urgency", to_word(decision.urgency)}, {"within_hours", decision.within_hours}};
  out["book_by"] = stat ? json::value(nullptr)
                        : json::value(clinic.local_text(intake.limit(decision.within_hours)));
  out["emergency"] = emergency_json(policies, decision);
  out["callback"] =
      decision.callback_within_hours
          ? json::value(json::object{{"within_hours", *decision.callback_within_hours}})
          : json::value(nullptr);
  out["flags"] = words_json(decision.flags);
  json::array specialists;
  for (auto const& choice : decision.specialists) specialists.push_back(specialist_json(choice));
  out["specialists"] = std::move(specialists);
  json::array diagnostics;
  for (auto const& test : decision.diagnostics) {
    diagnostics.push_back(diagnostic_json(clinic, intake, test));
  }
  out["diagnostics"] = std::move(diagnostics);
  json::array not_offered;
  for (auto const& left_out : decision.not_offered) {
    not_offered.push_back(json::object{
        {"what", left_out.what}, {"label", left_out.label}, {"reason", left_out.reason}});
  }
  out["not_offered"] = std::move(not_offered);
  out["rules"] = rules_json(decision);
  out["sources"] = sources_json(decision);
  out["protocol"] =
      json::object{{"id", decision.protocol_id}, {"version", decision.protocol_version}};
  return out;
}

}  // namespace

app::IntakeChange read_intake(Reader& reader, LocalDate today) {
  app::IntakeChange change;
  change.protocol = reader.text("protocol", kWordCharsMax);
  change.complaint = reader.text("complaint", kComplaintCharsMax);
  if (auto language = reader.text("language", 35)) {
    bool const right =
        language->size() >= 2 && language->find_first_not_of(
                                     "abcdefghijklmnopqrstuvwxyz"
                                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string::npos;
    if (right) {
      change.language = std::move(language);
    } else {
      reader.fault("language", "must be a language tag such as en");
    }
  }
  read_patient(reader, change, today);
  read_answers(reader, change);
  return change;
}

json::object intake_json(app::Clinic const& clinic, app::Policies const& policies,
                         app::Intake const& intake) {
  json::object out{{"complete", intake.assessment.complete},
                   {"provisional", intake.assessment.provisional}};
  json::array findings;
  for (auto const& finding : intake.assessment.findings) {
    findings.push_back(finding_json(*intake.protocol, finding));
  }
  out["findings"] = std::move(findings);
  json::array questions;
  for (auto const& question : intake.assessment.questions) {
    questions.push_back(question_json(question));
  }
  out["questions"] = std::move(questions);
  out["pages"] = pages_json(*intake.protocol, intake.assessment.questions);
  out["routing"] = routing_json(clinic, policies, intake);
  return out;
}

std::string intake_text(app::Clinic const& clinic, app::Policies const& policies,
                        app::Intake const& intake) {
  return json::serialize(intake_json(clinic, policies, intake));
}

}  // namespace plexus::api
