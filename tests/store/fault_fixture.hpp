// Each statement of each command fails once, in each way a database can fail: what is stored
// afterwards is exactly what was there before or what the whole command makes, never between; the
// caller hears a clean answer; and a repeat under the same key ends in one effect.
// A new command is one row: how it is prepared, what it answers, and how many messages it leaves.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <sstream>

#include "backend/api/gate.hpp"
#include "backend/api/routes.hpp"
#include "backend/app/protocol_versions.hpp"
#include "backend/gates/gate_book.hpp"
#include "backend/http/dispatch.hpp"
#include "backend/store/user_store.hpp"
#include "tests/store/faults.hpp"
#include "tests/store/occupancy_fixture.hpp"

namespace plexus::store {
namespace json = boost::json;
using Kind = SqlError::Kind;
using Moment = Faults::Moment;

/// One call, ready to be sent as often as wanted.
struct Call {
  http::Method method = http::Method::post;
  std::string path;
  json::value body;
  std::string if_match;
};

/// The program in this process, but for sockets and the gate; a member of staff calls.
class Program {
 public:
  Program(Database& database, Process& process, Clock const& clock, User const& staff)
      : staff_(staff),
        shelf_(app::open_shelf(database, std::string(PLEXUS_SOURCE_DIR) + "/routing/protocols",
                               "back_numbness", clock.now())),
        gates_(gates::read_gate_book(std::string(PLEXUS_SOURCE_DIR) + "/backend/gates/gates.yaml")),
        key_(auth::ServerKey::from_hex(std::string(64, 'a'))),
        context_{.services = {.database = database,
                              .clock = clock,
                              .key = key_,
                              .protocols = *shelf_,
                              .clinics = process.clinics,
                              .occupancy = process.occupancy,
                              .gates = gates_,
                              .policies = {}},
                 .running = running_,
                 .bars = bars_,
                 .intake_rate = no_rate_,
                 .sign_in_rate = no_rate_,
                 .hold_rate = no_rate_,
                 .search_rate = no_rate_,
                 .metrics = metrics_,
                 .openapi_yaml = {}},
        table_(api::make_routes(&context_)) {}

  app::Services const& services() const noexcept { return context_.services; }

  http::Response send(Call const& call, std::string const& key) {
    http::Request request;
    request.method = call.method;
    std::istringstream words(call.path.substr(1));
    for (std::string word; std::getline(words, word, '/');) request.segments.push_back(word);
    auto const match = table_.find(call.method, request.segments);
    if (match.route == nullptr) throw std::logic_error("no route " + call.path);
    request.path_parameters = match.path_parameters;
    request.headers.add("Idempotency-Key", key);
    if (!call.if_match.empty()) request.headers.add("If-Match", call.if_match);
    if (!call.body.is_null()) {
      request.headers.add("Content-Type", "application/json");
      request.body = json::serialize(call.body);
    }
    request.remote_address = "127.0.0.1";
    request.request_id = "test";
    return http::dispatch(*match.route, request, [this](http::Request& one, http::Route const&) {
      one.principal = api::Principal{.staff = staff_};
      return std::optional<http::Response>();
    });
  }

 private:
  User staff_;
  std::unique_ptr<app::ProtocolShelf> shelf_;
  gates::GateBook gates_;
  auth::ServerKey key_;
  app::RunningKeys running_;
  app::BarShelf bars_;
  http::RateLimit no_rate_{{.enabled = false}};
  http::Metrics metrics_;
  api::Context context_;
  http::RouteTable table_;
};

/// Everything that is stored, and how much of it.
struct Snapshot {
  std::map<std::string, std::vector<std::string>> rows;  // by table, sorted

  friend bool operator==(Snapshot const&, Snapshot const&) = default;
};

/// By table, and by status of appointments: what a command adds.
inline std::map<std::string, int> difference(Snapshot const& from, Snapshot const& to) {
  std::map<std::string, int> change;
  for (auto const& [table, rows] : to.rows) {
    auto const& before = from.rows.at(table);
    change[table] = static_cast<int>(rows.size()) - static_cast<int>(before.size());
    for (auto const& row : rows) {
      if (!std::binary_search(before.begin(), before.end(), row)) ++change[table + " (new rows)"];
    }
  }
  return change;
}

class FaultInjectionTest : public OccupancyTest {
 protected:
  void SetUp() override {
    OccupancyTest::SetUp();
    RawSql root(fresh->owner());
    furnish(root);
    ASSERT_EQ(root.run("UPDATE service SET horizon_days = 365"), 0);
    User staff;
    staff.id = numbered<UserId>(1);
    staff.username = "desk";
    staff.name = "Desk";
    staff.roles = {UserRole::front_desk, UserRole::clinician};
    written([&](Session& session) {
      return insert_user(session, {.user = staff, .password_hash = "-"}, kNow);
    });
    one = std::make_unique<Process>(fresh->application(), clock);
    db = Database::open(fresh->application(), {.sessions = 2}, &faults);
    db->after_change([this] { one->occupancy.follow_if_possible(); });
    program = std::make_unique<Program>(*db, *one, clock, staff);
    faults.clear();
  }
  void TearDown() override {
    program.reset();
    OccupancyTest::TearDown();
  }

  /// Adds to the clinic what a suite needs beside it, before anybody reads it.
  virtual void furnish(RawSql&) {}

  /// A visit that no other call of this test takes: 16 a day, from tomorrow on.
  json::object step() {
    auto with_doctor = step_of("consultation_neurologist");
    with_doctor["practitioner"] = practitioner.str();
    return with_doctor;
  }
  json::object step_of(char const* service) {
    int const n = steps_++;
    auto const start = std::chrono::floor<std::chrono::days>(kNow) + std::chrono::days(1 + n / 16) +
                       Minutes(8 * 60 + 30 * (n % 16));
    std::chrono::year_month_day const day(std::chrono::floor<std::chrono::days>(start));
    std::chrono::hh_mm_ss const clock_time(start - std::chrono::floor<std::chrono::days>(start));
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02ld:%02ld:00Z", int(day.year()),
                  unsigned(day.month()), unsigned(day.day()), long(clock_time.hours().count()),
                  long(clock_time.minutes().count()));
    return {{"service", service}, {"start", text}, {"location", location.str()}};
  }
  json::object steps() { return {{"steps", json::array{step(), step()}}}; }
  json::object person() {
    return {{"given_name", "Ada"},
            {"family_name", "N" + std::to_string(people_++)},
            {"birth_date", "1970-01-01"},
            {"phone", "+49 30 23125 000"}};
  }
  std::string fresh_key() { return "key-" + std::to_string(keys_++); }

  json::object sent(Call const& call, int status) {
    auto const response = program->send(call, fresh_key());
    EXPECT_EQ(response.status, status) << response.bytes();
    return response.status == status ? json::parse(response.bytes()).as_object() : json::object();
  }
  json::object booked() { return booked(steps()); }
  json::object booked(json::object body) {
    body["patient"] = person();
    return sent({.path = "/api/v1/bookings", .body = body}, 201);
  }
  http::Response read(std::string const& path) {
    return program->send({.method = http::Method::get, .path = path}, "-");
  }
  /// A call on the first visit of a new booking.
  Call on_visit(std::string const& what, json::object const& body) {
    auto const booking = booked();
    auto const id = booking.at("appointments").at(0).at("id").as_string();
    std::string const path = "/api/v1/appointments/" + std::string(id);
    auto const seen = read(path);
    return {.path = path + what, .body = body, .if_match = std::string(seen.headers.get("ETag"))};
  }
  std::string held() {
    return std::string(sent({.path = "/api/v1/holds", .body = steps()}, 201).at("id").as_string());
  }

  Snapshot stored() {
    RawSql root(fresh->owner());
    bool const file = GetParam() == Dialect::sqlite;
    if (columns_.empty()) {
      for (auto const& table :
           root.list(file ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                            "'sqlite_%'"
                          : "SELECT table_name FROM information_schema.tables WHERE table_schema = "
                            "DATABASE() AND table_type = 'BASE TABLE'")) {
        std::string row;
        for (auto const& column : root.list(
                 file ? "SELECT name FROM pragma_table_info('" + table + "')"
                      : "SELECT column_name FROM information_schema.columns WHERE table_schema = "
                        "DATABASE() AND table_name = '" +
                            table + "' ORDER BY ordinal_position")) {
          row += (row.empty() ? "" : file ? " || '|' || " : ", '|', ") + ("quote(" + column + ")");
        }
        columns_[table] = file ? row : "CONCAT(" + row + ")";
      }
    }
    Snapshot all;
    for (auto const& [table, row] : columns_) {
      auto& rows = all.rows[table] = root.list("SELECT " + row + " FROM " + table);
      std::sort(rows.begin(), rows.end());
    }
    return all;
  }

  static testing::AssertionResult clean_problem(http::Response const& response, int status) {
    auto const text = std::string(response.bytes());
    auto const fail = [&](std::string const& why) {
      return testing::AssertionFailure() << why << ": " << response.status << " " << text;
    };
    if (response.status != status) return fail("another status");
    if (response.content_type != "application/problem+json") return fail("no problem");
    if (status == 503 && response.headers.get("Retry-After").empty()) return fail("no Retry-After");
    for (auto const* leak : {"database error", "999", "INSERT", "SELECT", "UPDATE", "COMMIT"}) {
      if (text.find(leak) != std::string::npos) return fail("it says too much");
    }
    return testing::AssertionSuccess();
  }

  /// A caller may hold only so many plans at a time, and nobody waits for what comes next.
  void let_go() {
    RawSql root(fresh->owner());
    for (auto const& entry :
         root.list("SELECT entry_id FROM waitlist_entry WHERE state IN ('waiting', 'offered')")) {
      (void)program->send({.method = http::Method::delete_, .path = "/api/v1/waitlist/" + entry},
                          "-");
    }
    for (auto const& hold : root.list("SELECT hold_id FROM hold")) {
      (void)program->send({.method = http::Method::delete_, .path = "/api/v1/holds/" + hold}, "-");
    }
  }

  using Prepare = std::function<Call()>;

  /// One fault in one call, and the call again.
  void strike(Prepare const& prepare, int status, std::map<std::string, int> const& whole, int n,
              Kind kind, Moment moment) {
    SCOPED_TRACE("statement " + std::to_string(n) + ", kind " + std::to_string(int(kind)) +
                 (moment == Moment::after ? ", after it" : ""));
    Call const call = prepare();
    auto const key = fresh_key();
    auto const before = stored();
    if (moment == Moment::after) {
      faults.fail_each("COMMIT", moment, kind);
    } else {
      faults.fail_at(n, kind);
    }
    auto const first = program->send(call, key);
    EXPECT_EQ(faults.struck(), 1);
    auto const seen = faults.seen();
    faults.clear();
    auto const between = stored();
    bool const on_file = GetParam() == Dialect::sqlite;
    if (first.status == status) {
      EXPECT_TRUE(kind == Kind::retry || kind == Kind::lost) << first.bytes();
      EXPECT_EQ(difference(before, between), whole);
    } else {
      EXPECT_NE(kind, Kind::retry) << "that passes: " << first.bytes();
      if (!on_file) {
        EXPECT_NE(kind, Kind::lost) << "another connection is there";
      }
      EXPECT_TRUE(clean_problem(first, kind == Kind::other ? 500 : 503));
      EXPECT_EQ(between, before) << "after " << (seen.empty() ? "" : seen.back());
    }
    auto const second = program->send(call, key);
    EXPECT_EQ(second.status, status) << second.bytes();
    if (first.status == status) {
      EXPECT_EQ(second.bytes(), first.bytes());
    }
    EXPECT_EQ(difference(before, stored()), whole) << "once, however often it was sent";
    let_go();
  }

  /// What a command leaves in the outbox, and in how many of the four ways each of its statements
  /// fails: by turns where not in all.
  struct Proof {
    int messages = 0;
    int ways = 4;
  };

  void prove(Prepare const& prepare, int status, Proof const& proof) {
    // What the command does when nothing fails; once before, so that every statement is prepared.
    (void)program->send(prepare(), fresh_key());
    let_go();
    Call const call = prepare();
    auto const before = stored();
    faults.clear();
    auto const key = fresh_key();
    auto const plain = program->send(call, key);
    ASSERT_EQ(plain.status, status) << plain.bytes();
    int const statements = static_cast<int>(faults.seen().size());
    auto const whole = difference(before, stored());
    let_go();
    ASSERT_GT(statements, 4);
    EXPECT_EQ(whole.at("message"), proof.messages);
    EXPECT_EQ(whole.at("idempotency"), 1);
    static constexpr Kind kWays[]{Kind::other, Kind::retry, Kind::full, Kind::lost};
    for (int n = 1; n <= statements && !HasFailure(); ++n) {
      for (int way = 0; way < proof.ways; ++way) {
        strike(prepare, status, whole, n, kWays[(n * proof.ways + way) % 4], Moment::before);
      }
    }
    strike(prepare, status, whole, statements, Kind::lost, Moment::after);
  }

  /// Of a deletion, which has no key: a repeat may find it done. Answers how many statements it
  /// has.
  int prove_deletion(std::function<std::string()> const& prepare) {
    for (int n = 1;; ++n) {
      Call const call{.method = http::Method::delete_, .path = prepare()};
      auto const before = stored();
      faults.fail_at(n, Kind::other);
      auto const first = program->send(call, "-");
      bool const struck = faults.struck() > 0;
      faults.clear();
      if (!struck) {
        EXPECT_EQ(first.status, 204) << first.bytes();
        return n - 1;
      }
      EXPECT_TRUE(clean_problem(first, 500)) << n;
      EXPECT_EQ(stored(), before) << n;
      EXPECT_EQ(program->send(call, "-").status, 204);
    }
  }

  /// Of a chore, which has several transactions: what a failure interrupts, the next run completes,
  /// and nothing is done twice.
  void prove_chore(std::function<void()> const& prepare, std::function<void()> const& chore,
                   int messages) {
    prepare();
    chore();
    let_go();
    chore();  // what that brought
    prepare();
    auto before = stored();
    faults.clear();
    chore();
    int const statements = static_cast<int>(faults.seen().size());
    auto const whole = difference(before, stored());
    EXPECT_EQ(whole.at("message"), messages);
    for (int n = 1; n <= statements && !HasFailure(); ++n) {
      SCOPED_TRACE("statement " + std::to_string(n));
      let_go();
      chore();
      prepare();
      before = stored();
      faults.fail_at(n, n % 2 == 0 ? Kind::other : Kind::full);
      try {
        chore();
      } catch (std::exception const&) {
        // It comes again, a little later.
      }
      EXPECT_EQ(faults.struck(), 1);
      faults.clear();
      chore();
      EXPECT_EQ(difference(before, stored()), whole);
    }
    let_go();
  }

  Faults faults;
  std::unique_ptr<Program> program;

 private:
  std::map<std::string, std::string> columns_;
  int steps_ = 0;
  int people_ = 0;
  int keys_ = 0;
};

}  // namespace plexus::store
