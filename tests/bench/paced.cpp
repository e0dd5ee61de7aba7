// Threads and clocks.
#include "tests/bench/paced.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <iterator>
#include <thread>

namespace plexus::bench {

using Clock = std::chrono::steady_clock;

double Figures::within(double part) const {
  if (microseconds.empty()) return 0;
  return microseconds[static_cast<std::size_t>(part *
                                               static_cast<double>(microseconds.size() - 1))];
}

Figures keep_busy(int clients, double seconds, double pace,
                  std::function<Asker(int client)> const& make) {
  auto const span = [](double length) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(length));
  };
  std::vector<Figures> each(static_cast<std::size_t>(clients));
  auto const began = Clock::now();
  auto const end = began + span(seconds);
  {
    std::vector<std::jthread> threads;
    for (int client = 0; client < clients; ++client) {
      threads.emplace_back([&, client] {
        auto& mine = each[static_cast<std::size_t>(client)];
        try {
          auto const ask = make(client);
          for (long number = 0; Clock::now() < end; ++number) {
            auto due = Clock::now();
            if (pace > 0) {
              due = began + span(static_cast<double>(number * clients + client) / pace);
              if (due >= end) break;
              std::this_thread::sleep_until(due);
            }
            if (!ask()) {
              ++mine.failures;
              continue;
            }
            ++mine.answers;
            mine.microseconds.push_back(
                std::chrono::duration<double, std::micro>(Clock::now() - due).count());
          }
        } catch (std::exception const& error) {
          ++mine.failures;
          std::fprintf(stderr, "%s\n", error.what());
        }
      });
    }
  }
  Figures all;
  all.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  for (auto& mine : each) {
    all.answers += mine.answers;
    all.failures += mine.failures;
    std::move(mine.microseconds.begin(), mine.microseconds.end(),
              std::back_inserter(all.microseconds));
  }
  std::sort(all.microseconds.begin(), all.microseconds.end());
  return all;
}

}  // namespace plexus::bench
