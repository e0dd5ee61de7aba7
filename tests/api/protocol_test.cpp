// Protocols in use: more than one, in more than one language, version after version; and the
// commands that publish and retire them.
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

namespace fs = std::filesystem;

bool has_cyrillic(std::string const& text) {
  // The lead bytes of U+0400 to U+04FF.
  return text.find_first_of("\xD0\xD1") != std::string::npos;
}

PLEXUS_API_SUITE(ProtocolTest);

TEST_P(ProtocolTest, AnIntakeNamesItsProtocolAndKeepsIt) {
  auto intake = begin({{"protocol", "low_back_pain"}, {"complaint", "my low back hurts"}});
  EXPECT_EQ(text_at(intake.body, "/routing/protocol/id"), "low_back_pain");
  auto const changed = client.patch(
      intake.path(), {{"answers", {{"leg_pain_below_knee", "present"}}}}, bearer(intake.token));
  EXPECT_EQ(changed.status, 200) << changed.raw.body;
  EXPECT_EQ(text_at(changed, "/routing/protocol/id"), "low_back_pain");
  auto const same =
      client.patch(intake.path(), {{"protocol", "low_back_pain"}}, bearer(intake.token));
  EXPECT_EQ(same.status, 200);
  auto const other =
      client.patch(intake.path(), {{"protocol", "back_numbness"}}, bearer(intake.token));
  EXPECT_TRUE(is_problem(other, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(other, "/protocol")) << other.raw.body;
}

TEST_P(ProtocolTest, AnUnknownProtocolAndAQuestionOfAnotherAreNamed) {
  auto const unknown = client.post("/api/v1/intakes", {{"protocol", "headache"}});
  EXPECT_TRUE(is_problem(unknown, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(unknown, "/protocol")) << unknown.raw.body;
  auto const wrong_kind = client.post("/api/v1/intakes", {{"protocol", 7}});
  EXPECT_TRUE(has_pointer(wrong_kind, "/protocol")) << wrong_kind.raw.body;
  // A finding of the first protocol is no question of the second, and the other way about.
  auto const strange =
      client.post("/api/v1/intakes",
                  {{"protocol", "low_back_pain"}, {"answers", {{"numbness_saddle", "present"}}}});
  EXPECT_TRUE(is_problem(strange, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(strange, "/answers/numbness_saddle")) << strange.raw.body;
  auto const back =
      client.post("/api/v1/intakes", {{"answers", {{"saddle_feeling_change", "present"}}}});
  EXPECT_TRUE(has_pointer(back, "/answers/saddle_feeling_change")) << back.raw.body;
}

TEST_P(ProtocolTest, TheSecondProtocolLeadsToAVisitThatCanBeHeld) {
  auto intake = begin({{"protocol", "low_back_pain"}, {"complaint", "my low back hurts"}});
  finish(intake, {{"back_pain_days", 10}, {"back_pain_strength", 3}});
  EXPECT_EQ(text_at(intake.body, "/routing/urgency"), "routine");
  EXPECT_EQ(text_at(intake.body, "/routing/specialists/0/specialty"), "therapist");
  auto const found = client.post("/api/v1/itineraries/search", intake.ref());
  EXPECT_EQ(found.status, 200) << found.raw.body;
  EXPECT_FALSE(list_at(found, "/items").empty()) << found.raw.body;
}

TEST_P(ProtocolTest, QuestionsAndReasonsComeInThePersonsLanguage) {
  for (char const* tag : {"ru", "ru-RU"}) {
    auto const intake = begin({{"language", tag}, {"complaint", "I cannot pee"}});
    // The text is not read in another language, so the questions begin.
    EXPECT_TRUE(list_at(intake.body, "/findings").empty());
    ASSERT_FALSE(list_at(intake.body, "/questions").empty());
    EXPECT_TRUE(has_cyrillic(text_at(intake.body, "/questions/0/text")));
    EXPECT_TRUE(has_cyrillic(text_at(intake.body, "/routing/specialists/0/reason")));
    auto const worse = client.patch(intake.path(), {{"answers", {{"numbness_saddle", "present"}}}},
                                    bearer(intake.token));
    EXPECT_TRUE(has_cyrillic(text_at(worse, "/routing/emergency/text")));
    EXPECT_EQ(text_at(worse, "/routing/emergency/text").find('{'), std::string::npos);
    EXPECT_TRUE(has_cyrillic(
        text_at(client.get(intake.path(), bearer(intake.token)), "/routing/emergency/title")));
  }
  auto const unknown = begin({{"language", "xx"}, {"complaint", "I cannot pee"}});
  EXPECT_TRUE(list_at(unknown.body, "/findings").empty());
  EXPECT_FALSE(has_cyrillic(text_at(unknown.body, "/questions/0/text")));
}

/// An installation with its own copy of the protocols, which the tests change.
class VersionTest : public testing::TestWithParam<Dialect> {
 protected:
  VersionTest() : installation(GetParam()) {
    fs::copy(std::string(PLEXUS_SOURCE_DIR) + "/routing/protocols", protocols(),
             fs::copy_options::recursive);
    // Whatever is shipped by now, the copy begins at 1.0.0.
    std::string text = read_file(small() / "protocol.yaml");
    auto const from = text.find("version: ") + 9;
    std::ofstream(small() / "protocol.yaml", std::ios::binary)
        << text.replace(from, text.find('\n', from) - from, "1.0.0");
  }

  fs::path protocols() const { return folder.path() / "protocols"; }
  fs::path small() const { return protocols() / "low_back_pain"; }

  static void change(fs::path const& file, std::string const& from, std::string const& to) {
    std::string text = read_file(file);
    auto const at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    std::ofstream(file, std::ios::binary) << text.replace(at, from.size(), to);
  }
  void new_version(std::string const& from, std::string const& to) {
    change(small() / "protocol.yaml", "version: " + from, "version: " + to);
  }
  void new_reason(std::string const& reason) {
    change(small() / "rules.yaml", "Your answers show no sign of danger.", reason);
  }

  void start() { installation.start({.more = {"--protocols", protocols().string()}}); }
  /// What the server says when it does not start.
  std::string refusal() {
    try {
      start();
    } catch (std::exception const& error) {
      return error.what();
    }
    installation.stop();
    return "it started";
  }
  Finished run(std::vector<std::string> words) {
    words.insert(words.end(), {"--database", url_text(installation.database().owner())});
    return run_plexus({.arguments = std::move(words)});
  }
  Answer begin(Client& client, std::string const& protocol = "low_back_pain") {
    return client.post("/api/v1/intakes",
                       {{"protocol", protocol}, {"patient", {{"age", 40}, {"sex", "male"}}}});
  }
  /// The version of a new intake as soon as it begins with `wanted`; after a while, whatever it is.
  std::string version_soon(Client& client, std::string const& wanted,
                           std::string const& protocol = "low_back_pain") {
    std::string version;
    for (int tries = 0; tries < 100; ++tries) {
      version = text_at(begin(client, protocol), "/routing/protocol/version");
      if (version.rfind(wanted, 0) == 0) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return version;
  }

  TempFolder folder;
  Installation installation;
};
INSTANTIATE_TEST_SUITE_P(Each, VersionTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

TEST_P(VersionTest, AnIntakeStaysWithItsVersionWhenANewerOneComes) {
  std::string path, token, reason;
  start();
  {
    Client client(installation.port());
    auto const answer = begin(client);
    ASSERT_EQ(answer.status, 201) << answer.raw.body;
    path = "/api/v1/intakes/" + text_at(answer, "/id");
    token = text_at(answer, "/token");
    reason = text_at(answer, "/routing/specialists/0/reason");
    EXPECT_EQ(text_at(answer, "/routing/protocol/version"), "1.0.0");
  }
  EXPECT_EQ(installation.stop(), 0);
  new_version("1.0.0", "1.1.0");
  new_reason("All looks calm.");
  start();
  Client client(installation.port());
  auto const fresh = begin(client);
  EXPECT_EQ(text_at(fresh, "/routing/protocol/version"), "1.1.0");
  EXPECT_NE(text_at(fresh, "/routing/specialists/0/reason"), reason);
  // Decided anew by an answer, and by the version that it began with.
  auto const again =
      client.patch(path, {{"answers", {{"morning_stiffness_long", "absent"}}}}, bearer(token));
  ASSERT_EQ(again.status, 200) << again.raw.body;
  EXPECT_EQ(text_at(again, "/routing/protocol/version"), "1.0.0");
  EXPECT_EQ(text_at(again, "/routing/specialists/0/reason"), reason);
  EXPECT_EQ(text_at(client.get(path, bearer(token)), "/routing/protocol/version"), "1.0.0");

  auto const listed = run({"protocol", "list"});
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_NE(listed.out.find("low_back_pain 1.0.0 "), std::string::npos) << listed.out;
  EXPECT_NE(listed.out.find("low_back_pain 1.1.0 "), std::string::npos) << listed.out;
  EXPECT_EQ(installation.stop(), 0);
}

TEST_P(VersionTest, AKnownVersionWithOtherFilesIsRefusedAndADraftIsNot) {
  start();
  EXPECT_EQ(installation.stop(), 0);
  new_reason("All looks calm.");
  auto const refused = refusal();
  EXPECT_NE(refused.find("low_back_pain 1.0.0 was published with other files"), std::string::npos)
      << refused;
  new_version("1.0.0", "2.0.0\ndraft: true");
  start();
  {
    Client client(installation.port());
    // What is published stays in force while a draft is worked on.
    EXPECT_EQ(text_at(begin(client), "/routing/protocol/version"), "1.0.0");
  }
  EXPECT_EQ(installation.stop(), 0);
  change(small() / "rules.yaml", "All looks calm.", "All looks quiet.");
  start();
  EXPECT_EQ(installation.stop(), 0);
  change(small() / "protocol.yaml", "draft: true\n", "");
  start();
  Client client(installation.port());
  auto const answer = begin(client);
  EXPECT_EQ(text_at(answer, "/routing/protocol/version"), "2.0.0");
  EXPECT_EQ(installation.stop(), 0);
}

TEST_P(VersionTest, AFaultyProtocolNeverServesAndTheRunningOneStays) {
  start();
  change(small() / "rules.yaml", "when: both_legs_weak_new", "when: no_such_finding");
  std::ofstream(small() / "more.yaml") << "rulez: []\n";
  auto const published = run({"protocol", "publish", small().string()});
  EXPECT_EQ(published.code, 1);
  for (char const* fault : {"rules.yaml:", "unknown finding 'no_such_finding'",
                            "more.yaml:1:1: unknown key 'rulez'", "2 faults"}) {
    EXPECT_NE((published.out + published.err).find(fault), std::string::npos)
        << fault << "\n"
        << published.out << published.err;
  }
  {
    Client client(installation.port());
    EXPECT_EQ(text_at(begin(client), "/routing/protocol/version"), "1.0.0");
  }
  EXPECT_EQ(installation.stop(), 0);
  auto const refused = refusal();
  EXPECT_NE(refused.find("low_back_pain/rules.yaml:"), std::string::npos) << refused;
  EXPECT_NE(refused.find("low_back_pain/more.yaml:1:1"), std::string::npos) << refused;
}

TEST_P(VersionTest, ARunningServerTakesUpWhatIsPublishedAndWhatIsRetired) {
  start();
  Client client(installation.port());
  auto const old = begin(client);
  ASSERT_EQ(old.status, 201) << old.raw.body;
  auto const path = "/api/v1/intakes/" + text_at(old, "/id");
  auto const token = text_at(old, "/token");
  auto const reason = text_at(old, "/routing/specialists/0/reason");
  EXPECT_EQ(text_at(old, "/routing/protocol/version"), "1.0.0");

  new_version("1.0.0", "1.1.0");
  new_reason("All looks calm.");
  auto const published = run({"protocol", "publish", small().string()});
  ASSERT_EQ(published.code, 0) << published.out << published.err;
  EXPECT_EQ(version_soon(client, "1.1.0"), "1.1.0");
  EXPECT_EQ(text_at(begin(client), "/routing/specialists/0/reason").rfind("All looks calm.", 0),
            0U);
  EXPECT_EQ(text_at(client.get("/api/v1/protocols/low_back_pain"), "/version"), "1.1.0");
  // Whoever began before is decided anew by the version that they began with.
  auto const again =
      client.patch(path, {{"answers", {{"morning_stiffness_long", "absent"}}}}, bearer(token));
  ASSERT_EQ(again.status, 200) << again.raw.body;
  EXPECT_EQ(text_at(again, "/routing/protocol/version"), "1.0.0");
  EXPECT_EQ(text_at(again, "/routing/specialists/0/reason"), reason);

  // A pack with faults is refused with all of them, and one that came into the table by another
  // hand is never taken up; the other protocols are.
  new_version("1.1.0", "1.2.0");
  change(small() / "rules.yaml", "when: both_legs_weak_new", "when: no_such_finding");
  std::ofstream(small() / "more.yaml") << "rulez: []\n";
  auto const refused = run({"protocol", "publish", small().string()});
  EXPECT_EQ(refused.code, 1);
  for (char const* fault : {"unknown finding 'no_such_finding'", "unknown key 'rulez'"}) {
    EXPECT_NE(refused.out.find(fault), std::string::npos) << refused.out << refused.err;
  }
  store::RawSql raw(installation.database().owner());
  EXPECT_EQ(raw.run("INSERT INTO protocol_version (protocol, version, checksum, state, changed_by, "
                    "changed_at, created_at) SELECT protocol, '1.3.0', 'no files', state, "
                    "changed_by, changed_at, created_at FROM protocol_version "
                    "WHERE version = '1.1.0'"),
            0)
      << raw.last_error();
  auto const other = protocols() / "back_numbness" / "protocol.yaml";
  change(other, "version: ", "version: 99.");
  ASSERT_EQ(run({"protocol", "publish", other.parent_path().string()}).code, 0);
  EXPECT_EQ(version_soon(client, "99.", "back_numbness").substr(0, 3), "99.");
  EXPECT_EQ(text_at(begin(client), "/routing/protocol/version"), "1.1.0");

  EXPECT_EQ(run({"protocol", "retire", "low_back_pain", "1.3.0"}).code, 0);
  EXPECT_EQ(run({"protocol", "retire", "low_back_pain", "1.1.0"}).code, 0);
  EXPECT_EQ(version_soon(client, "1.0.0"), "1.0.0");
  EXPECT_EQ(installation.stop(), 0);
  EXPECT_NE(installation.log().find("cannot be read; the one in force stays"), std::string::npos);
}

TEST_P(VersionTest, PublishingAndRetiringAreKept) {
  start();
  EXPECT_EQ(installation.stop(), 0);
  EXPECT_NE(run({"protocol", "publish", small().string()}).out.find("was here already"),
            std::string::npos);
  new_version("1.0.0", "1.2.0");
  auto const published = run({"protocol", "publish", small().string(), "--by", "Dr Ada"});
  EXPECT_EQ(published.code, 0) << published.err;
  EXPECT_NE(published.out.find("low_back_pain 1.2.0"), std::string::npos) << published.out;
  new_reason("All looks calm.");
  EXPECT_EQ(run({"protocol", "publish", small().string()}).code, 1);
  EXPECT_EQ(run({"protocol", "retire", "low_back_pain", "9.9.9"}).code, 1);
  auto const all = run({"protocol", "list"}).out;
  auto const at = all.find("back_numbness ") + 14;
  std::string const only = all.substr(at, all.find(' ', at) - at);
  EXPECT_EQ(run({"protocol", "retire", "back_numbness", only}).code, 1) << "nothing would ask";
  EXPECT_EQ(run({"protocol", "retire", "low_back_pain", "1.2.0", "--by", "Dr Ada"}).code, 0);
  auto const listed = run({"protocol", "list"});
  EXPECT_NE(listed.out.find(" retired "), std::string::npos) << listed.out;
  EXPECT_NE(listed.out.find("by Dr Ada"), std::string::npos) << listed.out;
}

TEST(ProtocolCommandTest, DiffTellsWhoseOutcomeMoves) {
  TempFolder const folder;
  auto const shipped = fs::path(PLEXUS_SOURCE_DIR) / "routing" / "protocols";
  fs::copy(shipped, folder.path() / "p", fs::copy_options::recursive);
  auto const before = (shipped / "low_back_pain").string();
  auto const after = folder.path() / "p" / "low_back_pain";
  auto const run = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"protocol", "diff", before, after.string(), "--count", "500"};
    words.insert(words.end(), more.begin(), more.end());
    return run_plexus({.arguments = words});
  };
  auto const same = run({});
  EXPECT_EQ(same.code, 0) << same.out << same.err;
  EXPECT_NE(same.out.find("0 of 500 change"), std::string::npos) << same.out;
  EXPECT_NE(same.out.find("0 of 18 change"), std::string::npos) << same.out;  // its worked cases

  // Cancer in the past becomes a matter of a day.
  std::string rules = read_file(after / "rules.yaml");
  auto const at_rule = rules.find("urgency: urgent\n    rank: 200");
  ASSERT_NE(at_rule, std::string::npos);
  rules.replace(at_rule, 15, "urgency: asap");
  auto const limit = rules.find("first_consult_within_hours: 168", at_rule);
  rules.replace(limit, 31, "first_consult_within_hours: 24");
  std::ofstream(after / "rules.yaml", std::ios::binary) << rules;
  auto const moved = run({});
  EXPECT_EQ(moved.code, 1) << moved.out << moved.err;
  EXPECT_NE(moved.out.find("breast cancer six years ago: urgent -> asap"), std::string::npos)
      << moved.out;
  auto const told = json::parse(run({"--json"}).out);
  EXPECT_EQ(at(told, "/worked/changed"), 1);
  EXPECT_EQ(at(told, "/worked/more_urgent"), 1);
  EXPECT_EQ(at(told, "/random/less_urgent"), 0);
  EXPECT_GT(at(told, "/random/urgency/urgent/asap").to_number<int>(), 0);
  EXPECT_EQ(run({"--cases", "no such file"}).code, 2);
  EXPECT_EQ(run_plexus({.arguments = {"protocol", "diff", before, "no_such@1.0.0"},
                        .environment = {{"PLEXUS_DATA_DIR", folder.path().string()}}})
                .code,
            2);
}

TEST(ProtocolCommandTest, RouteSpeaksTheLanguageAndTakesTheProtocol) {
  auto const run = [](std::vector<std::string> more) {
    std::vector<std::string> words{"route"};
    words.insert(words.end(), more.begin(), more.end());
    return run_plexus({.arguments = words, .input = "my back hurts\n"});
  };
  EXPECT_TRUE(has_cyrillic(run({"--language", "ru"}).out));
  EXPECT_FALSE(has_cyrillic(run({"--language", "de"}).out));
  auto const second = run({"--protocol", "low_back_pain", "--json"});
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_NE(second.out.find("low_back_pain"), std::string::npos);
  EXPECT_EQ(run({"--protocol", "headache"}).code, 2);
}

}  // namespace
}  // namespace plexus::test
