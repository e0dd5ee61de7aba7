// A resource or site that is out for a while, and what becomes of the visits that it had. Values
// only; how they are planned and applied is in backend/app.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/model/visit.hpp"

namespace plexus {

using BatchId = Id<struct BatchTag>;

enum class BatchState { draft, applied, undone };
enum class BatchAction { move, leave, cancel };
/// Why a visit is in the batch: its resource or site is out, or it follows a visit that moves.
enum class BatchCause { out, follows };

template <>
struct CodeWords<BatchState> {
  static constexpr std::array<std::pair<BatchState, std::string_view>, 3> words{{
      {BatchState::draft, "draft"},
      {BatchState::applied, "applied"},
      {BatchState::undone, "undone"},
  }};
};

template <>
struct CodeWords<BatchAction> {
  static constexpr std::array<std::pair<BatchAction, std::string_view>, 3> words{{
      {BatchAction::move, "move"},
      {BatchAction::leave, "leave"},
      {BatchAction::cancel, "cancel"},
  }};
};

template <>
struct CodeWords<BatchCause> {
  static constexpr std::array<std::pair<BatchCause, std::string_view>, 2> words{{
      {BatchCause::out, "out"},
      {BatchCause::follows, "follows"},
  }};
};

/// When and where a visit is, and with whom.
struct VisitPlace {
  Interval time;
  LocationId location;
  std::optional<ResourceId> practitioner;
  friend bool operator==(VisitPlace const&, VisitPlace const&) = default;
};

struct BatchMove {
  AppointmentId appointment;
  int seen_version = 0;  // when the draft was made
  BatchCause cause{};
  BatchAction action{};
  bool late = false;         // after its limit: no time was found before it
  std::string none_because;  // why no time was found; else empty
  AppointmentStatus old_status{};
  VisitPlace before;
  std::optional<VisitPlace> after;     // of a move
  std::optional<int> applied_version;  // none: it was left as it is
};

/// What was added to the calendar. Units as DateException; a whole day of a site's closure has
/// start and end 0.
struct BatchBlock {
  LocationId location;
  LocalDate date;
  int start_minute = 0;
  int end_minute = 0;
  friend bool operator==(BatchBlock const&, BatchBlock const&) = default;
};

/// Shape: exactly one of resource and location.
struct Batch {
  BatchId id;
  std::optional<ResourceId> resource;
  std::optional<LocationId> location;
  Interval time;
  std::string reason;  // coded
  BatchState state = BatchState::draft;
  int version = 1;
  std::string created_by;
  Instant created_at;
  std::optional<Instant> applied_at;
  std::optional<Instant> undone_at;
  std::vector<BatchMove> moves;
};

}  // namespace plexus
