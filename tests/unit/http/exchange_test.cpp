// The judgement of a request's head, before its body and handler.
#include "backend/http/exchange.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace plexus::http {
namespace {

class ExchangeTest : public testing::Test {
 protected:
  static std::vector<Route> rows() {
    auto const ok = [](Request const&) { return no_content(); };
    std::vector<Route> all;
    all.push_back({.method = Method::post,
                   .pattern = "/api/v1/holds",
                   .operation = "make_hold",
                   .body_bytes_max = 100,
                   .handler = ok});
    all.push_back({.pattern = "/api/v1/openapi.yaml",
                   .operation = "description",
                   .produces = "application/yaml",
                   .handler = ok});
    all.push_back({.pattern = "/page", .operation = "page", .produces = "", .handler = ok});
    return all;
  }

  static Head head(std::string method, std::string target, std::vector<NamedValue> const& more) {
    Head made{.method = std::move(method), .target = std::move(target)};
    made.headers.add("Host", "localhost");
    for (auto const& [name, value] : more) made.headers.add(name, value);
    return made;
  }

  Exchange open(Head made) const {
    return open_exchange(std::move(made), table_, 20, {.request_id = "R"});
  }
  int status(Head made) const {
    auto const exchange = open(std::move(made));
    return exchange.refusal ? exchange.refusal->status : 0;
  }

  RouteTable table_{rows()};
};

TEST_F(ExchangeTest, ASoundHeadIsNotRefused) {
  auto made = head("POST", "/api/v1/holds?a=b", {{"Content-Type", "application/json"}});
  made.body_bytes = 100;
  auto const exchange = open(std::move(made));
  EXPECT_FALSE(exchange.refusal);
  EXPECT_TRUE(exchange.keep_alive);
  ASSERT_TRUE(exchange.route);
  EXPECT_EQ(exchange.route->operation, "make_hold");
  EXPECT_EQ(exchange.request.query_parameter("a"), "b");
}

TEST_F(ExchangeTest, DoubtfulFramingIsRefusedAndEndsTheConnection) {
  auto const refused = [this](Head made) {
    auto const exchange = open(std::move(made));
    return exchange.refusal && exchange.refusal->status == 400 && !exchange.keep_alive;
  };
  EXPECT_TRUE(refused(head("GET", "/page", {{"Host", "other"}})));
  EXPECT_TRUE(refused({.method = "GET", .target = "/page"}));
  EXPECT_TRUE(refused(
      head("POST", "/api/v1/holds", {{"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}})));
  EXPECT_TRUE(refused(head("POST", "/api/v1/holds", {{"Transfer-Encoding", "gzip, chunked"}})));
  EXPECT_TRUE(
      refused(head("POST", "/api/v1/holds", {{"Content-Length", "3"}, {"Content-Length", "3"}})));
  EXPECT_TRUE(refused(head("GET", "/page", {{"Authorization", "a"}, {"authorization", "b"}})));
  EXPECT_TRUE(refused(head("CONNECT", "/page", {})));
  EXPECT_TRUE(refused(head("TRACE", "/page", {})));
  EXPECT_TRUE(refused(head("GET", "http://localhost/page", {})));
  EXPECT_TRUE(refused(head("OPTIONS", "*", {})));
  EXPECT_TRUE(refused(head("GET", "/pa%2Fge", {})));
}

TEST_F(ExchangeTest, Http10NeedsNoHost) {
  Head made{.method = "GET", .target = "/page", .is_http10 = true};
  EXPECT_EQ(status(std::move(made)), 0);
}

TEST_F(ExchangeTest, TooManyHeadersAreRefused) {
  auto made = head("GET", "/page", {});
  for (int i = 0; i < 20; ++i) made.headers.add("X-" + std::to_string(i), "1");
  EXPECT_EQ(status(std::move(made)), 431);
}

TEST_F(ExchangeTest, UnknownPathsAndMethods) {
  EXPECT_EQ(status(head("GET", "/nowhere", {})), 404);
  auto const exchange = open(head("BREW", "/page", {}));
  ASSERT_TRUE(exchange.refusal);
  EXPECT_EQ(exchange.refusal->status, 405);
  EXPECT_EQ(exchange.refusal->headers.get("Allow"), "GET, HEAD");
  EXPECT_TRUE(exchange.keep_alive);
}

TEST_F(ExchangeTest, ARefusedBodyIsNotReadSoTheConnectionEnds) {
  auto made = head("POST", "/nowhere", {});
  made.body_bytes = 5;
  EXPECT_FALSE(open(std::move(made)).keep_alive);
}

TEST_F(ExchangeTest, BodiesMustBeJson) {
  auto const with_type = [this](std::vector<NamedValue> const& headers) {
    auto made = head("POST", "/api/v1/holds", headers);
    made.body_bytes = 5;
    return status(std::move(made));
  };
  EXPECT_EQ(with_type({{"Content-Type", "application/json"}}), 0);
  EXPECT_EQ(with_type({{"Content-Type", "Application/JSON; charset=utf-8"}}), 0);
  EXPECT_EQ(with_type({{"Content-Type", "application/merge-patch+json"}}), 0);
  EXPECT_EQ(with_type({{"Content-Type", "text/plain"}}), 415);
  EXPECT_EQ(with_type({}), 415);
  EXPECT_EQ(status(head("POST", "/api/v1/holds", {})), 0);  // no body, no type
}

TEST_F(ExchangeTest, DeclaredBodiesOverTheRoutesLimitAreRefused) {
  auto made = head("POST", "/api/v1/holds", {{"Content-Type", "application/json"}});
  made.body_bytes = 101;
  EXPECT_EQ(status(std::move(made)), 413);
}

TEST_F(ExchangeTest, TheAnswersTypeMustBeAcceptable) {
  EXPECT_EQ(status(head("POST", "/api/v1/holds", {{"Accept", "text/html"}})), 406);
  EXPECT_EQ(status(head("POST", "/api/v1/holds", {{"Accept", "*/*"}})), 0);
  EXPECT_EQ(status(head("GET", "/api/v1/openapi.yaml", {{"Accept", "application/yaml"}})), 0);
  EXPECT_EQ(status(head("GET", "/api/v1/openapi.yaml", {{"Accept", "application/json"}})), 406);
  EXPECT_EQ(status(head("GET", "/page", {{"Accept", "image/png"}})), 0);
}

TEST_F(ExchangeTest, RequestIdsAreUlidsOfTheGivenRandomness) {
  auto const id = make_request_id([](std::span<std::uint8_t> bytes) {
    for (auto& byte : bytes) byte = 0xff;
  });
  ASSERT_EQ(id.size(), 26U);
  EXPECT_EQ(id.substr(10), "ZZZZZZZZZZZZZZZZ");
}

TEST_F(ExchangeTest, MetricsNameOperationsNeverPaths) {
  Metrics metrics;
  RequestMetrics requests(metrics, table_);
  auto const exchange = open(head("GET", "/page?name=Ada", {}));
  requests.finished(exchange, 200, exchange.request.received_at + std::chrono::milliseconds(3));
  auto const lost = open(head("GET", "/Ada/Lovelace", {}));
  requests.finished(lost, 404, lost.request.received_at);
  auto const text = metrics.text();
  EXPECT_NE(text.find("plexus_http_requests_total{operation=\"page\",method=\"GET\","
                      "status=\"2xx\"} 1\n"),
            std::string::npos);
  EXPECT_NE(text.find("{operation=\"none\",method=\"other\",status=\"4xx\"} 1\n"),
            std::string::npos);
  EXPECT_NE(text.find("plexus_http_request_duration_seconds_bucket{operation=\"page\","
                      "le=\"0.005\"} 1\n"),
            std::string::npos);
  EXPECT_EQ(text.find("Ada"), std::string::npos);
}

}  // namespace
}  // namespace plexus::http
