// The route table: every path the program answers, who may call it and where its handler runs.
// It matches and reports; it calls no handler (dispatch.cpp does) and opens no socket.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/http/lanes.hpp"
#include "backend/http/request.hpp"
#include "backend/http/response.hpp"

namespace plexus::http {

/// Which credential opens a route. The gate (backend/api) enforces it. A token named here is
/// that of the object in the path; `Route::roles` says which staff may come instead.
enum class Permission {
  public_,
  intake_token,
  hold_token,
  booking_token,  // also of the booking that an appointment belongs to
  waitlist_token,
  staff,
};

std::string_view word(Permission permission) noexcept;

/// A set of staff roles; bits in the order of UserRole.
using RoleMask = std::uint32_t;
inline constexpr RoleMask kNoRole = 0;
inline constexpr RoleMask kFrontDesk = 1U << 0U;
inline constexpr RoleMask kClinician = 1U << 1U;
inline constexpr RoleMask kAdmin = 1U << 2U;
inline constexpr RoleMask kAuditor = 1U << 3U;
inline constexpr RoleMask kAnyRole = kFrontDesk | kClinician | kAdmin | kAuditor;

/// `front_desk|admin`, or `-` for none.
std::string words_of_roles(RoleMask roles);

/// Blocking; runs on the route's lane; may throw (answered 500, or 503 for Unavailable).
using Handler = std::function<Response(Request const&)>;

/// What memory can tell is told on the I/O thread, before the route's lane is asked.
///
/// `may` says by the head whether that is worth a try; then the gate runs there too, and must not
/// block for such a request. `answer` must not block nor take long: nullopt where it would, and the
/// handler then runs on its lane, the gate not again.
struct AtOnce {
  std::function<bool(Request const&)> may{};  // empty: never
  std::function<std::optional<Response>(Request const&)> answer{};
};

struct Route {
  Method method = Method::get;  // GET answers HEAD too
  std::string pattern{};        // "/api/v1/holds/{id}/extend"; a last "{file...}" takes the rest
  std::string operation{};      // the operationId of the API description; names the metrics
  Permission permission = Permission::public_;
  RoleMask roles = kNoRole;
  Lane lane = Lane::database;
  std::size_t body_bytes_max = 65'536;
  bool idempotent = false;                    // wants an Idempotency-Key
  bool csrf = false;                          // wants X-CSRF-Token beside a cookie
  std::string consumes = "application/json";  // the media type of a body of the API
  std::string produces = "application/json";  // for Accept; empty: anything is acceptable
  Handler handler{};
  AtOnce at_once{};

  /// JSON in and out with the conventions of the API: Content-Type and Accept are checked.
  bool is_api() const noexcept { return std::string_view(pattern).substr(0, 5) == "/api/"; }
};

/// Runs before the handler, on the same lane: recognises the caller, sets `request.principal`,
/// counts rates. An answer ends the request. On an inline_ route it must not block.
using Gate = std::function<std::optional<Response>(Request& request, Route const& route)>;

struct RouteMatch {
  Route const* route = nullptr;               // null: see `allow`
  std::vector<NamedValue> path_parameters{};  // of `route`
  std::string allow{};                        // methods of the path; empty: no such path
};

/// Immutable once built; safe to use from all threads.
class RouteTable {
 public:
  /// Errors: std::invalid_argument for a malformed pattern, two routes of one method and path,
  /// an operation named twice, or a missing handler: faults of the program, found at its start.
  explicit RouteTable(std::vector<Route> routes);
  ~RouteTable();
  RouteTable(RouteTable const&) = delete;
  RouteTable& operator=(RouteTable const&) = delete;

  /// A literal segment wins over a capture. A capture never takes an empty segment, so a
  /// trailing slash is another path. `method` nullopt: a word we do not know.
  RouteMatch find(std::optional<Method> method, std::vector<std::string> const& segments) const;

  std::size_t size() const noexcept { return routes_.size(); }
  std::size_t index_of(Route const& route) const noexcept;
  auto begin() const noexcept { return routes_.begin(); }
  auto end() const noexcept { return routes_.end(); }

 private:
  struct Node;
  void insert(Route const& route);

  std::vector<Route> routes_;
  std::unique_ptr<Node> root_;
};

/// One route a line, columns aligned: what `plexus routes` prints.
std::string to_text(RouteTable const& routes);

}  // namespace plexus::http
