// Versions of the catalogue's parts: counted by part and object, advanced by one writer at a time.
#include "backend/store/catalogue_versions.hpp"

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

}  // namespace
}  // namespace plexus::store
