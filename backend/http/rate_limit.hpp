// Token buckets by key: how often one address may start an intake or try a password.
// Keeps nothing but counters in memory; does not know what the key means.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plexus::http {

struct RateLimitOptions {
  double capacity = 20;            // calls at once
  double refill_per_second = 0.2;  // calls per second after that
  std::size_t keys_max = 10'000;   // beyond it the longest unused key is forgotten
  bool enabled = true;
};

class RateLimit {
 public:
  using SteadyClock = std::function<std::chrono::steady_clock::time_point()>;

  explicit RateLimit(
      RateLimitOptions options,
      SteadyClock clock = [] { return std::chrono::steady_clock::now(); });

  /// Takes one call from the key's bucket; nullopt when there was one, else how long to wait
  /// (at least 1 s): the value of Retry-After. Thread-safe. Cost: O(1).
  std::optional<std::chrono::seconds> take(std::string_view key);
  std::size_t keys() const;

 private:
  struct Bucket {
    std::string key;
    double tokens = 0;
    std::chrono::steady_clock::time_point filled_at{};
  };

  RateLimitOptions const options_;
  SteadyClock const clock_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;  // the latest used first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;
};

/// The address to count: an IPv6 address by its /64, which one household or host owns whole.
std::string rate_key(std::string_view remote_address);

}  // namespace plexus::http
