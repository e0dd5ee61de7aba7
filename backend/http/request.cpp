// Header look-up and the small readers of a request.
#include "backend/http/request.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::http {
namespace {

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) noexcept {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::string_view word(Method method) noexcept {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::delete_:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
  }
  return "GET";
}

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Headers::get(std::string_view name) const noexcept {
  for (auto const& [key, value] : fields_) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return {};
}

bool Headers::has(std::string_view name) const noexcept {
  return count(name) > 0;
}

std::size_t Headers::count(std::string_view name) const noexcept {
  return static_cast<std::size_t>(std::count_if(
      fields_.begin(), fields_.end(),
      [name](NamedValue const& field) { return equal_ignoring_case(field.first, name); }));
}

std::string Headers::joined(std::string_view name) const {
  std::string all;
  for (auto const& [key, value] : fields_) {
    if (!equal_ignoring_case(key, name)) continue;
    if (!all.empty()) all += ", ";
    all += value;
  }
  return all;
}

void Headers::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string name, std::string value) {
  std::erase_if(
      fields_, [&name](NamedValue const& field) { return equal_ignoring_case(field.first, name); });
  add(std::move(name), std::move(value));
}

std::string const& Request::path_parameter(std::string_view name) const {
  auto const at = std::find_if(path_parameters.begin(), path_parameters.end(),
                               [name](NamedValue const& value) { return value.first == name; });
  assert(at != path_parameters.end());
  return at->second;
}

std::optional<std::string_view> Request::query_parameter(std::string_view name) const noexcept {
  for (auto const& [key, value] : query_parameters) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string_view Request::cookie(std::string_view name) const noexcept {
  for (auto const& [key, line] : headers) {
    if (!equal_ignoring_case(key, "Cookie")) continue;
    std::string_view rest = line;
    while (!rest.empty()) {
      auto const end = rest.find(';');
      auto const pair = trimmed(rest.substr(0, end));
      auto const equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
        return pair.substr(equals + 1);
      }
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return {};
}

}  // namespace plexus::http
