// The live protocol, a clock that stands still, and the demonstration clinic as a search sees it.
// Shared by the tests of backend/demo.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "backend/demo/clinic.hpp"
#include "backend/time/tz_zone.hpp"
#include "routing/parse/load.hpp"
#include "scheduling/availability.hpp"
#include "scheduling/openings.hpp"
#include "schema/model/clock.hpp"

namespace plexus::demo::testing {

struct StoppedClock final : Clock {
  explicit StoppedClock(Instant at) : now_(at) {}
  Instant now() const override { return now_; }
  Instant now_;
};

inline Instant instant(char const* text) {
  return parse_instant(text).value();
}

/// PLEXUS_TEST_PROTOCOL is the folder of the protocol that the program serves.
inline routing::Protocol const& live_protocol() {
  static routing::Protocol const protocol = [] {
    std::vector<routing::SourceFile> files;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(PLEXUS_TEST_PROTOCOL)) {
      if (entry.path().extension() != ".yaml") continue;
      std::ifstream file(entry.path());
      files.push_back({entry.path().filename().string(),
                       {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
    }
    std::sort(files.begin(), files.end(),
              [](auto const& a, auto const& b) { return a.name < b.name; });
    auto loaded = routing::load_protocol(files);
    if (!loaded.protocol) throw std::runtime_error(to_string(loaded.faults.at(0)));
    return std::move(*loaded.protocol);
  }();
  return protocol;
}

/// Identifiers that count up, so that a failing test can be read.
inline NewId counting_ids() {
  auto next = std::make_shared<std::uint64_t>(0);
  return [next] {
    std::uint64_t const n = ++*next;
    std::array<std::uint8_t, 10> low{};
    for (std::size_t i = 0; i < 8; ++i) low[9 - i] = static_cast<std::uint8_t>(n >> (8 * i));
    return Ulid::from_parts(1, low);
  };
}

inline Catalogue catalogue_on(LocalDate today) {
  return clinic_catalogue(live_protocol(), today, counting_ids());
}

inline Zone const& zone() {
  return *time::find_zone("Europe/Berlin").value();
}

inline HealthcareService const& service_of(Catalogue const& catalogue, std::string const& code) {
  for (auto const& service : catalogue.services) {
    if (service.code.str() == code) return service;
  }
  throw std::runtime_error("no service " + code);
}

/// The clinic with nothing booked, from midnight of `today` for `days` days.
inline scheduling::ClinicView view_on(Catalogue const& catalogue, LocalDate today, int days) {
  LocalDate const end{std::chrono::sys_days{today} + std::chrono::days{days}};
  CellRange const window{cell_of(zone().start_of_day(today)), cell_of(zone().start_of_day(end))};
  scheduling::ClinicView view(window);
  for (auto const& site : catalogue.locations) view.add_site(site.id, zone());
  for (auto const& resource : catalogue.resources) {
    std::map<LocationId, scheduling::CellSet> open;
    for (auto const& site : catalogue.locations) {
      open.emplace(site.id,
                   scheduling::open_cells({resource.hours, resource.exceptions, catalogue.closures},
                                          site.id, zone(), window));
    }
    view.put_resource(std::make_shared<scheduling::ResourceView const>(
        resource.key, resource.id, resource.kind, resource.roles, resource.capacity, open));
  }
  return view;
}

/// The first opening with a start in [from, to), wherever it is, however short the notice.
inline std::optional<scheduling::Opening> opening_between(
    scheduling::ClinicView const& view, HealthcareService const& service, Instant from, Instant to,
    std::optional<LocationId> const& site = {}, bool contrast = false) {
  scheduling::VisitDetails details;
  details.contrast = contrast;
  details.location = site;
  details.from = from;
  details.to = to;
  auto request = scheduling::request_for(service, details);
  request.earliest = from;
  request.latest = to;
  return scheduling::first_opening(view, request);
}

}  // namespace plexus::demo::testing
