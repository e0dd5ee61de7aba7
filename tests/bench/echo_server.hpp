// The least that a TCP connection can do: for each message so many bytes come back. The floor under
// the time of one answer. Knows no HTTP.
#pragma once

#include <cstddef>
#include <cstdint>
#include <thread>

namespace plexus::bench {

/// Serves one connection on a thread of its own.
class EchoServer {
 public:
  /// What arrives at once is one message; each is answered by `bytes` bytes.
  explicit EchoServer(std::size_t bytes);
  ~EchoServer();
  EchoServer(EchoServer const&) = delete;
  EchoServer& operator=(EchoServer const&) = delete;

  /// Median microseconds from sending a message of `request` bytes to the last byte of its answer.
  double median_us(std::size_t request, int messages);

 private:
  std::size_t bytes_;
  int server_ = -1;
  int client_ = -1;
  std::thread thread_;
};

}  // namespace plexus::bench
