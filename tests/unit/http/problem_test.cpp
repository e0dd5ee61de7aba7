// Every problem has its status, slug and headers.
#include "backend/http/problem.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <set>

namespace plexus::http {
namespace {

namespace json = boost::json;

json::object body_of(Response const& response) {
  return json::parse(std::string(response.bytes())).as_object();
}

constexpr int kLast = static_cast<int>(Errc::unavailable);

TEST(Problem, EveryCodeHasAStatusATitleAndASlugOfItsOwn) {
  std::set<std::string> types;
  for (int i = 0; i <= kLast; ++i) {
    auto const code = static_cast<Errc>(i);
    auto const& kind = problem_kind(code);
    EXPECT_EQ(kind.code, code);
    EXPECT_GE(kind.status, 400);
    EXPECT_LT(kind.status, 600);
    EXPECT_FALSE(kind.title.empty());
    auto const problem = body_of(problem_response({.code = code}, "REQ"));
    EXPECT_TRUE(types.insert(std::string(problem.at("type").as_string())).second);
  }
}

TEST(Problem, StatusesAreThoseOfTheContract) {
  // The table of statuses in the API description, by hand.
  std::pair<Errc, int> const expected[] = {
      {Errc::invalid_input, 400},     {Errc::sign_in, 401},
      {Errc::not_allowed, 403},       {Errc::not_found, 404},
      {Errc::slot_taken, 409},        {Errc::hold_expired, 409},
      {Errc::patient_overlap, 409},   {Errc::hold_extended, 409},
      {Errc::bad_transition, 409},    {Errc::in_progress, 409},
      {Errc::intake_changed, 409},    {Errc::stale_version, 412},
      {Errc::not_bookable, 422},      {Errc::intake_required, 422},
      {Errc::intake_incomplete, 422}, {Errc::emergency, 422},
      {Errc::deadline_missed, 422},   {Errc::idempotency_mismatch, 422},
      {Errc::no_solution, 422},       {Errc::precondition_required, 428},
      {Errc::too_many_requests, 429}, {Errc::headers_too_large, 431},
      {Errc::internal, 500},          {Errc::unavailable, 503}};
  for (auto const& [code, status] : expected) {
    EXPECT_EQ(problem_kind(code).status, status) << slug(code);
  }
}

TEST(Problem, CarriesDetailInstanceAndAllFields) {
  Error const error{.code = Errc::invalid_input,
                    .detail = "Two members are wrong.",
                    .fields = {{"/patient/age", "must be a number"}, {"?limit", "at most 200"}}};
  auto const response = problem_response(error, "01REQ");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  auto const problem = body_of(response);
  EXPECT_EQ(problem.at("type"), "https://plexus.example/problems/invalid-input");
  EXPECT_EQ(problem.at("status"), 400);
  EXPECT_EQ(problem.at("detail"), "Two members are wrong.");
  EXPECT_EQ(problem.at("instance"), "01REQ");
  EXPECT_EQ(problem.at("errors"),
            json::parse(R"([{"pointer":"/patient/age","detail":"must be a number"},
                            {"pointer":"?limit","detail":"at most 200"}])"));
}

TEST(Problem, LeavesOutWhatThereIsNot) {
  auto const problem = body_of(problem_response({.code = Errc::not_found}, "01REQ"));
  EXPECT_FALSE(problem.contains("errors"));
  EXPECT_FALSE(problem.contains("detail"));
}

TEST(Problem, TakesExtraMembersButNotOverStandardOnes) {
  ProblemExtras extras;
  extras.members["alternatives"] = json::array{1, 2};
  extras.members["status"] = 200;
  auto const problem = body_of(problem_response({.code = Errc::slot_taken}, "R", extras));
  EXPECT_EQ(problem.at("alternatives"), (json::array{1, 2}));
  EXPECT_EQ(problem.at("status"), 409);
}

TEST(Problem, HeadersThatBelongToTheStatus) {
  EXPECT_EQ(problem_response({.code = Errc::sign_in}, "R").headers.get("www-authenticate"),
            "Bearer realm=\"plexus\"");
  EXPECT_NE(problem_response({.code = Errc::unavailable}, "R").headers.get("Retry-After"), "");
  EXPECT_NE(problem_response({.code = Errc::in_progress}, "R").headers.get("Retry-After"), "");
  auto const limited = problem_response({.code = Errc::too_many_requests}, "R",
                                        {.retry_after = std::chrono::seconds(17)});
  EXPECT_EQ(limited.headers.get("Retry-After"), "17");
  auto const method =
      problem_response({.code = Errc::method_not_allowed}, "R", {.allow = "GET, HEAD"});
  EXPECT_EQ(method.headers.get("Allow"), "GET, HEAD");
  EXPECT_FALSE(problem_response({.code = Errc::not_found}, "R").headers.has("Retry-After"));
}

}  // namespace
}  // namespace plexus::http
