// Counters, gauges and histograms, and their Prometheus text.
// Labels are fixed words known at start (operation, method, status class): never a path, an id
// or anything of a person.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plexus::http {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Counter {
 public:
  void add(std::uint64_t n = 1) noexcept { value_.fetch_add(n, std::memory_order_relaxed); }
  std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

class Gauge {
 public:
  void set(std::int64_t value) noexcept { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t n) noexcept { value_.fetch_add(n, std::memory_order_relaxed); }
  std::int64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

/// Bounds of the buckets in seconds, from 1 ms to 10 s; a last bucket has no bound.
inline constexpr double kDurationBounds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                             0.25,  0.5,    1,     2.5,  5,     10};
inline constexpr std::size_t kDurationBuckets = std::size(kDurationBounds) + 1;

class Histogram {
 public:
  void observe(double seconds) noexcept;
  /// Observations in bucket `index` alone, not in those below.
  std::uint64_t in_bucket(std::size_t index) const noexcept;
  std::uint64_t sum_micros() const noexcept { return sum_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> buckets_[kDurationBuckets]{};
  std::atomic<std::uint64_t> sum_{0};
};

/// Owns the series. References it hands out live as long as it does. Asking again for the same
/// name and labels gives the same series. Names of counters end in `_total`, times in `_seconds`.
class Metrics {
 public:
  /// `started_epoch_seconds` is published as process_start_time_seconds.
  explicit Metrics(std::int64_t started_epoch_seconds = 0);
  ~Metrics();
  Metrics(Metrics const&) = delete;
  Metrics& operator=(Metrics const&) = delete;

  Counter& counter(std::string_view name, std::string_view help, Labels labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, Labels labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, Labels labels = {});
  /// Asked at each text(); must stay callable as long as this lives, must not block.
  void gauge_from(std::string_view name, std::string_view help, Labels labels,
                  std::function<double()> read);

  /// Prometheus text format 0.0.4, families in the order they were made.
  std::string text() const;

 private:
  struct Series;
  struct Family;
  Series& series(std::string_view name, std::string_view help, std::string_view kind,
                 Labels labels);

  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Family>> families_;
};

inline constexpr std::string_view kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace plexus::http
