// Accept, Accept-Encoding and If-None-Match, read as RFC 9110 12.4 and 13.1.2 say.
#include "backend/http/negotiate.hpp"

#include "backend/http/request.hpp"

namespace plexus::http {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Cuts the next piece off `rest`.
std::string_view next_piece(std::string_view& rest, char separator) noexcept {
  auto const cut = rest.find(separator);
  auto const piece = trimmed(rest.substr(0, cut));
  rest = cut == std::string_view::npos ? std::string_view{} : rest.substr(cut + 1);
  return piece;
}

// Whether the parameters after the first ';' leave a weight above zero.
bool has_weight(std::string_view parameters) noexcept {
  while (!parameters.empty()) {
    auto const piece = next_piece(parameters, ';');
    auto const equals = piece.find('=');
    if (equals == std::string_view::npos) continue;
    if (!equal_ignoring_case(trimmed(piece.substr(0, equals)), "q")) continue;
    return trimmed(piece.substr(equals + 1)).find_first_of("123456789") != std::string_view::npos;
  }
  return true;
}

// 0: does not match; else 1 for */*, 2 for type/*, 3 for the type itself.
int specificity(std::string_view range, std::string_view media_type) noexcept {
  if (range == "*/*" || range == "*") return 1;
  if (equal_ignoring_case(range, media_type)) return 3;
  if (range.size() < 3 || range.substr(range.size() - 2) != "/*") return 0;
  auto const type = range.substr(0, range.size() - 1);
  return equal_ignoring_case(type, media_type.substr(0, type.size())) ? 2 : 0;
}

}  // namespace

bool accepts_media_type(std::string_view accept, std::string_view media_type) noexcept {
  if (trimmed(accept).empty()) return true;
  int best = 0;
  bool accepted = false;
  while (!accept.empty()) {
    auto item = next_piece(accept, ',');
    auto const range = next_piece(item, ';');
    int const found = specificity(range, media_type);
    if (found > best) {
      best = found;
      accepted = has_weight(item);
    } else if (found == best && found > 0) {
      accepted = accepted || has_weight(item);
    }
  }
  return accepted;
}

bool accepts_encoding(std::string_view accept_encoding, std::string_view coding) noexcept {
  bool by_star = false;
  while (!accept_encoding.empty()) {
    auto item = next_piece(accept_encoding, ',');
    auto const name = next_piece(item, ';');
    if (equal_ignoring_case(name, coding)) return has_weight(item);
    if (name == "*") by_star = has_weight(item);
  }
  return by_star;
}

std::string_view media_type_of(std::string_view content_type) noexcept {
  return trimmed(content_type.substr(0, content_type.find(';')));
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) noexcept {
  while (!if_none_match.empty()) {
    auto piece = next_piece(if_none_match, ',');
    if (piece == "*") return true;
    if (piece.substr(0, 2) == "W/") piece.remove_prefix(2);
    if (piece == etag) return true;
  }
  return false;
}

}  // namespace plexus::http
