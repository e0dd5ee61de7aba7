// The server over real sockets: keep-alive, pipelining, HEAD, failures, graceful stop.
#include <thread>

#include "tests/unit/http/server_fixture.hpp"

namespace plexus::http {
namespace {

TEST_F(ServerTest, AnswersOnEveryLaneAndKeepsTheConnection) {
  start();
  auto peer = connect();
  std::string last_id;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(peer.send("GET /api/items/a%20b HTTP/1.1\r\nHost: x\r\n\r\n"));
    auto const answer = peer.read_answer();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "\"a b\"");
    EXPECT_EQ(answer.header("Connection"), "");
    EXPECT_EQ(answer.header("X-Request-Id").size(), 26U);
    EXPECT_NE(answer.header("X-Request-Id"), last_id);
    last_id = answer.header("X-Request-Id");
  }
  for (auto const* path : {"/api/echo", "/api/echo-inline"}) {
    test::HttpClient client(port());
    EXPECT_EQ(client.post(path, "[1,2]").body, "[1,2]");
    EXPECT_EQ(client.post(path, "[3]").body, "[3]");
  }
}

TEST_F(ServerTest, EveryAnswerCarriesTheSecurityHeaders) {
  start();
  test::HttpClient client(port());
  for (auto const* path : {"/healthz", "/nowhere", "/api/broken"}) {
    auto const answer = client.get(path);
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(answer.header("Content-Security-Policy"), kDataPolicy) << path;
    EXPECT_EQ(answer.header("Cache-Control"), "no-store") << path;
    EXPECT_NE(answer.header("Date"), "") << path;
  }
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  start();
  auto peer = connect();
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += "GET /api/items/" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    text +=
        "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Content-Length: 2\r\n\r\n" +
        std::to_string(10 + i);
  }
  ASSERT_TRUE(peer.send(text));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(peer.read_answer().body, '"' + std::to_string(i) + '"');
    EXPECT_EQ(peer.read_answer().body, std::to_string(10 + i));
  }
}

TEST_F(ServerTest, ARequestMayComeByteByByte) {
  start();
  auto peer = connect();
  std::string_view const text =
      "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n3;note=1\r\n[1,\r\n2\r\n2]\r\n0\r\nX-Late: 1\r\n\r\n";
  for (char const& c : text) ASSERT_TRUE(peer.send({&c, 1}));
  auto const answer = peer.read_answer();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "[1,2]");
}

TEST_F(ServerTest, HeadHasTheLengthButNoBody) {
  start();
  auto peer = connect();
  ASSERT_TRUE(
      peer.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
                "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
  auto const head = peer.read_answer(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), "11");
  EXPECT_EQ(peer.read_answer().body, R"({"ok":true})");
}

TEST_F(ServerTest, UnknownPathsAndMethods) {
  start();
  test::HttpClient client(port());
  auto const lost = client.get("/api/items/1/");
  EXPECT_EQ(lost.status, 404);
  EXPECT_EQ(lost.header("Content-Type"), "application/problem+json");
  EXPECT_NE(lost.body.find(lost.header("X-Request-Id")), std::string::npos);
  auto const wrong = client.put("/api/items/1", "");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, DELETE");
  EXPECT_EQ(client.del("/api/items/1").status, 204);
  EXPECT_EQ(client.get("/healthz").status, 200);
}

TEST_F(ServerTest, AFailingHandlerSaysNothingOfItsReasons) {
  start();
  test::HttpClient client(port());
  auto const broken = client.get("/api/broken");
  EXPECT_EQ(broken.status, 500);
  EXPECT_EQ(broken.body.find("secret"), std::string::npos);
  EXPECT_NE(broken.body.find("problems/internal"), std::string::npos);
  auto const away = client.get("/api/away");
  EXPECT_EQ(away.status, 503);
  EXPECT_EQ(away.body.find("10.0.0.5"), std::string::npos);
  EXPECT_NE(away.header("Retry-After"), "");
  EXPECT_EQ(client.get("/healthz").status, 200);
}

TEST_F(ServerTest, WhoWaitedTooLongForALaneIsRefusedUnrun) {
  start({.lane_wait = std::chrono::milliseconds(-1)});  // any wait is too long
  test::HttpClient client(port());
  auto const late = client.get("/api/items/1");
  EXPECT_EQ(late.status, 503);
  EXPECT_EQ(late.header("Retry-After"), "1");
  EXPECT_NE(late.body.find("problems/unavailable"), std::string::npos);
  EXPECT_EQ(client.get("/healthz").status, 200);  // waits for no lane
}

TEST_F(ServerTest, AFullLaneAnswersAtOnceAndOthersGoOn) {
  start({}, {.database = {.threads = 1, .queue_max = 1}});
  auto first = connect();
  auto second = connect();
  ASSERT_TRUE(first.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n"));
  until_slow(1);
  ASSERT_TRUE(second.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n"));
  test::HttpClient client(port());
  while (metrics_.text().find("plexus_http_lane_queue{lane=\"database\"} 1\n") ==
         std::string::npos) {
    std::this_thread::yield();
  }
  auto const full = client.get("/api/slow");
  EXPECT_EQ(full.status, 503);
  EXPECT_EQ(full.header("Retry-After"), "1");
  EXPECT_NE(full.body.find("problems/unavailable"), std::string::npos);
  EXPECT_EQ(client.get("/api/items/1").status, 200);  // another lane
  EXPECT_EQ(client.get("/healthz").status, 200);
  release();
  EXPECT_EQ(first.read_answer().status, 200);
  EXPECT_EQ(second.read_answer().status, 200);
}

TEST_F(ServerTest, WhatMemoryTellsNeedsNoLane) {
  start({}, {.database = {.threads = 1, .queue_max = 0}});
  test::HttpClient client(port());
  EXPECT_EQ(client.get("/api/perhaps/now").body, R"("at once")");
  EXPECT_EQ(client.get("/api/perhaps/later").body, R"("lane")");
  EXPECT_EQ(client.get("/api/perhaps/now", {{"Cookie", "a=b"}}).body, R"("lane")");
  EXPECT_EQ(gated_, 3);  // once for each, wherever it was answered
  EXPECT_EQ(client.get("/api/perhaps/later", {{"X-Refuse", "1"}}).status, 403);
  auto const away = client.get("/api/perhaps/away");
  EXPECT_EQ(away.status, 503);
  EXPECT_EQ(away.body.find("known"), std::string::npos);

  auto running = connect();
  ASSERT_TRUE(running.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n"));
  until_slow(1);
  EXPECT_EQ(client.get("/api/perhaps/now").status, 200);
  EXPECT_EQ(client.get("/api/perhaps/later").status, 503);
  EXPECT_EQ(client.get("/api/perhaps/now", {{"Cookie", "a=b"}}).status, 503);
  release();
  EXPECT_EQ(running.read_answer().status, 200);
}

TEST_F(ServerTest, AGracefulStopStillAnswersWhatRuns) {
  start();
  auto idle = connect();
  ASSERT_TRUE(idle.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
  EXPECT_EQ(idle.read_answer().status, 200);
  auto fresh = connect();
  auto running = connect();
  ASSERT_TRUE(running.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n"));
  until_slow(1);

  server_->stop();
  server_->stop();
  EXPECT_TRUE(server_->stopping());
  EXPECT_TRUE(idle.closed_by_peer());
  EXPECT_TRUE(fresh.closed_by_peer());
  EXPECT_THROW(connect(), std::runtime_error);

  release();
  auto const answer = running.read_answer();
  EXPECT_EQ(answer.body, R"({"slow":true})");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(running.closed_by_peer());
  server_->wait();
}

TEST_F(ServerTest, TheDrainHasAnEnd) {
  start({.drain_timeout = std::chrono::milliseconds(50)});
  auto running = connect();
  ASSERT_TRUE(running.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n"));
  until_slow(1);
  server_->stop();
  EXPECT_TRUE(running.closed_by_peer());
  release();
  server_->wait();
}

TEST_F(ServerTest, LargeAnswersArriveWhole) {
  start();
  test::HttpClient client(port());
  EXPECT_EQ(client.get("/api/large").body.size(), 3'000'000U);
}

TEST_F(ServerTest, ManyPeersAtOnce) {
  start();
  std::atomic<int> good{0};
  std::vector<std::thread> peers;
  for (int p = 0; p < 8; ++p) {
    peers.emplace_back([&, p] {
      test::HttpClient client(port());
      for (int i = 0; i < 50; ++i) {
        auto const body = std::to_string(p * 1000 + i);
        if (client.post("/api/echo", body).body == body) ++good;
      }
    });
  }
  for (auto& peer : peers) peer.join();
  EXPECT_EQ(good, 400);
  server_->stop();
  server_->wait();  // a request is counted just after its answer is sent
  EXPECT_NE(metrics_.text().find("{operation=\"echo\",method=\"POST\",status=\"2xx\"} 400\n"),
            std::string::npos);
}

TEST_F(ServerTest, APortInUseIsReported) {
  start();
  Metrics metrics;
  Lanes lanes;
  std::vector<Route> none;
  RouteTable const table(std::move(none));
  Server second({.port = port()},
                {.routes = table, .lanes = lanes, .metrics = metrics, .random = {}});
  EXPECT_THROW(second.start(), std::system_error);
  Server nowhere({.host = "example.invalid", .port = 0},
                 {.routes = table, .lanes = lanes, .metrics = metrics, .random = {}});
  EXPECT_THROW(nowhere.start(), std::system_error);
}

}  // namespace
}  // namespace plexus::http
