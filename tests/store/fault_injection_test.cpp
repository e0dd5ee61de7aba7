// The commands of booking: holds, bookings, moves, cancellations.
#include "tests/store/fault_fixture.hpp"

namespace plexus::store {
namespace {

INSTANTIATE_TEST_SUITE_P(Store, FaultInjectionTest, testing::ValuesIn(tested_dialects()),
                         dialect_name);

TEST_P(FaultInjectionTest, hold) {
  prove([&]() -> Call { return {.path = "/api/v1/holds", .body = steps()}; }, 201, {});
}

TEST_P(FaultInjectionTest, extend) {
  prove([&]() -> Call { return {.path = "/api/v1/holds/" + held() + "/extend", .body = {}}; }, 200,
        {});
}

TEST_P(FaultInjectionTest, bookAHold) {
  prove(
      [&]() -> Call {
        return {.path = "/api/v1/bookings",
                .body = json::object{{"hold", held()}, {"patient", person()}}};
      },
      201, {.messages = 1});
}

TEST_P(FaultInjectionTest, bookSteps) {
  prove(
      [&]() -> Call {
        auto body = steps();
        body["patient"] = person();
        return {.path = "/api/v1/bookings", .body = body};
      },
      201, {.messages = 1});
}

TEST_P(FaultInjectionTest, reschedule) {
  prove(
      [&] {
        return on_visit("/reschedule", {{"start", step().at("start")}});
      },
      200, {.messages = 1});
}

TEST_P(FaultInjectionTest, cancelAVisit) {
  prove([&] { return on_visit("/cancel", {{"reason", "illness"}}); }, 200, {.messages = 1});
}

TEST_P(FaultInjectionTest, status) {
  prove([&] { return on_visit("/status", {{"status", "arrived"}}); }, 200, {});
}

TEST_P(FaultInjectionTest, cancelABooking) {
  prove(
      [&]() -> Call {
        std::string const path = "/api/v1/bookings/" + std::string(booked().at("id").as_string());
        auto const seen = read(path);
        return {.path = path + "/cancel",
                .body = json::object{{"reason", "illness"}},
                .if_match = std::string(seen.headers.get("ETag"))};
      },
      200, {.messages = 1});
}

TEST_P(FaultInjectionTest, releaseAHold) {
  EXPECT_GT(prove_deletion([&] { return "/api/v1/holds/" + held(); }), 4);
}

TEST_P(FaultInjectionTest, whatNobodyCanTellIsSaidAndTheNextCallIsAnsweredRight) {
  for (auto const moment : {Moment::before, Moment::after}) {
    auto body = steps();
    body["patient"] = person();
    Call const call{.path = "/api/v1/bookings", .body = body};
    auto const key = fresh_key();
    auto const bookings = stored().rows.at("booking").size();
    faults.fail_each("COMMIT", moment, Kind::lost);
    faults.stay_away();
    EXPECT_TRUE(clean_problem(program->send(call, key), 503));
    faults.clear();
    EXPECT_EQ(stored().rows.at("booking").size(), bookings + (moment == Moment::after ? 1 : 0));
    auto const second = program->send(call, key);
    EXPECT_EQ(second.status, 201) << second.bytes();
    EXPECT_EQ(program->send(call, key).bytes(), second.bytes());
    EXPECT_EQ(stored().rows.at("booking").size(), bookings + 1);
  }
}

}  // namespace
}  // namespace plexus::store
