// SQL of links and limits.
#include "backend/store/tie_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

struct Columns {
  Value hold = std::nullopt;
  Value booking = std::nullopt;
};

Columns columns_of(TieOwner const& owner) {
  Columns columns;
  if (auto const* hold = std::get_if<HoldId>(&owner)) {
    columns.hold = *hold;
  } else {
    columns.booking = std::get<BookingId>(owner);
  }
  return columns;
}

std::string where(TieOwner const& owner) {
  return std::holds_alternative<HoldId>(owner) ? " WHERE hold_id = ?" : " WHERE booking_id = ?";
}

Value id_of(TieOwner const& owner) {
  return std::visit([](auto const& id) { return Value(id); }, owner);
}

}  // namespace

void insert_ties(Session& session, TieOwner const& owner, VisitTies const& ties) {
  auto const [hold, booking] = columns_of(owner);
  if (!ties.links.empty()) {
    Values values;
    for (VisitLink const& link : ties.links) {
      values.insert(values.end(),
                    {hold, booking, Value(link.earlier), Value(link.later), Value(link.min_gap),
                     Value(link.max_gap), Value(link.counted_by), Value(link.needs_result),
                     Value(link.report), Value(link.report_by), Value(link.same_site),
                     Value(link.needs_visit)});
    }
    session.later(
        "INSERT INTO visit_link (hold_id, booking_id, earlier, later, min_gap_minutes, "
        "max_gap_minutes, counted_by, needs_result, report_minutes, report_by, same_site, "
        "needs_visit) VALUES " +
            mark_rows(ties.links.size(), 12),
        std::move(values));
  }
  if (ties.limits.empty()) return;
  Values values;
  for (VisitLimit const& limit : ties.limits) {
    values.insert(values.end(), {hold, booking, Value(limit.position), Value(limit.not_before),
                                 Value(limit.deadline)});
  }
  session.later(
      "INSERT INTO visit_limit (hold_id, booking_id, position, not_before, deadline) VALUES " +
          mark_rows(ties.limits.size(), 5),
      std::move(values));
}

void drop_ties(Session& session, BookingId const& booking, int position) {
  session.execute("DELETE FROM visit_link WHERE booking_id = ? AND (earlier = ? OR later = ?)",
                  {booking, position, position});
  session.execute("DELETE FROM visit_limit WHERE booking_id = ? AND position = ?",
                  {booking, position});
}

VisitTies find_ties(Session& session, TieOwner const& owner) {
  VisitTies ties;
  for (Row& row : session.select(
           "SELECT earlier, later, min_gap_minutes, max_gap_minutes, counted_by, needs_result, "
           "report_minutes, report_by, same_site, needs_visit FROM visit_link" +
               where(owner) + " ORDER BY link_key",
           {id_of(owner)})) {
    VisitLink link;
    link.earlier = row.number();
    link.later = row.number();
    link.min_gap = row.minutes();
    link.max_gap = row.maybe_minutes();
    link.counted_by = row.maybe_key();
    link.needs_result = row.flag();
    link.report = row.minutes();
    link.report_by = row.maybe_key();
    link.same_site = row.flag();
    link.needs_visit = row.flag();
    ties.links.push_back(link);
  }
  for (Row& row : session.select("SELECT position, not_before, deadline FROM visit_limit" +
                                     where(owner) + " ORDER BY limit_key",
                                 {id_of(owner)})) {
    VisitLimit limit;
    limit.position = row.number();
    limit.not_before = row.maybe_instant();
    limit.deadline = row.maybe_instant();
    ties.limits.push_back(limit);
  }
  return ties;
}

}  // namespace plexus::store
