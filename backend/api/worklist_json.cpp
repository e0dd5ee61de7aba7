// Wire shapes of worklists.
#include "backend/api/worklist_json.hpp"

#include "backend/api/json_values.hpp"

namespace plexus::api {

json::object callback_json(app::Clinic const& clinic, CallbackTask const& task) {
  auto const time = [&](std::optional<Instant> const& at) {
    return at ? json::value(clinic.local_text(*at)) : json::value(nullptr);
  };
  json::object out{{"id", task.id.text()},
                   {"intake", task.intake.text()},
                   {"cause", to_word(task.cause)},
                   {"urgency", to_word(task.urgency)},
                   {"due", clinic.local_text(task.due)},
                   {"state", to_word(task.state)}};
  out["contact"] =
      task.phone.empty()
          ? json::value(nullptr)
          : json::value(json::object{{"phone", task.phone}, {"name", text_or_null(task.name)}});
  out["claimed_by"] = task.claimed_by ? json::value(task.claimed_by->text()) : json::value(nullptr);
  out["claimed"] = time(task.claimed_at);
  out["outcome"] = text_or_null(task.outcome);
  out["note"] = text_or_null(task.note);
  out["ended"] = time(task.ended_at);
  out["created"] = clinic.local_text(task.created_at);
  out["version"] = task.version;
  return out;
}

}  // namespace plexus::api
