// Calls that staff owe. One live task for each intake, by a unique key.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/callback.hpp"

namespace plexus::store {

/// False when the intake has a live task.
bool insert_callback(Session& session, CallbackTask const& task);
std::optional<CallbackTask> find_callback(Session& session, CallbackId const& id);
/// The live task of an intake.
std::optional<CallbackTask> live_callback(Session& session, IntakeId const& intake);
/// Writes all but id, intake and creation if `task.version` still matches, and counts it up.
bool update_callback(Session& session, CallbackTask const& task, Instant now);

struct CallbackFilter {
  std::vector<CallbackState> states;  // empty: any
  int limit = 50;
  std::optional<std::pair<Instant, CallbackId>> after;  // (due, id)
};
/// By (due, id).
std::vector<CallbackTask> list_callbacks(Session& session, CallbackFilter const& filter);

}  // namespace plexus::store
