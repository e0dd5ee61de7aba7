// Filling views.
#include "backend/app/occupancy_rows.hpp"

#include <algorithm>
#include <map>

#include "backend/app/open_hours.hpp"

namespace plexus::app {
namespace {

using scheduling::ClinicView;
using scheduling::ResourceView;

// Stretches whose hull is no longer than this are read by one query.
constexpr std::int64_t kHullCells = 2 * 288;
// A month of a thousand resources is some tens of thousands of rows: what is held at once.
constexpr std::int64_t kReadCells = 28 * 288;

struct Hull {
  CellRange cells;
  std::vector<ResourceKey> resources;
};

std::vector<Hull> hulls_of(ClinicView const& view, std::vector<Stretch> stretches) {
  std::erase_if(stretches, [&](Stretch const& one) {
    return view.resource(one.resource) == nullptr || one.cells.start >= view.window().end ||
           one.cells.end <= view.window().start;
  });
  std::sort(stretches.begin(), stretches.end(), [](Stretch const& a, Stretch const& b) {
    return std::tie(a.cells.start, a.resource) < std::tie(b.cells.start, b.resource);
  });
  std::vector<Hull> hulls;
  for (auto const& one : stretches) {
    if (hulls.empty() || one.cells.end - hulls.back().cells.start > kHullCells) {
      hulls.push_back({one.cells, {}});
    }
    auto& hull = hulls.back();
    hull.cells.end = std::max(hull.cells.end, one.cells.end);
    hull.resources.push_back(one.resource);
  }
  for (auto& hull : hulls) {
    auto& keys = hull.resources;
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }
  return hulls;
}

}  // namespace

ClinicView open_clinic(Clinic const& clinic, CellRange window) {
  ClinicView view(window);
  for (auto const& location : clinic.catalogue().locations) {
    view.add_site(location.id, clinic.zone(location.id));
  }
  for (auto const& service : clinic.catalogue().services) {
    view.warm_grid({service.grid_step, service.grid_offset});
  }
  std::vector<ClinicView::Resource> resources;
  for (auto const& one : clinic.catalogue().resources) {
    auto made = std::make_shared<ResourceView>(one, open_by_site(clinic, one, window));
    made->summarise();
    resources.push_back(std::move(made));
  }
  view.put_resources(std::move(resources));
  return view;
}

std::vector<store::Occupied> read_window(store::Session& session, ClinicView const& view,
                                         CellRange window, Instant now) {
  std::vector<ResourceKey> keys;
  for (auto const* resource : view.resources()) keys.push_back(resource->key());
  std::vector<store::Occupied> rows;
  if (keys.empty()) return rows;
  for (Cell from = window.start; from < window.end; from = from + kReadCells) {
    CellRange const part{from, std::min(from + kReadCells, window.end)};
    auto const read = store::occupied_between(session, part, keys, now);
    rows.insert(rows.end(), read.begin(), read.end());
  }
  return rows;
}

void take_rows(ClinicView& view, std::vector<store::Occupied> const& rows, Expiries& expiries) {
  std::map<ResourceKey, std::shared_ptr<ResourceView>> changed;
  for (auto const& row : rows) {
    auto const* held = view.resource(row.resource);
    if (held == nullptr) continue;
    auto& copy = changed[row.resource];
    if (!copy) copy = std::make_shared<ResourceView>(*held);
    copy->take({row.cells, row.seat});
    if (row.until) expiries.emplace(*row.until, row.resource, row.cells);
  }
  for (auto& [key, resource] : changed) view.put_resource(std::move(resource));
}

void reread(store::Session& session, ClinicView& view, std::vector<Stretch> stretches, Instant now,
            Expiries& expiries) {
  for (auto const& hull : hulls_of(view, std::move(stretches))) {
    auto const rows = store::occupied_between(session, hull.cells, hull.resources, now);
    for (ResourceKey const key : hull.resources) {
      auto freed = std::make_shared<ResourceView>(*view.resource(key));
      freed->release_all(hull.cells);
      view.put_resource(std::move(freed));
    }
    take_rows(view, rows, expiries);
  }
}

}  // namespace plexus::app
