// http_load PORT PATH CONNECTIONS SECONDS: asks a running server for one path, again and again, and
// prints how many answers a second and how long they took. Bounded in time; asserts only that every
// answer is 200.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "tests/support/http_client.hpp"

namespace {

using Clock = std::chrono::steady_clock;

/// Microseconds of each answer; empty when one was not 200. A connection that the server ends, as
/// it does after some thousands of answers, is opened anew.
std::vector<double> ask(std::uint16_t port, std::string const& path, Clock::time_point end) {
  plexus::test::HttpClient client(port);
  std::vector<double> times;
  while (Clock::now() < end) {
    auto const began = Clock::now();
    if (client.get(path).status != 200) return {};
    times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - began).count());
  }
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: http_load PORT PATH CONNECTIONS SECONDS\n");
    return 2;
  }
  auto const port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  auto const connections = static_cast<std::size_t>(std::clamp(std::atoi(argv[3]), 1, 256));
  double const seconds = std::clamp(std::atof(argv[4]), 0.1, 60.0);
  auto const end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                      std::chrono::duration<double>(seconds));
  std::vector<std::vector<double>> each(connections);
  {
    std::vector<std::jthread> threads;
    for (auto& times : each) {
      threads.emplace_back([&times, port, end, path = std::string(argv[2])] {
        try {
          times = ask(port, path, end);
        } catch (std::exception const& error) {
          std::fprintf(stderr, "%s\n", error.what());
        }
      });
    }
  }
  std::vector<double> all;
  for (auto const& times : each) {
    if (times.empty()) return 1;
    all.insert(all.end(), times.begin(), times.end());
  }
  std::sort(all.begin(), all.end());
  auto const at = [&](double part) {
    return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
  };
  std::printf("%zu connections: %.0f a second, median %.0f us, 99 of 100 within %.0f us\n",
              connections, static_cast<double>(all.size()) / seconds, at(0.5), at(0.99));
  return 0;
}
