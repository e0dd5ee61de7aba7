// Two sockets for each connection, one thread to carry bytes between them.
#include "tests/store/relay.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace plexus::store {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool send_all(int socket, char const* data, std::size_t size) {
  while (size > 0) {
    auto const sent = ::send(socket, data, size, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    data += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

}  // namespace

Relay::Relay(int port) : target_port_(port) {
  restore();
}

Relay::~Relay() {
  cut();
  pumps_.clear();
}

void Relay::listen() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int const yes = 1;
  ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address = loopback(own_port_);
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 64) != 0) {
    throw std::runtime_error("the relay cannot listen");
  }
  socklen_t length = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
  own_port_ = ntohs(address.sin_port);
}

void Relay::restore() {
  listen();
  open_ = true;
  acceptor_ = std::jthread([this] { accept_all(); });
}

void Relay::cut() {
  if (!open_.exchange(false)) return;
  acceptor_.join();
  ::close(listener_);
  std::lock_guard const guard(mutex_);
  for (Wire const& wire : wires_) {
    ::shutdown(wire.client, SHUT_RDWR);
    ::shutdown(wire.server, SHUT_RDWR);
  }
  wires_.clear();
}

void Relay::lose_answer_to(std::string text) {
  std::lock_guard const guard(mutex_);
  fatal_ = std::move(text);
}

void Relay::accept_all() {
  while (open_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    int const client = ::accept(listener_, nullptr, nullptr);
    if (client < 0) continue;
    int const server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in const address = loopback(target_port_);
    if (::connect(server, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
      ::close(client);
      ::close(server);
      continue;
    }
    std::lock_guard const guard(mutex_);
    wires_.push_back({client, server});
    pumps_.emplace_back([this, client, server] { pump({client, server}); });
  }
}

void Relay::pump(Wire wire) {
  std::array<char, 16384> buffer{};
  bool dead = false;
  while (!dead) {
    std::array<pollfd, 2> ends{pollfd{wire.client, POLLIN, 0}, pollfd{wire.server, POLLIN, 0}};
    if (::poll(ends.data(), ends.size(), 50) <= 0) continue;
    for (std::size_t i = 0; i < ends.size() && !dead; ++i) {
      if (ends[i].revents == 0) continue;
      auto const got = ::recv(ends[i].fd, buffer.data(), buffer.size(), 0);
      if (got <= 0) {
        dead = true;
        break;
      }
      auto const size = static_cast<std::size_t>(got);
      dead = !send_all(i == 0 ? wire.server : wire.client, buffer.data(), size);
      std::lock_guard const guard(mutex_);
      if (i == 0 && !fatal_.empty() &&
          std::string_view(buffer.data(), size).find(fatal_) != std::string_view::npos) {
        fatal_.clear();
        ::shutdown(wire.client, SHUT_RDWR);  // the server side stays until it has answered
        std::array<pollfd, 1> answer{pollfd{wire.server, POLLIN, 0}};
        ::poll(answer.data(), answer.size(), 2000);
        dead = true;
      }
    }
  }
  std::lock_guard const guard(mutex_);
  std::erase_if(wires_, [&](Wire const& one) { return one.client == wire.client; });
  ::close(wire.client);
  ::close(wire.server);
}

}  // namespace plexus::store
