// Sign-in, the small clinic, and the start line of a race.
#include "tests/faults/desk.hpp"

#include <atomic>
#include <barrier>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace plexus::test {
namespace {

/// 2026-12-03T00:00:00Z.
constexpr std::time_t kFirstDay = 1'796'256'000;

HttpHeaders signed_in(Client& client, std::string const& username) {
  auto const answer =
      client.post("/api/v1/session", {{"username", username}, {"password", kPassword}});
  if (answer.status != 200) throw std::runtime_error("no sign-in: " + answer.raw.body);
  auto const cookie = answer.header("Set-Cookie");
  return {{"Cookie", cookie.substr(0, cookie.find(';'))},
          {"X-CSRF-Token", text_at(answer, "/csrf_token")}};
}

std::string instant(std::time_t when) {
  std::tm parts{};
  ::gmtime_r(&when, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

json::array day_and_night(std::string const& site) {
  json::array hours;
  for (char const* const day : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}) {
    hours.push_back(
        json::object{{"location", site}, {"day", day}, {"start", "00:00"}, {"end", "24:00"}});
  }
  return hours;
}

}  // namespace

bool long_form() {
  char const* const wish = std::getenv("PLEXUS_FAULT_ROUNDS");
  return wish != nullptr && std::string_view(wish) == "long";
}

unsigned seed_of_test(unsigned fixed) {
  std::printf("seed %u\n", fixed);
  return fixed;
}

Desk::Desk(std::uint16_t port) : port_(port) {
  Client client(port);
  admin_ = signed_in(client, "admin");
  staff_ = signed_in(client, "frontdesk");
  site_ = text_at(client.get("/api/v1/locations"), "/items/0/id");
}

Answer Desk::sent(std::string const& path, json::value const& body) {
  auto answer = Client(port_).post("/api/v1/admin/" + path, body, admin_ + fresh_key());
  if (answer.status != 201) throw std::runtime_error(path + " refused: " + answer.raw.body);
  return answer;
}

void Desk::add_service(ServiceShape const& shape) {
  json::array needs;
  for (auto const& role : shape.roles) needs.push_back(json::object{{"role", role}});
  sent("services", json::object{{"id", shape.code},
                                {"name", "Race " + shape.code},
                                {"minutes", shape.minutes},
                                {"buffer_after_minutes", shape.after},
                                {"grid_step_minutes", shape.grid},
                                {"horizon_days", 400},
                                {"resources", needs},
                                {"bookable_without_intake", true}});
}

std::string Desk::add_room(RoomShape const& shape) {
  return text_at(sent("resources", json::object{{"kind", "room"},
                                                {"name", shape.name},
                                                {"roles", json::array{shape.role}},
                                                {"location", site_},
                                                {"capacity", shape.capacity},
                                                {"hours", day_and_night(site_)}}),
                 "/resource/id");
}

json::object Desk::step(std::string const& service, int minutes) const {
  return {{"service", service},
          {"start", instant(kFirstDay + std::time_t{60} * minutes)},
          {"location", site_}};
}

std::string Desk::epoch(int minutes) {
  return std::to_string(kFirstDay + std::time_t{60} * minutes);
}

json::object Desk::somebody() {
  static std::atomic<int> counter{0};
  auto const number = std::to_string(++counter);
  return {{"given_name", "Rosa"},
          {"family_name", "Racer " + number},
          {"birth_date", "1974-03-12"},
          {"email", "rosa." + number + "@example.org"}};
}

json::object Desk::booking(json::array const& steps, std::string const& mark) {
  return {{"steps", steps}, {"patient", somebody()}, {"note", "mark " + mark}};
}

void all_at_once(int callers, int rounds, std::function<void(int, int)> const& call) {
  std::barrier line(callers);
  std::mutex mutex;
  std::vector<std::string> faults;
  {
    std::vector<std::jthread> threads;
    for (int caller = 0; caller < callers; ++caller) {
      threads.emplace_back([&, caller] {
        for (int round = 0; round < rounds; ++round) {
          line.arrive_and_wait();
          try {
            call(caller, round);
          } catch (std::exception const& error) {
            std::lock_guard const guard(mutex);
            faults.emplace_back(error.what());
          }
        }
      });
    }
  }
  for (auto const& fault : faults) ADD_FAILURE() << fault;
}

void Answers201::add(Answer const& answer) {
  std::lock_guard const guard(mutex_);
  if (answer.status == 201) {
    EXPECT_TRUE(acknowledged_.insert(text_at(answer, "/id")).second) << "acknowledged twice";
  } else if (answer.status == 503) {
    EXPECT_FALSE(answer.header("Retry-After").empty()) << answer.raw.body;
    ++busy_;
  } else {
    EXPECT_EQ(answer.status, 409) << answer.raw.body;
    ++refused_;
  }
}

FaultTest::FaultTest()
    : clinic(shared_installation(GetParam(), "faults")),
      desk(clinic.port()),
      ledger(clinic.database().owner()) {}

std::string FaultTest::service(int minutes, int rooms, int capacity, int grid) {
  static std::atomic<int> counter{0};
  auto const code = "race_" + std::to_string(++counter);
  desk.add_service({.code = code, .minutes = minutes, .roles = {code + "_room"}, .grid = grid});
  for (int room = 0; room < rooms; ++room) {
    desk.add_room({"Room " + code + " " + std::to_string(room), code + "_room", capacity});
  }
  return code;
}

}  // namespace plexus::test
