// Plain sockets, and just enough HTTP to read what our own server writes.
#include "tests/support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace plexus::test {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

HttpAnswer read_head(std::string_view head) {
  HttpAnswer answer;
  if (head.substr(0, 9) != "HTTP/1.1 " || head.size() < 12) {
    throw std::runtime_error("not an HTTP answer: " + std::string(head));
  }
  answer.status = std::atoi(std::string(head.substr(9, 3)).c_str());
  auto at = head.find("\r\n");
  while (at != std::string_view::npos) {
    at += 2;
    auto const end = head.find("\r\n", at);
    auto const line = head.substr(at, end == std::string_view::npos ? end : end - at);
    auto const colon = line.find(": ");
    if (colon == std::string_view::npos) break;
    answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    at = end;
  }
  return answer;
}

}  // namespace

std::string HttpAnswer::header(std::string_view name) const {
  for (auto const& [key, value] : headers) {
    if (same_name(key, name)) return value;
  }
  return {};
}

std::size_t HttpAnswer::header_count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(),
                    [name](auto const& field) { return same_name(field.first, name); }));
}

RawConnection::RawConnection(std::uint16_t port, std::chrono::milliseconds timeout) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) throw std::runtime_error("no socket");
  timeval limit{};
  limit.tv_sec = timeout.count() / 1000;
  limit.tv_usec = timeout.count() % 1000 * 1000;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  int const on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in peer{};
  peer.sin_family = AF_INET;
  peer.sin_port = htons(port);
  peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&peer), sizeof peer) != 0) {
    ::close(socket_);
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
}

RawConnection::~RawConnection() {
  if (socket_ >= 0) ::close(socket_);
}

RawConnection::RawConnection(RawConnection&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// False at the peer's end; throws on a timeout or reset.
bool RawConnection::fill() {
  char chunk[16384];
  auto const got = ::recv(socket_, chunk, sizeof chunk, 0);
  if (got < 0) throw std::runtime_error(errno == EAGAIN ? "no answer in time" : "reset by peer");
  buffer_.append(chunk, static_cast<std::size_t>(got));
  return got > 0;
}

HttpAnswer RawConnection::read_answer(bool head) {
  auto end = buffer_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!fill()) throw std::runtime_error("closed before an answer: " + buffer_);
    end = buffer_.find("\r\n\r\n");
  }
  auto answer = read_head(std::string_view(buffer_).substr(0, end));
  buffer_.erase(0, end + 4);
  bool const bare = head || answer.status < 200 || answer.status == 204 || answer.status == 304;
  if (bare) return answer;
  auto const length = static_cast<std::size_t>(std::atoll(answer.header("Content-Length").c_str()));
  while (buffer_.size() < length) {
    if (!fill()) throw std::runtime_error("closed within the body");
  }
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return answer;
}

std::string RawConnection::read_to_end() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

bool RawConnection::closed_by_peer() {
  if (!buffer_.empty()) return false;
  char byte = 0;
  auto const got = ::recv(socket_, &byte, 1, 0);
  return got == 0 || (got < 0 && errno != EAGAIN);
}

void RawConnection::shutdown_send() {
  ::shutdown(socket_, SHUT_WR);
}

bool RawConnection::is_stale() const {
  char byte = 0;
  auto const got = ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN);
}

void HttpClient::set_header(std::string name, std::string value) {
  std::erase_if(defaults_, [&name](auto const& field) { return same_name(field.first, name); });
  if (!value.empty()) defaults_.emplace_back(std::move(name), std::move(value));
}

HttpAnswer HttpClient::get(std::string_view path, HttpHeaders const& headers) {
  return send("GET", path, {}, headers);
}
HttpAnswer HttpClient::post(std::string_view path, std::string_view body,
                            HttpHeaders const& headers) {
  return send("POST", path, body, headers);
}
HttpAnswer HttpClient::patch(std::string_view path, std::string_view body,
                             HttpHeaders const& headers) {
  return send("PATCH", path, body, headers);
}
HttpAnswer HttpClient::put(std::string_view path, std::string_view body,
                           HttpHeaders const& headers) {
  return send("PUT", path, body, headers);
}
HttpAnswer HttpClient::del(std::string_view path, HttpHeaders const& headers) {
  return send("DELETE", path, {}, headers);
}

HttpAnswer HttpClient::send(std::string_view method, std::string_view path, std::string_view body,
                            HttpHeaders const& headers) {
  HttpHeaders all{{"Host", "127.0.0.1"}};
  if (method != "GET" && method != "HEAD") {
    all.emplace_back("Content-Length", std::to_string(body.size()));
    if (!body.empty()) all.emplace_back("Content-Type", "application/json");
  }
  for (HttpHeaders const* more : {&std::as_const(defaults_), &headers}) {
    for (auto const& field : *more) {
      std::erase_if(all, [&](auto const& known) { return same_name(known.first, field.first); });
      all.push_back(field);
    }
  }
  std::string text = std::string(method) + ' ' + std::string(path) + " HTTP/1.1\r\n";
  for (auto const& [name, value] : all) text += name + ": " + value + "\r\n";
  text += "\r\n" + std::string(body);

  // A kept connection may have been closed meanwhile. It is looked at first, so that a request is
  // never sent twice.
  if (!connection_.empty() && connection_.front().is_stale()) connection_.clear();
  if (connection_.empty()) connection_.emplace_back(port_, timeout_);
  auto& connection = connection_.front();
  connection.send(text);  // a refusal may come before the peer has read everything
  auto answer = connection.read_answer(method == "HEAD");
  if (answer.header("Connection") == "close") connection_.clear();
  return answer;
}

}  // namespace plexus::test
