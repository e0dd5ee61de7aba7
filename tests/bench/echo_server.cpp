// Blocking sockets at both ends.
#include "tests/bench/echo_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace plexus::bench {
namespace {

void send_all(int socket, std::string const& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    auto const sent = ::send(socket, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) return;
    at += static_cast<std::size_t>(sent);
  }
}

void send_at_once(int socket) {
  int const on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

EchoServer::EchoServer(std::size_t bytes) : bytes_(bytes) {
  int const listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const address = reinterpret_cast<sockaddr*>(&place);
  socklen_t size = sizeof place;
  client_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  bool const connected = ::bind(listener, address, size) == 0 && ::listen(listener, 1) == 0 &&
                         ::getsockname(listener, address, &size) == 0 &&
                         ::connect(client_, address, size) == 0;
  if (connected) server_ = ::accept(listener, nullptr, nullptr);
  ::close(listener);
  if (server_ < 0) throw std::runtime_error("no connection to oneself");
  send_at_once(server_);
  send_at_once(client_);
  thread_ = std::thread([this] {
    std::string const answer(bytes_, 'x');
    char message[16384];
    while (::recv(server_, message, sizeof message, 0) > 0) send_all(server_, answer);
  });
}

EchoServer::~EchoServer() {
  ::shutdown(client_, SHUT_RDWR);
  thread_.join();
  ::close(client_);
  ::close(server_);
}

double EchoServer::median_us(std::size_t request, int messages) {
  using Clock = std::chrono::steady_clock;
  std::string const message(request, 'x');
  std::vector<char> answer(65'536);
  std::vector<double> took;
  for (int i = 0; i < messages; ++i) {
    auto const began = Clock::now();
    send_all(client_, message);
    for (std::size_t left = bytes_; left > 0;) {
      auto const got = ::recv(client_, answer.data(), std::min(left, answer.size()), 0);
      if (got <= 0) throw std::runtime_error("the echo has ended");
      left -= static_cast<std::size_t>(got);
    }
    took.push_back(std::chrono::duration<double, std::micro>(Clock::now() - began).count());
  }
  auto const middle = took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2);
  std::nth_element(took.begin(), middle, took.end());
  return *middle;
}

}  // namespace plexus::bench
