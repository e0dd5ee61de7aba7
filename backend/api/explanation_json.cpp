// Wire shapes of explanations: the patient's words and reasons, and for staff all that spoke.
#include "backend/api/explanation_json.hpp"

#include <algorithm>
#include <set>

#include "backend/api/intake_json.hpp"
#include "backend/api/json_values.hpp"
#include "backend/app/plan.hpp"

namespace plexus::api {
namespace {

using routing::DiagnosticChoice;
using routing::Evidence;
using routing::FiredRule;

json::array lines_json(std::vector<std::string> const& lines, app::Policies const& policies) {
  json::array list;
  for (auto const& line : lines) list.emplace_back(app::fill_numbers(line, policies));
  return list;
}

json::object evidence_json(Evidence const& told) {
  json::object out{{"id", told.id}, {"text", told.text}, {"state", to_word(told.state)}};
  if (!told.value.empty()) out["value"] = told.value;
  if (told.state != routing::AnswerState::unasked) out["from"] = to_word(told.from);
  if (told.span) {
    out["quote"] = told.quote;
    out["span"] = json::array{told.span->start, told.span->end};
  }
  return out;
}

json::array evidence_list(std::vector<Evidence> const& list) {
  json::array out;
  for (auto const& told : list) out.push_back(evidence_json(told));
  return out;
}

json::object tested_json(routing::Protocol const& protocol, DiagnosticChoice const& test) {
  json::object out{{"service", test.service.str()},
                   {"label", test.label},
                   {"region_label", text_or_null(test.region_label)},
                   {"timing", to_word(test.timing)},
                   {"mode", to_word(test.mode)}};
  out["waits_for"] = test.held ? json::value(test.held->reason) : json::value(nullptr);
  auto const stands_for =
      test.substitutes ? protocol.find_service(test.substitutes->str()) : std::nullopt;
  out["in_place_of"] =
      stands_for ? json::value(protocol.services[*stands_for].label) : json::value(nullptr);
  out["preparation"] = text_or_null(test.preparation);
  json::array asked;
  for (auto const& id : test.screening) {
    auto const index = protocol.find_finding(id);
    if (!index) continue;
    auto const& finding = protocol.findings[*index];
    asked.emplace_back(finding.option.empty() ? finding.question : finding.option);
  }
  out["ask_again"] = std::move(asked);
  return out;
}

/// Rules that set a level, asked for somebody or something, or wait for an answer: what else is
/// true changed nothing that a patient sees. None that is possible for want of a fact alone.
std::set<std::string_view> speaking(routing::Decision const& decision) {
  std::set<std::string_view> ids;
  for (auto const& choice : decision.specialists) {
    ids.insert(choice.rules.begin(), choice.rules.end());
  }
  for (auto const& test : decision.diagnostics) ids.insert(test.rules.begin(), test.rules.end());
  for (auto const& rule : decision.rules) {
    bool const sets_level =
        rule.urgency == decision.urgency && decision.urgency != Urgency::routine;
    if (!rule.certain || sets_level) ids.insert(rule.id);
  }
  for (auto const& rule : decision.rules) {
    if (!rule.speaks) ids.erase(rule.id);
  }
  return ids;
}

json::array why_json(Explained const& explained) {
  auto const& decision = explained.assessment.decision;
  auto const ids = speaking(decision);
  std::set<std::string_view> told;
  json::array list;
  for (std::size_t i = 0; i < decision.rules.size(); ++i) {
    FiredRule const& rule = decision.rules[i];
    auto const& account = explained.account.rules[i];
    if (!ids.contains(rule.id) || !told.insert(rule.reason).second) continue;
    list.push_back(
        json::object{{"reason", app::fill_numbers(std::string(rule.reason), explained.policies)},
                     {"urgency", to_word(rule.urgency)},
                     {"certain", rule.certain},
                     {"because", evidence_list(account.because)},
                     {"open", evidence_list(account.open)}});
  }
  return list;
}

/// The guards that changed how an offered test is done: waits, swaps, no dye, other timing.
json::array checks_json(Explained const& explained) {
  auto const& decision = explained.assessment.decision;
  json::array list;
  for (std::size_t i = 0; i < decision.guards.size(); ++i) {
    auto const& account = explained.account.guards[i];
    if (!account.about_tests) continue;
    list.push_back(json::object{{"reason", decision.guards[i].reason},
                                {"because", evidence_list(account.because)},
                                {"open", evidence_list(account.open)}});
  }
  return list;
}

json::array rules_json(Explained const& explained) {
  auto const& decision = explained.assessment.decision;
  json::array list;
  for (std::size_t i = 0; i < decision.rules.size(); ++i) {
    FiredRule const& rule = decision.rules[i];
    auto const& account = explained.account.rules[i];
    list.push_back(json::object{{"id", rule.id},
                                {"phase", to_word(rule.phase)},
                                {"urgency", to_word(rule.urgency)},
                                {"certain", rule.certain},
                                {"reason", rule.reason},
                                {"because", evidence_list(account.because)},
                                {"open", evidence_list(account.open)},
                                {"conditions", words_json(rule.conditions)},
                                {"sources", words_json(rule.sources)}});
  }
  return list;
}

json::array guards_json(Explained const& explained) {
  auto const& decision = explained.assessment.decision;
  json::array list;
  for (std::size_t i = 0; i < decision.guards.size(); ++i) {
    auto const& guard = decision.guards[i];
    auto const& account = explained.account.guards[i];
    json::array effects;
    for (auto const& effect : account.effects) {
      effects.push_back(json::object{
          {"op", effect.op}, {"on", words_json(effect.on)}, {"to", text_or_null(effect.to)}});
    }
    list.push_back(json::object{{"id", guard.id},
                                {"certain", guard.certain},
                                {"reason", guard.reason},
                                {"effects", std::move(effects)},
                                {"because", evidence_list(account.because)},
                                {"open", evidence_list(account.open)},
                                {"sources", words_json(guard.sources)}});
  }
  return list;
}

json::array staff_tests_json(routing::Decision const& decision) {
  json::array list;
  for (auto const& test : decision.diagnostics) {
    json::array facts;
    for (auto const& fact : test.required_facts) {
      facts.push_back(json::object{{"fact", fact.fact}, {"max_age_days", fact.max_age_days}});
    }
    list.push_back(json::object{
        {"service", test.service.str()},
        {"region", text_or_null(test.region.str())},
        {"priority", to_word(test.priority)},
        {"held_until", test.held ? json::value(test.held->until) : json::value(nullptr)},
        {"contrast", text_or_null(to_word(test.contrast))},
        {"panel", words_json(test.panel)},
        {"required_facts", std::move(facts)},
        {"extra_minutes", test.extra_minutes},
        {"notes", words_json(test.notes)},
        {"rules", words_json(test.rules)}});
  }
  return list;
}

}  // namespace

json::object patient_json(Explained const& explained) {
  auto const& [protocol, assessment, account, policies] = explained;
  json::array tests;
  for (auto const& test : assessment.decision.diagnostics) {
    tests.push_back(tested_json(protocol, test));
  }
  json::array not_offered;
  for (auto const& left : assessment.decision.not_offered) {
    not_offered.push_back(
        json::object{{"what", left.what}, {"label", left.label}, {"reason", left.reason}});
  }
  return {{"summary", lines_json(explain(protocol, assessment.decision).patient, policies)},
          {"understood", evidence_list(account.present)},
          {"unsure", evidence_list(account.unsure)},
          {"why", why_json(explained)},
          {"checks", checks_json(explained)},
          {"tests", std::move(tests)},
          {"not_offered", std::move(not_offered)}};
}

json::object clinician_json(Explained const& explained) {
  auto const& [protocol, assessment, account, policies] = explained;
  auto const& decision = assessment.decision;
  json::array conditions;
  for (auto const* label : decision.conditions) {
    conditions.push_back(
        json::object{{"id", label->id}, {"label", label->label}, {"icd10", label->icd10}});
  }
  return {{"urgency", to_word(decision.urgency)},
          {"flags", words_json(decision.flags)},
          {"notes", words_json(decision.notes)},
          {"rules", rules_json(explained)},
          {"guards", guards_json(explained)},
          {"tests", staff_tests_json(decision)},
          {"unsure", evidence_list(account.unsure)},
          {"denied", evidence_list(account.denied)},
          {"unasked", evidence_list(account.unasked)},
          {"conditions", std::move(conditions)},
          {"sources", sources_json(decision)},
          {"lines", lines_json(explain(protocol, decision).clinician, policies)}};
}

json::object handover_json(routing::Handover const& sheet, app::Policies const& policies) {
  json::array sections;
  for (auto const& section : sheet.sections) {
    json::array lines;
    // The person's own words stay as they were written.
    bool const own = section.part == routing::SheetPart::words;
    for (auto const& line : section.lines) {
      json::object row{{"text", own ? line.text : app::fill_numbers(line.text, policies)}};
      if (!line.id.empty()) row["id"] = line.id;
      if (!line.quote.empty()) row["quote"] = line.quote;
      lines.push_back(std::move(row));
    }
    sections.push_back(json::object{
        {"part", to_word(section.part)}, {"title", section.title}, {"lines", std::move(lines)}});
  }
  return {{"title", sheet.title},
          {"name_label", sheet.name_label},
          {"sections", std::move(sections)},
          {"foot", lines_json(sheet.foot, policies)}};
}

}  // namespace plexus::api
