// SQL of the outbox.
#include "backend/store/message_store.hpp"

#include "backend/store/session.hpp"

namespace plexus::store {

void insert_message(Session& session, MessageRecord const& message) {
  session.later(
      "INSERT INTO message (message_id, kind, patient_id, booking_id, detail_json, state, "
      "request_id, created_at) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)",
      {message.id, message.kind, message.patient, message.booking, message.detail_json,
       message.request_id, message.created_at});
}

std::vector<MessageRecord> messages_of(Session& session, BookingId const& booking) {
  std::vector<MessageRecord> messages;
  for (Row& row : session.select(
           "SELECT message_id, kind, patient_id, booking_id, detail_json, request_id, created_at "
           "FROM message WHERE booking_id = ? ORDER BY created_at, message_id",
           {booking})) {
    MessageRecord message;
    message.id = row.id<MessageId>();
    message.kind = row.text();
    message.patient = row.id<PatientId>();
    message.booking = row.maybe_id<BookingId>();
    message.detail_json = row.text();
    message.request_id = row.text();
    message.created_at = row.instant();
    messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace plexus::store
