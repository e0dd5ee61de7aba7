// How gates of visits look on the wire. Writing only.
#pragma once

#include <boost/json.hpp>

#include "backend/app/visit_gates.hpp"

namespace plexus::api {

namespace json = boost::json;

/// What is shown only to staff: which answers are dangers, and who decided.
struct GateView {
  bool staff = false;
  std::map<std::string, std::string> names;  // of users, by id
};

/// {gate, state, due_at, title, why, questions, ...} of one visit.
json::object gate_json(app::Services const& services, app::Clinic const& clinic,
                       Appointment const& visit, Gate const& gate, GateView const& view);
/// The same without its questions, for lists.
json::object gate_summary_json(app::Clinic const& clinic, Appointment const& visit,
                               Gate const& gate, GateView const& view);

/// The names of the staff who decided about these gates; empty for visitors.
GateView gate_view(store::Session& session, app::Caller const& caller,
                   std::vector<Gate const*> const& gates);

}  // namespace plexus::api
