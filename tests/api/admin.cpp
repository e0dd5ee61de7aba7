// The administrator's steps.
#include "tests/api/admin.hpp"

namespace plexus::test {

Answer AdminTest::read(std::string const& path) {
  auto answer = client.get(path, admin);
  EXPECT_EQ(answer.status, 200) << path << answer.raw.body;
  EXPECT_FALSE(answer.header("ETag").empty());
  return answer;
}

Answer AdminTest::change(std::string const& path, json::value const& body,
                         std::string const& query) {
  return client.put(path + query, body, admin + if_match(read(path).header("ETag")));
}

std::vector<std::string> AdminTest::ids(std::string const& path) {
  std::vector<std::string> found;
  auto const answer = client.get(path + "?limit=200", admin);
  EXPECT_EQ(answer.status, 200) << answer.raw.body;
  for (auto const& one : list_at(answer, "/items")) found.push_back(text_at(one, "/id"));
  return found;
}

void AdminTest::refuses_others(std::string const& method, std::string const& path) {
  HttpHeaders const json_body{{"Content-Type", "application/json"}, {"If-Match", "\"1\""}};
  std::string const body = method == "GET" ? "" : "{}";
  EXPECT_TRUE(is_problem(client.raw(method, path, body, json_body), 401, "sign-in"));
  for (char const* const other : {"frontdesk", "clinician", "auditor"}) {
    EXPECT_TRUE(
        is_problem(client.raw(method, path, body, json_body + staff(other)), 403, "not-allowed"))
        << other << method << path;
  }
  if (method == "GET") return;
  HttpHeaders const no_token{admin.front()};
  EXPECT_TRUE(is_problem(client.raw(method, path, body, json_body + no_token), 403, "not-allowed"));
}

void AdminTest::wants_the_version(std::string const& path, json::value const& body) {
  EXPECT_TRUE(is_problem(client.put(path, body, admin), 428, "precondition-required")) << path;
  for (char const* const other : {"\"99\"", "\"0\"", "\"x\"", "7"}) {
    EXPECT_TRUE(is_problem(client.put(path, body, admin + if_match(other)), 412, "stale-version"))
        << path << other;
  }
}

void AdminTest::refuses(std::string const& path, json::value const& body,
                        std::string const& pointer, std::vector<json::value> const& values,
                        int status) {
  auto const tag = read(path).header("ETag");
  for (auto const& value : values) {
    auto broken = body;
    json::error_code code;
    auto const slash = pointer.rfind('/');
    auto* const parent = broken.find_pointer(pointer.substr(0, slash), code);
    ASSERT_NE(parent, nullptr) << pointer;
    if (parent->is_object()) {
      parent->as_object()[pointer.substr(slash + 1)] = value;
    } else {
      parent->as_array().at(std::stoul(pointer.substr(slash + 1))) = value;
    }
    auto const answer = client.put(path, broken, admin + if_match(tag));
    EXPECT_TRUE(is_problem(answer, status, status == 400 ? "invalid-input" : "not-bookable"))
        << pointer << json::serialize(value).substr(0, 200);
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << answer.raw.body.substr(0, 500);
  }
  EXPECT_EQ(read(path).header("ETag"), tag) << "a refused change left something";
}

std::vector<std::string> AdminTest::audit(std::string const& kind, std::string const& id) const {
  store::RawSql sql(clinic.database().owner());
  // A bar between the words; both databases spell joining differently.
  bool const sqlite = GetParam() == Dialect::sqlite;
  std::string const row = sqlite ? "action || '|' || from_state || '|' || to_state"
                                 : "CONCAT(action, '|', from_state, '|', to_state)";
  return sql.list("SELECT " + row + " FROM audit_event WHERE object_kind = '" + kind +
                  "' AND object_id = '" + id + "' ORDER BY audit_key");
}

}  // namespace plexus::test
