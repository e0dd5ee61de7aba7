// The commands of a day at the desk: the course of a visit, people who walk in, series, moves that
// take others along, and a machine that is out of order.
#include "tests/store/fault_fixture.hpp"

namespace plexus::store {
namespace {

class DeskFaultTest : public FaultInjectionTest {
 protected:
  void furnish(RawSql& root) override {
    add_service(root, {.code = "mri", .rooms = 2, .key = 40});
    // As many as walk in on one day here.
    add_service(root, {.code = "dressing", .rooms = 1, .minutes = 5, .capacity = 20, .key = 50});
  }
  struct Shape {
    std::string code;
    int rooms = 1;
    int minutes = 30;
    int capacity = 1;
    int key = 0;  // of its identifiers
  };
  void add_service(RawSql& root, Shape const& shape) {
    for (int i = 0; i < shape.rooms; ++i) {
      ResourceKey key{};
      wrote([&](Session& session) {
        Resource room;
        room.id = numbered<ResourceId>(shape.key + i);
        room.name = shape.code + " " + std::to_string(i);
        room.roles = {RoleCode(shape.code + "_room")};
        room.location = location;
        room.capacity = shape.capacity;
        key = insert_resource(session, room);
      });
      for (int day = 0; day < 7; ++day) {
        ASSERT_EQ(root.run(hours(key, day, 8 * 60, 18 * 60)), 0);
      }
    }
    wrote([&](Session& session) {
      HealthcareService service;
      service.code = ServiceCode(shape.code);
      service.duration = Minutes{shape.minutes};
      service.grid_step = Minutes{5};
      service.requirements = {{RoleCode(shape.code + "_room"), 1, {}}};
      insert_service(session, service, shape.key);
    });
  }

  /// A visit that has taken those steps already, and the next.
  Call after(std::vector<std::string> const& done, json::object const& next) {
    auto call = on_visit("/status", next);
    for (auto const& status : done) {
      call.body = json::object{{"status", status}, {"reason", "other"}};
      auto const response = program->send(call, fresh_key());
      EXPECT_EQ(response.status, 200) << response.bytes();
      call.if_match = std::string(response.headers.get("ETag"));
    }
    call.body = next;
    return call;
  }

  /// Five minutes of today that few others take.
  json::object walk_in() {
    int const n = walk_ins_++;
    auto body = json::object{{"steps", json::array{step_of("dressing")}},
                             {"patient", person()},
                             {"walk_in", {{"reason", "acute"}, {"arrived", true}}}};
    body["steps"].as_array().front().as_object()["start"] =
        format_utc(kNow + Minutes(5 * (1 + n % 90)));
    return body;
  }

  /// Two visits, the second behind the first; both are to come later.
  Call move_with_its_dependent() {
    auto first = step();
    auto second = step();
    second["after"] = json::array{0};
    auto const made = booked({{"steps", json::array{first, second}}});
    auto const& visits = made.at("appointments");
    std::string const path =
        "/api/v1/appointments/" + std::string(visits.at(0).at("id").as_string());
    auto const to = step();
    auto also = step();
    also.erase("service");
    also["appointment"] = visits.at(1).at("id");
    also["version"] = visits.at(1).at("version");
    return {.path = path + "/reschedule",
            .body = json::object{{"start", to.at("start")}, {"also", json::array{also}}},
            .if_match = std::string(read(path).headers.get("ETag"))};
  }

  /// A visit in one of two rooms, and that room being out of order then.
  json::object outage() {
    auto const made = booked({{"steps", json::array{step_of("mri")}}});
    auto const& visit = made.at("appointments").at(0);
    visit_ = visit.at("id");
    auto const start = *parse_instant(std::string_view(visit.at("start").as_string()));
    return {{"resource", visit.at("resources").at(0).at("id")},
            {"from", format_utc(start)},
            {"to", format_utc(start + Minutes{30})},
            {"reason", "breakdown"}};
  }
  /// The batch that has gone through those steps, and the next.
  Call batch(std::vector<std::string> const& done, std::string const& next) {
    auto response = program->send({.path = "/api/v1/batches", .body = outage()}, fresh_key());
    EXPECT_EQ(response.status, 201) << response.bytes();
    std::string const path =
        "/api/v1/batches/" + std::string(json::parse(response.bytes()).at("id").as_string());
    json::object const bare;
    for (auto const& word : done) {
      response = program->send({.path = path + word,
                                .body = bare,
                                .if_match = std::string(response.headers.get("ETag"))},
                               fresh_key());
      EXPECT_EQ(response.status, 200) << response.bytes();
    }
    return {
        .path = path + next, .body = bare, .if_match = std::string(response.headers.get("ETag"))};
  }

  json::value visit_;

 private:
  int walk_ins_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Store, DeskFaultTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(DeskFaultTest, checkIn) {
  prove([&] { return after({"arrived"}, {{"status", "checked-in"}}); }, 200, {.ways = 2});
}

TEST_P(DeskFaultTest, fulfil) {
  prove(
      [&] {
        return after({"arrived", "checked-in"}, {{"status", "fulfilled"}});
      },
      200, {.ways = 2});
}

TEST_P(DeskFaultTest, noshow) {
  prove([&] { return after({}, {{"status", "noshow"}}); }, 200, {.messages = 1, .ways = 2});
}

TEST_P(DeskFaultTest, undoAStep) {
  prove(
      [&] {
        return after({"arrived"}, {{"status", "booked"}, {"reason", "other"}});
      },
      200, {.ways = 2});
}

TEST_P(DeskFaultTest, restoreACancelledVisit) {
  prove(
      [&] {
        return after({"cancelled"}, {{"status", "booked"}, {"reason", "other"}});
      },
      200, {.messages = 1, .ways = 2});
}

TEST_P(DeskFaultTest, strikeOut) {
  prove(
      [&] {
        return after({}, {{"status", "entered-in-error"}, {"reason", "other"}});
      },
      200, {.ways = 2});
}

TEST_P(DeskFaultTest, walkIn) {
  prove([&]() -> Call { return {.path = "/api/v1/bookings", .body = walk_in()}; }, 201,
        {.messages = 1, .ways = 2});
}

TEST_P(DeskFaultTest, series) {
  prove(
      [&]() -> Call {
        json::array sessions;
        for (int i = 0; i < 6; ++i) sessions.push_back(step());
        auto const hold = sent({.path = "/api/v1/holds", .body = {{"steps", sessions}}}, 201);
        return {.path = "/api/v1/bookings",
                .body = json::object{{"hold", hold.at("id")}, {"patient", person()}}};
      },
      201, {.messages = 1, .ways = 2});
}

TEST_P(DeskFaultTest, moveWithItsDependent) {
  prove([&] { return move_with_its_dependent(); }, 200, {.messages = 1, .ways = 2});
}

TEST_P(DeskFaultTest, planABatch) {
  prove([&]() -> Call { return {.path = "/api/v1/batches", .body = outage()}; }, 201, {.ways = 2});
}

TEST_P(DeskFaultTest, editABatch) {
  prove(
      [&] {
        auto call = batch({}, "");
        call.method = http::Method::patch;
        call.body = json::object{
            {"moves", json::array{json::object{{"appointment", visit_}, {"action", "cancel"}}}}};
        return call;
      },
      200, {.ways = 2});
}

TEST_P(DeskFaultTest, applyABatch) {
  prove([&] { return batch({}, "/apply"); }, 200, {.messages = 1, .ways = 1});
}

TEST_P(DeskFaultTest, undoABatch) {
  prove([&] { return batch({"/apply"}, "/undo"); }, 200, {.messages = 1, .ways = 1});
}

}  // namespace
}  // namespace plexus::store
