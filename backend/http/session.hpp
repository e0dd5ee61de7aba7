// Inside http/ only: what server.cpp and session.cpp share. One session serves one connection.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "backend/http/connections.hpp"
#include "backend/http/exchange.hpp"
#include "backend/http/server.hpp"

namespace boost::asio {
class io_context;
}

namespace plexus::http {

/// What all sessions of a server share; outlives them.
struct ServerState {
  ServerState(ServerConfig config_, ServerParts parts_);

  ServerConfig const config;
  ServerParts const parts;
  Connections connections;
  RequestMetrics requests;
  Gauge& open_connections;
  std::atomic<bool> stopping{false};
};

/// Serves the accepted socket until either side is done, then closes it. The address must have
/// been admitted; it is given back at the end.
/// Units: `descriptor` is a connected, non-blocking TCP socket, owned from here on.
void spawn_session(boost::asio::io_context& io, ServerState& state, int descriptor, bool is_v6,
                   std::string address);

}  // namespace plexus::http
