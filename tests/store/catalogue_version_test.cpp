// Versions of the catalogue's parts: counted by part and object, advanced by one writer at a time.
#include "backend/store/catalogue_versions.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "backend/store/catalogue_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class CatalogueVersionTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Store, CatalogueVersionTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

using enum CataloguePart;

TEST_P(CatalogueVersionTest, BeginsAtOneAndAdvancesByOne) {
  auto version = [](CataloguePart part, std::string_view id) {
    return [=](Session& session) { return catalogue_version(session, part, id); };
  };
  auto advance = [](CataloguePart part, std::string_view id, int seen) {
    return [=](Session& session) { return advance_catalogue(session, part, id, seen); };
  };
  EXPECT_EQ(db->read(version(service, "mri")), 1);
  EXPECT_EQ(*db->write(advance(service, "mri", 1)), 2);
  EXPECT_EQ(*db->write(advance(service, "mri", 2)), 3);
  EXPECT_EQ(db->read(version(service, "mri")), 3);
  EXPECT_EQ(db->read(version(service, "MRI")), 1);
  EXPECT_EQ(db->read(version(resource, "mri")), 1);
  for (int const stale : {1, 2, 4, 0, -1}) {
    auto const refused = db->write(advance(service, "mri", stale));
    ASSERT_FALSE(refused) << stale;
    EXPECT_EQ(refused.error().code, Errc::stale_version);
  }
  EXPECT_EQ(db->read(version(service, "mri")), 3);
}

TEST_P(CatalogueVersionTest, RefusedWriteLeavesTheVersion) {
  auto const refused = db->write([](Session& session) -> Result<int> {
    if (!advance_catalogue(session, closures, "x", 1)) return 0;
    return Error{Errc::not_bookable, "after all not"};
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(db->read([](Session& session) { return catalogue_version(session, closures, "x"); }),
            1);
}

/// A service whose lengths by circumstance make its rows stand in two tables.
HealthcareService made(int number) {
  HealthcareService service;
  service.code = ServiceCode("made_" + std::to_string(number));
  service.name = "Made";
  service.duration = Minutes{30};
  service.grid_step = Minutes{30};
  service.horizon_days = 30;
  service.extra.emplace("interpreter", Minutes{15});
  return service;
}

// Whoever reads sees a service with all its parts or not at all, whatever is written meanwhile.
TEST_P(CatalogueVersionTest, ReadersSeeOneMoment) {
  constexpr int kServices = 60;
  std::atomic<bool> done = false;
  std::jthread const writer([&] {
    for (int i = 0; i < kServices; ++i) {
      auto const written = db->write([i](Session& session) -> Result<int> {
        insert_service(session, made(i), i);
        return i;
      });
      EXPECT_TRUE(written);
    }
    done = true;
  });
  std::size_t seen = 0;
  while (seen < kServices) {
    bool const last = done;
    auto const catalogue = db->read([](Session& session) { return load_catalogue(session); });
    seen = 0;
    for (auto const& service : catalogue.services) {
      if (!service.code.str().starts_with("made_")) continue;
      ++seen;
      EXPECT_EQ(service.extra.size(), 1U);
    }
    if (last) break;
  }
  EXPECT_EQ(seen, static_cast<std::size_t>(kServices));
}

// Two who check the catalogue before they write do so one after the other.
TEST_P(CatalogueVersionTest, EditsTakeTurns) {
  constexpr int kEditors = 4;
  std::vector<std::jthread> editors;
  std::atomic<int> first = 0;
  for (int i = 0; i < kEditors; ++i) {
    editors.emplace_back([&] {
      auto const edited = db->write([&](Session& session) -> Result<bool> {
        take_turn_at_catalogue(session);
        auto const services = load_catalogue(session).services;
        bool const there = std::any_of(services.begin(), services.end(), [](auto const& service) {
          return service.code == made(0).code;
        });
        if (!there) insert_service(session, made(0), 0);
        return !there;
      });
      ASSERT_TRUE(edited) << edited.error().detail;
      if (*edited) ++first;
    });
  }
  editors.clear();
  EXPECT_EQ(first, 1);
}

}  // namespace
}  // namespace plexus::store
