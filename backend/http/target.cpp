// Strict reading of the request target.
#include "backend/http/target.hpp"

#include <algorithm>
#include <cstdint>

namespace plexus::http {
namespace {

constexpr std::size_t kPartsMax = 64;

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) noexcept {
  auto const byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

bool has_control(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), is_control);
}

// Well-formed UTF-8 only: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    auto const lead = static_cast<unsigned char>(text[i]);
    std::size_t const length = lead < 0x80             ? 1
                               : (lead & 0xe0) == 0xc0 ? 2
                               : (lead & 0xf0) == 0xe0 ? 3
                               : (lead & 0xf8) == 0xf0 ? 4
                                                       : 0;
    if (length == 0 || i + length > text.size()) return false;
    std::uint32_t point = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
      auto const next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xc0) != 0x80) return false;
      point = point << 6U | (next & 0x3fU);
    }
    constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kSmallest[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
      return false;
    }
    i += length;
  }
  return true;
}

std::optional<std::string> decode_part(std::string_view text) {
  auto decoded = percent_decode(text);
  if (!decoded || has_control(*decoded) || !is_utf8(*decoded)) return std::nullopt;
  return decoded;
}

// Calls `take` with each piece between separators; stops when it returns false.
template <class Take>
bool for_each_piece(std::string_view text, char separator, Take take) {
  for (;;) {
    auto const cut = text.find(separator);
    if (!take(text.substr(0, cut))) return false;
    if (cut == std::string_view::npos) return true;
    text.remove_prefix(cut + 1);
  }
}

bool read_path(std::string_view path, std::vector<std::string>& segments) {
  path.remove_prefix(1);
  if (path.empty()) return true;
  return for_each_piece(path, '/', [&segments](std::string_view piece) {
    auto decoded = decode_part(piece);
    if (!decoded || segments.size() == kPartsMax) return false;
    // A slash that was encoded would mean one thing to a proxy and another to us.
    if (decoded->find_first_of("/\\") != std::string::npos) return false;
    segments.push_back(*std::move(decoded));
    return true;
  });
}

bool read_query(std::string_view query, std::vector<NamedValue>& parameters) {
  return for_each_piece(query, '&', [&parameters](std::string_view piece) {
    if (piece.empty()) return true;
    auto const equals = piece.find('=');
    auto name = decode_part(piece.substr(0, equals));
    auto value = decode_part(equals == std::string_view::npos ? "" : piece.substr(equals + 1));
    if (!name || !value || parameters.size() == kPartsMax) return false;
    parameters.emplace_back(*std::move(name), *std::move(value));
    return true;
  });
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    int const high = hex_value(text[i + 1]);
    int const low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return std::nullopt;
  if (target.find('#') != std::string_view::npos) return std::nullopt;
  auto const mark = target.find('?');
  Target result;
  if (!read_path(target.substr(0, mark), result.segments)) return std::nullopt;
  if (mark != std::string_view::npos &&
      !read_query(target.substr(mark + 1), result.query_parameters)) {
    return std::nullopt;
  }
  return result;
}

}  // namespace plexus::http
