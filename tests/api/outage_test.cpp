// The database goes away and comes back. Only on MariaDB, with a server of this test's own.
#include <cstdlib>
#include <thread>

#include "tests/api/clinic.hpp"
#include "tests/api/own_mariadb.hpp"

namespace plexus::test {
namespace {

class OutageTest : public testing::TestWithParam<Dialect> {};
/// The name of the parameter puts the test among those that tests/run asks of MariaDB.
std::vector<Dialect> mysql_only() {
  auto dialects = store::tested_dialects();
  std::erase(dialects, Dialect::sqlite);
  return dialects;
}
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OutageTest);
INSTANTIATE_TEST_SUITE_P(Each, OutageTest, testing::ValuesIn(mysql_only()), store::dialect_name);

TEST_P(OutageTest, DatabaseAwayIsSaidAndRecoveredFrom) {
  OwnMariaDb server;
  store::RawSql(*store::DatabaseUrl::parse(server.url() + "/mysql"))
      .run("CREATE DATABASE plexus_outage");
  Installation installation(Dialect::sqlite, server.url() + "/plexus_outage");
  installation.start();
  Client client(installation.port());
  ASSERT_EQ(client.get("/readyz").status, 200);
  std::string const slots = "/api/v1/slots?service=mri&from=2026-12-03&to=2026-12-04&limit=1";
  ASSERT_EQ(client.get(slots).status, 200);

  server.freeze();
  auto const ready = client.get("/readyz");
  EXPECT_TRUE(is_problem(ready, 503, "unavailable"));
  auto const read = client.get(slots);
  EXPECT_TRUE(is_problem(read, 503, "unavailable"));
  EXPECT_GE(std::atoi(read.header("Retry-After").c_str()), 1);
  auto const write = client.post("/api/v1/intakes", {{"complaint", "My foot is numb"}});
  EXPECT_TRUE(is_problem(write, 503, "unavailable"));
  EXPECT_GE(std::atoi(write.header("Retry-After").c_str()), 1);
  EXPECT_EQ(client.get("/healthz").status, 200);
  EXPECT_EQ(client.get("/api/v1/services").status, 200) << "needs no database";

  server.thaw();
  int status = 0;
  for (int tries = 0; tries < 100 && status != 200; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    status = client.get("/readyz").status;
  }
  EXPECT_EQ(status, 200);
  EXPECT_EQ(client.get(slots).status, 200);
  EXPECT_EQ(client.post("/api/v1/intakes", {{"complaint", "My foot is numb"}}).status, 201);
  EXPECT_EQ(installation.stop(), 0);
}

}  // namespace
}  // namespace plexus::test
