// A request as handlers see it: a plain value, whole before the handler runs.
// Knows nothing of sockets or JSON; Beast stays behind session.cpp.
#pragma once

#include <any>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plexus::http {

enum class Method { get, head, post, put, patch, delete_, options };

/// The word on the wire, such as `DELETE`.
std::string_view word(Method method) noexcept;

/// Equal without regard to the case of ASCII letters, as header names are.
bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

using NamedValue = std::pair<std::string, std::string>;

/// Header fields in the order they came; names are compared without regard to case.
class Headers {
 public:
  /// Empty when absent, the first when given twice (the session refuses doubles that matter).
  std::string_view get(std::string_view name) const noexcept;
  bool has(std::string_view name) const noexcept;
  std::size_t count(std::string_view name) const noexcept;
  /// All values of the name, joined by ", ", as RFC 9110 5.3 reads a list.
  std::string joined(std::string_view name) const;
  void add(std::string name, std::string value);
  void set(std::string name, std::string value);

  std::size_t size() const noexcept { return fields_.size(); }
  auto begin() const noexcept { return fields_.begin(); }
  auto end() const noexcept { return fields_.end(); }

 private:
  std::vector<NamedValue> fields_;
};

struct Request {
  Method method = Method::get;
  std::vector<std::string> segments{};         // of the path, percent-decoded; "/" has none
  std::vector<NamedValue> path_parameters{};   // captured by the route's pattern
  std::vector<NamedValue> query_parameters{};  // percent-decoded; '+' stays '+'
  Headers headers{};
  std::string body{};
  std::string remote_address{};  // numeric, without port
  std::string request_id{};
  std::chrono::steady_clock::time_point received_at{};
  std::any principal{};  // whom the gate recognised; its type is the gate's and the handlers' own

  /// The captured segment. Asking for a name the pattern lacks is our bug (asserted).
  std::string const& path_parameter(std::string_view name) const;
  /// The first of that name; nullopt when absent. `?a` and `?a=` both give "".
  std::optional<std::string_view> query_parameter(std::string_view name) const noexcept;
  std::string_view header(std::string_view name) const noexcept { return headers.get(name); }
  /// The value of a cookie; empty when absent.
  std::string_view cookie(std::string_view name) const noexcept;
};

}  // namespace plexus::http
