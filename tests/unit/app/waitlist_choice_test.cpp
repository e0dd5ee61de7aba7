// Who gets a freed time: a table in words, a row for each reason with one that just passes.
#include "backend/app/waitlist_choice.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

template <class SomeId>
SomeId numbered(int n) {
  std::array<std::uint8_t, 10> bytes{};
  bytes[9] = static_cast<std::uint8_t>(n);
  return SomeId(Ulid::from_parts(1, bytes));
}

/// "2 09:30": that day of December 2026, UTC.
Instant moment(std::string const& day, std::string const& clock) {
  auto const text =
      "2026-12-" + std::string(day.size() < 2 ? "0" : "") + day + "T" + clock + ":00Z";
  return parse_instant(text).value();
}

/// One who waits for the time of the row: Wednesday 2 December, 09:30, site 1, doctor 7.
/// Now is the day before, 08:00.
constexpr char const* kRows = R"(
# says                      | outcome
urgent                      | offered
routine                     | offered
unscreened                  | not_screened
nothing                     | does_not_fit
before 2 09:30              | does_not_fit
before 2 09:35              | offered
asked 2 09:30               | asked_before
asked 2 09:15               | asked_before
asked 2 10:00               | offered
asked 2 09:00               | offered
prepared 2 09:35            | not_prepared
prepared 2 09:30            | offered
deadline 2 09:29            | too_late
deadline 2 09:30            | offered
deadline 1 07:00            | offered
until 2 09:29               | too_late
until 2 09:30               | offered
site 2                      | outside_wishes
site 1                      | offered
part afternoon              | outside_wishes
part morning                | offered
part evening part morning   | offered
not-on 2                    | outside_wishes
not-on 3                    | offered
doctor 8                    | outside_wishes
doctor 7                    | offered
not-before 2 09:31          | outside_wishes
not-before 2 09:30          | offered
breaks                      | follow_on_breaks
breaks site 2               | outside_wishes
unscreened nothing          | not_screened
prepared 3 00:00 site 2     | not_prepared
)";

Instant now() {
  return moment("1", "08:00");
}

Candidate plain(int number = 1) {
  Candidate candidate;
  candidate.id = numbered<WaitlistId>(number);
  candidate.since = moment("1", "07:00");
  candidate.prepared_from = moment("1", "08:10");
  candidate.deadline = moment("14", "08:00");
  candidate.times = {{.time = {moment("2", "09:30"), moment("2", "10:00")},
                      .location = numbered<LocationId>(1),
                      .practitioner = numbered<ResourceId>(7),
                      .date = parse_date("2026-12-02").value(),
                      .minute = 570}};
  return candidate;
}

void say(Candidate& candidate, std::istringstream& words) {
  std::string word;
  auto const next = [&] {
    std::string text;
    words >> text;
    return text;
  };
  auto const instant = [&] {
    auto const day = next();
    return moment(day, next());
  };
  while (words >> word) {
    if (word == "urgent") candidate.urgency = Urgency::urgent;
    if (word == "unscreened") candidate.screened = false;
    if (word == "nothing") candidate.times.clear();
    if (word == "before") candidate.before = instant();
    if (word == "asked") {
      auto const start = instant();
      candidate.asked.push_back({start, start + Minutes{30}});
    }
    if (word == "prepared") candidate.prepared_from = instant();
    if (word == "deadline") candidate.deadline = instant();
    if (word == "until") candidate.until = instant();
    if (word == "site") candidate.wishes.sites.push_back(numbered<LocationId>(std::stoi(next())));
    if (word == "part") candidate.wishes.parts_of_day.push_back(next());
    if (word == "not-on") {
      candidate.wishes.days_out.push_back(parse_date("2026-12-0" + next()).value());
    }
    if (word == "doctor") candidate.wishes.practitioner = numbered<ResourceId>(std::stoi(next()));
    if (word == "not-before") candidate.wishes.not_before = instant();
    if (word == "breaks") candidate.times.front().follows = false;
  }
}

TEST(WaitlistChoice, EachReasonIsSaidAndTheRowThatJustPassesIsOffered) {
  std::istringstream rows(kRows);
  std::string row;
  int checked = 0;
  while (std::getline(rows, row)) {
    if (row.empty() || row.front() == '#') continue;
    auto const bar = row.find('|');
    std::istringstream words(row.substr(0, bar));
    auto candidate = plain();
    say(candidate, words);
    auto const verdict = judge(candidate, now());
    std::string const expected = row.substr(bar + 2);
    EXPECT_EQ(verdict.time ? "offered" : std::string(to_word(verdict.why)), expected) << row;
    ++checked;
  }
  EXPECT_EQ(checked, 32);
}

TEST(WaitlistChoice, UrgencyComesBeforeWaitingTimeAndThatBeforeTheId) {
  auto routine_long = plain(1);
  routine_long.since = moment("1", "01:00");
  auto urgent_late = plain(2);
  urgent_late.urgency = Urgency::urgent;
  urgent_late.since = moment("1", "06:00");
  auto urgent_first = plain(4);
  urgent_first.urgency = Urgency::urgent;
  urgent_first.since = moment("1", "05:00");
  auto urgent_same = urgent_first;
  urgent_same.id = numbered<WaitlistId>(3);
  auto asap = plain(5);
  asap.urgency = Urgency::asap;
  asap.screened = false;
  auto const choice = choose({routine_long, urgent_late, urgent_first, urgent_same, asap}, now());
  ASSERT_TRUE(choice.taken.has_value());
  EXPECT_EQ(*choice.taken, 3U);
  EXPECT_EQ(choice.skipped, (std::vector<Skip>{{numbered<WaitlistId>(5), SkipWhy::not_screened}}));
}

TEST(WaitlistChoice, NobodyIsPassedOverSilently) {
  auto one = plain(1);
  one.times.clear();
  auto other = plain(2);
  other.wishes.sites = {numbered<LocationId>(9)};
  auto const choice = choose({other, one}, now());
  EXPECT_FALSE(choice.taken.has_value());
  EXPECT_EQ(choice.skipped,
            (std::vector<Skip>{{numbered<WaitlistId>(1), SkipWhy::does_not_fit},
                               {numbered<WaitlistId>(2), SkipWhy::outside_wishes}}));
  EXPECT_TRUE(choose({}, now()).skipped.empty());
}

TEST(WaitlistChoice, TheEarliestTimeThatPassesIsTaken) {
  auto candidate = plain();
  auto later = candidate.times.front();
  later.time = {moment("2", "14:00"), moment("2", "14:30")};
  later.minute = 14 * 60;
  candidate.times.push_back(later);
  EXPECT_EQ(judge(candidate, now()).time, 0U);
  candidate.wishes.parts_of_day = {"afternoon"};
  EXPECT_EQ(judge(candidate, now()).time, 1U);
}

TEST(WaitlistChoice, OffersAreKeptThroughTheNight) {
  struct Row {
    char const* now;
    char const* start;
    char const* until;
  };
  // Berlin is an hour ahead of UTC; its clocks go forward in the night to 28 March 2027.
  for (auto const& [at, start, until] : {
           Row{"2026-12-01T08:00:00Z", "2026-12-03T08:00:00Z", "2026-12-01T08:30:00Z"},
           Row{"2026-12-01T19:59:00Z", "2026-12-03T08:00:00Z", "2026-12-01T20:29:00Z"},
           Row{"2026-12-01T20:00:00Z", "2026-12-03T08:00:00Z", "2026-12-02T07:30:00Z"},
           Row{"2026-12-02T02:00:00Z", "2026-12-03T08:00:00Z", "2026-12-02T07:30:00Z"},
           Row{"2027-03-27T21:00:00Z", "2027-03-29T08:00:00Z", "2027-03-28T06:30:00Z"},
           Row{"2026-12-01T08:00:00Z", "2026-12-01T08:20:00Z", "2026-12-01T08:20:00Z"},
           Row{"2026-12-01T08:00:00Z", "2026-12-01T08:10:00Z", "2026-12-01T08:10:00Z"},
           Row{"2026-12-01T08:00:00Z", "2026-12-01T08:09:00Z", ""},
       }) {
    auto const kept = keep_offer_until({}, **time::find_zone("Europe/Berlin"),
                                       parse_instant(at).value(), parse_instant(start).value());
    EXPECT_EQ(kept ? format_utc(*kept) : "", std::string(until)) << at << " " << start;
  }
}

}  // namespace
}  // namespace plexus::app
