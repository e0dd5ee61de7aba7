// The commands of care at the desk: gates and what takes a visit's place, those who wait, those who
// are called back.
#include "backend/app/visit_gates.hpp"
#include "backend/app/waitlist_offers.hpp"
#include "backend/gates/gate_book.hpp"
#include "tests/store/fault_fixture.hpp"

namespace plexus::store {
namespace {

class CareFaultTest : public FaultInjectionTest {
 protected:
  void furnish(RawSql& root) override {
    int number = 0;
    for (char const* const service : {"mri", "ct"}) {
      add_room(root, service, std::string(service) + "_scanner", 30 + number, 10 + number);
      ++number;
    }
  }

  /// A visit of half an hour in a room that is open day by day.
  void add_room(RawSql& root, std::string const& code, std::string const& role, int id, int place) {
    ResourceKey key{};
    wrote([&](Session& session) {
      Resource room;
      room.id = numbered<ResourceId>(id);
      room.name = role;
      room.roles = {RoleCode(role)};
      room.location = location;
      key = insert_resource(session, room);
      HealthcareService service;
      service.code = ServiceCode(code);
      service.duration = Minutes{30};
      service.requirements = {{RoleCode(role), 1, {}}};
      insert_service(session, service, place);
    });
    for (int day = 0; day < 7; ++day) {
      ASSERT_EQ(root.run(hours(key, day, 8 * 60, 18 * 60)), 0);
    }
  }

  /// A scan that waits for its gate, and the next call about that.
  std::string scan() {
    auto const made = booked({{"steps", json::array{step_of("mri")}}});
    EXPECT_EQ(made.at("appointments").at(0).at("status").as_string(), "pending");
    return "/api/v1/appointments/" +
           std::string(made.at("appointments").at(0).at("id").as_string());
  }
  Call on_gate(std::string const& visit, std::string const& what, json::object const& body) {
    return {.path = visit + what,
            .body = body,
            .if_match = std::string(read(visit).headers.get("ETag"))};
  }
  Call answering(std::string const& visit) {
    static auto const book =
        gates::read_gate_book(std::string(PLEXUS_SOURCE_DIR) + "/backend/gates/gates.yaml");
    json::object answers;
    for (auto const& sheet : book.sheets) {
      if (sheet.kind != GateKind::mri_safety) continue;
      for (auto const& question : sheet.questions) {
        answers[question.id] = to_word(question.safe);
      }
    }
    return on_gate(visit, "/gates/mri_safety/answers", {{"answers", answers}});
  }
  Call deciding(std::string const& visit, char const* outcome, char const* reason) {
    return on_gate(visit, "/gates/mri_safety/clear", {{"outcome", outcome}, {"reason", reason}});
  }
  std::string failed_scan() {
    auto const visit = scan();
    sent(deciding(visit, "failed", "unsafe"), 200);
    return visit;
  }

  json::object waiting() { return {{"service", "mri"}, {"patient", person()}}; }
  std::string entry() {
    return "/api/v1/waitlist/" +
           std::string(
               sent({.path = "/api/v1/waitlist", .body = waiting()}, 201).at("id").as_string());
  }
  /// A time that the only one who waits may have; her entry.
  std::string freed() {
    auto const path = entry();
    auto const visit = scan();
    offer_freed_time();  // what was free before is nothing to who comes later
    auto cancel = on_gate(visit, "/cancel", {{"reason", "illness"}});
    sent(cancel, 200);
    return path;
  }
  std::string offer() {
    auto const path = freed();
    offer_freed_time();
    auto const seen = json::parse(read(path).bytes());
    auto const& offers = seen.at("offers").as_array();
    if (offers.size() != 1) throw std::runtime_error("no offer: " + json::serialize(seen));
    return path + "/offers/" + std::string(offers.front().at("id").as_string());
  }
  void offer_freed_time() { app::offer_freed_time(program->services()); }

  static std::string version_of(http::Response const& response) {
    return "\"" + json::serialize(json::parse(response.bytes()).at("version")) + "\"";
  }

  /// Somebody who asked to be called, and the task.
  std::string intake() {
    return "/api/v1/intakes/" +
           std::string(sent({.path = "/api/v1/intakes",
                             .body = json::object{{"complaint", "My foot is numb"}}},
                            201)
                           .at("id")
                           .as_string());
  }
  Call on_task(std::vector<std::string> const& words, json::value const& last) {
    Call call{.path = intake() + "/callback", .body = json::object{{"phone", "030 5550143"}}};
    auto const response = program->send(call, fresh_key());
    EXPECT_EQ(response.status, 200) << response.bytes();
    auto const id = std::string(json::parse(response.bytes()).at("id").as_string());
    std::string const task = "/api/v1/worklists/callbacks/" + id + "/";
    // Patients are not told the version.
    auto etag = "\"" +
                RawSql(fresh->owner())
                    .ask("SELECT version FROM callback_task WHERE callback_id = '" + id + "'") +
                "\"";
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      auto const done =
          program->send({.path = task + words[i], .body = {}, .if_match = etag}, fresh_key());
      EXPECT_EQ(done.status, 200) << done.bytes();
      etag = version_of(done);
    }
    return {.path = task + words.back(), .body = last, .if_match = etag};
  }
};
INSTANTIATE_TEST_SUITE_P(Store, CareFaultTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(CareFaultTest, answerGate) {
  prove([&] { return answering(scan()); }, 200, {.ways = 2});
}

TEST_P(CareFaultTest, clearGate) {
  prove(
      [&] {
        auto const visit = scan();
        sent(answering(visit), 200);
        return deciding(visit, "cleared", "answers_safe");
      },
      200, {.messages = 1, .ways = 2});
}

TEST_P(CareFaultTest, failGate) {
  prove([&] { return deciding(scan(), "failed", "unsafe"); }, 200, {.messages = 1, .ways = 2});
}

TEST_P(CareFaultTest, takeSubstitute) {
  prove(
      [&] {
        auto const visit = failed_scan();
        auto const other = step_of("ct");
        return on_gate(visit, "/substitute",
                       {{"start", other.at("start")}, {"location", other.at("location")}});
      },
      201, {.messages = 1, .ways = 2});
}

TEST_P(CareFaultTest, joinWaitlist) {
  prove([&]() -> Call { return {.path = "/api/v1/waitlist", .body = waiting()}; }, 201,
        {.ways = 2});
}

TEST_P(CareFaultTest, leaveWaitlist) {
  EXPECT_GT(prove_deletion([&] { return entry(); }), 4);
}

TEST_P(CareFaultTest, acceptOffer) {
  prove([&]() -> Call { return {.path = offer() + "/accept", .body = {}}; }, 200,
        {.messages = 1, .ways = 2});
}

TEST_P(CareFaultTest, declineOffer) {
  prove([&]() -> Call { return {.path = offer() + "/decline", .body = {}}; }, 200, {.ways = 2});
}

TEST_P(CareFaultTest, askForCall) {
  prove(
      [&]() -> Call {
        return {.path = intake() + "/callback", .body = json::object{{"phone", "030 5550143"}}};
      },
      200, {.ways = 2});
}

TEST_P(CareFaultTest, claimCall) {
  prove([&] { return on_task({"claim"}, {}); }, 200, {.ways = 2});
}

TEST_P(CareFaultTest, releaseCall) {
  prove([&] { return on_task({"claim", "release"}, {}); }, 200, {.ways = 2});
}

TEST_P(CareFaultTest, finishCall) {
  prove(
      [&] {
        return on_task({"claim", "done"}, json::object{{"outcome", "advised"}});
      },
      200, {.ways = 2});
}

TEST_P(CareFaultTest, offerFreedTime) {
  prove_chore([&] { freed(); }, [&] { offer_freed_time(); }, 1);
}

TEST_P(CareFaultTest, passOnAnOfferThatRanOut) {
  prove_chore(
      [&] {
        offer();
        RawSql root(fresh->owner());
        ASSERT_EQ(root.run("UPDATE waitlist_offer SET expires_at = 1 WHERE state = 'offered'"), 0);
      },
      [&] { app::pass_on_run_out(program->services()); }, 0);
}

TEST_P(CareFaultTest, releaseWhatWasNotCleared) {
  prove_chore(
      [&] {
        auto const visit = scan();
        RawSql root(fresh->owner());
        ASSERT_EQ(root.run("UPDATE appointment_gate SET due_at = 1 WHERE appointment_id = '" +
                           visit.substr(visit.rfind('/') + 1) + "'"),
                  0);
      },
      [&] { app::release_ungated(program->services()); }, 1);
}

}  // namespace
}  // namespace plexus::store
