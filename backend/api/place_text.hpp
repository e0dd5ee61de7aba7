// How a visit's place in time looks on the wire: when, where, with whom. Written as text at once,
// because lists of free times are long and asked for often; the one place that knows this shape.
// Must not look for times.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backend/app/clinic.hpp"
#include "backend/time/civil_text.hpp"
#include "scheduling/openings.hpp"

namespace plexus::api {

/// For one answer: what it has written before it need not find again.
class PlaceText {
 public:
  /// The clinic outlives this.
  explicit PlaceText(app::Clinic const& clinic) : clinic_(clinic) {}

  /// `"start":...,"end":...,"location":...,"practitioner":...,"resources":[...]`: members of an
  /// object that the caller opens and closes. The patient's own time is not shown.
  void append(std::string& out, Interval const& time, LocationId const& location,
              std::optional<ResourceId> const& practitioner,
              std::vector<Assignment> const& assignments);
  /// A free time as a whole object: also what of the wishes it lacks, and whether it is past the
  /// capacity.
  void append(std::string& out, scheduling::Opening const& opening);

 private:
  /// From the location on: the same for many times.
  struct Tail {
    LocationId location;
    std::optional<ResourceId> practitioner;
    std::vector<Assignment> assignments;
    std::string text;
  };

  time::CivilText& clock_of(LocationId const& location);
  std::string const& tail(LocationId const& location, std::optional<ResourceId> const& practitioner,
                          std::vector<Assignment> const& assignments);

  app::Clinic const& clinic_;
  std::vector<std::pair<LocationId, time::CivilText>> clocks_;
  std::vector<Tail> tails_;
};

}  // namespace plexus::api
