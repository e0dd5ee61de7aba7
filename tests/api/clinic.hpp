// What every API test speaks with: JSON over HTTP, the ways in (tokens, staff sessions, keys), and
// a few steps that most stories begin with. Expectations stay in the tests.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/api/server.hpp"
#include "tests/support/http_client.hpp"

namespace plexus::test {

namespace json = boost::json;

struct Answer {
  int status = 0;
  json::value body;  // null when it is empty or no JSON
  HttpAnswer raw;

  std::string header(std::string_view name) const { return raw.header(name); }
};

/// The value at a JSON pointer; the string "(absent)" when there is none, which prints well.
json::value at(json::value const& value, std::string_view pointer);
/// The same as text: a string as it is, anything else serialised.
std::string text_at(json::value const& value, std::string_view pointer);
/// The list at a pointer; empty when there is none.
json::array list_at(json::value const& value, std::string_view pointer);

inline std::string text_at(Answer const& answer, std::string_view pointer) {
  return text_at(answer.body, pointer);
}
inline json::value at(Answer const& answer, std::string_view pointer) {
  return at(answer.body, pointer);
}
inline json::array list_at(Answer const& answer, std::string_view pointer) {
  return list_at(answer.body, pointer);
}

/// Says that it is a problem of that status and slug, in the whole form of the contract.
testing::AssertionResult is_problem(Answer const& answer, int status, std::string_view slug);
/// Whether `errors` has an entry with that pointer.
bool has_pointer(Answer const& answer, std::string_view pointer);

HttpHeaders operator+(HttpHeaders first, HttpHeaders const& second);
HttpHeaders bearer(std::string const& token);
HttpHeaders if_match(std::string const& etag);
HttpHeaders key(std::string const& value);
/// A key that no other request has.
HttpHeaders fresh_key();

class Client {
 public:
  explicit Client(std::uint16_t port) : http_(port, std::chrono::seconds(60)) {}

  Answer get(std::string const& path, HttpHeaders const& headers = {});
  Answer post(std::string const& path, json::value const& body, HttpHeaders const& headers = {});
  Answer patch(std::string const& path, json::value const& body, HttpHeaders const& headers = {});
  Answer put(std::string const& path, json::value const& body, HttpHeaders const& headers = {});
  Answer del(std::string const& path, HttpHeaders const& headers = {});
  /// Bytes as they are.
  Answer raw(std::string_view method, std::string const& path, std::string_view body,
             HttpHeaders const& headers = {});

 private:
  HttpClient http_;
};

struct Intake {
  std::string id;
  std::string token;
  json::value body;

  std::string path() const { return "/api/v1/intakes/" + id; }
  /// The members that name it in a body.
  json::object ref() const { return {{"intake", id}, {"intake_token", token}}; }
};

using Answers = std::map<std::string, json::value>;

/// Both members of `first`, and those of `more` beside or over them.
json::object merged(json::object first, json::object const& more);

class ApiTest : public testing::TestWithParam<Dialect> {
 protected:
  explicit ApiTest(std::string const& installation = "")
      : clinic(shared_installation(GetParam(), installation)), client(clinic.port()) {}

  /// Posts an intake and asserts 201.
  Intake begin(json::object const& body);
  /// Answers the first question until the dialogue is complete: those in `given` as given, facts of
  /// a woman of 52 who is not pregnant, everything else with a clear no (or unknown for amounts).
  void finish(Intake& intake, Answers const& given = {});
  Intake dialogue(json::object const& body, Answers const& given = {});
  /// A complaint answered to its end: pain and numbness of the left leg for two months. A
  /// neurologist first, and a scan of the lower spine kept for after that visit.
  Intake story();
  /// An emergency, known from the first sentence and answer.
  Intake emergency();
  /// Within 24 hours.
  Intake same_day();

  /// Cookie and X-CSRF-Token of a user of the demonstration. Signs in once for each server.
  HttpHeaders staff(std::string const& username);

  /// Free slots of a service from `from` on, that no test has taken before.
  json::array free_slots(std::string const& service, std::string const& from = "2026-12-03",
                         std::string const& to = "2026-12-23", int limit = 20,
                         std::string const& more = "");
  /// A slot as a step of a hold or booking.
  static json::object step(std::string const& service, json::value const& slot);
  /// Free steps of the service that anybody may book.
  json::array therapist_steps(std::size_t count = 1, std::string const& from = "2026-12-03");
  Answer hold(json::object const& body, HttpHeaders const& more = {});
  Answer book(json::object const& body, HttpHeaders const& more = {});
  /// A person whom no other test books for.
  static json::object somebody();
  /// Books one visit with a therapist for somebody; asserts 201.
  json::value booked(std::string const& from = "2026-12-03");

  /// "sqlite" or "mysql": makes fixed keys differ between the databases' servers.
  static std::string dialect();

  /// SQL beside the program: pairs of allocations that overlap on a resource and seat.
  std::string overlaps() const;

  Installation& clinic;
  Client client;
};

#define PLEXUS_API_SUITE(Suite)                                                      \
  class Suite : public ApiTest {};                                                   \
  INSTANTIATE_TEST_SUITE_P(Each, Suite, testing::ValuesIn(store::tested_dialects()), \
                           store::dialect_name)

}  // namespace plexus::test
