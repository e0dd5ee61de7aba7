// slots_bench [ROUNDS [SECONDS]]: GET slots over HTTP beside a bare Beast server of the same bytes
// and header fields, in interleaved rounds of one run: how many a second, and what each costs the
// server. Asserts only that every answer is 200.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/bare_server.hpp"
#include "tests/bench/booking_clients.hpp"
#include "tests/bench/echo_server.hpp"
#include "tests/faults/fill.hpp"

namespace plexus::bench {
namespace {

constexpr int kReaders = 8;
constexpr int kWriters = 4;
constexpr unsigned kThreads = 2;  // as many as the product's I/O has
constexpr std::size_t kRequestBytes = 120;
char const* const kPath = "/api/v1/slots?service=mri&from=2026-12-03&to=2026-12-10&limit=50";

double median(std::vector<double> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Processor time of a process until now, to a hundredth of a second.
double cpu_seconds(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  std::getline(file, text);
  std::istringstream rest(text.substr(text.rfind(')') + 2));
  std::string word;
  for (int i = 0; i < 11; ++i) rest >> word;
  double user = 0;
  double system = 0;
  rest >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// What was measured of one of the two servers, a value for each round.
struct Side {
  std::vector<double> quiet;  // answers a second
  std::vector<double> cost;   // microseconds of the server for each of these
  std::vector<double> busy;   // answers a second while others book
  std::vector<double> alone;  // median microseconds at one connection
};

class Bench {
 public:
  Bench(test::Installation& installation, double seconds)
      : clinic_(installation, installation.database().owner()),
        ours_(clinic_.port()),
        pid_(installation.pid()),
        seconds_(seconds),
        answer_(test::HttpClient(ours_).get(kPath)),
        bare_(answer_, kThreads),
        echo_(answer_.body.size()) {}

  void round() {
    for (bool const ours : {false, true}) {
      auto& side = ours ? product_ : floor_;
      double const before = used(ours);
      auto const quiet = ask(ours, kReaders);
      side.quiet.push_back(quiet.a_second());
      side.cost.push_back((used(ours) - before) * 1e6 / static_cast<double>(quiet.answers));
      side.alone.push_back(ask(ours, 1).within(0.5));
      std::jthread const writers([&] { clinic_.book(kWriters, seconds_, 0); });
      side.busy.push_back(ask(ours, kReaders).a_second());
    }
    echoes_.push_back(echo_.median_us(kRequestBytes, 5'000));
  }

  void print() const {
    std::printf("GET slots answers %zu bytes; medians of %zu rounds\n", answer_.body.size(),
                echoes_.size());
    line("8 connections, answers a second", floor_.quiet, product_.quiet);
    line("the same while 4 clients book", floor_.busy, product_.busy);
    line("processor time of the server for each, us", floor_.cost, product_.cost);
    line("median at one connection, us", floor_.alone, product_.alone);
    std::printf("%-44s %8.1f us\n", "a TCP echo of as many bytes", median(echoes_));
  }
  int failures() const noexcept { return failures_; }

 private:
  double used(bool ours) const { return ours ? cpu_seconds(pid_) : bare_.cpu_seconds(); }

  Figures ask(bool ours, int connections) {
    auto const port = ours ? ours_ : bare_.port();
    auto figures = keep_busy(connections, seconds_, 0, [port](int) {
      auto client = std::make_shared<test::HttpClient>(port);
      return [client] { return client->get(kPath).status == 200; };
    });
    if (figures.failures > 0 || figures.answers == 0) ++failures_;
    return figures;
  }

  static void line(char const* title, std::vector<double> const& floors,
                   std::vector<double> const& ours) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < floors.size(); ++i) ratios.push_back(ours[i] / floors[i]);
    std::printf("%-44s bare %9.1f  Plexus %9.1f  %5.2f x\n", title, median(floors), median(ours),
                median(ratios));
  }

  BookingClients clinic_;
  std::uint16_t ours_;
  pid_t pid_;
  double seconds_;
  test::HttpAnswer answer_;
  BareServer bare_;
  EchoServer echo_;
  Side floor_;
  Side product_;
  std::vector<double> echoes_;
  int failures_ = 0;
};

int run(int rounds, double seconds) {
  test::Installation installation(store::Dialect::sqlite);
  installation.start();
  installation.stop();
  test::fill(installation.database().owner(), 10'000);
  installation.start();
  Bench bench(installation, seconds);
  for (int i = 0; i < rounds; ++i) bench.round();
  bench.print();
  return bench.failures();
}

}  // namespace
}  // namespace plexus::bench

int main(int argc, char** argv) {
  int const rounds = argc > 1 ? std::clamp(std::atoi(argv[1]), 1, 20) : 3;
  double const seconds = argc > 2 ? std::clamp(std::atof(argv[2]), 0.1, 60.0) : 2;
  int const failures = plexus::bench::run(rounds, seconds);
  std::printf("%d passed, %d failed\n", failures == 0 ? 1 : 0, failures);
  return failures == 0 ? 0 : 1;
}
