// What a patient can be told of. A message is written where it happens and sent later; the words
// are found when it is sent.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "schema/model/code.hpp"
#include "schema/model/id.hpp"

namespace plexus {

using MessageId = Id<struct MessageTag>;

enum class MessageKind {
  booking_made,
  visit_moved,
  visit_cancelled,
  visit_restored,
  visit_missed,
  booking_cancelled,
  visit_confirmed,    // the last gate is cleared
  visit_asked_again,  // a gate is open again
  visit_unsuitable,   // a gate has failed
  visit_substituted,
  time_offered,  // to somebody who waits; detail: entry, offer, start, expires
};

template <>
struct CodeWords<MessageKind> {
  static constexpr std::array<std::pair<MessageKind, std::string_view>, 11> words{{
      {MessageKind::booking_made, "booking-made"},
      {MessageKind::visit_moved, "visit-moved"},
      {MessageKind::visit_cancelled, "visit-cancelled"},
      {MessageKind::visit_restored, "visit-restored"},
      {MessageKind::visit_missed, "visit-missed"},
      {MessageKind::booking_cancelled, "booking-cancelled"},
      {MessageKind::visit_confirmed, "visit-confirmed"},
      {MessageKind::visit_asked_again, "visit-asked-again"},
      {MessageKind::visit_unsuitable, "visit-unsuitable"},
      {MessageKind::visit_substituted, "visit-substituted"},
      {MessageKind::time_offered, "time-offered"},
  }};
};

/// One message to one person. `detail`: names and values of codes, identifiers and times, never
/// what a person said or is called.
struct Message {
  MessageKind kind{};
  PatientId patient;
  std::optional<BookingId> booking;
  std::vector<std::pair<std::string, std::string>> detail;
};

}  // namespace plexus
