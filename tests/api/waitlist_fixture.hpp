// Entries of the waitlist over HTTP, and visits whose time is freed for them. Used by the suites
// about those who wait.
#pragma once

#include <chrono>
#include <thread>

#include "tests/api/clinic.hpp"

namespace plexus::test {

inline constexpr char const* kTherapist = "consultation_therapist";

/// What the stories share: a visit that will be cancelled, and entries that want just its time.
class WaitlistFixture : public ApiTest {
 protected:
  explicit WaitlistFixture(char const* installation = "waitlist") : ApiTest(installation) {}

  struct Entry {
    std::string id;
    std::string token;
    std::string path() const { return "/api/v1/waitlist/" + id; }
  };

  /// A booked visit with a therapist; whoever waits for it waits for this person, site and day.
  struct Visit {
    json::object step;
    std::string booking;
    std::string token;
    std::string etag;
    json::object wishes;
  };

  Visit visit(std::string const& from) {
    return visit_at(therapist_steps(1, from).front().as_object(), {});
  }
  /// Of another service, booked by staff at its first free time from that day on.
  Visit visit_of(std::string const& service, std::string const& from, HttpHeaders const& staff) {
    return visit_at(step(service, free_slots(service, from, "2026-12-31").front()), staff);
  }
  Visit visit_at(json::object const& step, HttpHeaders const& as) {
    Visit made;
    made.step = step;
    auto const answer = book({{"steps", json::array{made.step}}, {"patient", somebody()}}, as);
    EXPECT_EQ(answer.status, 201) << answer.raw.body;
    made.booking = text_at(answer, "/id");
    made.token = text_at(answer, "/manage_token");
    made.etag = answer.header("ETag");
    made.wishes = {{"locations", json::array{made.step.at("location")}},
                   {"not_before", made.step.at("start")},
                   {"exclude_dates", json::array()}};
    if (auto const* who = made.step.if_contains("practitioner")) {
      made.wishes["practitioner"] = *who;
    }
    // That day alone: what other tests free is nothing to these entries.
    auto const own = text_at(made.step, "/start").substr(0, 10);
    for (int day = 1; day <= 31; ++day) {
      auto const date = "2026-12-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
      if (date != own) made.wishes["exclude_dates"].as_array().emplace_back(date);
    }
    return made;
  }

  void cancel(Visit const& visit, HttpHeaders const& staff = {}) {
    auto const as = staff.empty() ? bearer(visit.token) : staff;
    auto const read = client.get("/api/v1/bookings/" + visit.booking, as);
    auto const answer =
        client.post("/api/v1/bookings/" + visit.booking + "/cancel", {{"reason", "illness"}},
                    as + if_match(read.header("ETag")) + fresh_key());
    ASSERT_EQ(answer.status, 200) << answer.raw.body;
  }

  Answer ask(json::object const& body, HttpHeaders const& more = {}) {
    return client.post("/api/v1/waitlist", body, fresh_key() + more);
  }

  Entry wait_for(json::object const& body, HttpHeaders const& more = {}) {
    auto const answer = ask(body, more);
    EXPECT_EQ(answer.status, 201) << answer.raw.body;
    return {text_at(answer, "/id"), text_at(answer, "/token")};
  }
  Entry wait_for(Visit const& visit, json::object const& more = {}) {
    json::object body{{"service", kTherapist}, {"patient", somebody()}, {"wishes", visit.wishes}};
    return wait_for(merged(std::move(body), more));
  }

  /// For another service than the therapist; who waits, by `more`.
  Entry wait_for(Visit const& visit, std::string const& service, json::object const& more,
                 HttpHeaders const& as = {}) {
    json::object body{{"service", service}, {"patient", somebody()}, {"wishes", visit.wishes}};
    return wait_for(merged(std::move(body), more), as);
  }

  /// Two who join within a second wait equally long; this one has waited longer.
  Entry wait_longer(Visit const& visit) {
    auto const entry = wait_for(visit);
    EXPECT_EQ(store::RawSql(clinic.database().owner())
                  .run("UPDATE waitlist_entry SET created_at = created_at - 60 WHERE entry_id = '" +
                       entry.id + "'"),
              0);
    return entry;
  }

  json::value read(Entry const& entry) {
    auto const answer = client.get(entry.path(), bearer(entry.token));
    EXPECT_EQ(answer.status, 200) << answer.raw.body;
    return answer.body;
  }

  /// Asks until the entry has an open offer; the machine may be busy with other things.
  json::value offered(Entry const& entry) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < end) {
      auto const body = read(entry);
      for (auto const& offer : list_at(body, "/offers")) {
        if (text_at(offer, "/state") == "offered") return offer;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ADD_FAILURE() << "nothing was offered: "
                  << client.get(entry.path(), staff("frontdesk")).raw.body;
    return nullptr;
  }

  /// Asks until the entry was passed over for something.
  std::string skipped(Entry const& entry) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < end) {
      auto const body = client.get(entry.path(), staff("frontdesk")).body;
      if (!list_at(body, "/skipped").empty()) return text_at(body, "/skipped/0/reason");
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return "never passed over";
  }

  /// Asks until the entry was passed over for that reason, by whatever became free.
  bool skipped_as(Entry const& entry, std::string const& reason) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < end) {
      auto const body = client.get(entry.path(), staff("frontdesk")).body;
      for (auto const& skip : list_at(body, "/skipped")) {
        if (text_at(skip, "/reason") == reason) return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  }

  Answer reply(Entry const& entry, json::value const& offer, std::string const& word,
               HttpHeaders const& more = {}) {
    return client.raw("POST", entry.path() + "/offers/" + text_at(offer, "/id") + "/" + word, "",
                      bearer(entry.token) + (more.empty() ? fresh_key() : more));
  }

  void leave(Entry const& entry) {
    EXPECT_EQ(client.del(entry.path(), bearer(entry.token)).status, 204);
  }

  std::string sql(std::string const& query) const {
    return store::RawSql(clinic.database().owner()).ask(query);
  }
};

}  // namespace plexus::test
