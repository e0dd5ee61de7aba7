// Setting up, and the next booking of a client.
#include "tests/bench/booking_clients.hpp"

#include <memory>
#include <stdexcept>

namespace plexus::bench {
namespace {

constexpr int kRooms = 4;        // of each client
constexpr int kPatients = 16;    // of each client; never two visits at once
constexpr int kLast = 380 * 48;  // half hours that can be booked ahead

std::string code_of(std::size_t client) {
  return "bench_" + std::to_string(client);
}

}  // namespace

BookingClients::BookingClients(test::Installation& installation, store::DatabaseUrl const& url)
    : desk_(installation.port()) {
  store::RawSql sql(url);
  test::Client http(desk_.port());
  for (std::size_t client = 0; client < kClients; ++client) {
    auto const code = code_of(client);
    desk_.add_service({.code = code, .minutes = 30, .roles = {code + "_room"}, .grid = 30});
    for (int room = 0; room < kRooms; ++room) {
      desk_.add_room({"Bench " + code + " " + std::to_string(room), code + "_room"});
    }
    for (int patient = 0; patient < kPatients; ++patient) {
      auto const made = http.post(
          "/api/v1/bookings",
          test::Desk::booking({desk_.step(code, 30 * (kLast + patient))}, "known to the clinic"),
          test::operator+(desk_.staff(), test::fresh_key()));
      if (made.status != 201) throw std::runtime_error(made.raw.body);
      patients_[client].push_back(sql.ask("SELECT patient_id FROM booking WHERE booking_id = '" +
                                          test::text_at(made, "/id") + "'"));
    }
  }
}

std::string BookingClients::body(std::size_t client, long number) const {
  int const minutes = static_cast<int>(30 * (number / kRooms));
  test::json::object const whole{
      {"steps", test::json::array{desk_.step(code_of(client), minutes)}},
      {"patient", test::json::object{
                      {"id", patients_[client][static_cast<std::size_t>(number) % kPatients]}}}};
  return test::json::serialize(whole);
}

Figures BookingClients::book(int clients, double seconds, double pace) {
  ++run_;
  return keep_busy(clients, seconds, pace, [this](int number) {
    auto const client = static_cast<std::size_t>(number);
    auto http = std::make_shared<test::HttpClient>(desk_.port());
    for (auto const& [name, value] : desk_.staff()) http->set_header(name, value);
    return [this, client, http] {
      auto const next = made_[client]++;
      if (next / kRooms >= kLast) throw std::runtime_error("every half hour is booked");
      auto const key = "bench " + std::to_string(run_) + " " + std::to_string(client) + " " +
                       std::to_string(next);
      auto const answer =
          http->post("/api/v1/bookings", body(client, next), {{"Idempotency-Key", key}});
      return answer.status == 201;
    };
  });
}

}  // namespace plexus::bench
