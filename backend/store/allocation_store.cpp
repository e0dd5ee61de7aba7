// SQL of occupancy. The triggers of schema/migrations/V0006 refuse what would overlap; here their
// refusal becomes a Result.
#include "backend/store/allocation_store.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "backend/store/quota_store.hpp"
#include "backend/store/session.hpp"
#include "backend/store/step_rows.hpp"

namespace plexus::store {
namespace {

// Rows of one INSERT, and resources of one search: well below every limit on parameters.
[[maybe_unused]] constexpr std::size_t kClaimsMax = 1000;
constexpr std::size_t kResourcesPerQuery = 1000;
// The longest allocation, as the schema checks it: 48 hours. Bounds every search for overlap.
constexpr std::int64_t kCellsMax = 576;

/// One row to take, with what takes it.
struct Claim {
  AllocationOwner owner;
  Assignment assignment;
  std::string_view overbook_reason;
};

/// One order for all writers, so that two of them wait for each other at most one way round.
std::vector<Claim> in_claim_order(std::span<Claim const> claims) {
  std::vector<Claim> sorted(claims.begin(), claims.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](Claim const& a, Claim const& b) {
    return std::tuple(a.assignment.resource, a.assignment.cells.start, a.assignment.seat) <
           std::tuple(b.assignment.resource, b.assignment.cells.start, b.assignment.seat);
  });
  return sorted;
}

/// After a refusal: whose time it was. The statement left nothing, the transaction lives.
Errc reason_of_refusal(Session& session, std::span<Claim const> wanted) {
  Values values;
  std::string clauses;
  for (Claim const& claim : wanted) {
    Assignment const& one = claim.assignment;
    clauses += clauses.empty() ? "" : " OR ";
    clauses +=
        "(a.resource_key = ? AND a.seat = ? AND a.start_cell < ? AND a.start_cell > ? "
        "AND a.end_cell > ?)";
    values.insert(values.end(), {Value(one.resource), Value(one.seat), Value(one.cells.end),
                                 Value(one.cells.start + -kCellsMax), Value(one.cells.start)});
  }
  auto const people = session.select(
      "SELECT COUNT(*) FROM allocation a JOIN resource r ON r.resource_key = a.resource_key "
      "WHERE r.kind = 'patient' AND (" +
          clauses + ")",
      values);
  return Row(people.front()).integer() > 0 ? Errc::patient_overlap : Errc::slot_taken;
}

Error refusal(Errc code) {
  return code == Errc::patient_overlap
             ? Error{code, "the patient already has a visit at this time", {}}
             : Error{code, "the time is taken", {}};
}

Result<void> allocate_all(Session& session, std::span<Claim const> claims) {
  assert(claims.size() <= kClaimsMax);
  if (claims.empty()) return {};
  session.note_change();
  auto const wanted = in_claim_order(claims);
  Values values;
  for (Claim const& claim : wanted) {
    Assignment const& one = claim.assignment;
    auto const columns = columns_of(claim.owner);
    values.insert(values.end(),
                  {Value(one.resource), Value(one.seat), Value(one.cells.start),
                   Value(one.cells.end), Value(one.role), columns.hold, columns.position,
                   columns.appointment, Value(claim.overbook_reason)});
  }
  // One statement: it takes all or, refused, leaves nothing and the transaction alive.
  try {
    session.execute(
        "INSERT INTO allocation (resource_key, seat, start_cell, end_cell, role, hold_id, "
        "hold_position, appointment_id, overbook_reason) VALUES " +
            mark_rows(wanted.size(), 9),
        values);
  } catch (SqlError const& error) {
    bool const taken =
        error.kind() == SqlError::Kind::duplicate || error.kind() == SqlError::Kind::refused;
    if (!taken) throw;
    return refusal(reason_of_refusal(session, wanted));
  }
  return {};
}

}  // namespace

Result<void> allocate(Session& session, AllocationOwner const& owner,
                      std::span<Assignment const> assignments, std::string_view overbook_reason) {
  std::vector<Claim> claims;
  claims.reserve(assignments.size());
  for (Assignment const& one : assignments) claims.push_back({owner, one, overbook_reason});
  return allocate_all(session, claims);
}

Result<void> take_steps(Session& session, std::span<StepClaim const> claims) {
  std::vector<Claim> times;
  for (StepClaim const& claim : claims) {
    for (Assignment const& one : claim.step->assignments) {
      times.push_back({claim.owner, one, claim.step->overbook_reason});
    }
  }
  if (auto const taken = allocate_all(session, times); !taken) return taken.error();
  return take_places(session, claims);
}

int release(Session& session, AllocationOwner const& owner) {
  session.note_change();
  release_places(session, owner);
  if (auto const* step = std::get_if<HoldStep>(&owner)) {
    return static_cast<int>(
        session.execute("DELETE FROM allocation WHERE hold_id = ? AND hold_position = ?",
                        {step->hold, step->position}));
  }
  return static_cast<int>(session.execute("DELETE FROM allocation WHERE appointment_id = ?",
                                          {std::get<AppointmentId>(owner)}));
}

int release_holds(Session& session, std::span<HoldId const> holds) {
  if (holds.empty()) return 0;
  session.note_change();
  Values const values(holds.begin(), holds.end());
  std::string const where = " WHERE hold_id IN (" + marks(holds.size()) + ")";
  session.execute("DELETE FROM quota_place" + where, values);
  return static_cast<int>(session.execute("DELETE FROM allocation" + where, values));
}

std::vector<Occupied> occupied_between(Session& session, CellRange window,
                                       std::span<ResourceKey const> resources, Instant now) {
  std::vector<Occupied> found;
  std::size_t at = 0;
  do {
    auto const count = std::min(kResourcesPerQuery, resources.size() - at);
    Values values{window.end, window.start + -kCellsMax, window.start, now};
    std::string sql =
        "SELECT a.resource_key, a.seat, a.start_cell, a.end_cell, h.expires_at "
        "FROM allocation a LEFT JOIN hold h ON h.hold_id = a.hold_id "
        "WHERE a.start_cell < ? AND a.start_cell > ? AND a.end_cell > ? "
        "AND (a.hold_id IS NULL OR h.expires_at > ?)";
    if (count > 0) {
      sql += " AND a.resource_key IN (" + marks(count) + ")";
      for (ResourceKey const key : resources.subspan(at, count)) values.emplace_back(key);
    }
    for (Row& row :
         session.select(sql + " ORDER BY a.resource_key, a.start_cell, a.seat", values)) {
      Occupied taken;
      taken.resource = row.key();
      taken.seat = row.number();
      taken.cells.start = row.cell();
      taken.cells.end = row.cell();
      taken.until = row.maybe_instant();
      found.push_back(taken);
    }
    at += count;
  } while (at < resources.size());
  return found;
}

std::vector<Assignment> assignments_of(Session& session, AllocationOwner const& owner) {
  if (auto const* step = std::get_if<HoldStep>(&owner)) {
    return taken_by_step(session, step->hold)[step->position].assignments;
  }
  auto const appointment = std::get<AppointmentId>(owner);
  return taken_by_appointment(session, {appointment})[appointment].assignments;
}

}  // namespace plexus::store
