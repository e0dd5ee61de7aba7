// How the parts of the demonstration clinic come together: each file adds its resources to one
// list. Private to backend/demo.
#pragma once

#include <string>
#include <vector>

#include "backend/demo/clinic.hpp"
#include "backend/demo/hours.hpp"

namespace plexus::demo {

class ClinicParts {
 public:
  ClinicParts(LocationId riverside_site, LocationId hillside_site, LocalDate first_day,
              NewId const& new_id)
      : riverside(riverside_site), hillside(hillside_site), today(first_day), new_id_(new_id) {}

  LocationId const riverside;
  LocationId const hillside;
  LocalDate const today;

  /// Takes every resource of the list with a key and an identifier of its own.
  void add(Resource resource) {
    resource.key = ResourceKey{static_cast<std::int64_t>(resources_.size()) + 1};
    resource.id = ResourceId(new_id_());
    resources_.push_back(std::move(resource));
  }
  std::vector<Resource> take() { return std::move(resources_); }

 private:
  NewId const& new_id_;
  std::vector<Resource> resources_;
};

/// Names by which the policies find who makes reports.
inline constexpr char const* kImagingReports = "Imaging reports";
inline constexpr char const* kLaboratoryReports = "Laboratory reports";

/// Rules of the clinic for its services, resources and sites; all three are there already.
void add_policies(Catalogue& catalogue);

void add_practitioners(ClinicParts& parts);
void add_staff(ClinicParts& parts);
void add_rooms_and_devices(ClinicParts& parts);

}  // namespace plexus::demo
