// The transition table over the full square: a nurse can read the picture below.
#include "schema/model/status.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace plexus {
namespace {

using enum AppointmentStatus;

TEST(Status, EveryPairIsAllowedOrRefusedAsTheTableSays) {
  std::vector<AppointmentStatus> const order{pending,    booked,    arrived,
                                             checked_in, fulfilled, cancelled,
                                             noshow,     waitlist,  entered_in_error};
  // Rows: from. Columns, in the same order: to. x = allowed.
  std::vector<std::string> const table{
      // pend book arr chk ful can nos wai err
      ".x...x..x",  // pending
      "x.xx.xx.x",  // booked
      "...x.xx.x",  // arrived
      "....x...x",  // checked-in
      "........x",  // fulfilled
      "........x",  // cancelled
      "........x",  // noshow
      "xx...x..x",  // waitlist
      ".........",  // entered-in-error
  };
  ASSERT_EQ(order.size(), CodeWords<AppointmentStatus>::words.size());
  for (std::size_t from = 0; from < order.size(); ++from) {
    for (std::size_t to = 0; to < order.size(); ++to) {
      EXPECT_EQ(may_become(order[from], order[to]), table[from][to] == 'x')
          << to_word(order[from]) << " -> " << to_word(order[to]);
    }
  }
}

TEST(Status, WordsAreThoseOfFhir) {
  EXPECT_EQ(to_word(checked_in), "checked-in");
  EXPECT_EQ(to_word(entered_in_error), "entered-in-error");
  EXPECT_EQ(from_word<AppointmentStatus>("checked-in"), checked_in);
  EXPECT_FALSE(from_word<AppointmentStatus>("checked_in"));
  for (auto const& [value, word] : CodeWords<AppointmentStatus>::words) {
    EXPECT_EQ(from_word<AppointmentStatus>(word), value);
  }
}

TEST(Status, OnlyReleasedVisitsGiveTheirTimeBack) {
  for (auto status : {pending, booked, arrived, checked_in, fulfilled, noshow}) {
    EXPECT_TRUE(occupies(status)) << to_word(status);
  }
  for (auto status : {cancelled, entered_in_error, waitlist}) {
    EXPECT_FALSE(occupies(status)) << to_word(status);
  }
}

}  // namespace
}  // namespace plexus
