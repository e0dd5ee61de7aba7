// SQL of the comparison; which statuses keep their times is asked of the model.
#include "backend/store/integrity_store.hpp"

#include "backend/store/session.hpp"
#include "schema/model/status.hpp"

namespace plexus::store {
namespace {

std::vector<AppointmentId> found(Session& session, Interval time, bool occupying,
                                 std::string const& condition) {
  Values values{time.start, time.end};
  std::size_t statuses = 0;
  for (auto const& [status, word] : CodeWords<AppointmentStatus>::words) {
    if (occupies(status) != occupying) continue;
    values.emplace_back(word);
    ++statuses;
  }
  std::vector<AppointmentId> ids;
  for (Row& row : session.select("SELECT v.appointment_id FROM appointment v "
                                 "WHERE v.start_at >= ? AND v.start_at < ? AND v.status IN (" +
                                     marks(statuses) + ") AND (" + condition +
                                     ") ORDER BY v.start_at, v.appointment_id",
                                 values)) {
    ids.push_back(row.id<AppointmentId>());
  }
  return ids;
}

}  // namespace

std::optional<Instant> next_visit_start(Session& session, Instant from) {
  auto rows = session.select(
      "SELECT start_at FROM appointment WHERE start_at >= ? ORDER BY start_at LIMIT 1", {from});
  if (rows.empty()) return std::nullopt;
  return rows.front().instant();
}

std::vector<AppointmentId> visits_without_time(Session& session, Interval time) {
  std::string const taken =
      "NOT EXISTS (SELECT 1 FROM allocation a JOIN resource r ON r.resource_key = a.resource_key "
      "WHERE a.appointment_id = v.appointment_id AND r.kind ";
  return found(session, time, true, taken + "= 'patient') OR " + taken + "<> 'patient')");
}

std::vector<AppointmentId> dead_visits_with_time(Session& session, Interval time) {
  return found(session, time, false,
               "EXISTS (SELECT 1 FROM allocation a WHERE a.appointment_id = v.appointment_id)");
}

}  // namespace plexus::store
