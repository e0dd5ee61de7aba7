// A day of a therapist who falls ill, over HTTP. Every story has a server of its own: it closes
// calendars, and a day passes in some. Used by the suites about batches.
#pragma once

#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {

class BatchFixture : public testing::TestWithParam<Dialect> {
 protected:
  BatchFixture() : installation(GetParam()) { serve(kStart); }

  void serve(std::string const& clock) {
    if (installation.runs()) {
      EXPECT_EQ(installation.stop(), 0);
    }
    installation.start({.clock = clock});
    client = std::make_unique<Client>(installation.port());
    auto const answer =
        client->post("/api/v1/session", {{"username", "frontdesk"}, {"password", kPassword}});
    ASSERT_EQ(answer.status, 200) << answer.raw.body;
    auto const cookie = answer.header("Set-Cookie");
    desk = {{"Cookie", cookie.substr(0, cookie.find(';'))},
            {"X-CSRF-Token", text_at(answer, "/csrf_token")}};
  }

  static json::object somebody() {
    static int number = 0;
    return {{"given_name", "Ada"},
            {"family_name", "Batch " + std::to_string(++number)},
            {"birth_date", "1974-03-12"},
            {"phone", "+49 30 23125 099"}};
  }
  json::array slots(std::string const& service, std::string const& from, std::string const& to,
                    std::string const& more = "") {
    return list_at(client->get("/api/v1/slots?service=" + service + "&from=" + from + "&to=" + to +
                               "&limit=200" + more),
                   "/items");
  }
  static json::object step(std::string const& service, json::value const& slot) {
    json::object out{
        {"service", service}, {"start", at(slot, "/start")}, {"location", at(slot, "/location")}};
    if (at(slot, "/practitioner").is_string()) out["practitioner"] = at(slot, "/practitioner");
    return out;
  }
  /// Some visits of one therapist on one day; her id is in `who`, the day in `day`.
  void book_day(std::size_t count) {
    auto const free = slots("consultation_therapist", "2026-12-10", "2026-12-12");
    ASSERT_FALSE(free.empty());
    who = text_at(free.front(), "/practitioner");
    day = text_at(free.front(), "/start").substr(0, 10);
    Instant next{};
    for (auto const& slot : free) {
      if (text_at(slot, "/practitioner") != who || text_at(slot, "/start").substr(0, 10) != day) {
        continue;
      }
      if (visits.size() == count) break;
      auto const start = *parse_instant(text_at(slot, "/start"));
      if (start < next) continue;
      next = *parse_instant(text_at(slot, "/end")) + Minutes{30};  // buffers and all
      auto const made = client->post(
          "/api/v1/bookings",
          {{"steps", json::array{step("consultation_therapist", slot)}}, {"patient", somebody()}},
          desk + fresh_key());
      ASSERT_EQ(made.status, 201) << made.raw.body;
      visits.push_back(text_at(made, "/appointments/0/id"));
      starts.push_back(text_at(made, "/appointments/0/start"));
    }
    ASSERT_EQ(visits.size(), count);
  }
  json::object of_day() const {
    return {{"resource", who},
            {"from", day + "T00:00:00+01:00"},
            {"to", day + "T23:55:00+01:00"},
            {"reason", "illness"}};
  }
  Answer draft(json::object const& body) {
    return client->post("/api/v1/batches", body, desk + fresh_key());
  }
  static std::string path(Answer const& batch) {
    return "/api/v1/batches/" + text_at(batch, "/id");
  }
  Answer command(Answer const& batch, std::string const& what, json::object const& body = {}) {
    return client->post(path(batch) + "/" + what, body,
                        desk + fresh_key() + if_match(batch.header("ETag")));
  }
  Answer edit(Answer const& batch, json::object const& body) {
    return client->patch(path(batch), body, desk + fresh_key() + if_match(batch.header("ETag")));
  }
  Answer visit(std::string const& id) { return client->get("/api/v1/appointments/" + id, desk); }
  json::value move_of(Answer const& batch, std::string const& id) {
    for (auto const& one : list_at(batch, "/moves")) {
      if (text_at(one, "/appointment") == id) return one;
    }
    return nullptr;
  }
  /// How many visits of the therapist lie on the day.
  std::size_t left_on_day() {
    auto const list = client->get("/api/v1/appointments?practitioner=" + who + "&from=" + day +
                                      "T00:00:00%2B01:00&to=" + day +
                                      "T23:59:00%2B01:00&status=pending,booked&limit=200",
                                  desk);
    return list_at(list, "/items").size();
  }
  bool offered() {
    for (auto const& slot :
         slots("consultation_therapist", day, day + "T23:00:00%2B01:00", "&practitioner=" + who)) {
      if (text_at(slot, "/start").substr(0, 10) == day) return true;
    }
    return false;
  }
  std::string ask(std::string const& sql) {
    return store::RawSql(installation.database().owner()).ask(sql);
  }
  void expect_sound() {
    EXPECT_EQ(ask("SELECT COUNT(*) FROM allocation a JOIN allocation b ON a.resource_key = "
                  "b.resource_key AND a.seat = b.seat AND a.allocation_id < b.allocation_id "
                  "AND a.start_cell < b.end_cell AND b.start_cell < a.end_cell"),
              "0");
  }

  Installation installation;
  std::unique_ptr<Client> client;
  HttpHeaders desk;
  std::string who;
  std::string day;
  std::vector<std::string> visits;
  std::vector<std::string> starts;
};

}  // namespace plexus::test
