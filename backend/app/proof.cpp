// A token is compared even when the object is not there, so that both cases take the same time.
#include "backend/app/proof.hpp"

#include "backend/store/booking_store.hpp"
#include "backend/store/hold_store.hpp"
#include "backend/store/intake_store.hpp"
#include "backend/store/waitlist_store.hpp"

namespace plexus::app {
namespace {

/// Stands in for the salt of an object that does not exist.
constexpr std::string_view kNoSalt = "00000000000000000000000000000000";

template <class Record>
bool matches(Services const& services, auth::TokenKind kind, std::string_view id,
             std::optional<Record> const& record, std::string_view salt, std::string_view token) {
  bool const same = services.key.matches(kind, id, record ? salt : kNoSalt, token);
  return same && record.has_value();
}

}  // namespace

bool opens_intake(store::Session& session, Services const& services, std::string_view id,
                  std::string_view token) {
  auto const key = IntakeId::parse(id);
  if (!key) return false;
  auto const record = store::find_intake(session, *key);
  return matches(services, auth::TokenKind::intake, id, record, record ? record->salt : "", token);
}

bool opens_hold(store::Session& session, Services const& services, std::string_view id,
                std::string_view token) {
  auto const key = HoldId::parse(id);
  if (!key) return false;
  auto const record = store::find_hold(session, *key);
  return matches(services, auth::TokenKind::hold, id, record, record ? record->salt : "", token);
}

bool opens_booking(store::Session& session, Services const& services, std::string_view id,
                   std::string_view token) {
  auto const key = BookingId::parse(id);
  if (!key) return false;
  auto const record = store::find_booking(session, *key);
  return matches(services, auth::TokenKind::booking, id, record, record ? record->salt : "", token);
}

bool opens_waiting(store::Session& session, Services const& services, std::string_view id,
                   std::string_view token) {
  auto const key = WaitlistId::parse(id);
  if (!key) return false;
  auto const record = store::find_waiting(session, *key);
  return matches(services, auth::TokenKind::waitlist, id, record, record ? record->salt : "",
                 token);
}

bool opens_appointment(store::Session& session, Services const& services, std::string_view id,
                       std::string_view token) {
  auto const key = AppointmentId::parse(id);
  if (!key) return false;
  auto const record = store::find_appointment(session, *key);
  std::string const booking = record ? record->appointment.booking.str() : std::string(id);
  return matches(services, auth::TokenKind::booking, booking, record,
                 record ? record->booking_salt : "", token);
}

Error not_proved() {
  return {Errc::sign_in, "the token is missing or does not open this"};
}

}  // namespace plexus::app
