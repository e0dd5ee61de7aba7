// Clients that book over HTTP for people the clinic knows, each in rooms of its own, so that every
// booking succeeds: the cost of a booking, not of a race.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "tests/bench/paced.hpp"
#include "tests/faults/desk.hpp"

namespace plexus::bench {

class BookingClients {
 public:
  /// Makes services, rooms and patients through the API of the running installation.
  BookingClients(test::Installation& installation, store::DatabaseUrl const& url);

  /// As keep_busy; each asks POST /api/v1/bookings and wants 201. At most eight clients.
  Figures book(int clients, double seconds, double pace);
  std::uint16_t port() const noexcept { return desk_.port(); }

 private:
  static constexpr std::size_t kClients = 8;

  std::string body(std::size_t client, long number) const;

  test::Desk desk_;
  std::array<std::vector<std::string>, kClients> patients_;
  std::array<long, kClients> made_{};  // bookings of each, over all calls
  long run_ = 0;
};

}  // namespace plexus::bench
