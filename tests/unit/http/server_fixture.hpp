// A server in this process on a free port, with routes that tests can hold up or break.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "backend/http/dispatch.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/server.hpp"
#include "tests/support/http_client.hpp"

namespace plexus::http {

class ServerTest : public testing::Test {
 protected:
  ~ServerTest() override { release(); }

  void start(ServerConfig config = {}, LaneLimits lanes = {}) {
    config.port = 0;
    lanes_.emplace(lanes);
    table_.emplace(rows());
    auto random = [this](std::span<std::uint8_t> bytes) {
      for (auto& byte : bytes) byte = static_cast<std::uint8_t>(++random_state_ * 167U >> 3U);
    };
    server_.emplace(
        config,
        ServerParts{.routes = *table_,
                    .lanes = *lanes_,
                    .metrics = metrics_,
                    .random = std::move(random),
                    .gate = [this](Request& request, Route const&) -> std::optional<Response> {
                      ++gated_;
                      if (!request.headers.has("X-Refuse")) return std::nullopt;
                      return problem_response({.code = Errc::not_allowed}, request);
                    }});
    server_->start();
  }

  std::uint16_t port() const { return server_->bound_port(); }
  test::RawConnection connect() const { return test::RawConnection(port()); }

  /// Waits until `count` requests stand in the handler of /api/slow.
  void until_slow(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return slow_ >= count; });
  }
  void release() {
    std::lock_guard const lock(mutex_);
    released_ = true;
    changed_.notify_all();
  }

  Metrics metrics_;
  std::atomic<int> gated_{0};  // how often the gate was asked

 private:
  Response slow() {
    std::unique_lock lock(mutex_);
    ++slow_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return released_; });
    return json_response(200, R"({"slow":true})");
  }

  std::vector<Route> rows() {
    std::vector<Route> all;
    auto const add = [&all](Method method, std::string pattern, std::string operation, Lane lane,
                            Handler handler) {
      all.push_back({.method = method,
                     .pattern = std::move(pattern),
                     .operation = std::move(operation),
                     .lane = lane,
                     .body_bytes_max = 1000,
                     .handler = std::move(handler)});
    };
    auto const echo = [](Request const& request) { return json_response(200, request.body); };
    add(Method::get, "/healthz", "health", Lane::inline_,
        [](Request const&) { return json_response(200, R"({"ok":true})"); });
    add(Method::post, "/api/echo", "echo", Lane::database, echo);
    add(Method::post, "/api/echo-inline", "echo_inline", Lane::inline_, echo);
    add(Method::get, "/api/items/{id}", "item", Lane::password, [](Request const& request) {
      return json_response(200, '"' + request.path_parameter("id") + '"');
    });
    add(Method::get, "/api/slow", "slow", Lane::database,
        [this](Request const&) { return slow(); });
    add(Method::get, "/api/broken", "broken", Lane::database,
        [](Request const&) -> Response { throw std::runtime_error("SELECT secret FROM patient"); });
    add(Method::get, "/api/away", "away", Lane::database,
        [](Request const&) -> Response { throw Unavailable("connection refused by 10.0.0.5"); });
    add(Method::get, "/api/large", "large", Lane::inline_,
        [](Request const&) { return json_response(200, std::string(3'000'000, 'x')); });
    add(Method::delete_, "/api/items/{id}", "drop", Lane::database,
        [](Request const&) { return no_content(); });
    add(Method::get, "/api/perhaps/{id}", "perhaps", Lane::database,
        [](Request const&) { return json_response(200, R"("lane")"); });
    all.back().at_once = {[](Request const& request) { return !request.headers.has("Cookie"); },
                          [](Request const& request) -> std::optional<Response> {
                            auto const& id = request.path_parameter("id");
                            if (id == "later") return std::nullopt;
                            if (id == "away") throw Unavailable("nothing is known here");
                            return json_response(200, R"("at once")");
                          }};
    return all;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int slow_ = 0;
  bool released_ = false;
  std::atomic<std::uint32_t> random_state_{0};
  std::optional<RouteTable> table_;
  std::optional<Lanes> lanes_;

 protected:
  std::optional<Server> server_;  // last, so that it goes first: it refers to all of the above
};

}  // namespace plexus::http
