// The tables of what staff take back, and of who gives which reason, over their full squares.
#include "schema/model/lifecycle.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace plexus {
namespace {

using enum AppointmentStatus;

std::vector<AppointmentStatus> const kOrder{pending,   booked, arrived,  checked_in,      fulfilled,
                                            cancelled, noshow, waitlist, entered_in_error};

TEST(Lifecycle, EveryPairIsUndoneOrNotAsTheTableSays) {
  std::vector<std::string> const table{
      // pend book arr chk ful can nos wai err
      ".........",  // pending
      ".........",  // booked
      ".x.......",  // arrived
      "..x......",  // checked-in
      "...x.....",  // fulfilled
      "xx.......",  // cancelled
      ".x.......",  // noshow
      ".........",  // waitlist
      ".........",  // entered-in-error
  };
  for (std::size_t from = 0; from < kOrder.size(); ++from) {
    for (std::size_t to = 0; to < kOrder.size(); ++to) {
      EXPECT_EQ(may_undo(kOrder[from], kOrder[to]), table[from][to] == 'x')
          << to_word(kOrder[from]) << " -> " << to_word(kOrder[to]);
    }
  }
}

TEST(Lifecycle, NoPairIsBothAStepAndAnUndo) {
  for (auto from : kOrder) {
    for (auto to : kOrder) {
      EXPECT_FALSE(may_undo(from, to) && may_become(from, to))
          << to_word(from) << " -> " << to_word(to);
    }
  }
}

TEST(Lifecycle, EveryReasonIsGivenByThoseWhoCanKnowIt) {
  struct Row {
    char const* word;
    bool patient, clinic, system;
  };
  std::vector<Row> const rows{
      {"patient_request", true, true, false},
      {"illness", true, true, false},
      {"no_longer_needed", true, true, false},
      {"duplicate", true, true, false},
      {"other", true, true, false},
      {"clinic_request", false, true, false},
      {"staff_absent", false, true, false},
      {"equipment_failure", false, true, false},
      {"not_confirmed", false, false, true},
      {"gate_not_cleared", false, false, true},
      {"substituted", false, false, true},
  };
  ASSERT_EQ(rows.size(), CodeWords<CancelReason>::words.size());
  for (auto const& row : rows) {
    auto const reason = from_word<CancelReason>(row.word);
    ASSERT_TRUE(reason) << row.word;
    EXPECT_EQ(may_give(CancelBy::patient, *reason), row.patient) << row.word;
    EXPECT_EQ(may_give(CancelBy::clinic, *reason), row.clinic) << row.word;
    EXPECT_EQ(may_give(CancelBy::system, *reason), row.system) << row.word;
  }
}

}  // namespace
}  // namespace plexus
