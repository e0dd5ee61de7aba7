// Whose limit will pass: a table that a nurse can read.
#include "backend/app/breaches.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace plexus::app {
namespace {

/// Every limit is Monday 14 December, 09:00.
constexpr char const* kRows = R"(
# what                                  | on the list as
visit 13 09:00                          | nothing
visit 14 09:00                          | nothing
visit 14 09:05                          | visit_too_late
visit 20 09:00                          | visit_too_late
visit 13 09:00 lost                     | visit_lost
visit 20 09:00 lost                     | visit_lost
visit 13 09:00 lost replaced            | nothing
visit 13 09:00 stranded                 | visit_stranded
visit 20 09:00 stranded                 | visit_stranded
visit 13 09:00 stranded replaced        | visit_stranded
visit 13 09:00 lost stranded            | visit_lost
visit 13 09:00 lost stranded replaced   | nothing
waits                                   | still_waiting
waits offered                           | offer_open
waits 14 09:00                          | nothing
waits 15 09:00                          | still_waiting
waits 15 09:00 offered                  | offer_open
call                                    | call_owed
)";

Instant moment(std::string const& day, std::string const& clock) {
  return parse_instant("2026-12-" + day + "T" + clock + ":00Z").value();
}

TEST(Breaches, EachRowIsOnTheListForItsReason) {
  std::istringstream rows(kRows);
  std::string row;
  int checked = 0;
  while (std::getline(rows, row)) {
    if (row.empty() || row.front() == '#') continue;
    Owed owed;
    owed.deadline = moment("14", "09:00");
    std::istringstream words(row.substr(0, row.find('|')));
    for (std::string word; words >> word;) {
      if (word == "waits") owed.kind = OwedKind::wait;
      if (word == "call") owed.kind = OwedKind::call;
      if (word == "lost") owed.lost = true;
      if (word == "stranded") owed.stranded = true;
      if (word == "replaced") owed.replaced = true;
      if (word == "offered") owed.offered = true;
      if (word.size() == 2) {
        std::string clock;
        words >> clock;
        owed.start = moment(word, clock);
      }
    }
    auto const why = breach_of(owed);
    EXPECT_EQ(why ? std::string(to_word(*why)) : "nothing", row.substr(row.find('|') + 2)) << row;
    ++checked;
  }
  EXPECT_EQ(checked, 18);
}

TEST(Breaches, TheSoonestLimitComesFirstThenTheMoreUrgent) {
  auto const call = [](char const* day, Urgency level) {
    Owed owed;
    owed.kind = OwedKind::call;
    owed.deadline = moment(day, "09:00");
    owed.urgency = level;
    return owed;
  };
  auto const list = breaches_among({call("16", Urgency::asap), call("14", Urgency::routine),
                                    call("14", Urgency::urgent), call("10", Urgency::routine)});
  ASSERT_EQ(list.size(), 4U);
  EXPECT_EQ(list[0].owed.deadline, moment("10", "09:00"));
  EXPECT_EQ(list[1].owed.urgency, Urgency::urgent);
  EXPECT_EQ(list[2].owed.urgency, Urgency::routine);
  EXPECT_EQ(list[3].owed.urgency, Urgency::asap);
}

}  // namespace
}  // namespace plexus::app
