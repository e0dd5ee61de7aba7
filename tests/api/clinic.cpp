// The client and the common steps.
#include "tests/api/clinic.hpp"

#include <atomic>

#include "tests/api/contract.hpp"

namespace plexus::test {
namespace {

json::value parsed(std::string const& text) {
  json::error_code code;
  auto value = json::parse(text, code);
  return code ? json::value(nullptr) : value;
}

Answer answer_of(HttpAnswer raw) {
  Answer answer;
  answer.status = raw.status;
  answer.body = parsed(raw.body);
  answer.raw = std::move(raw);
  return answer;
}

std::string unique() {
  static std::atomic<int> counter{0};
  return std::to_string(++counter);
}

/// The answer to a question that nothing is known about.
json::value plain_answer(json::value const& question) {
  auto const kind = text_at(question, "/kind");
  if (kind == "severity") return 4;  // not knowing how bad it is counts as a warning sign
  return kind == "boolean" || kind == "group" ? "absent" : "unknown";
}

json::object fact(std::string const& pointer) {
  if (pointer == "/patient/age") return {{"patient", {{"age", 52}}}};
  if (pointer == "/patient/sex") return {{"patient", {{"sex", "female"}}}};
  if (pointer == "/patient/pregnant") return {{"patient", {{"pregnant", false}}}};
  return {};
}

}  // namespace

json::value at(json::value const& value, std::string_view pointer) {
  json::error_code code;
  auto const* found = value.find_pointer(pointer, code);
  return found == nullptr ? json::value("(absent)") : *found;
}

std::string text_at(json::value const& value, std::string_view pointer) {
  auto const found = at(value, pointer);
  return found.is_string() ? std::string(found.as_string()) : json::serialize(found);
}

json::array list_at(json::value const& value, std::string_view pointer) {
  auto const found = at(value, pointer);
  return found.is_array() ? found.as_array() : json::array();
}

testing::AssertionResult is_problem(Answer const& answer, int status, std::string_view slug) {
  auto const fail = [&](std::string const& what) {
    return testing::AssertionFailure()
           << what << " in answer " << answer.status << " " << answer.raw.body.substr(0, 1500);
  };
  if (answer.status != status) return fail("status is not " + std::to_string(status));
  if (answer.header("Content-Type").rfind("application/problem+json", 0) != 0) {
    return fail("wrong media type " + answer.header("Content-Type"));
  }
  auto const type = text_at(answer, "/type");
  auto const tail = "/" + std::string(slug);
  if (type.size() < tail.size() || type.substr(type.size() - tail.size()) != tail) {
    return fail("type does not end in " + tail);
  }
  if (at(answer, "/status") != json::value(status)) return fail("wrong member status");
  for (char const* const name : {"/title", "/detail"}) {
    if (!at(answer, name).is_string() || text_at(answer, name) == "(absent)") {
      return fail(std::string("no ") + name);
    }
  }
  if (answer.header("X-Request-Id").empty() ||
      text_at(answer, "/instance") != answer.header("X-Request-Id")) {
    return fail("instance is not the request id " + answer.header("X-Request-Id"));
  }
  return testing::AssertionSuccess();
}

bool has_pointer(Answer const& answer, std::string_view pointer) {
  for (auto const& error : list_at(answer, "/errors")) {
    if (text_at(error, "/pointer") == pointer) return true;
  }
  return false;
}

HttpHeaders operator+(HttpHeaders first, HttpHeaders const& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

HttpHeaders bearer(std::string const& token) {
  return {{"Authorization", "Bearer " + token}};
}
HttpHeaders if_match(std::string const& etag) {
  return {{"If-Match", etag}};
}
HttpHeaders key(std::string const& value) {
  return {{"Idempotency-Key", value}};
}
HttpHeaders fresh_key() {
  return key("key-" + unique());
}

json::object merged(json::object first, json::object const& more) {
  for (auto const& member : more) first[member.key()] = member.value();
  return first;
}

Answer Client::get(std::string const& path, HttpHeaders const& headers) {
  return answer_of(http_.get(path, headers));
}
Answer Client::post(std::string const& path, json::value const& body, HttpHeaders const& headers) {
  return answer_of(http_.post(path, json::serialize(body), headers));
}
Answer Client::patch(std::string const& path, json::value const& body, HttpHeaders const& headers) {
  return answer_of(http_.patch(path, json::serialize(body), headers));
}
Answer Client::put(std::string const& path, json::value const& body, HttpHeaders const& headers) {
  return raw("PUT", path, json::serialize(body),
             headers + HttpHeaders{{"Content-Type", "application/json"}});
}
Answer Client::del(std::string const& path, HttpHeaders const& headers) {
  return answer_of(http_.del(path, headers));
}
Answer Client::raw(std::string_view method, std::string const& path, std::string_view body,
                   HttpHeaders const& headers) {
  auto answer = answer_of(http_.send(method, path, body, headers));
  constexpr std::string_view kProblems = "/problems/";
  auto const type = answer.status >= 400 ? text_at(answer, "/type") : std::string();
  auto const at = type.find(kProblems);
  auto const slug = at == std::string::npos ? std::string() : type.substr(at + kProblems.size());
  auto const not_said = Contract::description().not_said(method, path, answer.status, slug);
  EXPECT_EQ(not_said, "") << method << " " << path << " answered " << answer.status << " " << slug;
  return answer;
}

Intake ApiTest::begin(json::object const& body) {
  auto const answer = client.post("/api/v1/intakes", body);
  EXPECT_EQ(answer.status, 201) << answer.raw.body;
  return {text_at(answer, "/id"), text_at(answer, "/token"), answer.body};
}

void ApiTest::finish(Intake& intake, Answers const& given) {
  for (int asked = 0; asked < 120 && at(intake.body, "/complete") != json::value(true); ++asked) {
    auto const question = at(intake.body, "/questions/0");
    auto const id = text_at(question, "/id");
    auto change = fact(text_at(question, "/answer_at"));
    auto const known = given.find(id);
    if (known != given.end()) {
      change = {{"answers", json::object{{id, known->second}}}};
    } else if (change.empty()) {
      change = {{"answers", json::object{{id, plain_answer(question)}}}};
    }
    auto const answer = client.patch(intake.path(), change, bearer(intake.token));
    ASSERT_EQ(answer.status, 200) << id << ": " << answer.raw.body;
    intake.body = answer.body;
  }
  ASSERT_EQ(at(intake.body, "/complete"), json::value(true)) << "the dialogue does not end";
}

Intake ApiTest::dialogue(json::object const& body, Answers const& given) {
  auto intake = begin(body);
  finish(intake, given);
  return intake;
}

Intake ApiTest::story() {
  return dialogue(
      {{"complaint",
        "Left leg pain below the knee and a numb foot for two months, worse lifting, no "
        "trouble peeing"}});
}

Intake ApiTest::emergency() {
  return begin(
      {{"complaint", "I cannot pee since this morning"},
       {"patient", {{"age", 52}, {"sex", "male"}}},
       {"answers", {{"urinary_retention_new", "present"}, {"numbness_saddle", "present"}}}});
}

Intake ApiTest::same_day() {
  return dialogue({{"complaint", "A numb foot"},
                   {"answers", {{"bladder_bowel_change_longstanding", "present"}}}});
}

HttpHeaders ApiTest::staff(std::string const& username) {
  static std::map<std::pair<std::uint16_t, std::string>, HttpHeaders> known;
  auto& headers = known[{clinic.port(), username}];
  if (!headers.empty()) return headers;
  auto const answer =
      client.post("/api/v1/session", {{"username", username}, {"password", kPassword}});
  EXPECT_EQ(answer.status, 200) << answer.raw.body;
  auto const cookie = answer.header("Set-Cookie");
  headers = {{"Cookie", cookie.substr(0, cookie.find(';'))},
             {"X-CSRF-Token", text_at(answer, "/csrf_token")}};
  return headers;
}

json::array ApiTest::free_slots(std::string const& service, std::string const& from,
                                std::string const& to, int limit, std::string const& more) {
  auto const answer = client.get("/api/v1/slots?service=" + service + "&from=" + from +
                                 "&to=" + to + "&limit=" + std::to_string(limit) + more);
  EXPECT_EQ(answer.status, 200) << answer.raw.body;
  auto slots = list_at(answer, "/items");
  EXPECT_FALSE(slots.empty()) << answer.raw.body;
  return slots;
}

json::object ApiTest::step(std::string const& service, json::value const& slot) {
  json::object out{
      {"service", service}, {"start", at(slot, "/start")}, {"location", at(slot, "/location")}};
  if (at(slot, "/practitioner").is_string()) out["practitioner"] = at(slot, "/practitioner");
  return out;
}

json::array ApiTest::therapist_steps(std::size_t count, std::string const& from) {
  json::array steps;
  std::string last_day;
  for (auto const& slot : free_slots("consultation_therapist", from, "2026-12-23", 200)) {
    auto const day = text_at(slot, "/start").substr(0, 10);
    if (day == last_day) continue;  // one a day: the steps of one patient must not overlap
    last_day = day;
    steps.push_back(step("consultation_therapist", slot));
    if (steps.size() == count) return steps;
  }
  ADD_FAILURE() << "not enough free days";
  return steps;
}

Answer ApiTest::hold(json::object const& body, HttpHeaders const& more) {
  return client.post("/api/v1/holds", body, fresh_key() + more);
}

Answer ApiTest::book(json::object const& body, HttpHeaders const& more) {
  return client.post("/api/v1/bookings", body, fresh_key() + more);
}

json::object ApiTest::somebody() {
  return {{"given_name", "Ada"},
          {"family_name", "Tester " + unique()},
          {"birth_date", "1974-03-12"},
          {"email", "ada." + unique() + "@example.org"}};
}

json::value ApiTest::booked(std::string const& from) {
  auto const answer = book({{"steps", therapist_steps(1, from)}, {"patient", somebody()}});
  EXPECT_EQ(answer.status, 201) << answer.raw.body;
  return answer.body;
}

std::string ApiTest::dialect() {
  return GetParam() == Dialect::sqlite ? "sqlite" : "mysql";
}

std::string ApiTest::overlaps() const {
  store::RawSql sql(clinic.database().owner());
  return sql.ask(
      "SELECT COUNT(*) FROM allocation a JOIN allocation b ON a.resource_key = b.resource_key "
      "AND a.seat = b.seat AND a.allocation_id < b.allocation_id "
      "AND a.start_cell < b.end_cell AND b.start_cell < a.end_cell");
}

}  // namespace plexus::test
