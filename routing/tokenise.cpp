// Text to words. The tables here are general English; what a finding is called stands in the
// protocol.
#include "routing/tokenise.hpp"

#include <algorithm>
#include <array>
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
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return Kind::apostrophe;
    case '.':
      return Kind::point;
    case '/':
      return Kind::slash;
    case ',':
      return Kind::comma;
    case ';':
    case ':':
    case '!':
    case '?':
    case '\n':
    case '(':
    case ')':
    case 0x2026:  // ellipsis
      return Kind::stop;
    default:
      break;
  }
  // Letters of other alphabets hold together; general punctuation and symbols separate.
  bool const foreign = c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) &&
                       c != kBroken && !(c >= 0x3000 && c <= 0x303F);
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
    current_.plain = plain_form(current_.word);
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

/// A word and the forms that stand for it. British and American spelling meet here too.
struct Forms {
  std::string_view plain;
  std::string_view forms;  // separated by one space
};
constexpr Forms kForms[] = {
    {"feel", "feels feeling felt"},
    {"pee", "peeing peed wee weeing urinate urinating urine"},
    {"poo", "poop pooping pooing"},
    {"walk", "walking walked"},
    {"lift", "lifting lifted"},
    {"bend", "bending"},
    {"sit", "sitting sat"},
    {"stand", "standing stood"},
    {"knife", "knives"},
    {"numb", "numbed"},
    {"tingle", "tingles tingling tingly"},
    {"ache", "aching aches achy"},
    {"hurt", "hurts hurting"},
    {"shoot", "shooting shoots"},
    {"go", "going goes went gone"},
    {"come", "coming comes came"},
    {"get", "getting gets got"},
    {"lose", "losing lost loses loosing"},
    {"swell", "swelling swollen"},
    {"tumor", "tumour tumours"},
    {"hemorrhage", "haemorrhage"},
    {"diarrhea", "diarrhoea"},
    {"anemia", "anaemia"},
    {"anemic", "anaemic"},
    {"paralyzed", "paralysed"},
    {"burn", "burning burns"},
    {"drag", "dragging drags"},
    {"trip", "tripping trips"},
    {"spread", "spreading spreads"},
    {"fall", "falling falls fell fallen"},
    {"cant", "cannot couldnt unable"},
    {"stiff", "stiffness"},
};

bool holds_word(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    std::size_t const end = at + word.size();
    bool const whole = (at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ');
    if (whole) return true;
  }
  return false;
}

}  // namespace

std::vector<Token> tokenise(std::string_view text, std::size_t code_points_max) {
  return Tokeniser(text, code_points_max).run();
}

std::string_view singular_part(std::string_view word) noexcept {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 20> parts{
      {{"legs", "leg"},           {"feet", "foot"},    {"arms", "arm"},     {"hands", "hand"},
       {"thighs", "thigh"},       {"calves", "calf"},  {"knees", "knee"},   {"hips", "hip"},
       {"shoulders", "shoulder"}, {"ankles", "ankle"}, {"toes", "toe"},     {"fingers", "finger"},
       {"limbs", "limb"},         {"sides", "side"},   {"eyes", "eye"},     {"buttocks", "buttock"},
       {"soles", "sole"},         {"wrists", "wrist"}, {"elbows", "elbow"}, {"shins", "shin"}}};
  for (auto const& [plural, singular] : parts) {
    if (plural == word) return singular;
  }
  return {};
}

std::string plain_form(std::string_view word) {
  if (!singular_part(word).empty()) return std::string(word);  // one leg or both matters
  for (auto const& [plain, forms] : kForms) {
    if (holds_word(forms, word)) return std::string(plain);
  }
  // Words such as "is", "loss" and "pus" are no plurals; "numbness" ends in "ss".
  bool const plural = word.size() >= 4 && word.ends_with('s') && !word.ends_with("ss") &&
                      !word.ends_with("us") && !word.ends_with("is");
  return std::string(plural ? word.substr(0, word.size() - 1) : word);
}

bool within_one_slip(std::string_view a, std::string_view b) noexcept {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t front = 0;
  while (front < a.size() && a[front] == b[front]) ++front;
  std::string_view const left = a.substr(front), right = b.substr(front);
  if (left.empty()) return true;  // equal, or one letter more at the end
  if (left.size() < right.size()) return left == right.substr(1);
  if (left.substr(1) == right.substr(1)) return true;
  return left.size() >= 2 && left[0] == right[1] && left[1] == right[0] &&
         left.substr(2) == right.substr(2);
}

}  // namespace plexus::routing
