// Services: written and read back whole, refused with the place of the fault, and offered or not
// offered at once.
#include <algorithm>
#include <thread>

#include "tests/api/admin.hpp"

namespace plexus::test {
namespace {

PLEXUS_ADMIN_SUITE(AdminServicesTest);

std::string const kServices = kAdmin + "/services";

/// Every member of a service; PERSON stands for a practitioner, CODE for its code.
constexpr char const* kFullService = R"({
  "id": "CODE", "name": "Ganganalyse №1", "specialty": null, "minutes": 40,
  "practitioner_minutes": [{"practitioner": "PERSON", "minutes": 60}],
  "extra": [{"when": "interpreter", "minutes": 20}, {"when": "spine_whole", "minutes": 15}],
  "buffer_before_minutes": 5, "buffer_after_minutes": 10,
  "grid_step_minutes": 20, "grid_offset_minutes": 10, "lead_minutes": 90, "horizon_days": 400,
  "resources": [{"role": "therapist", "count": 1, "part": null},
                {"role": "radiographer", "count": 2,
                 "part": {"from": 10, "minutes": 20}}],
  "contrast_resources": [{"role": "phlebotomist", "count": 1, "part": null}],
  "report": [{"urgency": "routine", "minutes": 2880}, {"urgency": "asap", "minutes": 60}],
  "report_by_panel": [{"panel": "basic", "minutes": 240}],
  "reported_by": "PERSON",
  "quotas": [
    {"per": "practitioner", "period": "day", "most": null, "kept_percent": 25,
     "release_hours": 24},
    {"per": "site", "period": "week", "most": 30, "kept_percent": 0, "release_hours": 0}],
  "start_windows": [{"circumstance": "fasting", "from": "07:00", "to": "11:00"},
                    {"circumstance": null, "from": "07:00", "to": "24:00"}],
  "overbook_max": 2, "preparation": "Come early.\nBring shoes.", "self_bookable": false,
  "bookable_without_intake": true, "active": true
})";

json::object filled(std::string const& code, std::string const& person) {
  std::string text = kFullService;
  auto const put = [&](std::string const& name, std::string const& value) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) {
      text.replace(at, name.size(), value);
    }
  };
  put("CODE", code);
  put("PERSON", person);
  return json::parse(text).as_object();
}

TEST_P(AdminServicesTest, ServiceIsMadeReadChangedAndListed) {
  auto const person = ids("/api/v1/practitioners").front();
  auto const body = filled("walking_analysis", person);
  auto const made = client.post(kServices, body, admin);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = kServices + "/walking_analysis";
  EXPECT_EQ(made.header("Location"), path);
  EXPECT_EQ(at(made, "/service"), json::value(body));
  EXPECT_EQ(read(path).body, json::value(body));
  EXPECT_EQ(ids(kServices).back(), "walking_analysis");
  EXPECT_EQ(ids("/api/v1/services").back(), "walking_analysis");
  auto const again = client.post(kServices, body, admin);
  EXPECT_TRUE(is_problem(again, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(again, "/id"));

  // What is left out has its default; nothing of the old stays.
  json::object const small{
      {"name", "Short"}, {"minutes", 15}, {"resources", {{{"role", "astrologer"}}}}};
  auto const put = change(path, small);
  ASSERT_EQ(put.status, 200) << put.raw.body;
  EXPECT_EQ(text_at(put, "/warnings/0/pointer"), "/resources/0/role");
  auto const now = read(path);
  EXPECT_EQ(now.header("ETag"), "\"2\"");
  for (char const* const list : {"/quotas", "/start_windows", "/extra", "/report",
                                 "/practitioner_minutes", "/contrast_resources"}) {
    EXPECT_TRUE(list_at(now, list).empty()) << list;
  }
  EXPECT_EQ(at(now, "/horizon_days"), json::value(92));
  EXPECT_EQ(audit("service", "walking_analysis"),
            (std::vector<std::string>{"catalogue.create||1", "catalogue.change|1|2"}));
  // A role that a service needs may now be somebody's.
  EXPECT_EQ(client
                .post(kAdmin + "/resources",
                      {{"kind", "staff"}, {"name", "Seer"}, {"roles", {"astrologer"}}}, admin)
                .status,
            201);
  EXPECT_TRUE(list_at(change(path, small), "/warnings").empty());
}

TEST_P(AdminServicesTest, WhatOnlyStaffBookNobodyElseHolds) {
  for (bool const open : {true, false}) {
    json::object const service{{"id", open ? "open_talk" : "staff_talk"},
                               {"name", "Talk"},
                               {"minutes", 20},
                               {"resources", {{{"role", "therapist"}, {"count", 1}}}},
                               {"self_bookable", open},
                               {"bookable_without_intake", true}};
    auto const code = text_at(service, "/id");
    ASSERT_EQ(client.post(kServices, service, admin).status, 201);
    auto const slot = free_slots(code, "2026-12-09").front();
    json::object const body{{"steps", json::array{step(code, slot)}}};
    auto const held = hold(body);
    if (open) {
      EXPECT_EQ(held.status, 201) << held.raw.body;
    } else {
      EXPECT_TRUE(is_problem(held, 422, "intake-required"));
      EXPECT_EQ(hold(body, staff("frontdesk")).status, 201);
    }
  }
}

TEST_P(AdminServicesTest, TwoWhoMakeTheSameServiceMakeOne) {
  auto const body = filled("made_at_once", ids("/api/v1/practitioners").front());
  std::vector<int> status(4, 0);
  {
    std::vector<std::jthread> callers;
    for (auto& one : status) {
      callers.emplace_back(
          [&] { one = Client(clinic.port()).post(kServices, body, admin).status; });
    }
  }
  std::sort(status.begin(), status.end());
  EXPECT_EQ(status, (std::vector<int>{201, 422, 422, 422}));
}

TEST_P(AdminServicesTest, WhatIsReadCanBePutBack) {
  for (auto const& id : ids(kServices)) {
    auto const path = kServices + "/" + id;
    auto const before = read(path);
    auto const put = change(path, before.body);
    ASSERT_EQ(put.status, 200) << before.raw.body << put.raw.body;
    EXPECT_EQ(at(put, "/stranded_count"), json::value(0)) << put.raw.body;
    EXPECT_EQ(read(path).body, before.body);
  }
}

TEST_P(AdminServicesTest, OnlyAdministratorsMay) {
  auto const path = kServices + "/mri";
  refuses_others("GET", kServices);
  refuses_others("POST", kServices);
  refuses_others("GET", path);
  refuses_others("PUT", path);
  EXPECT_TRUE(is_problem(client.get(kServices + "/palm_reading", admin), 404, "not-found"));
  auto const body = read(path).body;
  wants_the_version(path, body);
  auto other = body.as_object();
  other.erase("id");
  EXPECT_TRUE(is_problem(client.put(kServices + "/palm_reading", other, admin + if_match("\"1\"")),
                         404, "not-found"));
}

TEST_P(AdminServicesTest, EachLimitIsNamed) {
  auto const person = ids("/api/v1/practitioners").front();
  auto const made = client.post(kServices, filled("limits", person), admin);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = kServices + "/limits";
  auto const body = read(path).body;
  auto const many = [](std::size_t count, json::value const& one) {
    return json::value(json::array(count, one));
  };
  refuses(path, body, "/id", {"other"});
  refuses(path, body, "/name", {"", json::string(101, 'x')});
  refuses(path, body, "/specialty", {"Neuro", 1});
  refuses(path, body, "/minutes", {0, 4, 7, 721, 725, "30", nullptr});
  refuses(path, body, "/practitioner_minutes/0/minutes", {0, 725});
  refuses(path, body, "/practitioner_minutes", {many(201, json::object()), 1});
  refuses(path, body, "/extra/0/minutes", {-5, 245});
  refuses(path, body, "/extra/1/when", {"interpreter", "Spine", ""});
  refuses(path, body, "/buffer_before_minutes", {-5, 245, 3});
  refuses(path, body, "/buffer_after_minutes", {245});
  refuses(path, body, "/grid_step_minutes", {0, 7, 1445});
  refuses(path, body, "/grid_offset_minutes", {-5, 20, 3});
  refuses(path, body, "/lead_minutes", {-1, 43201});
  refuses(path, body, "/horizon_days", {0, 401});
  refuses(path, body, "/resources", {json::array(), many(13, json::object()), nullptr});
  refuses(path, body, "/resources/0/role", {"", "Therapist", nullptr});
  refuses(path, body, "/resources/1/count", {0, 11});
  refuses(path, body, "/resources/1/part/from", {-5, 725, 3});
  refuses(path, body, "/resources/1/part/minutes", {725, 3});
  refuses(path, body, "/report/1/urgency", {"routine", "soon"});
  refuses(path, body, "/report_by_panel/0/minutes", {-1, 129601});
  refuses(path, body, "/quotas", {many(5, json::object())});
  refuses(path, body, "/quotas/1/most", {-1, 1001, nullptr});
  refuses(path, body, "/quotas/1/per", {"planet"});
  refuses(path, body, "/quotas/0/kept_percent", {-1, 101});
  refuses(path, body, "/quotas/0/release_hours", {-1, 9601});
  refuses(path, body, "/start_windows/0/to", {"07:00", "06:00", "24:01"});
  refuses(path, body, "/start_windows/0/circumstance", {"Fasting"});
  refuses(path, body, "/overbook_max", {-1, 21});
  refuses(path, body, "/preparation", {json::string(4001, 'x')});
  refuses(path, body, "/active", {"no"});
  refuses(path, body, "/price", {10});
}

TEST_P(AdminServicesTest, WhatDoesNotFitTheClinicIsRefused) {
  auto const person = ids("/api/v1/practitioners").front();
  auto const made = client.post(kServices, filled("fits", person), admin);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = kServices + "/fits";
  auto const body = read(path).body;
  std::string const nobody = "01AAAAAAAAAAAAAAAAAAAAAAAA";
  refuses(path, body, "/reported_by", {json::value(nobody)}, 422);
  refuses(path, body, "/specialty", {"neurologist"}, 422);  // has its consultation
  refuses(path, body, "/resources/1/part/from", {40}, 422);
  auto stranger = body;
  stranger.at_pointer("/practitioner_minutes/0/practitioner") = nobody;
  auto const answer = change(path, stranger);
  EXPECT_TRUE(is_problem(answer, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(answer, "/practitioner_minutes")) << answer.raw.body;
  auto crowd = body;
  crowd.at_pointer("/resources/0/count") = 10;
  crowd.at_pointer("/resources/1/count") = 10;
  EXPECT_TRUE(has_pointer(change(path, crowd), "/resources"));
}

TEST_P(AdminServicesTest, RetiredServiceIsNoLongerOfferedAndStrandsItsVisits) {
  auto const path = kServices + "/consultation_therapist";
  auto const slot = free_slots("consultation_therapist", "2026-12-14", "2026-12-19", 1).front();
  auto const made =
      book({{"steps", json::array{step("consultation_therapist", slot)}}, {"patient", somebody()}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const visit = text_at(made, "/appointments/0/id");
  auto const before = read(path).body;
  auto retired = before.as_object();
  retired["active"] = false;
  auto const answer = change(path, retired);
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  bool named = false;
  for (auto const& one : list_at(answer, "/stranded")) {
    EXPECT_EQ(text_at(one, "/problem"), "service_retired");
    EXPECT_TRUE(at(one, "/resource").is_null());
    named = named || text_at(one, "/appointment") == visit;
  }
  EXPECT_TRUE(named || at(answer, "/stranded_count").as_int64() > 200) << answer.raw.body;
  auto const offered = ids("/api/v1/services");
  EXPECT_EQ(std::count(offered.begin(), offered.end(), "consultation_therapist"), 0);
  EXPECT_GE(client.get("/api/v1/slots?service=consultation_therapist&from=2026-12-14&to=2026-12-19")
                .status,
            400);
  ASSERT_EQ(change(path, before).status, 200);
  EXPECT_FALSE(free_slots("consultation_therapist", "2026-12-14", "2026-12-19").empty());
}

// A new site, service and resource together offer times; hours are the wall clock's, and on the
// night when 02:00 to 03:00 is skipped they are an hour shorter.
TEST_P(AdminServicesTest, NewClinicIsOfferedAtOnceAlsoWhereTheClocksChange) {
  auto const place = client.post(kAdmin + "/locations",
                                 {{"name", "Nachtwache"}, {"zone", "Europe/Berlin"}}, admin);
  ASSERT_EQ(place.status, 201);
  auto const where = text_at(place, "/location/id");
  auto const made = client.post(kServices,
                                {{"id", "night_watch"},
                                 {"name", "Night watch"},
                                 {"minutes", 30},
                                 {"grid_step_minutes", 30},
                                 {"horizon_days", 400},
                                 {"bookable_without_intake", true},
                                 {"resources", {{{"role", "watchman"}}}}},
                                admin);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(list_at(made, "/warnings").size(), 1U);
  auto const starts = [&](std::string const& from, std::string const& to) {
    std::vector<std::string> found;
    auto const answer = client.get("/api/v1/slots?service=night_watch&from=" + from + "&to=" + to);
    for (auto const& one : list_at(answer, "/items")) found.push_back(text_at(one, "/start"));
    return found;
  };
  EXPECT_TRUE(starts("2027-03-20", "2027-04-10").empty());
  auto const watchman = client.post(
      kAdmin + "/resources",
      {{"kind", "device"},
       {"name", "Watchman"},
       {"roles", {"watchman"}},
       {"location", where},
       {"hours", {{{"location", where}, {"day", "sun"}, {"start", "01:00"}, {"end", "04:00"}}}}},
      admin);
  ASSERT_EQ(watchman.status, 201) << watchman.raw.body;
  EXPECT_TRUE(list_at(watchman, "/warnings").empty()) << watchman.raw.body;
  EXPECT_EQ(starts("2027-03-21", "2027-03-22"),
            (std::vector<std::string>{"2027-03-21T01:00:00+01:00", "2027-03-21T01:30:00+01:00",
                                      "2027-03-21T02:00:00+01:00", "2027-03-21T02:30:00+01:00",
                                      "2027-03-21T03:00:00+01:00", "2027-03-21T03:30:00+01:00"}));
  auto const march_28 = starts("2027-03-28", "2027-03-29");
  EXPECT_EQ(march_28,
            (std::vector<std::string>{"2027-03-28T01:00:00+01:00", "2027-03-28T01:30:00+01:00",
                                      "2027-03-28T03:00:00+02:00", "2027-03-28T03:30:00+02:00"}));

  // A quota that comes later counts the visits that stand: one was booked, so none is left.
  auto const booked_one = book(
      {{"steps", {{{"service", "night_watch"}, {"start", march_28.front()}, {"location", where}}}},
       {"patient", somebody()}});
  ASSERT_EQ(booked_one.status, 201) << booked_one.raw.body;
  EXPECT_EQ(starts("2027-03-28", "2027-03-29").size(), 3U);
  auto limited = read(kServices + "/night_watch").body.as_object();
  limited["quotas"] = json::array{json::object{{"per", "site"}, {"period", "day"}, {"most", 1}}};
  auto const put = change(kServices + "/night_watch", limited);
  ASSERT_EQ(put.status, 200) << put.raw.body;
  EXPECT_EQ(at(put, "/stranded_count"), json::value(0));
  EXPECT_TRUE(starts("2027-03-28", "2027-03-29").empty());
  EXPECT_EQ(starts("2027-03-21", "2027-03-22").size(), 6U);
}

}  // namespace
}  // namespace plexus::test
