// Text to words: UTF-8 is decoded here and nowhere else in the reader.
// It must not know any word.
#include "routing/reader/tokenise.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace plexus::routing {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};

constexpr std::uint32_t kBroken = 0xFFFD;

CodePoint decode(std::string_view text, std::size_t at) {
  auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  std::uint8_t const lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (length == 0 || lead > 0xF4 || at + length > text.size()) return {kBroken, 1};
  std::uint32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {kBroken, 1};
    value = value << 6 | (byte(at + i) & 0x3FU);
  }
  return {value, length};
}

enum class Kind { letter, digit, apostrophe, point, slash, comma, stop, space };

Kind kind_of(std::uint32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Kind::letter;
  if (c >= '0' && c <= '9') return Kind::digit;
  switch (c) {
    case '\'':
    case '`':
    case 0xB4:
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return Kind::apostrophe;
    case '.':
      return Kind::point;
    case '/':
      return Kind::slash;
    case ',':
    case '(':
    case ')':
    case 0x2014:  // long dash
      return Kind::comma;
    case ';':
    case ':':
    case '!':
    case '?':
    case '\n':
    case 0x2026:  // ellipsis
      return Kind::stop;
    default:
      break;
  }
  // Letters of other alphabets hold together; general punctuation, symbols and pictures separate.
  bool const sign = c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
                    (c >= 0x3000 && c <= 0x303F) || (c >= 0xE000 && c <= 0xF8FF) ||
                    (c >= 0xFE00 && c <= 0xFE0F) || c == kBroken || c >= 0x1F000;
  bool const foreign = c >= 0xC0 && !sign;
  return foreign ? Kind::letter : Kind::space;
}

class Tokeniser {
 public:
  Tokeniser(std::string_view text, std::size_t code_points_max)
      : text_(text), code_points_max_(code_points_max) {}

  std::vector<Token> run() {
    while (at_ < text_.size() && position_ < code_points_max_) {
      CodePoint const point = decode(text_, at_);
      take(point);
      at_ += point.bytes;
      ++position_;
    }
    flush();
    return std::move(tokens_);
  }

 private:
  void take(CodePoint point) {
    Kind const kind = kind_of(point.value);
    switch (kind) {
      case Kind::letter:
      case Kind::digit:
        if (!current_.word.empty() && digits_ != (kind == Kind::digit)) flush();  // "3wks"
        append(point, kind == Kind::digit);
        return;
      case Kind::apostrophe:
        if (!current_.word.empty()) return;  // inside or after a word: "can't", "legs'"
        break;
      case Kind::point:
        if (digits_ && !current_.word.empty() && next_is_digit()) {  // 2.5
          append(point, true);
          return;
        }
        flush();
        break_ = Break::sentence;
        return;
      case Kind::slash:
        flush();
        slash_ = true;
        return;
      case Kind::comma:
        flush();
        if (break_ == Break::none) break_ = Break::comma;
        return;
      case Kind::stop:
        flush();
        break_ = Break::sentence;
        return;
      case Kind::space:
        break;
    }
    flush();
    if (point.value == '-' && stands_alone()) break_ = std::max(break_, Break::comma);
    if (point.value == '&' || point.value == '+') push_and();
  }

  /// " - " parts what "follow-up" joins.
  bool stands_alone() const {
    bool const before = at_ > 0 && text_[at_ - 1] == ' ';
    return before && at_ + 1 < text_.size() && text_[at_ + 1] == ' ';
  }

  void push_and() {
    append(CodePoint{'a', 1}, false);
    current_.word = "and";
    flush();
  }

  bool next_is_digit() const {
    return at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9';
  }

  void append(CodePoint point, bool digit) {
    if (current_.word.empty()) {
      current_.start = position_;
      current_.before = tokens_.empty() ? Break::none : break_;
      current_.slash_before = slash_;
      break_ = Break::none;
      slash_ = false;
      digits_ = digit;
    }
    if (point.value < 0x80) {
      char const c = static_cast<char>(point.value);
      current_.word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else {
      current_.word += text_.substr(at_, point.bytes);
    }
    current_.end = position_ + 1;
  }

  void flush() {
    if (current_.word.empty()) return;
    tokens_.push_back(std::move(current_));
    current_ = Token{};
  }

  std::string_view text_;
  std::size_t code_points_max_;
  std::size_t at_ = 0;
  std::size_t position_ = 0;
  bool digits_ = false;
  bool slash_ = false;
  Break break_ = Break::none;
  Token current_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenise(std::string_view text, std::size_t code_points_max) {
  return Tokeniser(text, code_points_max).run();
}

}  // namespace plexus::routing
