// Two servers on one database: what is taken at one disappears from the other's offers.
#include <thread>

#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class TwoProcessesTest : public testing::TestWithParam<Dialect> {};
INSTANTIATE_TEST_SUITE_P(Each, TwoProcessesTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

constexpr char const* kSlots =
    "/api/v1/slots?service=consultation_therapist&from=2026-12-08&to=2026-12-09&limit=1";

json::object first_step(json::value const& slot) {
  json::object step{{"service", "consultation_therapist"},
                    {"start", at(slot, "/start")},
                    {"location", at(slot, "/location")},
                    {"practitioner", at(slot, "/practitioner")}};
  return step;
}

/// Asks until the first offer is no longer `text`, for a second at most.
bool gone_within_a_second(Client& client, std::string const& text) {
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  while (std::chrono::steady_clock::now() < end) {
    if (json::serialize(list_at(client.get(kSlots), "/items")) != text) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST_P(TwoProcessesTest, WhatOneGivesAwayTheOtherOffersNoMore) {
  Installation one(GetParam());
  one.start();
  Installation two(Dialect::sqlite, url_text(one.database().application()));
  two.start();
  Client here(one.port());
  Client there(two.port());
  auto const offered = list_at(there.get(kSlots), "/items");
  ASSERT_EQ(offered.size(), 1U);
  auto const text = json::serialize(offered);
  ASSERT_EQ(json::serialize(list_at(here.get(kSlots), "/items")), text);

  auto const held = here.post("/api/v1/holds",
                              {{"steps", json::array{first_step(offered.front())}}}, fresh_key());
  ASSERT_EQ(held.status, 201);
  EXPECT_NE(json::serialize(list_at(here.get(kSlots), "/items")), text) << "its own, at once";
  EXPECT_TRUE(gone_within_a_second(there, text));
  auto const metrics = there.get("/metrics").raw.body;
  // Exactly nothing is written without a point. Older than this and nothing would be offered.
  std::string const name = "\nplexus_index_age_seconds ";
  auto const age = metrics.find(name);
  ASSERT_NE(age, std::string::npos) << metrics;
  EXPECT_LT(std::stod(metrics.substr(age + name.size())), 10.0);
  EXPECT_NE(metrics.find("\nplexus_index_resources "), std::string::npos);
  EXPECT_NE(metrics.find("\nplexus_index_bytes "), std::string::npos);
  EXPECT_EQ(two.stop(), 0);
  EXPECT_EQ(one.stop(), 0);
}

}  // namespace
}  // namespace plexus::test
