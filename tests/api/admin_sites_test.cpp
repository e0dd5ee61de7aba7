// Sites and the days they are closed: written, read back, refused, and felt by bookings.
#include <fstream>
#include <set>

#include "tests/api/admin.hpp"

namespace plexus::test {
namespace {

PLEXUS_ADMIN_SUITE(AdminSitesTest);

std::string const kLocations = kAdmin + "/locations";

json::object plain_site() {
  return {{"name", "Lakeside"},
          {"zone", "Europe/Amsterdam"},
          {"address", "Oever 3\nUtrecht"},
          {"phone", nullptr}};
}

std::string event(std::string const& date, std::string const& name, std::string const& more = "") {
  return "BEGIN:VEVENT\r\nUID:" + date + "@example.org\r\nDTSTART;VALUE=DATE:" + date +
         "\r\nSUMMARY:" + name + "\r\n" + more + "END:VEVENT\r\n";
}

std::string calendar(std::string const& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n" + events + "END:VCALENDAR\r\n";
}

TEST_P(AdminSitesTest, SiteIsMadeReadChangedAndListed) {
  auto const made = client.post(kLocations, plain_site(), admin);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const id = text_at(made, "/location/id");
  auto const path = kLocations + "/" + id;
  EXPECT_EQ(made.header("Location"), path);
  EXPECT_EQ(made.header("ETag"), "\"1\"");
  EXPECT_EQ(list_at(made, "/stranded").size(), 0U);

  auto const first = read(path);
  EXPECT_EQ(first.header("ETag"), "\"1\"");
  EXPECT_EQ(first.body, merged(plain_site(), {{"id", id}}));
  EXPECT_EQ(ids(kLocations).back(), id);

  // What was read can be put back as it is, with one thing changed.
  auto body = first.body.as_object();
  body["name"] = "Lakeside Clinic ’s-Graveland";
  auto const put = client.put(path, body, admin + if_match("\"1\""));
  ASSERT_EQ(put.status, 200) << put.raw.body;
  EXPECT_EQ(put.header("ETag"), "\"2\"");
  EXPECT_EQ(at(put, "/location"), json::value(body));
  EXPECT_EQ(read(path).body, json::value(body));
  EXPECT_EQ(ids("/api/v1/locations").back(), id);  // everybody sees it
  EXPECT_TRUE(is_problem(client.put(path, body, admin + if_match("\"1\"")), 412, "stale-version"));
  EXPECT_EQ(audit("location", id),
            (std::vector<std::string>{"catalogue.create||1", "catalogue.change|1|2"}));
}

TEST_P(AdminSitesTest, PreviewChangesNothing) {
  auto const before = ids(kLocations).size();
  auto const made = client.post(kLocations + "?preview=true", plain_site(), admin);
  EXPECT_EQ(made.status, 200) << made.raw.body;
  EXPECT_EQ(at(made, "/preview"), json::value(true));
  EXPECT_EQ(ids(kLocations).size(), before);
  auto const path = kLocations + "/" + site();
  auto body = read(path);
  auto other = body.body.as_object();
  other["name"] = "Elsewhere";
  EXPECT_EQ(change(path, other, "?preview=true").status, 200);
  EXPECT_EQ(read(path).body, body.body);
  EXPECT_EQ(read(path).header("ETag"), body.header("ETag"));
}

TEST_P(AdminSitesTest, OnlyAdministratorsMay) {
  auto const one = kLocations + "/" + site();
  refuses_others("GET", kLocations);
  refuses_others("POST", kLocations);
  for (std::string const& path : {one, one + "/closures"}) {
    refuses_others("GET", path);
    refuses_others("PUT", path);
  }
}

TEST_P(AdminSitesTest, UnknownSitesAndStaleVersionsAreRefused) {
  for (std::string const& path :
       {kLocations + "/01AAAAAAAAAAAAAAAAAAAAAAAA", kLocations + "/nothing"}) {
    EXPECT_TRUE(is_problem(client.get(path, admin), 404, "not-found"));
    EXPECT_TRUE(is_problem(client.get(path + "/closures", admin), 404, "not-found"));
    auto const headers = admin + if_match("\"1\"");
    EXPECT_TRUE(is_problem(client.put(path, plain_site(), headers), 404, "not-found"));
    EXPECT_TRUE(is_problem(client.put(path + "/closures", {{"closures", json::array()}}, headers),
                           404, "not-found"));
  }
  auto const path = kLocations + "/" + site();
  wants_the_version(path, plain_site());
  wants_the_version(path + "/closures", {{"closures", json::array()}});
}

TEST_P(AdminSitesTest, EachLimitIsNamed) {
  auto const path = kLocations + "/" + site();
  auto const body = read(path).body;
  refuses(path, body, "/name", {"", "   ", 7, json::string(101, 'x'), "two\nlines"});
  refuses(path, body, "/zone", {nullptr, json::string(65, 'x')});
  refuses(path, body, "/zone", {"Mars/Olympus", "../etc/passwd", "", "europe"}, 422);
  refuses(path, body, "/address", {json::string(501, 'x'), 1});
  refuses(path, body, "/phone", {json::string(33, '1')});
  refuses(path, body, "/id", {"01AAAAAAAAAAAAAAAAAAAAAAAA"});
  refuses(path, body, "/colour", {"red"});
  auto short_body = body.as_object();
  short_body.erase("zone");
  EXPECT_TRUE(has_pointer(change(path, short_body), "/zone"));
  EXPECT_TRUE(
      has_pointer(client.post(kLocations + "?previous=1", plain_site(), admin), "?previous"));
}

TEST_P(AdminSitesTest, ClosuresAreSetAndReplaced) {
  auto const path = kLocations + "/" + site() + "/closures";
  json::array const two{json::object{{"date", "2027-05-01"}, {"name", "Labour Day"}},
                        json::object{{"date", "2027-05-05"}, {"name", "Liberation Day"}}};
  ASSERT_EQ(change(path, {{"closures", two}}).status, 200);
  EXPECT_EQ(at(read(path), "/closures"), json::value(two));
  auto const fewer = change(path, {{"closures", json::array{two[1]}}});
  EXPECT_EQ(at(fewer, "/closures"), json::value(json::array{two[1]}));
  EXPECT_EQ(at(read(path), "/closures"), json::value(json::array{two[1]}));

  json::value const body{{"closures", two}};
  refuses(path, body, "/closures/1/date", {"2027-02-30", "tomorrow", 7});
  refuses(path, body, "/closures/1/date", {"2027-05-01"}, 422);  // twice
  refuses(path, body, "/closures/0/name", {"", json::string(201, 'x')});
  refuses(path, body, "/closures", {7, json::array(2001, json::object())});
  // A large list is larger than the bodies of other routes.
  json::array many;
  auto day = std::chrono::sys_days{*parse_date("2030-01-01")};
  for (int i = 0; i < 2000; ++i, day += std::chrono::days{1}) {
    many.push_back(json::object{{"date", format_date(LocalDate{day})},
                                {"name", "Closed for the great works of 2030 and later"}});
  }
  EXPECT_EQ(change(path, {{"closures", many}}).status, 200);
  EXPECT_EQ(change(path, {{"closures", json::array()}}).status, 200);
  EXPECT_TRUE(list_at(read(path), "/closures").empty());
}

TEST_P(AdminSitesTest, HolidayFileAddsOnceAndKeepsWhatIsThere) {
  auto const path = kLocations + "/" + ids(kLocations)[1] + "/closures";
  json::array const own{json::object{{"date", "2028-04-27"}, {"name", "Our own name"}}};
  ASSERT_EQ(change(path, {{"closures", own}}).status, 200);
  auto const file = calendar(event("20280427", "King's Day") + event("20280501", "Labour Day") +
                             event("20200101", "Long ago"));
  auto const send = [&](std::string const& body, std::string const& query = "") {
    return client.raw("POST", path + "/import" + query, body,
                      admin + if_match(read(path).header("ETag")) +
                          HttpHeaders{{"Content-Type", "text/calendar"}});
  };
  auto const preview = send(file, "?preview=true");
  EXPECT_EQ(preview.status, 200) << preview.raw.body;
  EXPECT_EQ(list_at(read(path), "/closures").size(), 1U);

  auto const first = send(file);
  ASSERT_EQ(first.status, 200) << first.raw.body;
  EXPECT_EQ(json::serialize(at(first, "/added")), R"([{"date":"2028-05-01","name":"Labour Day"}])");
  EXPECT_EQ(json::serialize(at(first, "/kept")),
            R"([{"date":"2028-04-27","name":"Our own name"}])");
  auto const second = send(file);
  ASSERT_EQ(second.status, 200) << second.raw.body;
  EXPECT_TRUE(list_at(second, "/added").empty());
  EXPECT_EQ(list_at(second, "/kept").size(), 2U);
  EXPECT_EQ(list_at(read(path), "/closures").size(), 2U);

  auto const broken =
      send(calendar(event("20290101", "New Year") + event("20290427T090000", "A time of day")));
  EXPECT_TRUE(is_problem(broken, 400, "invalid-input")) << broken.raw.body;
  EXPECT_TRUE(has_pointer(broken, "line 9")) << broken.raw.body;
  EXPECT_TRUE(is_problem(send("no calendar"), 400, "invalid-input"));
  EXPECT_EQ(list_at(read(path), "/closures").size(), 2U);
  auto const wrong_type =
      client.raw("POST", path + "/import", file,
                 admin + if_match("\"1\"") + HttpHeaders{{"Content-Type", "application/json"}});
  EXPECT_TRUE(is_problem(wrong_type, 415, "unsupported-media-type"));
  HttpHeaders const type{{"Content-Type", "text/calendar; charset=utf-8"}};
  EXPECT_TRUE(is_problem(client.raw("POST", path + "/import", file, admin + type), 428,
                         "precondition-required"));
  EXPECT_TRUE(is_problem(client.raw("POST", path + "/import", file, type + staff("frontdesk")), 403,
                         "not-allowed"));
  EXPECT_TRUE(is_problem(client.raw("POST", path + "/import", file, type), 401, "sign-in"));
}

TEST_P(AdminSitesTest, OperatorImportsHolidaysWithoutTheServer) {
  auto const place = ids(kLocations)[1];
  auto const path = kLocations + "/" + place + "/closures";
  auto const before = list_at(read(path), "/closures").size();
  TempFolder const folder;
  auto const file = (folder.path() / "holidays.ics").string();
  std::ofstream(file) << calendar(event("20291225", "Christmas Day"));
  auto const run = [&](std::vector<std::string> const& words) {
    std::vector<std::string> all{"calendar", "import", "--database",
                                 url_text(clinic.database().application())};
    all.insert(all.end(), words.begin(), words.end());
    return run_plexus({.arguments = all, .environment = {{"PLEXUS_CLOCK", kStart}}});
  };
  auto const preview = run({"--location", place, file, "--preview"});
  EXPECT_EQ(preview.code, 0) << preview.err;
  EXPECT_EQ(preview.out, "2029-12-25 Christmas Day\n1 would be added, 0 there already\n");
  EXPECT_EQ(list_at(read(path), "/closures").size(), before);
  auto const first = run({"--location", place, file});
  EXPECT_EQ(first.out, "2029-12-25 Christmas Day\n1 added, 0 there already\n") << first.err;
  EXPECT_EQ(run({"--location", place, file}).out, "0 added, 1 there already\n");
  EXPECT_EQ(list_at(read(path), "/closures").size(), before + 1);
  EXPECT_EQ(audit("closures", place).back().rfind("catalogue.change|", 0), 0U);

  EXPECT_EQ(run({"--location", place, file + ".gone"}).code, 1);
  EXPECT_EQ(run({"--location", "01AAAAAAAAAAAAAAAAAAAAAAAA", file}).code, 1);
  EXPECT_EQ(run({"--location", "here", file}).code, 1);
  EXPECT_EQ(run({file}).code, 2);
  std::ofstream(file) << "no calendar";
  auto const broken = run({"--location", place, file});
  EXPECT_EQ(broken.code, 1);
  EXPECT_NE(broken.err.find("nothing was taken"), std::string::npos) << broken.err;
}

TEST_P(AdminSitesTest, ClosureStrandsVisitsAndFreesNoTimes) {
  auto const slot = free_slots("consultation_therapist", "2026-12-15", "2026-12-18", 1).front();
  auto const made =
      book({{"steps", json::array{step("consultation_therapist", slot)}}, {"patient", somebody()}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const visit = text_at(made, "/appointments/0/id");
  auto const place = text_at(slot, "/location");
  auto const day = text_at(slot, "/start").substr(0, 10);
  auto const path = kLocations + "/" + place + "/closures";
  json::value const body{{"closures", {{{"date", day}, {"name", "Burst pipe"}}}}};

  auto const named = [&](Answer const& answer) {
    for (auto const& one : list_at(answer, "/stranded")) {
      if (text_at(one, "/appointment") != visit) continue;
      EXPECT_EQ(text_at(one, "/problem"), "closed");
      EXPECT_EQ(at(one, "/start"), at(slot, "/start"));
      EXPECT_EQ(text_at(one, "/service"), "consultation_therapist");
      return true;
    }
    return false;
  };
  auto const day_path = "/api/v1/slots?service=consultation_therapist&from=" + day + "&to=" + day +
                        "T23:59:00Z&location=" + place;
  auto const preview = change(path, body, "?preview=true");
  EXPECT_TRUE(named(preview)) << preview.raw.body;
  EXPECT_FALSE(list_at(client.get(day_path), "/items").empty());

  auto const closed = change(path, body);
  ASSERT_EQ(closed.status, 200) << closed.raw.body;
  EXPECT_TRUE(named(closed)) << closed.raw.body;
  EXPECT_EQ(at(closed, "/stranded_count").as_int64(),
            static_cast<std::int64_t>(list_at(closed, "/stranded").size()));
  EXPECT_TRUE(list_at(client.get(day_path), "/items").empty());
  // Said once: the same list again strands nobody anew.
  EXPECT_EQ(at(change(path, body), "/stranded_count"), json::value(0));
  // The visit stays booked.
  EXPECT_EQ(text_at(client.get("/api/v1/appointments/" + visit, staff("frontdesk")), "/status"),
            "booked");
  ASSERT_EQ(change(path, {{"closures", json::array()}}).status, 200);
  EXPECT_FALSE(list_at(client.get(day_path), "/items").empty());
}

TEST_P(AdminSitesTest, TravelTimesAreOneTable) {
  auto const path = kAdmin + "/travel-times";
  auto const sites = ids(kLocations);
  json::value const body{{"travel_times",
                          {{{"from", sites[0]}, {"to", sites[1]}, {"minutes", 25}},
                           {{"from", sites[1]}, {"to", sites[0]}, {"minutes", 40}}}}};
  ASSERT_EQ(change(path, body).status, 200);
  auto const found = list_at(read(path), "/travel_times");
  EXPECT_EQ(std::set<std::string>({json::serialize(found.at(0)), json::serialize(found.at(1))}),
            std::set<std::string>({json::serialize(at(body, "/travel_times/0")),
                                   json::serialize(at(body, "/travel_times/1"))}));
  wants_the_version(path, body);
  refuses(path, body, "/travel_times/0/minutes", {-1, 1441, 7.5, "25"});
  refuses(path, body, "/travel_times", {nullptr, json::array(401, json::object())});
  refuses(path, body, "/travel_times/1/from", {"01AAAAAAAAAAAAAAAAAAAAAAAA"}, 422);
  refuses(path, body, "/travel_times/0/to", {at(body, "/travel_times/0/from")}, 422);
  refuses(path, body, "/travel_times/1", {at(body, "/travel_times/0")}, 422);
  refuses_others("GET", path);
  refuses_others("PUT", path);
  EXPECT_FALSE(audit("travel", "all").empty());
}

TEST_P(AdminSitesTest, StrandedVisitsAreListedByPages) {
  auto const path = kAdmin + "/stranded";
  auto const desk = staff("frontdesk");
  EXPECT_EQ(json::serialize(client.get(path, desk).body), R"({"items":[],"next":null})")
      << "the demonstration itself strands visits";
  auto const place = site();
  json::value const body{{"closures",
                          {{{"date", "2026-12-09"}, {"name", "Closed"}},
                           {{"date", "2026-12-10"}, {"name", "Closed"}}}}};
  auto const closed = change(kLocations + "/" + place + "/closures", body);
  ASSERT_EQ(closed.status, 200) << closed.raw.body;
  auto const count = at(closed, "/stranded_count").as_int64();
  EXPECT_GT(count, 2);
  std::set<std::string> found;
  std::string cursor;
  for (int page = 0; page < 100; ++page) {
    auto const answer = client.get(path + "?limit=2&location=" + place + cursor, desk);
    ASSERT_EQ(answer.status, 200) << answer.raw.body;
    for (auto const& one : list_at(answer, "/items")) found.insert(text_at(one, "/appointment"));
    if (at(answer, "/next").is_null()) break;
    cursor = "&cursor=" + text_at(answer, "/next");
  }
  EXPECT_EQ(found.size(), static_cast<std::size_t>(count));
  EXPECT_TRUE(is_problem(client.get(path), 401, "sign-in"));
  EXPECT_TRUE(is_problem(client.get(path, staff("auditor")), 403, "not-allowed"));
  EXPECT_TRUE(has_pointer(client.get(path + "?cursor=no", desk), "?cursor"));
  ASSERT_EQ(change(kLocations + "/" + place + "/closures", {{"closures", json::array()}}).status,
            200);
  EXPECT_TRUE(list_at(client.get(path, desk), "/items").empty());
}

}  // namespace
}  // namespace plexus::test
