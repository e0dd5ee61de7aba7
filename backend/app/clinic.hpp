// The catalogue as use cases need it: looked up by id and code, zones found, shared read-only.
// Must not know bookings; a change of the catalogue makes a new Clinic.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/catalogue.hpp"
#include "schema/model/zone.hpp"

namespace plexus::app {

class Clinic {
 public:
  /// Errors: throws std::runtime_error when a site names an unknown zone or a duplicate id stands
  /// in the catalogue: such data never got past the administrator's forms.
  explicit Clinic(Catalogue catalogue);
  Clinic(Clinic const&) = delete;
  Clinic& operator=(Clinic const&) = delete;

  Catalogue const& catalogue() const noexcept { return catalogue_; }

  /// Null when there is none.
  Location const* location(LocationId const& id) const noexcept;
  Resource const* resource(ResourceKey key) const noexcept;
  Resource const* resource(ResourceId const& id) const noexcept;
  HealthcareService const* service(ServiceCode const& code) const noexcept;
  HealthcareService const* consultation(SpecialtyCode const& specialty) const noexcept;

  /// The zone of a site of this catalogue (asserted).
  Zone const& zone(LocationId const& id) const;
  /// Civil hours of a site: the widest open hours of any of its resources, for people to read.
  std::vector<WeeklyHours> hours_of(LocationId const& id) const;
  /// "2026-12-01T09:30:00+01:00" in the site's zone.
  std::string local_text(Instant at, LocationId const& site) const;
  /// In the zone of the first site: for what belongs to no site, such as a limit to book by.
  std::string local_text(Instant at) const;

 private:
  Catalogue catalogue_;
  std::unordered_map<LocationId, std::size_t> locations_;
  std::map<ResourceKey, std::size_t> by_key_;
  std::unordered_map<ResourceId, std::size_t> by_id_;
  std::unordered_map<ServiceCode, std::size_t> services_;
  std::unordered_map<LocationId, Zone const*> zones_;
};

/// Holds the Clinic in force. Readers keep theirs while a new one is put in place.
class ClinicShelf {
 public:
  /// Reads the catalogue anew.
  void reload(store::Session& session);
  /// Never null after the first reload.
  std::shared_ptr<Clinic const> current() const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<Clinic const> current_;
};

}  // namespace plexus::app
