// The server against impolite peers: limits, deadlines, doubtful framing. Deadlines are set short;
// what is asserted is the answer, never how long it took.
#include "tests/unit/http/server_fixture.hpp"

namespace plexus::http {
namespace {

using std::chrono::milliseconds;

TEST_F(ServerTest, OversizeHeadsGet431) {
  start();
  auto peer = connect();
  peer.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(20'000, 'a') + "\r\n\r\n");
  auto const answer = peer.read_answer();
  EXPECT_EQ(answer.status, 431);
  EXPECT_EQ(answer.header("Connection"), "close");

  auto long_target = connect();
  long_target.send("GET /" + std::string(30'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(long_target.read_answer().status, 431);

  auto many = connect();
  std::string fields;
  for (int i = 0; i < 200; ++i) fields += "X-" + std::to_string(i) + ": 1\r\n";
  many.send("GET /healthz HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
  EXPECT_EQ(many.read_answer().status, 431);
}

TEST_F(ServerTest, OversizeBodiesGet413) {
  start();
  std::string const head =
      "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  auto declared = connect();
  declared.send(head + "Content-Length: 1001\r\n\r\n" + std::string(1001, '1'));
  auto const answer = declared.read_answer();
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.header("Connection"), "close");

  auto chunked = connect();
  chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n" + "3e8\r\n" + std::string(1000, '1') +
               "\r\n1\r\n1\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.read_answer().status, 413);

  auto just = connect();
  just.send(head + "Content-Length: 1000\r\n\r\n" + std::string(1000, '1'));
  EXPECT_EQ(just.read_answer().status, 200);
}

TEST_F(ServerTest, SlowHeadsAndBodiesGet408) {
  start({.header_timeout = milliseconds(300), .body_timeout = milliseconds(100)});
  auto head = connect();
  head.send("GET /healthz HTTP/1.1\r\nHost");
  auto const late = head.read_answer();
  EXPECT_EQ(late.status, 408);
  EXPECT_NE(late.body.find("problems/request-timeout"), std::string::npos);
  EXPECT_TRUE(head.closed_by_peer());

  auto body = connect();
  body.send(
      "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Content-Length: 5\r\n\r\n12");
  EXPECT_EQ(body.read_answer().status, 408);
}

TEST_F(ServerTest, AByteNowAndThenDoesNotProlongTheDeadline) {
  start({.header_timeout = milliseconds(100)});
  auto peer = connect();
  peer.send("GET /healthz HTTP/1.1\r\nX: ");
  bool open = true;
  for (int i = 0; open && i < 3000; ++i) {  // far longer than the deadline
    open = peer.send("a");
    ::usleep(2000);
    if (peer.is_stale()) open = false;
  }
  EXPECT_FALSE(open);
}

TEST_F(ServerTest, SilentPeersAreClosedWithoutAWord) {
  start({.header_timeout = milliseconds(60)});
  auto silent = connect();
  EXPECT_TRUE(silent.closed_by_peer());
}

TEST_F(ServerTest, IdlePeersAreClosedWithoutAWord) {
  start({.idle_timeout = milliseconds(60)});
  auto idle = connect();
  idle.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(idle.read_answer().status, 200);
  EXPECT_TRUE(idle.closed_by_peer());
}

TEST_F(ServerTest, DoubtfulFramingGets400AndTheEnd) {
  start();
  std::string const json = "Content-Type: application/json\r\n";
  std::vector<std::string> const requests{
      "GARBAGE\r\n\r\n",
      "GET /healthz HTTP/1.1\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
      "GET /healthz HTTP/3.0\r\nHost: x\r\n\r\n",
      "GET http://x/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /health%2Fz HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /health%00z HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n",
      "GET /healthz HTTP/1.1\nHost: x\n\n",
      "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
      "TRACE /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
      "POST /api/echo HTTP/1.1\r\nHost: x\r\n" + json +
          "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /api/echo HTTP/1.1\r\nHost: x\r\n" + json +
          "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
      "POST /api/echo HTTP/1.1\r\nHost: x\r\n" + json +
          "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      "POST /api/echo HTTP/1.1\r\nHost: x\r\n" + json +
          "Content-Length: 2\r\nContent-Length: 3\r\n\r\n123",
      "POST /api/echo HTTP/1.1\r\nHost: x\r\n" + json + "Content-Length: -1\r\n\r\n",
      "POST /api/echo HTTP/1.1\r\nHost: x\r\n" + json + "Content-Length: +2\r\n\r\n12",
      "POST /api/echo HTTP/1.1\r\nHost: x\r\n" + json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
  };
  for (auto const& request : requests) {
    auto peer = connect();
    peer.send(request + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    auto const answer = peer.read_answer();
    EXPECT_EQ(answer.status, 400) << request;
    EXPECT_EQ(answer.header("Connection"), "close") << request;
    EXPECT_TRUE(peer.closed_by_peer()) << request;
  }
}

TEST_F(ServerTest, ContentTypesAndAccept) {
  start();
  test::HttpClient client(port());
  EXPECT_EQ(client.post("/api/echo", "1", {{"Content-Type", "text/plain"}}).status, 415);
  EXPECT_EQ(client.post("/api/echo", "1", {{"Accept", "text/html"}}).status, 406);
  EXPECT_EQ(client.post("/api/echo", "1", {{"Accept", "*/*"}}).status, 200);
}

TEST_F(ServerTest, ContinueIsSentOnlyWhenTheBodyIsWanted) {
  start();
  std::string const head = "POST /api/echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n";
  auto wanted = connect();
  wanted.send(head + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(wanted.read_answer().status, 100);
  wanted.send("42");
  EXPECT_EQ(wanted.read_answer().body, "42");

  auto refused = connect();
  refused.send(head + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n");
  auto const answer = refused.read_answer();
  EXPECT_EQ(answer.status, 415);
  EXPECT_EQ(answer.header("Connection"), "close");
}

TEST_F(ServerTest, Http10ClosesUnlessAskedToKeep) {
  start();
  auto once = connect();
  once.send("GET /healthz HTTP/1.0\r\n\r\n");
  EXPECT_EQ(once.read_answer().header("Connection"), "close");
  EXPECT_TRUE(once.closed_by_peer());
  auto kept = connect();
  kept.send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.read_answer().header("Connection"), "keep-alive");
}

TEST_F(ServerTest, ConnectionsEndWhenAskedOrAfterTheirShare) {
  start({.requests_per_connection_max = 2});
  auto asked = connect();
  asked.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(asked.read_answer().header("Connection"), "close");
  EXPECT_TRUE(asked.closed_by_peer());
  auto share = connect();
  share.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(share.read_answer().header("Connection"), "");
  EXPECT_EQ(share.read_answer().header("Connection"), "close");
  EXPECT_TRUE(share.closed_by_peer());
}

TEST_F(ServerTest, ConnectionsAreCapped) {
  start({.connections_max = 10, .connections_per_address_max = 2});
  auto first = connect();
  first.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(first.read_answer().status, 200);
  {
    auto second = connect();
    second.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(second.read_answer().status, 200);
    auto third = connect();
    auto const refused = third.read_answer();
    EXPECT_EQ(refused.status, 503);
    EXPECT_NE(refused.header("Retry-After"), "");
    EXPECT_TRUE(third.closed_by_peer());
  }
  while (metrics_.text().find("plexus_http_connections 1\n") == std::string::npos) ::usleep(1000);
  auto again = connect();
  again.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(again.read_answer().status, 200);
}

TEST_F(ServerTest, APeerThatLeavesInTheMiddleHurtsNobody) {
  start();
  for (auto const* text :
       {"G", "GET /healthz HTTP/1.1\r\nHost: x\r\n",
        "POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Content-Length: 9\r\n\r\n123",
        "GET /api/items/1 HTTP/1.1\r\nHost: x\r\n\r\n"}) {
    auto peer = connect();
    peer.send(text);
  }
  auto half = connect();
  half.send("GET /api/items/1 HTTP/1.1\r\nHost: x\r\n\r\n");
  half.shutdown_send();
  EXPECT_EQ(half.read_answer().status, 200);
  test::HttpClient client(port());
  EXPECT_EQ(client.get("/healthz").status, 200);
}

}  // namespace
}  // namespace plexus::http
