// The least that Beast can do: a server that answers every request with the same bytes. The floor
// under a read over HTTP.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tests/support/http_client.hpp"

namespace plexus::bench {

class BareServer {
 public:
  /// Listens on a free loopback port with `threads` threads, as many as the product's I/O has, and
  /// answers with the body and all header fields of `answer`.
  BareServer(test::HttpAnswer answer, unsigned threads);
  ~BareServer();
  BareServer(BareServer const&) = delete;
  BareServer& operator=(BareServer const&) = delete;
  std::uint16_t port() const noexcept;
  /// Processor time of its threads until now.
  double cpu_seconds() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace plexus::bench
