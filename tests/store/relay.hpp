// A wire between a client and a server on this machine that can be cut: the database goes away and
// comes back, and an answer to COMMIT is lost, without touching the server.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace plexus::store {

class Relay {
 public:
  /// Forwards to `port` on 127.0.0.1 from a free port of its own.
  explicit Relay(int port);
  ~Relay();
  Relay(Relay const&) = delete;
  Relay& operator=(Relay const&) = delete;

  int port() const noexcept { return own_port_; }
  /// Ends all connections and refuses new ones.
  void cut();
  /// Takes connections again.
  void restore();
  /// The next time a client sends `text`, the server gets it and the client loses the connection
  /// before the answer comes.
  void lose_answer_to(std::string text);

 private:
  struct Wire {
    int client = -1;
    int server = -1;
  };
  void listen();
  void accept_all();
  void pump(Wire wire);

  int target_port_;
  int own_port_ = 0;
  int listener_ = -1;
  std::atomic<bool> open_{false};
  std::mutex mutex_;
  std::string fatal_;
  std::vector<Wire> wires_;
  std::jthread acceptor_;
  std::vector<std::jthread> pumps_;
};

}  // namespace plexus::store
