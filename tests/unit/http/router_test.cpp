// Matching, refusals and faults of the route table.
#include "backend/http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace plexus::http {
namespace {

Route row(Method method, std::string pattern, std::string operation) {
  return {.method = method,
          .pattern = std::move(pattern),
          .operation = std::move(operation),
          .handler = [](Request const&) { return no_content(); }};
}

std::vector<Route> rows() {
  std::vector<Route> all;
  all.push_back(row(Method::get, "/", "home"));
  all.push_back(row(Method::post, "/holds", "make"));
  all.push_back(row(Method::get, "/holds/{id}", "read"));
  all.push_back(row(Method::delete_, "/holds/{id}", "release"));
  all.push_back(row(Method::get, "/holds/recent", "recent"));
  all.push_back(row(Method::post, "/holds/{id}/extend", "extend"));
  all.push_back(row(Method::get, "/assets/{file...}", "asset"));
  all.push_back(row(Method::head, "/own", "own_head"));
  all.push_back(row(Method::get, "/own", "own_get"));
  return all;
}

using Segments = std::vector<std::string>;

std::string operation(RouteTable const& table, std::optional<Method> method, Segments const& path) {
  auto const match = table.find(method, path);
  return match.route ? match.route->operation : "allow:" + match.allow;
}

TEST(RouteTable, FindsTheRouteAndWhatItCaptures) {
  RouteTable const table(rows());
  EXPECT_EQ(operation(table, Method::get, {}), "home");
  auto const match = table.find(Method::post, {"holds", "01H", "extend"});
  ASSERT_TRUE(match.route);
  EXPECT_EQ(match.route->operation, "extend");
  ASSERT_EQ(match.path_parameters.size(), 1U);
  EXPECT_EQ(match.path_parameters[0], (NamedValue{"id", "01H"}));
}

TEST(RouteTable, PrefersALiteralButComesBackFromADeadEnd) {
  RouteTable const table(rows());
  EXPECT_EQ(operation(table, Method::get, {"holds", "recent"}), "recent");
  EXPECT_EQ(operation(table, Method::post, {"holds", "recent", "extend"}), "extend");
}

TEST(RouteTable, TellsUnknownPathsFromWrongMethods) {
  RouteTable const table(rows());
  EXPECT_EQ(operation(table, Method::get, {"nowhere"}), "allow:");
  EXPECT_EQ(operation(table, Method::get, {"holds", "1", "extend", "more"}), "allow:");
  EXPECT_EQ(operation(table, Method::get, {"holds"}), "allow:POST");
  EXPECT_EQ(operation(table, Method::put, {"holds", "1"}), "allow:GET, HEAD, DELETE");
  EXPECT_EQ(operation(table, std::nullopt, {"holds"}), "allow:POST");
  EXPECT_EQ(operation(table, Method::options, {"holds"}), "allow:POST");
}

TEST(RouteTable, ATrailingSlashIsAnotherPath) {
  RouteTable const table(rows());
  EXPECT_EQ(operation(table, Method::post, {"holds", ""}), "allow:");
  EXPECT_EQ(operation(table, Method::get, {"holds", ""}), "allow:");
  EXPECT_EQ(operation(table, Method::get, {""}), "allow:");
  EXPECT_EQ(operation(table, Method::get, {"holds", "1", ""}), "allow:");
}

TEST(RouteTable, GetAnswersHeadUnlessHeadHasARow) {
  RouteTable const table(rows());
  EXPECT_EQ(operation(table, Method::head, {"holds", "1"}), "read");
  EXPECT_EQ(operation(table, Method::head, {"own"}), "own_head");
  EXPECT_EQ(operation(table, Method::head, {"holds"}), "allow:POST");
}

TEST(RouteTable, TheLastCaptureMayTakeTheRest) {
  RouteTable const table(rows());
  auto const match = table.find(Method::get, {"assets", "a", "b.js"});
  ASSERT_TRUE(match.route);
  EXPECT_EQ(match.path_parameters[0], (NamedValue{"file", "a/b.js"}));
  EXPECT_EQ(operation(table, Method::get, {"assets"}), "allow:");
}

TEST(RouteTable, RefusesFaultyTables) {
  auto const with = [](Route extra) {
    auto all = rows();
    all.push_back(std::move(extra));
    RouteTable const table(std::move(all));
  };
  EXPECT_THROW(with(row(Method::get, "/holds/{other}", "twice")), std::invalid_argument);
  EXPECT_THROW(with(row(Method::get, "/fresh", "read")), std::invalid_argument);
  for (auto const* pattern :
       {"", "holds", "/a/", "//a", "/{}", "/{a", "/a{b}", "/{a...}/b", "/{...}", "/a%20b"}) {
    EXPECT_THROW(with(row(Method::get, pattern, "bad")), std::invalid_argument) << pattern;
  }
  EXPECT_THROW(with(row(Method::get, "/fresh", "")), std::invalid_argument);
  EXPECT_THROW(with({.pattern = "/fresh", .operation = "bare"}), std::invalid_argument);
  EXPECT_NO_THROW(with(row(Method::get, "/fresh", "fresh")));
}

TEST(RouteTable, PrintsARouteALine) {
  std::vector<Route> one;
  one.push_back(row(Method::post, "/holds", "make_hold"));
  one[0].permission = Permission::intake_token;
  one[0].roles = kFrontDesk | kAdmin;
  one[0].idempotent = true;
  RouteTable const table(std::move(one));
  auto const text = to_text(table);
  for (auto const* word : {"POST", "/holds", "make_hold", "intake_token", "front_desk|admin",
                           "database", "idempotent\n"}) {
    EXPECT_NE(text.find(word), std::string::npos) << word << " in " << text;
  }
  EXPECT_EQ(words_of_roles(kNoRole), "-");
}

}  // namespace
}  // namespace plexus::http
