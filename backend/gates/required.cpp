// The rules of the book, applied to one visit.
#include "backend/gates/required.hpp"

#include <algorithm>

namespace plexus::gates {
namespace {

bool takes_one_of(GateFacts const& facts, std::vector<RoleCode> const& roles) {
  if (roles.empty()) return true;
  return std::any_of(roles.begin(), roles.end(), [&](RoleCode const& role) {
    return std::find(facts.resources.begin(), facts.resources.end(), role) != facts.resources.end();
  });
}

/// Not asked only where age or sex rule it out for sure.
bool may_be_pregnant(GateBook const& book, GateFacts const& facts) {
  if (facts.sex == routing::Sex::male) return false;
  if (!facts.age_years) return true;
  return *facts.age_years >= book.pregnancy_from_age && *facts.age_years <= book.pregnancy_to_age;
}

bool applies(GateBook const& book, When when, GateFacts const& facts) {
  switch (when) {
    case When::always:
      return true;
    case When::contrast:
      return facts.contrast;
    case When::may_be_pregnant:
      return may_be_pregnant(book, facts);
    case When::minor:
      return !facts.age_years || *facts.age_years < book.adult_from_age;
    case When::reserved:
      return facts.reserved;
  }
  return true;
}

}  // namespace

std::vector<RoleCode> roles_of(HealthcareService const& service, bool contrast) {
  std::vector<RoleCode> roles;
  for (auto const& one : service.requirements) roles.push_back(one.role);
  if (contrast) {
    for (auto const& one : service.contrast_requirements) roles.push_back(one.role);
  }
  return roles;
}

std::vector<GateKind> gates_needed(GateBook const& book, GateFacts const& facts) {
  std::vector<GateKind> kinds;
  for (auto const& sheet : book.sheets) {
    if (takes_one_of(facts, sheet.resources) && applies(book, sheet.when, facts)) {
      kinds.push_back(sheet.kind);
    }
  }
  return kinds;
}

Instant due_at(GateSheet const& sheet, Instant start, Instant now) {
  return std::min(start, std::max(start - sheet.due_before, now + sheet.notice));
}

bool still_valid(GateSheet const& sheet, Instant cleared, Instant from, Instant to) {
  return !sheet.valid_for || to <= from || to <= cleared + *sheet.valid_for;
}

std::vector<std::string> dangers(GateSheet const& sheet, GateAnswers const& answers) {
  std::vector<std::string> found;
  for (auto const& question : sheet.questions) {
    auto const answer = answers.find(question.id);
    if (answer == answers.end() || answer->second != question.safe) found.push_back(question.id);
  }
  return found;
}

std::vector<FieldError> check_answers(GateSheet const& sheet, GateAnswers const& answers) {
  std::vector<FieldError> faults;
  for (auto const& question : sheet.questions) {
    if (!answers.contains(question.id)) {
      faults.push_back({"/answers/" + question.id, "is not answered; unknown is an answer too"});
    }
  }
  for (auto const& [id, answer] : answers) {
    bool const known = std::any_of(sheet.questions.begin(), sheet.questions.end(),
                                   [&id = id](auto const& question) { return question.id == id; });
    if (!known) faults.push_back({"/answers/" + id, "is no question of this gate"});
  }
  return faults;
}

SubstituteRule const* substitute_for(GateSheet const& sheet, ServiceCode const& service) {
  for (auto const& rule : sheet.substitutes) {
    if (rule.from == service) return &rule;
  }
  return nullptr;
}

}  // namespace plexus::gates
