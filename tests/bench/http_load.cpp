// http_load PORT PATH CONNECTIONS SECONDS: asks a running server for one path, again and again, and
// prints how many answers a second and how long they took. Bounded in time; asserts only that every
// answer is 200.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "tests/bench/paced.hpp"
#include "tests/support/http_client.hpp"

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: http_load PORT PATH CONNECTIONS SECONDS\n");
    return 2;
  }
  auto const port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  std::string const path = argv[2];
  int const connections = std::clamp(std::atoi(argv[3]), 1, 256);
  double const seconds = std::clamp(std::atof(argv[4]), 0.1, 60.0);
  // A connection that the server ends, as it does after some thousands of answers, is opened anew.
  auto const figures = plexus::bench::keep_busy(connections, seconds, 0, [&](int) {
    auto client = std::make_shared<plexus::test::HttpClient>(port);
    return [client, path] { return client->get(path).status == 200; };
  });
  if (figures.failures > 0 || figures.answers == 0) return 1;
  std::printf("%d connections: %.0f a second, median %.0f us, 99 of 100 within %.0f us\n",
              connections, figures.a_second(), figures.within(0.5), figures.within(0.99));
  return 0;
}
