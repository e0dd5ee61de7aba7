// Series by family and their text.
#include "backend/http/metrics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdio>

namespace plexus::http {
namespace {

std::string number(double value) {
  char text[40];
  bool const whole = std::floor(value) == value && std::abs(value) < 1e15;
  std::snprintf(text, sizeof text, whole ? "%.0f" : "%.9g", value);
  return text;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (char const c : text) {
    if (c == '\n') {
      result += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') result += '\\';
    result += c;
  }
  return result;
}

// `{a="b",le="0.5"}`, or nothing without labels.
std::string label_text(Labels const& labels, std::string_view bound = {}) {
  std::string text;
  auto const add = [&text](std::string_view key, std::string_view value) {
    text += text.empty() ? "{" : ",";
    text += std::string(key) + "=\"" + escaped(value) + '"';
  };
  for (auto const& [key, value] : labels) add(key, value);
  if (!bound.empty()) add("le", bound);
  return text.empty() ? text : text + '}';
}

void append_histogram(std::string& text, std::string const& name, Labels const& labels,
                      Histogram const& histogram) {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < kDurationBuckets; ++i) {
    total += histogram.in_bucket(i);
    bool const last = i + 1 == kDurationBuckets;
    auto const bound = last ? std::string("+Inf") : number(kDurationBounds[i]);
    text += name + "_bucket" + label_text(labels, bound) + ' ' + std::to_string(total) + '\n';
  }
  double const sum = static_cast<double>(histogram.sum_micros()) / 1e6;
  text += name + "_sum" + label_text(labels) + ' ' + number(sum) + '\n';
  text += name + "_count" + label_text(labels) + ' ' + std::to_string(total) + '\n';
}

}  // namespace

struct Metrics::Series {
  Labels labels;
  Counter counter;
  Gauge gauge;
  Histogram histogram;
  std::function<double()> read;
};

struct Metrics::Family {
  std::string name;
  std::string help;
  std::string kind;  // counter, gauge, histogram
  std::vector<std::unique_ptr<Series>> series;
};

void Histogram::observe(double seconds) noexcept {
  auto const* bound =
      std::lower_bound(std::begin(kDurationBounds), std::end(kDurationBounds), seconds);
  auto const index = static_cast<std::size_t>(bound - std::begin(kDurationBounds));
  buckets_[index].fetch_add(1, std::memory_order_relaxed);
  auto const micros = static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e6);
  sum_.fetch_add(micros, std::memory_order_relaxed);
}

std::uint64_t Histogram::in_bucket(std::size_t index) const noexcept {
  assert(index < kDurationBuckets);
  return buckets_[index].load(std::memory_order_relaxed);
}

Metrics::Metrics(std::int64_t started_epoch_seconds) {
  auto const started = static_cast<double>(started_epoch_seconds);
  gauge_from("process_start_time_seconds", "When the process started, seconds since 1970.", {},
             [started] { return started; });
}

Metrics::~Metrics() = default;

Counter& Metrics::counter(std::string_view name, std::string_view help, Labels labels) {
  return series(name, help, "counter", std::move(labels)).counter;
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help, Labels labels) {
  return series(name, help, "gauge", std::move(labels)).gauge;
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help, Labels labels) {
  return series(name, help, "histogram", std::move(labels)).histogram;
}

void Metrics::gauge_from(std::string_view name, std::string_view help, Labels labels,
                         std::function<double()> read) {
  auto& made = series(name, help, "gauge", std::move(labels));
  std::lock_guard const lock(mutex_);
  made.read = std::move(read);
}

Metrics::Series& Metrics::series(std::string_view name, std::string_view help,
                                 std::string_view kind, Labels labels) {
  std::lock_guard const lock(mutex_);
  auto family = std::find_if(families_.begin(), families_.end(),
                             [name](auto const& known) { return known->name == name; });
  if (family == families_.end()) {
    auto made = std::make_unique<Family>();
    made->name = name;
    made->help = help;
    made->kind = kind;
    families_.push_back(std::move(made));
    family = families_.end() - 1;
  }
  assert((*family)->kind == kind);
  for (auto const& known : (*family)->series) {
    if (known->labels == labels) return *known;
  }
  auto made = std::make_unique<Series>();
  made->labels = std::move(labels);
  (*family)->series.push_back(std::move(made));
  return *(*family)->series.back();
}

std::string Metrics::text() const {
  std::lock_guard const lock(mutex_);
  std::string text;
  for (auto const& family : families_) {
    text += "# HELP " + family->name + ' ' + family->help + '\n';
    text += "# TYPE " + family->name + ' ' + family->kind + '\n';
    for (auto const& one : family->series) {
      if (family->kind == "histogram") {
        append_histogram(text, family->name, one->labels, one->histogram);
        continue;
      }
      text += family->name + label_text(one->labels) + ' ';
      if (one->read) {
        text += number(one->read());
      } else if (family->kind == "counter") {
        text += std::to_string(one->counter.value());
      } else {
        text += std::to_string(one->gauge.value());
      }
      text += '\n';
    }
  }
  return text;
}

}  // namespace plexus::http
