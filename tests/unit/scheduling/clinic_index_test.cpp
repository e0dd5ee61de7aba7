// Many readers and one writer: what a reader sees is one version, whole, and never an older one
// than before. The sanitizer for threads runs this too (preset tsan).
#include "scheduling/clinic_index.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "backend/time/tz_zone.hpp"
#include "scheduling/openings.hpp"
#include "tests/unit/scheduling/clinic_text.hpp"

namespace plexus::scheduling {
namespace {

constexpr int kRooms = 40;
constexpr int kRounds = 12;
constexpr std::int64_t kDay = 288;

LocationId const kSite = text::make_id<LocationId>(1);

CellRange cells(std::int64_t start, std::int64_t end) {
  return {Cell{start}, Cell{end}};
}

ResourceView room(int number, CellRange window) {
  CellSet open(window);
  open.fill();
  return {ResourceKey{number},
          text::make_id<ResourceId>(number),
          ResourceKind::room,
          {RoleCode("room")},
          1,
          {{kSite, open}}};
}

ClinicView rooms(CellRange window) {
  ClinicView view(window);
  view.add_site(kSite, **time::find_zone("UTC"));
  std::vector<ClinicView::Resource> all;
  for (int i = 1; i <= kRooms; ++i) {
    all.push_back(std::make_shared<ResourceView const>(room(i, window)));
  }
  view.put_resources(std::move(all));
  return view;
}

VisitRequest half_hour() {
  VisitRequest visit;
  visit.requirements = {{RoleCode("room"), 1, {}}};
  return visit;
}

TEST(ClinicIndex, ChangesAreSeenByTheNextReader) {
  ClinicIndex index(rooms(cells(0, 10 * kDay)));
  auto const before = index.read();
  for (int i = 1; i <= kRooms; ++i) EXPECT_TRUE(index.take({ResourceKey{i}, {cells(0, 12), 0}}));
  auto const after = index.read();
  EXPECT_EQ(first_opening(*before, half_hour())->time.start, start_of(Cell{0}));
  EXPECT_EQ(first_opening(*after, half_hour())->time.start, start_of(Cell{12}));
  EXPECT_TRUE(index.release({ResourceKey{7}, {cells(0, 12), 0}}));
  auto const freed = first_opening(*index.read(), half_hour());
  EXPECT_EQ(freed->time.start, start_of(Cell{0}));
  EXPECT_EQ(freed->assignments.front().resource, ResourceKey{7});
}

TEST(ClinicIndex, UnknownResourcesAreRefused) {
  ClinicIndex index(rooms(cells(0, kDay)));
  EXPECT_FALSE(index.take({ResourceKey{99}, {cells(0, 12), 0}}));
  EXPECT_FALSE(index.change_hours(ResourceKey{99}, kSite, CellSet(cells(0, 12))));
  index.remove(ResourceKey{1});
  EXPECT_FALSE(index.release({ResourceKey{1}, {cells(0, 12), 0}}));
  EXPECT_EQ(index.read()->size(), std::size_t{kRooms - 1});
}

TEST(ClinicIndex, AKeptCopyOutlivesItsVersion) {
  auto index = std::make_unique<ClinicIndex>(rooms(cells(0, kDay)));
  ClinicView kept = *index->read();
  index->remove(ResourceKey{1});
  index.reset();
  EXPECT_EQ(kept.size(), std::size_t{kRooms});
  EXPECT_EQ(first_opening(kept, half_hour())->assignments.front().resource, ResourceKey{1});
}

/// The writer books room after room, round after round. So in any version the rooms with more
/// bookings come first, and nobody has two more than another.
void expect_one_moment(ClinicView const& view, std::int64_t& bookings_before) {
  std::int64_t bookings = 0;
  std::int64_t last = view.window().end - view.window().start;
  std::int64_t first = 0;
  for (std::size_t i = 0; i < view.size(); ++i) {
    CellSet const* taken = view.at(i).taken(0);
    std::int64_t const count = taken == nullptr ? 0 : taken->count();
    if (i == 0) first = count;
    ASSERT_LE(count, last);
    ASSERT_LE(first - count, 1);
    last = count;
    bookings += count;
  }
  ASSERT_GE(bookings, bookings_before);
  bookings_before = bookings;
}

TEST(ClinicIndex, ReadersSeeWholeVersionsWhileOneWrites) {
  ClinicIndex index(rooms(cells(0, 5 * kDay)));
  std::atomic<bool> done{false};
  std::atomic<int> reads{0};
  auto const reader = [&] {
    std::int64_t bookings = 0;
    while (!done) {
      auto const view = index.read();
      expect_one_moment(*view, bookings);
      auto const one = first_opening(*view, half_hour());
      auto const again = first_opening(*view, half_hour());
      ASSERT_EQ(one, again);
      ++reads;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) readers.emplace_back(reader);
  for (int round = 0; round < kRounds || reads < 10; ++round) {
    for (int i = 1; i <= kRooms; ++i) {
      index.take({ResourceKey{i}, {cells(round % 1000, round % 1000 + 1), 0}});
    }
  }
  done = true;
  for (std::thread& thread : readers) thread.join();
  std::int64_t bookings = 0;
  expect_one_moment(*index.read(), bookings);
  EXPECT_GE(bookings, kRooms * kRounds);
}

TEST(ClinicIndex, MoreReadersThanThreadsHoldVersionsAtOnce) {
  ClinicIndex index(rooms(cells(0, kDay)));
  std::vector<ClinicIndex::Reading> held;
  for (std::size_t i = 0; i + 1 < ClinicIndex::kReadersMax; ++i) {
    held.push_back(index.read());
    index.take({ResourceKey{1}, {cells(static_cast<std::int64_t>(i), 200), 0}});
  }
  EXPECT_EQ(held.front()->at(0).taken(0), nullptr);
  EXPECT_EQ(held[1]->at(0).taken(0)->count(), 200);
}

}  // namespace
}  // namespace plexus::scheduling
