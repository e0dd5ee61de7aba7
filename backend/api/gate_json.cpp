// Wire shapes of gates.
#include "backend/api/gate_json.hpp"

#include <algorithm>

#include "backend/api/json_values.hpp"
#include "backend/store/user_store.hpp"

namespace plexus::api {
namespace {

json::object texts_json(gates::Texts const& texts) {
  json::object out;
  for (auto const& [language, text] : texts.all()) out[language] = text;
  return out;
}

json::array sources_json(gates::GateBook const& book, gates::GateSheet const& sheet) {
  json::array list;
  for (auto const& source : book.sources) {
    auto const& cited = sheet.sources;
    if (std::find(cited.begin(), cited.end(), source.id) == cited.end()) continue;
    list.push_back(json::object{
        {"id", source.id}, {"title", source.title}, {"url", text_or_null(source.url)}});
  }
  return list;
}

json::value moment(app::Clinic const& clinic, Appointment const& visit,
                   std::optional<Instant> const& at) {
  return at ? json::value(clinic.local_text(*at, visit.step.location)) : json::value(nullptr);
}

/// Who it was; a visitor, and the clock, have no name.
json::value person_json(std::string const& actor, GateView const& view) {
  auto const found = view.names.find(actor);
  if (found == view.names.end()) return nullptr;
  return json::object{{"id", found->first}, {"name", found->second}};
}

}  // namespace

json::object gate_summary_json(app::Clinic const& clinic, Appointment const& visit,
                               Gate const& gate, GateView const& view) {
  json::object out{{"gate", to_word(gate.kind)},
                   {"state", to_word(gate.state)},
                   {"due_at", clinic.local_text(gate.due_at, visit.step.location)},
                   {"answered_at", moment(clinic, visit, gate.answered_at)},
                   {"decided_at", moment(clinic, visit, gate.decided_at)},
                   {"reason", text_or_null(gate.reason)}};
  if (!view.staff) return out;
  out["flagged"] = gate.flagged;
  out["answered_by"] = person_json(gate.answered_by, view);
  out["decided_by"] = person_json(gate.decided_by, view);
  return out;
}

json::object gate_json(app::Services const& services, app::Clinic const& clinic,
                       Appointment const& visit, Gate const& gate, GateView const& view) {
  auto const& sheet = services.gates.sheet(gate.kind);
  auto out = gate_summary_json(clinic, visit, gate, view);
  out["title"] = texts_json(sheet.title);
  out["why"] = texts_json(sheet.why);
  json::array questions;
  for (auto const& question : sheet.questions) {
    auto const answer = gate.answers.find(question.id);
    json::object one{{"id", question.id}, {"text", texts_json(question.text)}};
    one["answer"] =
        answer == gate.answers.end() ? json::value(nullptr) : json::value(to_word(answer->second));
    if (view.staff) {
      one["danger"] = answer != gate.answers.end() && answer->second != question.safe;
    }
    questions.push_back(std::move(one));
  }
  out["questions"] = std::move(questions);
  json::array roles;
  for (auto const role : sheet.cleared_by) roles.emplace_back(to_word(role));
  out["cleared_by"] = std::move(roles);
  out["sources"] = sources_json(services.gates, sheet);
  return out;
}

GateView gate_view(store::Session& session, app::Caller const& caller,
                   std::vector<Gate const*> const& gates) {
  GateView view;
  view.staff = caller.staff.has_value();
  if (!view.staff) return view;
  for (auto const* gate : gates) {
    for (auto const& actor : {gate->answered_by, gate->decided_by}) {
      auto const id = UserId::parse(actor);
      if (!id || view.names.contains(actor)) continue;
      if (auto const user = store::find_user(session, *id)) view.names[actor] = user->user.name;
    }
  }
  return view;
}

}  // namespace plexus::api
