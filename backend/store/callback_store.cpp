// SQL of call-backs.
#include "backend/store/callback_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr std::string_view kColumns =
    "callback_id, intake_id, cause, urgency, phone, name, due_at, state, claimed_by, claimed_at, "
    "outcome, note, ended_at, version, created_at";

std::vector<CallbackTask> tasks(Session& session, std::string const& where, Values const& values) {
  std::vector<CallbackTask> found;
  for (Row& row : session.select(
           "SELECT " + std::string(kColumns) + " FROM callback_task WHERE " + where, values)) {
    CallbackTask task;
    task.id = row.id<CallbackId>();
    task.intake = row.id<IntakeId>();
    task.cause = row.word<CallbackCause>();
    task.urgency = row.word<Urgency>();
    task.phone = row.text();
    task.name = row.text();
    task.due = row.instant();
    task.state = row.word<CallbackState>();
    task.claimed_by = row.maybe_id<UserId>();
    task.claimed_at = row.maybe_instant();
    task.outcome = row.text();
    task.note = row.text();
    task.ended_at = row.maybe_instant();
    task.version = row.number();
    task.created_at = row.instant();
    found.push_back(std::move(task));
  }
  return found;
}

std::optional<CallbackTask> one(Session& session, std::string const& where, Value value) {
  auto found = tasks(session, where, {std::move(value)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

bool insert_callback(Session& session, CallbackTask const& task) {
  try {
    session.execute(
        "INSERT INTO callback_task (" + std::string(kColumns) +
            ", open_intake, updated_at) VALUES (" + marks(17) + ")",
        {task.id, task.intake, task.cause, task.urgency, task.phone, task.name, task.due,
         task.state, task.claimed_by, task.claimed_at, task.outcome, task.note, task.ended_at,
         task.version, task.created_at, task.intake, task.created_at});
  } catch (SqlError const& error) {
    if (error.kind() == SqlError::Kind::duplicate) return false;
    throw;
  }
  return true;
}

std::optional<CallbackTask> find_callback(Session& session, CallbackId const& id) {
  return one(session, "callback_id = ?", id);
}

std::optional<CallbackTask> live_callback(Session& session, IntakeId const& intake) {
  return one(session, "open_intake = ?", intake);
}

bool update_callback(Session& session, CallbackTask const& task, Instant now) {
  return session.execute(
             "UPDATE callback_task SET cause = ?, urgency = ?, phone = ?, name = ?, due_at = ?, "
             "state = ?, claimed_by = ?, claimed_at = ?, outcome = ?, note = ?, ended_at = ?, "
             "open_intake = CASE WHEN ? = 1 THEN open_intake ELSE NULL END, "
             "version = version + 1, updated_at = ? WHERE callback_id = ? AND version = ?",
             {task.cause, task.urgency, task.phone, task.name, task.due, task.state,
              task.claimed_by, task.claimed_at, task.outcome, task.note, task.ended_at, task.live(),
              now, task.id, task.version}) > 0;
}

std::vector<CallbackTask> list_callbacks(Session& session, CallbackFilter const& filter) {
  std::string where = "1 = 1";
  Values values;
  if (!filter.states.empty()) {
    where += " AND state IN (" + marks(filter.states.size()) + ")";
    values.insert(values.end(), filter.states.begin(), filter.states.end());
  }
  if (filter.after) {
    where += " AND (due_at > ? OR (due_at = ? AND callback_id > ?))";
    values.insert(values.end(), {Value(filter.after->first), Value(filter.after->first),
                                 Value(filter.after->second)});
  }
  return tasks(session,
               where + " ORDER BY due_at, callback_id LIMIT " + std::to_string(filter.limit),
               values);
}

}  // namespace plexus::store
