// A small HTTP client for tests over plain sockets; it also sends what no proper client would.
// Blocking, with a deadline on everything; throws std::runtime_error when the peer misbehaves.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plexus::test {

struct HttpAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// Empty when absent; the name in any case.
  std::string header(std::string_view name) const;
  std::size_t header_count(std::string_view name) const;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// One TCP connection to 127.0.0.1.
class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port,
                         std::chrono::milliseconds timeout = std::chrono::seconds(10));
  ~RawConnection();
  RawConnection(RawConnection&& other) noexcept;
  RawConnection& operator=(RawConnection&&) = delete;

  /// False when the peer has closed and the bytes could not be handed over.
  bool send(std::string_view bytes);
  /// The next whole answer; bytes beyond it stay for the next call. `head`: it has no body.
  HttpAnswer read_answer(bool head = false);
  /// Reads until the peer closes; what came.
  std::string read_to_end();
  /// True when the peer closes (or resets) within the timeout without sending more.
  bool closed_by_peer();
  void shutdown_send();
  /// Whether the peer has closed already; does not wait.
  bool is_stale() const;

 private:
  bool fill();

  int socket_ = -1;
  std::string buffer_;
};

/// Keeps one connection and opens a new one when the server has closed it.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port,
                      std::chrono::milliseconds timeout = std::chrono::seconds(10))
      : port_(port), timeout_(timeout) {}

  /// Sent with every request, such as Authorization; an empty value removes it.
  void set_header(std::string name, std::string value);

  HttpAnswer get(std::string_view path, HttpHeaders const& headers = {});
  /// A body is sent as application/json unless `headers` says otherwise.
  HttpAnswer post(std::string_view path, std::string_view body, HttpHeaders const& headers = {});
  HttpAnswer patch(std::string_view path, std::string_view body, HttpHeaders const& headers = {});
  HttpAnswer put(std::string_view path, std::string_view body, HttpHeaders const& headers = {});
  HttpAnswer del(std::string_view path, HttpHeaders const& headers = {});
  HttpAnswer send(std::string_view method, std::string_view path, std::string_view body,
                  HttpHeaders const& headers);

 private:
  std::uint16_t port_;
  std::chrono::milliseconds timeout_;
  HttpHeaders defaults_;
  std::vector<RawConnection> connection_;  // none or one
};

}  // namespace plexus::test
