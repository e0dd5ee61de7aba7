// A visit with gates over HTTP: booked by the desk, answered, decided. Used by the suites about
// gates.
#pragma once

#include <algorithm>

#include "tests/api/clinic.hpp"

namespace plexus::test {

class GateFixture : public ApiTest {
 protected:
  struct Visit {
    std::string path;
    HttpHeaders token;
    std::string etag;
    std::string status;
    json::value booking;
  };

  /// A visit booked by the front desk for somebody, who was born as given.
  Visit visit(std::string const& service, std::string const& birth_date = "1974-03-12",
              std::string const& from = "2026-12-09") {
    auto person = somebody();
    person["birth_date"] = birth_date;
    auto const slot = free_slots(service, from).front();
    auto const made = book({{"steps", json::array{step(service, slot)}}, {"patient", person}},
                           staff("frontdesk"));
    EXPECT_EQ(made.status, 201) << made.raw.body;
    Visit one{"/api/v1/appointments/" + text_at(made, "/appointments/0/id"),
              bearer(text_at(made, "/manage_token")), "", text_at(made, "/appointments/0/status"),
              made.body};
    one.etag = client.get(one.path, one.token).header("ETag");
    return one;
  }

  Answer gates(Visit const& one, HttpHeaders const& as) {
    return client.get(one.path + "/gates", as);
  }

  /// Every question of the gate with its safe answer, or the one given.
  json::object answers(Visit const& one, std::string const& gate, Answers const& given = {}) {
    json::object body;
    for (auto const& item : list_at(gates(one, one.token), "/items")) {
      if (text_at(item, "/gate") != gate) continue;
      for (auto const& question : list_at(item, "/questions")) {
        auto const id = text_at(question, "/id");
        bool const positive = id.starts_with("guardian_") || id == "kidney_test_recent";
        body[id] = positive ? "present" : "absent";
        if (auto const known = given.find(id); known != given.end()) body[id] = known->second;
      }
    }
    return {{"answers", std::move(body)}};
  }

  Answer send(Visit& one, std::string const& what, json::object const& body,
              HttpHeaders const& as) {
    auto answer =
        client.post(one.path + "/gates/" + what, body, as + fresh_key() + if_match(one.etag));
    if (answer.status == 200) {
      one.etag = answer.header("ETag");
      one.status = text_at(answer, "/status");
    }
    return answer;
  }
  Answer decide(Visit& one, std::string const& gate, char const* outcome, char const* reason,
                char const* user = "clinician") {
    return send(one, gate + "/clear", {{"outcome", outcome}, {"reason", reason}}, staff(user));
  }
  /// The member of the visit's gate of that name.
  std::string of(Answer const& answer, std::string const& gate, std::string const& member) {
    for (auto const& item : list_at(answer, "/items")) {
      if (text_at(item, "/gate") == gate) return text_at(item, "/" + member);
    }
    return "(no such gate)";
  }
  /// The ids of visits on the worklist, in its order, over all its pages.
  std::vector<std::string> waiting(std::string const& query) {
    std::vector<std::string> ids;
    std::string last;
    for (std::string cursor;;) {
      auto const page =
          client.get("/api/v1/worklists/gates?limit=2" + query + cursor, staff("frontdesk"));
      EXPECT_EQ(page.status, 200) << page.raw.body;
      for (auto const& item : list_at(page, "/items")) {
        EXPECT_LE(last, text_at(item, "/due_at"));
        last = text_at(item, "/due_at");
        ids.push_back(text_at(item, "/appointment/id"));
      }
      if (!at(page, "/next").is_string()) return ids;
      cursor = "&cursor=" + text_at(page, "/next");
    }
  }
  static bool among(std::vector<std::string> const& ids, Visit const& one) {
    return std::find(ids.begin(), ids.end(), text_at(one.booking, "/appointments/0/id")) !=
           ids.end();
  }
};

}  // namespace plexus::test
