// Keeping resources and seats: what is taken can be given back, order never depends on insertion.
#include "scheduling/clinic_view.hpp"

#include <gtest/gtest.h>

#include "backend/time/tz_zone.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

CellRange cells(std::int64_t start, std::int64_t end) {
  return {Cell{start}, Cell{end}};
}

ResourceView hall(int key, int seats) {
  CellSet open(cells(0, 100));
  open.set(cells(10, 90));
  return {ResourceKey{key},
          text::make_id<ResourceId>(key),
          ResourceKind::room,
          {RoleCode("hall")},
          seats,
          {{text::make_id<LocationId>(1), open}}};
}

TEST(ClinicView, SeatsAreTakenAndReleased) {
  LocationId const site = text::make_id<LocationId>(1);
  ResourceView view = hall(1, 2);
  EXPECT_EQ(view.free_seat(site, cells(10, 20)), 0);
  EXPECT_FALSE(view.free_seat(site, cells(5, 15)));  // not open yet
  EXPECT_FALSE(view.free_seat(text::make_id<LocationId>(2), cells(10, 20)));
  view.take({cells(10, 20), 0});
  EXPECT_EQ(view.free_seat(site, cells(15, 25)), 1);
  EXPECT_EQ(view.free_seat(site, cells(20, 25)), 0);  // they touch
  view.take({cells(18, 30), 1});
  EXPECT_FALSE(view.free_seat(site, cells(15, 25)));
  EXPECT_EQ(view.free_at(site).ranges(), (std::vector<CellRange>{cells(10, 18), cells(20, 90)}));
  view.take({cells(10, 90), 2});  // an overbooked seat takes nothing from the others
  view.release({cells(10, 20), 0});
  EXPECT_EQ(view.free_seat(site, cells(15, 25)), 0);
}

TEST(ClinicView, ResourcesAreOrderedAndReplaced) {
  ClinicView view(cells(0, 100));
  Zone const& zone = **time::find_zone("UTC");
  view.add_site(text::make_id<LocationId>(2), zone);
  view.add_site(text::make_id<LocationId>(1), zone);
  EXPECT_EQ(view.sites().front().id, text::make_id<LocationId>(1));
  for (int key : {5, 2, 9}) view.put_resource(std::make_shared<ResourceView>(hall(key, 1)));
  std::vector<std::int64_t> keys;
  for (auto const* resource : view.pool(RoleCode("hall"))) {
    keys.push_back(value_of(resource->key()));
  }
  EXPECT_EQ(keys, (std::vector<std::int64_t>{2, 5, 9}));
  view.put_resource(std::make_shared<ResourceView>(hall(5, 3)));
  EXPECT_EQ(view.resources().size(), 3U);
  EXPECT_EQ(view.resource(ResourceKey{5})->capacity(), 3);
  EXPECT_EQ(view.resource(text::make_id<ResourceId>(9))->key(), ResourceKey{9});
  view.remove_resource(ResourceKey{2});
  EXPECT_EQ(view.resource(ResourceKey{2}), nullptr);
  EXPECT_TRUE(view.pool(RoleCode("nobody")).empty());
}

}  // namespace
}  // namespace plexus::scheduling
