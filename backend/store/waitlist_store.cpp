// SQL of entries and offers.
#include "backend/store/waitlist_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {
namespace {

constexpr std::string_view kEntryColumns =
    "entry_id, salt, patient_id, intake_id, appointment_id, what, service, region, contrast, "
    "sites, parts_of_day, days_out, practitioner_id, not_before, urgency, deadline_at, state, "
    "version, created_by, created_at";
constexpr std::string_view kOfferColumns =
    "offer_id, entry_id, freed_id, hold_id, state, start_at, end_at, location_id, steps, made_at, "
    "expires_at, answered_at, booking_id";
constexpr std::string_view kOffersShown = "50";

template <class List, class Text>
std::string joined(List const& list, Text const& text) {
  std::string out;
  for (auto const& one : list) out += (out.empty() ? "" : ",") + text(one);
  return out;
}

std::vector<std::string> parted(std::string const& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < text.size();) {
    auto const comma = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

/// What nobody may wait for twice at once.
std::string live_key_of(WaitlistEntry const& entry) {
  if (entry.appointment) return "appointment." + entry.appointment->str();
  std::string const who = entry.intake ? entry.intake->str() : entry.patient.str();
  return who + "." + std::string(to_word(entry.what)) + "." + entry.service.str() + "." +
         entry.region.str();
}

WaitWishes read_wishes(Row& row) {
  WaitWishes wishes;
  for (auto const& word : parted(row.text())) {
    if (auto const id = LocationId::parse(word)) wishes.sites.push_back(*id);
  }
  wishes.parts_of_day = parted(row.text());
  for (auto const& word : parted(row.text())) {
    if (auto const date = parse_date(word)) wishes.days_out.push_back(*date);
  }
  wishes.practitioner = row.maybe_id<ResourceId>();
  wishes.not_before = row.maybe_instant();
  return wishes;
}

WaitlistRecord read_entry(Row& row) {
  WaitlistRecord record;
  auto& entry = record.entry;
  entry.id = row.id<WaitlistId>();
  record.salt = row.text();
  entry.patient = row.id<PatientId>();
  entry.intake = row.maybe_id<IntakeId>();
  entry.appointment = row.maybe_id<AppointmentId>();
  entry.what = row.word<WaitFor>();
  entry.service = row.code<ServiceCode>();
  entry.region = row.code<RegionCode>();
  entry.contrast = row.flag();
  entry.wishes = read_wishes(row);
  entry.urgency = row.word<Urgency>();
  entry.deadline = row.instant();
  entry.state = row.word<WaitState>();
  entry.version = row.number();
  record.created_by = row.text();
  entry.created_at = row.instant();
  return record;
}

WaitlistOffer read_offer(Row& row) {
  WaitlistOffer offer;
  offer.id = row.id<OfferId>();
  offer.entry = row.id<WaitlistId>();
  offer.freed = row.id<FreedId>();
  offer.hold = row.id<HoldId>();
  offer.state = row.word<OfferState>();
  offer.time.start = row.instant();
  offer.time.end = row.instant();
  offer.location = row.id<LocationId>();
  offer.steps = row.number();
  offer.made_at = row.instant();
  offer.expires_at = row.instant();
  offer.answered_at = row.maybe_instant();
  offer.booking = row.maybe_id<BookingId>();
  return offer;
}

std::vector<WaitlistRecord> entries(Session& session, std::string const& where,
                                    Values const& values) {
  std::vector<WaitlistRecord> records;
  for (Row& row : session.select(
           "SELECT " + std::string(kEntryColumns) + " FROM waitlist_entry WHERE " + where,
           values)) {
    records.push_back(read_entry(row));
  }
  return records;
}

std::vector<WaitlistOffer> offers(Session& session, std::string const& where,
                                  Values const& values) {
  std::vector<WaitlistOffer> found;
  for (Row& row : session.select(
           "SELECT " + std::string(kOfferColumns) + " FROM waitlist_offer WHERE " + where,
           values)) {
    found.push_back(read_offer(row));
  }
  return found;
}

/// Runs an INSERT that a unique key may refuse.
bool inserted(Session& session, std::string const& sql, Values const& values) {
  try {
    session.execute(sql, values);
  } catch (SqlError const& error) {
    if (error.kind() == SqlError::Kind::duplicate) return false;
    throw;
  }
  return true;
}

}  // namespace

bool insert_waiting(Session& session, WaitlistRecord const& record) {
  auto const& entry = record.entry;
  auto const same = [](std::string const& word) { return word; };
  return inserted(session,
                  "INSERT INTO waitlist_entry (" + std::string(kEntryColumns) +
                      ", live_key, updated_at) VALUES (" + marks(22) + ")",
                  {entry.id,
                   record.salt,
                   entry.patient,
                   entry.intake,
                   entry.appointment,
                   entry.what,
                   entry.service,
                   entry.region,
                   entry.contrast,
                   joined(entry.wishes.sites, [](LocationId const& id) { return id.str(); }),
                   joined(entry.wishes.parts_of_day, same),
                   joined(entry.wishes.days_out, [](LocalDate date) { return format_date(date); }),
                   entry.wishes.practitioner,
                   entry.wishes.not_before,
                   entry.urgency,
                   entry.deadline,
                   entry.state,
                   entry.version,
                   record.created_by,
                   entry.created_at,
                   live_key_of(entry),
                   entry.created_at});
}

std::optional<WaitlistRecord> find_waiting(Session& session, WaitlistId const& id) {
  auto found = entries(session, "entry_id = ?", {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

bool update_waiting(Session& session, WaitlistId const& id, int version, WaitState state,
                    Instant now) {
  return session.execute(
             "UPDATE waitlist_entry SET state = ?, live_key = CASE WHEN ? = 1 THEN live_key ELSE "
             "NULL END, version = version + 1, updated_at = ? WHERE entry_id = ? AND version = ?",
             {state, is_live(state), now, id, version}) > 0;
}

std::vector<WaitlistRecord> list_waiting(Session& session, WaitlistFilter const& filter) {
  std::string where = "1 = 1";
  Values values;
  if (!filter.states.empty()) {
    where += " AND state IN (" + marks(filter.states.size()) + ")";
    values.insert(values.end(), filter.states.begin(), filter.states.end());
  }
  auto const also = [&](char const* column, auto const& value) {
    if (!value) return;
    where += std::string(" AND ") + column + " = ?";
    values.emplace_back(*value);
  };
  also("service", filter.service);
  also("urgency", filter.urgency);
  also("intake_id", filter.intake);
  if (filter.after) {
    where += " AND (created_at > ? OR (created_at = ? AND entry_id > ?))";
    values.insert(values.end(), {Value(filter.after->first), Value(filter.after->first),
                                 Value(filter.after->second)});
  }
  return entries(session,
                 where + " ORDER BY created_at, entry_id LIMIT " + std::to_string(filter.limit),
                 values);
}

std::vector<WaitlistRecord> waiting_in_line(Session& session, int limit) {
  return entries(session,
                 "state = 'waiting' ORDER BY CASE urgency WHEN 'asap' THEN 0 WHEN 'urgent' THEN 1 "
                 "ELSE 2 END, created_at, entry_id LIMIT " +
                     std::to_string(limit),
                 {});
}

bool anybody_waits(Session& session) {
  return !session
              .select(
                  "SELECT entry_id FROM waitlist_entry WHERE state IN ('waiting', 'offered') LIMIT "
                  "1")
              .empty();
}

bool insert_offer(Session& session, WaitlistOffer const& offer) {
  return inserted(session,
                  "INSERT INTO waitlist_offer (" + std::string(kOfferColumns) +
                      ", open_entry) VALUES (" + marks(14) + ")",
                  {offer.id, offer.entry, offer.freed, offer.hold, offer.state, offer.time.start,
                   offer.time.end, offer.location, offer.steps, offer.made_at, offer.expires_at,
                   offer.answered_at, offer.booking, offer.entry});
}

std::optional<WaitlistOffer> find_offer(Session& session, OfferId const& id) {
  auto found = offers(session, "offer_id = ?", {id});
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<WaitlistOffer> offers_of(Session& session, WaitlistId const& entry) {
  return offers(
      session,
      "entry_id = ? ORDER BY made_at DESC, offer_id DESC LIMIT " + std::string(kOffersShown),
      {entry});
}

std::vector<WaitlistOffer> offers_run_out(Session& session, Instant now, int limit) {
  return offers(session,
                "state = 'offered' AND expires_at <= ? ORDER BY expires_at, offer_id LIMIT " +
                    std::to_string(limit),
                {now});
}

bool end_offer(Session& session, OfferId const& id, OfferState state,
               std::optional<BookingId> const& booking, Instant now) {
  return session.execute(
             "UPDATE waitlist_offer SET state = ?, open_entry = NULL, booking_id = ?, "
             "answered_at = ? WHERE offer_id = ? AND state = 'offered'",
             {state, booking, now, id}) > 0;
}

}  // namespace plexus::store
