// plexus audit verify beside a server that seals, as an operator and an auditor run it.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class AuditTest : public testing::TestWithParam<Dialect> {};
INSTANTIATE_TEST_SUITE_P(Each, AuditTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

Finished verify(store::DatabaseUrl const& url, std::vector<std::string> const& more = {}) {
  Command command{.arguments = {"audit", "verify", "--database", url_text(url)},
                  .environment = {},
                  .input = ""};
  command.arguments.insert(command.arguments.end(), more.begin(), more.end());
  return run_plexus(command);
}

std::string head_of(Finished const& told) {
  auto const head = told.out.find("head: ");
  if (head == std::string::npos) return told.out + told.err;
  auto const hash = told.out.find(' ', head + 6) + 1;
  return told.out.substr(hash, 64);
}

TEST_P(AuditTest, VerifyFindsWhatAHandChanged) {
  Installation clinic(GetParam());
  clinic.start();
  Client client(clinic.port());
  auto const& url = clinic.database().application();
  ASSERT_EQ(
      client.post("/api/v1/session", {{"username", "frontdesk"}, {"password", kPassword}}).status,
      200);
  ASSERT_EQ(clinic.stop(), 0) << "everything is sealed at the stop";
  auto const whole = verify(url);
  EXPECT_EQ(whole.code, 0) << whole.out << whole.err;
  EXPECT_NE(whole.out.find(" 0 wait for their seal, 0 faults in the chain, 0 visits at fault"),
            std::string::npos)
      << whole.out;
  auto const head = head_of(whole);
  EXPECT_NE(clinic.log().find(head), std::string::npos) << "the log keeps the head";
  EXPECT_EQ(verify(url, {"--expect", head}).code, 0);
  EXPECT_EQ(verify(url, {"--expect", std::string(64, 'a')}).code, 1);
  EXPECT_EQ(verify(url, {"--expect", "short"}).code, 2);
  EXPECT_EQ(verify(url, {"--since", "2026-11-30"}).code, 0);
  EXPECT_EQ(verify(url, {"--since", "yesterday"}).code, 2);

  store::RawSql hand(clinic.database().owner());
  EXPECT_EQ(hand.ask("SELECT origin FROM audit_event WHERE action = 'session.start'"), "127.0.0.1");
  ASSERT_EQ(hand.run("DROP TRIGGER audit_event_no_update"), 0);
  ASSERT_EQ(hand.run("UPDATE audit_event SET actor = 'nobody' WHERE action = 'session.start'"), 0);
  auto const altered = verify(url);
  EXPECT_EQ(altered.code, 1);
  auto const key = hand.ask("SELECT audit_key FROM audit_event WHERE actor = 'nobody'");
  auto const seal = hand.ask("SELECT seal_no FROM audit_seal WHERE audit_key = " + key);
  EXPECT_NE(altered.out.find("FAULT seal " + seal + " row " + key + ": "), std::string::npos)
      << altered.out;

  auto const visit = hand.ask(
      "SELECT MAX(appointment_id) FROM appointment WHERE status = 'booked' AND start_at > "
      "1796200000");
  ASSERT_EQ(hand.run("DELETE FROM allocation WHERE appointment_id = '" + visit + "'"), 0);
  EXPECT_NE(verify(url).out.find("FAULT appointment " + visit + ": live, but takes no time"),
            std::string::npos);
  clinic.start();
  EXPECT_EQ(clinic.stop(), 0);
  EXPECT_NE(clinic.log().find(visit), std::string::npos) << "a server that starts says so";
}

}  // namespace
}  // namespace plexus::test
