// Identifiers: only exact ULIDs pass, and parts come back in order.
#include "schema/model/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace plexus {
namespace {

// A hold can never be passed where a booking is meant.
static_assert(!std::is_convertible_v<HoldId, BookingId>);
static_assert(!std::is_constructible_v<HoldId, BookingId>);
static_assert(!std::is_convertible_v<std::string, ServiceCode>);

TEST(Ulid, AcceptsExactlyTwentySixCrockfordCharacters) {
  EXPECT_TRUE(Ulid::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
  for (auto const* bad : {"", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAVX",
                          "01arz3ndektsv4rrffq69g5fav", "01ARZ3NDEKTSV4RRFFQ69G5FAU",
                          "81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FA "}) {
    EXPECT_FALSE(Ulid::parse(bad)) << bad;
  }
}

TEST(Ulid, TimeThenRandomnessInBigEndianOrder) {
  // 1469918176385 ms is the example of the ULID specification: its text begins 01ARYZ6S41.
  auto const low = Ulid::from_parts(1469918176385ULL, {});
  EXPECT_EQ(low.text(), "01ARYZ6S410000000000000000");
  std::array<std::uint8_t, 10> all{};
  all.fill(0xFF);
  EXPECT_EQ(Ulid::from_parts(1469918176385ULL, all).text(), "01ARYZ6S41ZZZZZZZZZZZZZZZZ");
  std::array<std::uint8_t, 10> last{};
  last[9] = 1;
  EXPECT_EQ(Ulid::from_parts(0, last).text(), "00000000000000000000000001");
  EXPECT_LT(low, Ulid::from_parts(1469918176386ULL, {}));
}

TEST(Ulid, NilNamesNothing) {
  EXPECT_TRUE(Ulid{}.is_nil());
  EXPECT_TRUE(HoldId{}.is_nil());
  EXPECT_FALSE(HoldId::parse("01ARZ3NDEKTSV4RRFFQ69G5FAV")->is_nil());
}

}  // namespace
}  // namespace plexus
