// Building and searching the route table: a tree of path segments.
#include "backend/http/router.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <set>
#include <stdexcept>

namespace plexus::http {
namespace {

constexpr std::size_t kMethods = static_cast<std::size_t>(Method::options) + 1;

struct Piece {
  enum class Kind { literal, capture, rest } kind = Kind::literal;
  std::string text;  // the literal, or the name captured
};

std::invalid_argument bad_route(Route const& route, char const* why) {
  return std::invalid_argument("route " + std::string(word(route.method)) + " " + route.pattern +
                               ": " + why);
}

Piece read_piece(Route const& route, std::string_view text, bool last) {
  if (text.empty()) throw bad_route(route, "empty segment");
  if (text.front() != '{') {
    if (text.find_first_of("{}%") != std::string_view::npos) throw bad_route(route, "bad segment");
    return {Piece::Kind::literal, std::string(text)};
  }
  if (text.back() != '}') throw bad_route(route, "unclosed capture");
  auto name = text.substr(1, text.size() - 2);
  bool const rest = name.size() > 3 && name.substr(name.size() - 3) == "...";
  if (rest) name.remove_suffix(3);
  if (name.empty() || name.find_first_of("{}.") != std::string_view::npos) {
    throw bad_route(route, "bad capture");
  }
  if (rest && !last) throw bad_route(route, "only the last segment takes the rest");
  return {rest ? Piece::Kind::rest : Piece::Kind::capture, std::string(name)};
}

std::vector<Piece> read_pattern(Route const& route) {
  std::string_view pattern = route.pattern;
  if (pattern.empty() || pattern.front() != '/') throw bad_route(route, "must begin with /");
  pattern.remove_prefix(1);
  std::vector<Piece> pieces;
  while (!pattern.empty()) {
    auto const cut = pattern.find('/');
    bool const last = cut == std::string_view::npos;
    pieces.push_back(read_piece(route, pattern.substr(0, cut), last));
    if (last) break;
    pattern.remove_prefix(cut + 1);
    if (pattern.empty()) throw bad_route(route, "trailing slash");
  }
  return pieces;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result(text);
  result.resize(std::max(width, text.size()), ' ');
  return result;
}

}  // namespace

struct RouteTable::Node {
  struct End {
    Route const* route = nullptr;
    std::vector<std::string> names;  // of its captures, in order
  };
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> capture;
  std::unique_ptr<Node> rest;
  std::array<End, kMethods> ends;

  bool answers() const {
    return std::any_of(ends.begin(), ends.end(), [](End const& end) { return end.route; });
  }

  // The node of the path; `values` receives what captures took. Literals first, then back up.
  Node const* find(std::vector<std::string> const& segments, std::size_t at,
                   std::vector<std::string>& values) const {
    if (at == segments.size()) return answers() ? this : nullptr;
    if (auto const next = literals.find(segments[at]); next != literals.end()) {
      if (auto const* found = next->second->find(segments, at + 1, values)) return found;
    }
    if (capture && !segments[at].empty()) {
      values.push_back(segments[at]);
      if (auto const* found = capture->find(segments, at + 1, values)) return found;
      values.pop_back();
    }
    if (!rest) return nullptr;
    std::string joined;
    for (auto i = at; i < segments.size(); ++i) joined += (i == at ? "" : "/") + segments[i];
    values.push_back(std::move(joined));
    return rest.get();
  }
};

std::string_view word(Permission permission) noexcept {
  switch (permission) {
    case Permission::public_:
      return "public";
    case Permission::intake_token:
      return "intake_token";
    case Permission::hold_token:
      return "hold_token";
    case Permission::booking_token:
      return "booking_token";
    case Permission::waitlist_token:
      return "waitlist_token";
    case Permission::staff:
      return "staff";
  }
  return "staff";
}

std::string words_of_roles(RoleMask roles) {
  constexpr std::array<std::pair<RoleMask, std::string_view>, 4> kWords{{
      {kFrontDesk, "front_desk"},
      {kClinician, "clinician"},
      {kAdmin, "admin"},
      {kAuditor, "auditor"},
  }};
  std::string text;
  for (auto const& [bit, name] : kWords) {
    if ((roles & bit) == 0) continue;
    if (!text.empty()) text += '|';
    text += name;
  }
  return text.empty() ? "-" : text;
}

RouteTable::RouteTable(std::vector<Route> routes)
    : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
  std::set<std::string_view> operations;
  for (auto const& route : routes_) {
    if (!route.handler) throw bad_route(route, "no handler");
    if (route.operation.empty()) throw bad_route(route, "no operation");
    if (!operations.insert(route.operation).second) throw bad_route(route, "operation named twice");
    insert(route);
  }
}

RouteTable::~RouteTable() = default;

void RouteTable::insert(Route const& route) {
  Node* node = root_.get();
  std::vector<std::string> names;
  for (auto& piece : read_pattern(route)) {
    auto& next = piece.kind == Piece::Kind::literal   ? node->literals[piece.text]
                 : piece.kind == Piece::Kind::capture ? node->capture
                                                      : node->rest;
    if (!next) next = std::make_unique<Node>();
    node = next.get();
    if (piece.kind != Piece::Kind::literal) names.push_back(std::move(piece.text));
  }
  auto& end = node->ends[static_cast<std::size_t>(route.method)];
  if (end.route) throw bad_route(route, "two routes of one method and path");
  end = {&route, std::move(names)};
}

RouteMatch RouteTable::find(std::optional<Method> method,
                            std::vector<std::string> const& segments) const {
  std::vector<std::string> values;
  auto const* node = root_->find(segments, 0, values);
  if (!node) return {};
  auto const end_of = [node](Method m) { return &node->ends[static_cast<std::size_t>(m)]; };

  auto const* end = method ? end_of(*method) : nullptr;
  if (method == Method::head && !end->route) end = end_of(Method::get);
  RouteMatch match;
  if (end && end->route) {
    match.route = end->route;
    for (std::size_t i = 0; i < values.size(); ++i) {
      match.path_parameters.emplace_back(end->names[i], std::move(values[i]));
    }
    return match;
  }
  auto const allow = [&match](Method m) {
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += word(m);
  };
  for (std::size_t i = 0; i < kMethods; ++i) {
    auto const m = static_cast<Method>(i);
    bool const by_get = m == Method::head && end_of(Method::get)->route;
    if (end_of(m)->route || by_get) allow(m);
  }
  return match;
}

std::size_t RouteTable::index_of(Route const& route) const noexcept {
  assert(&route >= routes_.data() && &route < routes_.data() + routes_.size());
  return static_cast<std::size_t>(&route - routes_.data());
}

std::string to_text(RouteTable const& routes) {
  std::size_t pattern_width = 0;
  std::size_t operation_width = 0;
  for (auto const& route : routes) {
    pattern_width = std::max(pattern_width, route.pattern.size());
    operation_width = std::max(operation_width, route.operation.size());
  }
  std::string text;
  for (auto const& route : routes) {
    text += padded(word(route.method), 8) + padded(route.pattern, pattern_width + 2) +
            padded(route.operation, operation_width + 2) + padded(word(route.permission), 15) +
            padded(words_of_roles(route.roles), 36) + padded(word(route.lane), 10);
    if (route.idempotent) text += "idempotent ";
    if (route.csrf) text += "csrf";
    while (text.back() == ' ') text.pop_back();
    text += '\n';
  }
  return text;
}

}  // namespace plexus::http
