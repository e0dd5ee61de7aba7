// People, rooms and devices: written and read back whole, refused with the place of the fault, and
// felt by free times and booked visits at once.
#include <algorithm>
#include <set>

#include "tests/api/admin.hpp"

namespace plexus::test {
namespace {

PLEXUS_ADMIN_SUITE(AdminResourcesTest);

std::string const kResources = kAdmin + "/resources";

/// Every member of a resource; SITE stands for a site.
constexpr char const* kFullPerson = R"({
    "kind": "practitioner", "name": "Dr Чехов", "roles": ["neurologist", "therapist"],
    "location": null, "languages": ["en", "ru-RU"], "capacity": 1, "overbook_max": 2,
    "active": true,
    "hours": [
      {"location": "SITE", "day": "sun", "start": "22:00", "end": "06:00",
       "valid_from": "2027-01-01", "valid_to": "2027-06-30"},
      {"location": "SITE", "day": "wed", "start": "00:00", "end": "24:00",
       "valid_from": null, "valid_to": null}],
    "exceptions": [
      {"date": "2027-01-06", "location": null, "open": false, "start": null, "end": null},
      {"date": "2027-01-09", "location": "SITE", "open": true, "start": "09:00", "end": "12:30"}],
    "recurring": [
      {"first": "2027-01-04", "rule": "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20271231",
       "except": ["20270111", "20270113T110000"], "location": null, "open": false,
       "note": "Team meeting", "start": "11:00", "end": "11:30"},
      {"first": "2027-01-31", "rule": "FREQ=MONTHLY;BYMONTHDAY=-1", "except": [],
       "location": "SITE", "open": false, "note": null, "start": null, "end": null}],
    "traits": [{"key": "sex", "value": "female"}, {"key": "field_strength", "value": "3t"}]
  })";

json::object full_person(std::string const& site) {
  std::string text = kFullPerson;
  for (auto at = text.find("SITE"); at != std::string::npos; at = text.find("SITE")) {
    text.replace(at, 4, site);
  }
  return json::parse(text).as_object();
}

TEST_P(AdminResourcesTest, ResourceIsMadeReadChangedAndListed) {
  auto const body = full_person(site());
  auto const made = client.post(kResources, body, admin);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const id = text_at(made, "/resource/id");
  auto const path = kResources + "/" + id;
  EXPECT_EQ(made.header("Location"), path);
  EXPECT_TRUE(list_at(made, "/warnings").empty()) << made.raw.body;
  auto const whole = merged(body, {{"id", id}});
  EXPECT_EQ(read(path).body, json::value(whole));
  auto const listed = ids(kResources);
  EXPECT_EQ(std::count(listed.begin(), listed.end(), id), 1);

  auto other = whole;
  other["hours"] = json::array();
  other["recurring"] = json::array();
  other["exceptions"] = json::array();
  other["roles"] = json::array{"neurologist"};
  other["traits"] = json::array();
  other["languages"] = json::array();
  other["name"] = "Dr Other";
  auto const put = change(path, other);
  ASSERT_EQ(put.status, 200) << put.raw.body;
  EXPECT_EQ(put.header("ETag"), "\"2\"");
  EXPECT_TRUE(text_at(put, "/warnings/0/pointer") == "/hours") << put.raw.body;
  EXPECT_EQ(read(path).body, json::value(other));
  EXPECT_EQ(audit("resource", id),
            (std::vector<std::string>{"catalogue.create||1", "catalogue.change|1|2"}));

  other["active"] = false;
  ASSERT_EQ(change(path, other).status, 200);
  auto const shown = ids("/api/v1/practitioners");
  EXPECT_EQ(std::count(shown.begin(), shown.end(), id), 0);
  EXPECT_EQ(read(path).body, json::value(other));  // retired, not gone
}

// What the demonstration has can be read and put back, and means the same.
TEST_P(AdminResourcesTest, WhatIsReadCanBePutBack) {
  std::string const first = ids(kResources).front();
  for (auto const& id : ids(kResources)) {
    auto const path = kResources + "/" + id;
    auto const before = read(path);
    auto const put = change(path, before.body, id == first ? "" : "?preview=true");
    ASSERT_EQ(put.status, 200) << before.raw.body << put.raw.body;
    EXPECT_EQ(at(put, "/stranded_count"), json::value(0)) << put.raw.body;
    EXPECT_EQ(read(path).body, before.body);
  }
}

TEST_P(AdminResourcesTest, OnlyAdministratorsMay) {
  auto const path = kResources + "/" + ids(kResources).front();
  refuses_others("GET", kResources);
  refuses_others("POST", kResources);
  refuses_others("GET", path);
  refuses_others("PUT", path);
  EXPECT_TRUE(
      is_problem(client.get(kResources + "/01AAAAAAAAAAAAAAAAAAAAAAAA", admin), 404, "not-found"));
  auto const body = full_person(site());
  EXPECT_TRUE(is_problem(
      client.put(kResources + "/01AAAAAAAAAAAAAAAAAAAAAAAA", body, admin + if_match("\"1\"")), 404,
      "not-found"));
  wants_the_version(path, read(path).body);
}

TEST_P(AdminResourcesTest, EachLimitIsNamed) {
  auto const made = client.post(kResources, full_person(site()), admin);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = kResources + "/" + text_at(made, "/resource/id");
  auto const body = read(path).body;
  auto const many = [](std::size_t count, json::value const& one) {
    return json::value(json::array(count, one));
  };
  refuses(path, body, "/kind", {"patient", "robot", nullptr, 1});
  refuses(path, body, "/name", {"", json::string(101, 'x')});
  refuses(path, body, "/roles", {json::array(), many(11, "therapist"), "therapist"});
  refuses(path, body, "/roles/0", {"Therapist", "", "9", json::string(65, 'x'), 1});
  refuses(path, body, "/roles/1", {"neurologist"});
  refuses(path, body, "/languages", {many(11, "en"), {"e n"}, 1});
  refuses(path, body, "/capacity", {0, 101, 1.5, "1"});
  refuses(path, body, "/overbook_max", {-1, 21});
  refuses(path, body, "/active", {"yes", nullptr});
  refuses(path, body, "/hours", {many(61, json::object()), nullptr});
  refuses(path, body, "/hours/0/day", {"sunday", 0, nullptr});
  refuses(path, body, "/hours/0/start", {"24:00", "9:00", "09:60", "0900", 540});
  refuses(path, body, "/hours/0/end", {"22:00", "24:01", "25:00"});
  refuses(path, body, "/hours/0/valid_to", {"2026-12-31", "2027-02-29", 5});
  refuses(path, body, "/hours/0/until", {"2027-01-01"});
  refuses(path, body, "/exceptions", {many(401, json::object())});
  refuses(path, body, "/exceptions/0/date", {"2027-13-01"});
  refuses(path, body, "/exceptions/1/end", {nullptr, "09:00"});
  refuses(path, body, "/recurring", {many(21, json::object())});
  refuses(path, body, "/recurring/0/note", {json::string(201, 'x')});
  refuses(path, body, "/traits", {many(31, json::object())});
  refuses(path, body, "/traits/0/key", {"Sex", "language", ""});
  refuses(path, body, "/traits/0/value", {"Female", "", json::string(65, 'x'), "två"});
  EXPECT_TRUE(has_pointer(change(path, {{"colour", 1}}), "/colour"));
}

TEST_P(AdminResourcesTest, BadRulesNeverReachTheTable) {
  auto const made = client.post(kResources, full_person(site()), admin);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const path = kResources + "/" + text_at(made, "/resource/id");
  auto const body = read(path).body;
  refuses(path, body, "/recurring/0/rule",
          {"FREQ=HOURLY", "FREQ=WEEKLY;BYSETPOS=1", "BYDAY=MO", "FREQ=WEEKLY;COUNT=0",
           "FREQ=WEEKLY;COUNT=2;UNTIL=20271231", "FREQ=WEEKLY\nX=1", "nonsense", nullptr,
           json::string(401, 'F'), "FREQ=DAILY;INTERVAL=-1"});
  // The first date must be one of the rule's; and a rule must still be right in years.
  refuses(path, body, "/recurring/0/first",
          {"2027-01-05", "2027-02-30", "1989-01-02", "2040-01-02"});
  refuses(path, body, "/recurring/0/except/1", {"soon", "20270230"});
  auto old = body;
  old.at_pointer("/recurring/1") =
      json::object{{"first", "1990-01-01"}, {"rule", "FREQ=DAILY"}, {"open", false}};
  auto const refused = change(path, old);
  EXPECT_TRUE(is_problem(refused, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(refused, "/recurring/1/first")) << refused.raw.body;
}

TEST_P(AdminResourcesTest, WhatDoesNotFitTheClinicIsRefused) {
  auto const made = client.post(kResources, full_person(site()), admin);
  auto const path = kResources + "/" + text_at(made, "/resource/id");
  auto const body = read(path).body;
  std::string const nowhere = "01AAAAAAAAAAAAAAAAAAAAAAAA";
  refuses(path, body, "/roles/0", {"astrologer"}, 422);
  for (char const* const pointer :
       {"/location", "/hours/1/location", "/exceptions/1/location", "/recurring/1/location"}) {
    refuses(path, body, pointer, {json::value(nowhere)}, 422);
  }
  refuses(path, body, "/kind", {"staff"}, 422);
  json::object room{{"kind", "room"}, {"name", "Room"}, {"roles", {"consulting_room"}}};
  EXPECT_TRUE(has_pointer(client.post(kResources, room, admin), "/location"));
  auto const sites = ids(kAdmin + "/locations");
  room["location"] = sites[0];
  room["hours"] = json::array{
      json::object{{"location", sites[1]}, {"day", "mon"}, {"start", "08:00"}, {"end", "09:00"}}};
  auto const elsewhere = client.post(kResources, room, admin);
  EXPECT_TRUE(is_problem(elsewhere, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(elsewhere, "/hours/0/location")) << elsewhere.raw.body;
}

TEST_P(AdminResourcesTest, HoursCountForNewBookingsAtOnceAndStrandTheOld) {
  auto const slot = free_slots("consultation_therapist", "2026-12-14", "2026-12-19", 1).front();
  auto const person = text_at(slot, "/practitioner");
  auto const path = kResources + "/" + person;
  auto const before = read(path).body;
  auto const made =
      book({{"steps", json::array{step("consultation_therapist", slot)}}, {"patient", somebody()}});
  ASSERT_EQ(made.status, 201) << made.raw.body;
  auto const visit = text_at(made, "/appointments/0/id");
  auto const own_slots = [&] {
    return list_at(client.get("/api/v1/slots?service=consultation_therapist&from=2026-12-14&"
                              "to=2026-12-19&practitioner=" +
                              person),
                   "/items");
  };
  auto const problem_of = [&](Answer const& answer) {
    for (auto const& one : list_at(answer, "/stranded")) {
      if (text_at(one, "/appointment") != visit) continue;
      EXPECT_EQ(text_at(one, "/resource"), person);
      return text_at(one, "/problem");
    }
    return std::string("none");
  };
  auto const free_before = own_slots();
  ASSERT_FALSE(free_before.empty());

  auto closed = before.as_object();
  closed["hours"] = json::array();
  EXPECT_EQ(problem_of(change(path, closed, "?preview=true")), "closed");
  EXPECT_EQ(own_slots(), free_before);
  EXPECT_EQ(problem_of(change(path, closed)), "closed");
  EXPECT_TRUE(own_slots().empty());
  ASSERT_EQ(change(path, before).status, 200);
  EXPECT_EQ(own_slots(), free_before);

  auto retired = before.as_object();
  retired["active"] = false;
  EXPECT_EQ(problem_of(change(path, retired)), "resource_retired");
  EXPECT_TRUE(own_slots().empty());
  ASSERT_EQ(change(path, before).status, 200);

  auto other_role = before.as_object();
  other_role["roles"] = json::array{"radiographer"};
  EXPECT_EQ(problem_of(change(path, other_role)), "role_gone");
  ASSERT_EQ(change(path, before).status, 200);

  // A block by rule, each day of the week of the visit but that of the visit itself.
  auto const day = text_at(slot, "/start").substr(0, 10);
  auto blocked = before.as_object();
  json::array rules = blocked["recurring"].as_array();
  rules.push_back(
      json::object{{"first", "2026-12-14"},
                   {"rule", "FREQ=DAILY;UNTIL=20261220"},
                   {"except", json::array{day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2)}},
                   {"open", false}});
  blocked["recurring"] = rules;
  auto const by_rule = change(path, blocked);
  // The first date may be the one that EXDATE takes away: it is named all the same.
  ASSERT_EQ(by_rule.status, 200) << by_rule.raw.body;
  EXPECT_EQ(problem_of(by_rule), "none");
  for (auto const& one : own_slots()) EXPECT_EQ(text_at(one, "/start").substr(0, 10), day);
  ASSERT_EQ(change(path, before).status, 200);
  EXPECT_EQ(own_slots(), free_before);
}

// A time that was held while it was open is not booked after it was closed.
TEST_P(AdminResourcesTest, HoldOfAClosedTimeIsNotBooked) {
  auto const slot = free_slots("consultation_therapist", "2026-12-14", "2026-12-19", 1).front();
  auto const path = kResources + "/" + text_at(slot, "/practitioner");
  auto const before = read(path).body;
  auto const held = hold({{"steps", json::array{step("consultation_therapist", slot)}}});
  ASSERT_EQ(held.status, 201) << held.raw.body;
  auto closed = before.as_object();
  closed["hours"] = json::array();
  ASSERT_EQ(change(path, closed).status, 200);
  auto const late = book(
      {{"hold", at(held, "/id")}, {"hold_token", at(held, "/token")}, {"patient", somebody()}});
  EXPECT_TRUE(is_problem(late, 409, "hold-expired"));
  EXPECT_TRUE(has_pointer(late, "/hold")) << late.raw.body;
  ASSERT_EQ(change(path, before).status, 200);
  auto const again = book(
      {{"hold", at(held, "/id")}, {"hold_token", at(held, "/token")}, {"patient", somebody()}});
  EXPECT_EQ(again.status, 201) << again.raw.body;
}

}  // namespace
}  // namespace plexus::test
