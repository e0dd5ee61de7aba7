// The plan of a batch between bookings, held against the best of all plans, found by trying every
// one.
#include "backend/app/batch_plan.hpp"

#include <algorithm>
#include <numeric>
#include <random>

#include "backend/store/tie_store.hpp"
#include "tests/store/occupancy_fixture.hpp"

namespace plexus::store {
namespace {

class BatchPlanTest : public OccupancyTest {
 protected:
  struct Case {
    std::vector<Instant> free;                     // starts, ascending
    std::vector<std::optional<Instant>> deadline;  // of the visits, in their order
  };

  Case random_case(std::mt19937& random) {
    Case made;
    auto const visits = 2 + random() % 3;
    auto const slots = visits + random() % 2;
    for (std::size_t i = 0; i < slots; ++i) {
      made.free.push_back(kNow + Hours{24 * static_cast<int>(4 + 2 * i)});
    }
    for (std::size_t i = 0; i < visits; ++i) {
      auto const pick = random() % (slots + 1);
      // Between two of the times: whether a limit itself is in time is not the question here.
      made.deadline.push_back(pick == slots ? std::nullopt
                                            : std::optional(made.free[pick] + Hours{12}));
    }
    return made;
  }

  /// Who comes late at least, whoever takes which time.
  static int fewest_late(Case const& plan_case) {
    std::vector<std::size_t> places(plan_case.free.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    int best = static_cast<int>(plan_case.deadline.size());
    do {
      int late = 0;
      for (std::size_t i = 0; i < plan_case.deadline.size(); ++i) {
        late += plan_case.deadline[i] && plan_case.free[places[i]] > *plan_case.deadline[i] ? 1 : 0;
      }
      best = std::min(best, late);
    } while (std::next_permutation(places.begin(), places.end()));
    return best;
  }
  /// Each in turn the first that is free and in time, else the first that is free.
  static int late_in_order(Case const& plan_case) {
    std::vector<bool> used(plan_case.free.size(), false);
    int late = 0;
    for (auto const& deadline : plan_case.deadline) {
      auto const take = [&](bool in_time) {
        for (std::size_t i = 0; i < plan_case.free.size(); ++i) {
          if (used[i] || (in_time && deadline && plan_case.free[i] > *deadline)) continue;
          used[i] = true;
          return true;
        }
        return false;
      };
      if (take(true)) continue;
      take(false);
      ++late;
    }
    return late;
  }

  /// The clinic with those times alone, and the visits of one day.
  void lay_out(Case const& plan_case) {
    RawSql root(fresh->owner());
    for (char const* const table : {"visit_limit", "allocation", "appointment", "booking"}) {
      ASSERT_EQ(root.run(std::string("DELETE FROM ") + table), 0) << root.last_error();
    }
    auto const doctor = std::to_string(value_of(practitioner_key));
    ASSERT_EQ(root.run("DELETE FROM resource_hours WHERE resource_key = " + doctor), 0);
    int position = 0;
    for (auto const start : plan_case.free) {
      auto const date = format_utc(start).substr(0, 10);
      for (int weekday = 0; weekday < 7; ++weekday) {
        // 08:00 UTC is nine at the site in winter.
        ASSERT_EQ(
            root.run("INSERT INTO resource_hours (resource_key, position, location_id, "
                     "weekday, start_minute, end_minute, valid_from, valid_to) VALUES (" +
                     doctor + ", " + std::to_string(position++) + ", '" + location.str() + "', " +
                     std::to_string(weekday) + ", 540, 570, '" + date + "', '" + date + "')"),
            0);
      }
    }
    for (std::size_t i = 0; i < plan_case.deadline.size(); ++i) {
      int const number = static_cast<int>(i) + 1;
      // Of different people, one after the other on the day after next.
      auto const booked =
          book(number, visit_at(2 * 24 * 60 + 40 * static_cast<int>(i)), patient_id);
      if (!plan_case.deadline[i]) continue;
      wrote([&](Session& session) {
        insert_ties(
            session, booked.id,
            {.links = {},
             .limits = {{.position = 0, .not_before = {}, .deadline = plan_case.deadline[i]}}});
      });
    }
  }

  int late_in_plan(Case const& plan_case) {
    Process process(fresh->application(), clock);
    app::Services const services{.database = *process.database,
                                 .clock = clock,
                                 .key = key,
                                 .protocols = protocols,
                                 .clinics = process.clinics,
                                 .occupancy = process.occupancy,
                                 .gates = gates,
                                 .policies = {}};
    Batch batch;
    batch.resource = practitioner;
    batch.time = {kNow + Hours{24}, kNow + Hours{72}};
    batch.reason = "illness";
    auto const plan = process.database->read(
        [&](Session& session) { return app::plan_batch(session, services, batch); });
    EXPECT_TRUE(plan);
    EXPECT_EQ(plan->size(), plan_case.deadline.size());
    int late = 0;
    for (auto const& move : *plan) {
      EXPECT_EQ(move.action, BatchAction::move) << move.none_because;
      late += move.late ? 1 : 0;
    }
    return late;
  }

  auth::ServerKey key = auth::ServerKey::from_hex(std::string(64, 'a'));
  app::ProtocolShelf protocols{"back_numbness"};
  gates::GateBook gates;
};
INSTANTIATE_TEST_SUITE_P(Each, BatchPlanTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(BatchPlanTest, SeldomMissesMoreLimitsThanTheBestOfAllPlans) {
  std::mt19937 random(20261124);
  int worse = 0;
  int worse_in_order = 0;
  constexpr int kCases = 40;
  for (int i = 0; i < kCases; ++i) {
    auto const plan_case = random_case(random);
    ASSERT_NO_FATAL_FAILURE(lay_out(plan_case));
    int const best = fewest_late(plan_case);
    int const found = late_in_plan(plan_case);
    EXPECT_GE(found, best) << "case " << i;
    worse += found > best ? 1 : 0;
    worse_in_order += late_in_order(plan_case) > best ? 1 : 0;
  }
  EXPECT_GE(worse_in_order, 10) << "or the cases show nothing";
  EXPECT_LE(worse, 1) << "of " << kCases << "; in the plain order " << worse_in_order;
}

}  // namespace
}  // namespace plexus::store
