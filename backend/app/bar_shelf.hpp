// What the quotas of services forbid, kept as long as it cannot have changed: a list of free times
// then needs memory alone. Must not read the database, nor say what is forbidden.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <vector>

#include "backend/app/clinic.hpp"
#include "backend/app/wish.hpp"
#include "scheduling/clinic_view.hpp"
#include "scheduling/visit_request.hpp"

namespace plexus::app {

/// Whoever takes or frees a place of a service takes or frees the time of somebody who can take
/// part in its visits. So the bars stand while no resource of its roles has another state in the
/// index, the catalogue is the same, and the minute: what is kept for urgent visits is released
/// with the minute, and no place by time alone (what expires gives its time back in the index).
///
/// Threads: any function from any thread.
class BarShelf {
 public:
  using Bars = std::shared_ptr<std::vector<scheduling::Bar> const>;
  /// What the bars were or are to be made from.
  struct Source {
    std::shared_ptr<Clinic const> clinic;
    scheduling::ClinicView const& view;
    Instant now;
  };

  /// Null when they are to be made anew. The service is known (asserted).
  Bars find(Source const& source, Wish const& wish) const;
  /// `source` was there before the places were read from the database.
  void keep(Source const& source, Wish const& wish, Bars bars);

 private:
  using Key = std::tuple<ServiceCode, bool, bool>;  // urgent, contrast
  /// The view shares its parts with the index, and holds them: none is mistaken for a later one.
  struct Kept {
    std::shared_ptr<Clinic const> clinic;
    scheduling::ClinicView view;
    std::chrono::sys_time<Minutes> minute;
    Bars bars;
  };

  mutable std::mutex mutex_;
  std::map<Key, std::shared_ptr<Kept const>> kept_;
};

}  // namespace plexus::app
