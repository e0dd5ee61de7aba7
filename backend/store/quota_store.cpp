// SQL of the places of quotas.
#include "backend/store/quota_store.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "backend/store/session.hpp"
#include "backend/store/step_rows.hpp"
#include "schema/model/status.hpp"

namespace plexus::store {
namespace {

struct Wanted {
  StepClaim const* claim;
  QuotaPlace const* place;
  auto order() const { return std::tie(claim->step->service, *place); }
};

}  // namespace

Result<void> take_places(Session& session, std::span<StepClaim const> claims) {
  std::vector<Wanted> wanted;
  for (StepClaim const& claim : claims) {
    for (QuotaPlace const& place : claim.step->quota_places) wanted.push_back({&claim, &place});
  }
  if (wanted.empty()) return {};
  // One order for all writers, as for cells.
  std::sort(wanted.begin(), wanted.end(),
            [](Wanted const& a, Wanted const& b) { return a.order() < b.order(); });
  Values values;
  for (Wanted const& one : wanted) {
    auto const columns = columns_of(one.claim->owner);
    values.insert(values.end(),
                  {Value(one.claim->step->service), Value(one.place->per), Value(one.place->period),
                   Value(one.place->scope), Value(one.place->from), Value(one.place->place),
                   columns.hold, columns.position, columns.appointment});
  }
  try {
    session.execute(
        "INSERT INTO quota_place (service_code, per, period, scope, from_date, place, hold_id, "
        "hold_position, appointment_id) VALUES " +
            mark_rows(wanted.size(), 9),
        values);
  } catch (SqlError const& error) {
    if (error.kind() != SqlError::Kind::duplicate) throw;
    return Error{Errc::slot_taken, "somebody else has taken the last visit of that day", {}};
  }
  return {};
}

void release_places(Session& session, AllocationOwner const& owner) {
  if (auto const* step = std::get_if<HoldStep>(&owner)) {
    session.execute("DELETE FROM quota_place WHERE hold_id = ? AND hold_position = ?",
                    {step->hold, step->position});
  } else {
    session.execute("DELETE FROM quota_place WHERE appointment_id = ?",
                    {std::get<AppointmentId>(owner)});
  }
}

std::vector<StandingVisit> standing_visits(Session& session, ServiceCode const& service,
                                           Instant from, Instant now) {
  std::vector<StandingVisit> found;
  std::vector<AppointmentId> visits;
  for (Row& row : session.select("SELECT a.appointment_id, a.status, " + step_columns_of("a") +
                                     " FROM appointment a WHERE a.service = ? AND a.start_at >= ? "
                                     "ORDER BY a.start_at, a.appointment_id",
                                 {service, from})) {
    auto const id = row.id<AppointmentId>();
    if (!occupies(row.word<AppointmentStatus>())) continue;
    visits.push_back(id);
    found.push_back({id, read_step(row)});
  }
  auto taken = taken_by_appointment(session, visits);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    std::move(taken[visits[i]]).give_to(found[i].step);
  }
  std::map<HoldId, std::map<int, Taken>> held;  // read once for each hold
  for (Row& row : session.select("SELECT s.hold_id, s.position, " + step_columns_of("s") +
                                     " FROM hold_step s JOIN hold h ON h.hold_id = s.hold_id "
                                     "WHERE s.service = ? AND s.start_at >= ? AND h.expires_at > ? "
                                     "ORDER BY s.start_at, s.hold_id, s.position",
                                 {service, from, now})) {
    auto const hold = row.id<HoldId>();
    int const position = row.number();
    found.push_back({HoldStep{hold, position}, read_step(row)});
    auto known = held.find(hold);
    if (known == held.end()) known = held.emplace(hold, taken_by_step(session, hold)).first;
    std::move(known->second[position]).give_to(found.back().step);
  }
  std::stable_sort(found.begin(), found.end(), [](StandingVisit const& a, StandingVisit const& b) {
    return a.step.time.start < b.step.time.start;
  });
  return found;
}

void clear_places(Session& session, ServiceCode const& service) {
  session.execute("DELETE FROM quota_place WHERE service_code = ?", {service});
}

std::vector<QuotaPlace> places_taken(Session& session, ServiceCode const& service,
                                     DateRange periods, Instant now,
                                     std::span<AppointmentId const> except) {
  Values values{service, periods.first, periods.last, now};
  std::string sql =
      "SELECT q.per, q.period, q.scope, q.from_date, q.place FROM quota_place q "
      "LEFT JOIN hold h ON h.hold_id = q.hold_id "
      "WHERE q.service_code = ? AND q.from_date >= ? AND q.from_date <= ? "
      "AND (q.hold_id IS NULL OR h.expires_at > ?)";
  if (!except.empty()) {
    sql +=
        " AND (q.appointment_id IS NULL OR q.appointment_id NOT IN (" + marks(except.size()) + "))";
    values.insert(values.end(), except.begin(), except.end());
  }
  std::vector<QuotaPlace> taken;
  for (Row& row :
       session.select(sql + " ORDER BY q.per, q.period, q.scope, q.from_date, q.place", values)) {
    taken.push_back(read_place(row));
  }
  return taken;
}

}  // namespace plexus::store
