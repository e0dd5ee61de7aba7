// The outbox: messages to patients, in the transaction of what they tell.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/id.hpp"
#include "schema/model/message.hpp"
#include "schema/model/time.hpp"

namespace plexus::store {

struct MessageRecord {
  MessageId id;
  std::string kind;  // a word of MessageKind
  PatientId patient;
  std::optional<BookingId> booking;
  std::string detail_json;  // an object of strings
  std::string request_id;
  Instant created_at{};
};

/// Writes it as `waiting`.
void insert_message(Session& session, MessageRecord const& message);

/// Of one booking, oldest first.
std::vector<MessageRecord> messages_of(Session& session, BookingId const& booking);

}  // namespace plexus::store
