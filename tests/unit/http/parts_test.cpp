// The small parts: headers and cookies, the head of an answer, dispatch, metrics, lanes, caps.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <sstream>

#include "backend/http/connections.hpp"
#include "backend/http/dispatch.hpp"
#include "backend/http/lanes.hpp"
#include "backend/http/metrics.hpp"
#include "backend/http/wire.hpp"
#include "backend/log/log.hpp"

namespace plexus::http {
namespace {

TEST(Headers, NamesIgnoreCaseAndListsJoin) {
  Headers headers;
  headers.add("Accept", "text/html");
  headers.add("ACCEPT", "*/*");
  EXPECT_EQ(headers.get("accept"), "text/html");
  EXPECT_EQ(headers.joined("Accept"), "text/html, */*");
  EXPECT_EQ(headers.count("accept"), 2U);
  headers.set("accept", "image/png");
  EXPECT_EQ(headers.joined("Accept"), "image/png");
  EXPECT_EQ(headers.get("absent"), "");
}

TEST(Request, ReadsCookiesByTheirWholeName) {
  Request request;
  request.headers.add("Cookie", "a=1; plexus=secret==; myplexus=no");
  request.headers.add("Cookie", "late=2");
  EXPECT_EQ(request.cookie("plexus"), "secret==");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("late"), "2");
  EXPECT_EQ(request.cookie("lexus"), "");
}

TEST(Wire, WritesTheHeadWithItsDefaults) {
  auto const text =
      head_text(json_response(201, "{}"), "01REQ", {.keep_alive = true, .now = 784111777});
  EXPECT_EQ(text,
            "HTTP/1.1 201 Created\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Type: application/json\r\n"
            "Content-Length: 2\r\n"
            "X-Request-Id: 01REQ\r\n"
            "Cache-Control: no-store\r\n"
            "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Referrer-Policy: no-referrer\r\n\r\n");
}

TEST(Wire, AnAnswersOwnHeadersWinAndCannotSplitIt) {
  auto response = no_content();
  response.headers.set("Cache-Control", "no-cache");
  response.headers.set("X-Bad", "a\r\nSet-Cookie: b=c");
  auto const text = head_text(response, "R", {.keep_alive = false});
  EXPECT_NE(text.find("Cache-Control: no-cache\r\n"), std::string::npos);
  EXPECT_EQ(text.find("no-store"), std::string::npos);
  EXPECT_EQ(text.find("Set-Cookie"), std::string::npos);
  EXPECT_EQ(text.find("Content-Length"), std::string::npos);
  EXPECT_NE(text.find("Connection: close\r\n"), std::string::npos);
}

Route throwing(std::function<void()> what) {
  return {.pattern = "/x", .operation = "x", .handler = [what = std::move(what)](Request const&) {
            what();
            return no_content();
          }};
}

TEST(Dispatch, ExceptionsBecomeBareProblems) {
  Request request{.request_id = "01REQ"};
  std::ostringstream lines;
  {
    log::Session const session({.stream = &lines});
    auto const broken =
        dispatch(throwing([] { throw std::runtime_error("SELECT secret"); }), request, {});
    EXPECT_EQ(broken.status, 500);
    EXPECT_EQ(broken.bytes().find("secret"), std::string_view::npos);
    auto const away = dispatch(throwing([] { throw Unavailable("db secret"); }), request, {});
    EXPECT_EQ(away.status, 503);
    EXPECT_TRUE(away.headers.has("Retry-After"));
    EXPECT_EQ(dispatch(throwing([] { throw 7; }), request, {}).status, 500);
  }
  EXPECT_EQ(lines.str().find("secret"), std::string::npos);
  EXPECT_NE(lines.str().find("handler failed op=x req=01REQ exception=std::runtime_error"),
            std::string::npos);
}

TEST(Dispatch, TheGateSpeaksFirst) {
  Request request;
  auto const route = throwing([] {});
  Gate const open = [](Request& r, Route const&) -> std::optional<Response> {
    r.principal = 42;
    return std::nullopt;
  };
  Gate const shut = [](Request&, Route const&) { return std::optional(json_response(401, "{}")); };
  EXPECT_EQ(dispatch(route, request, open).status, 204);
  EXPECT_EQ(std::any_cast<int>(request.principal), 42);
  EXPECT_EQ(dispatch(route, request, shut).status, 401);
}

TEST(Metrics, WritesPrometheusText) {
  Metrics metrics(1000);
  metrics.counter("jobs_total", "Jobs.", {{"kind", "a\"b"}}).add(2);
  metrics.counter("jobs_total", "Jobs.", {{"kind", "a\"b"}}).add();
  metrics.gauge("open", "Open.").set(-3);
  metrics.gauge_from("asked", "Asked.", {}, [] { return 0.5; });
  auto& times = metrics.histogram("wait_seconds", "Waits.");
  times.observe(0.001);
  times.observe(0.0011);
  times.observe(60);
  auto const text = metrics.text();
  for (auto const* line :
       {"process_start_time_seconds 1000\n", "# TYPE jobs_total counter\n",
        "jobs_total{kind=\"a\\\"b\"} 3\n", "open -3\n", "asked 0.5\n",
        "wait_seconds_bucket{le=\"0.001\"} 1\n", "wait_seconds_bucket{le=\"0.0025\"} 2\n",
        "wait_seconds_bucket{le=\"10\"} 2\n", "wait_seconds_bucket{le=\"+Inf\"} 3\n",
        "wait_seconds_sum 60.0021\n", "wait_seconds_count 3\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "in\n" << text;
  }
}

// A door that tasks wait behind.
class Door {
 public:
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void until_waiting(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= count; });
  }
  void open() {
    std::lock_guard const lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

TEST(WorkerPool, RefusesBeyondItsQueueAndRunsTheRest) {
  Door door;
  std::atomic<int> ran{0};
  WorkerPool pool({.threads = 1, .queue_max = 2});
  auto const task = [&] {
    door.wait();
    ++ran;
  };
  ASSERT_TRUE(pool.submit(task));
  door.until_waiting(1);
  EXPECT_TRUE(pool.submit(task));
  EXPECT_TRUE(pool.submit(task));
  EXPECT_EQ(pool.queued(), 2U);
  EXPECT_FALSE(pool.submit(task));
  door.open();
  pool.stop();
  EXPECT_EQ(ran, 3);
  EXPECT_FALSE(pool.submit(task));
}

TEST(Connections, KeepsTheCapsAndTellsWhenEmpty) {
  Connections connections({.total_max = 3, .per_address_max = 2});
  EXPECT_TRUE(connections.admit("a"));
  EXPECT_TRUE(connections.admit("a"));
  EXPECT_FALSE(connections.admit("a"));
  EXPECT_TRUE(connections.admit("b"));
  EXPECT_FALSE(connections.admit("c"));
  connections.leave("a", nullptr);
  EXPECT_TRUE(connections.admit("c"));
  int emptied = 0;
  connections.when_empty([&] { ++emptied; });
  connections.leave("a", nullptr);
  connections.leave("b", nullptr);
  EXPECT_EQ(emptied, 0);
  connections.leave("c", nullptr);
  EXPECT_EQ(emptied, 1);
  connections.when_empty([&] { ++emptied; });
  EXPECT_EQ(emptied, 2);
}

}  // namespace
}  // namespace plexus::http
