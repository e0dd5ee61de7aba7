// Token buckets with a bound on their number.
#include "backend/http/rate_limit.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace plexus::http {
namespace {

// The hextets of an IPv6 address before "::" or its end; the zone is dropped.
std::vector<std::string_view> leading_hextets(std::string_view address) {
  std::vector<std::string_view> parts;
  while (!address.empty() && address.front() != ':') {
    auto const cut = address.find(':');
    parts.push_back(address.substr(0, cut));
    if (cut == std::string_view::npos) break;
    address.remove_prefix(cut + 1);
  }
  return parts;
}

}  // namespace

RateLimit::RateLimit(RateLimitOptions options, SteadyClock clock)
    : options_(options), clock_(std::move(clock)) {
  assert(options_.capacity >= 1 && options_.refill_per_second > 0 && options_.keys_max > 0);
}

std::optional<std::chrono::seconds> RateLimit::take(std::string_view key) {
  if (!options_.enabled) return std::nullopt;
  std::lock_guard const lock(mutex_);
  auto const now = clock_();
  auto const known = by_key_.find(key);
  if (known == by_key_.end()) {
    if (buckets_.size() == options_.keys_max) {
      by_key_.erase(buckets_.back().key);
      buckets_.pop_back();
    }
    buckets_.push_front({std::string(key), options_.capacity, now});
    by_key_.emplace(buckets_.front().key, buckets_.begin());
  } else {
    buckets_.splice(buckets_.begin(), buckets_, known->second);
  }
  auto& bucket = buckets_.front();
  double const passed = std::chrono::duration<double>(now - bucket.filled_at).count();
  bucket.tokens = std::min(options_.capacity,
                           bucket.tokens + std::max(0.0, passed) * options_.refill_per_second);
  bucket.filled_at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  double const wait = std::ceil((1 - bucket.tokens) / options_.refill_per_second);
  return std::chrono::seconds(std::max(1L, static_cast<long>(wait)));
}

std::size_t RateLimit::keys() const {
  std::lock_guard const lock(mutex_);
  return buckets_.size();
}

std::string rate_key(std::string_view remote_address) {
  bool const is_v6 = remote_address.find(':') != std::string_view::npos;
  // An IPv4 address in IPv6 clothes is one address; so is what we cannot read.
  if (!is_v6 || remote_address.find('.') != std::string_view::npos) {
    return std::string(remote_address);
  }
  auto parts = leading_hextets(remote_address);
  parts.resize(4, "0");
  std::string key;
  for (auto const part : parts) key += std::string(part) + ':';
  return key + ":/64";
}

}  // namespace plexus::http
