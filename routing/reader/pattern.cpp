// Cuts the text of a pattern at its classes and joints; the words between go through the same
// tokeniser as what patients write.
#include "routing/reader/pattern.hpp"

#include <algorithm>
#include <array>

#include "routing/reader/grammar.hpp"
#include "routing/reader/plain_form.hpp"

namespace plexus::routing {
namespace {

constexpr std::size_t kTextCodePointsMax = 200;

class Parser {
 public:
  Parser(std::string_view text, PatternNames const& names) : text_(text), names_(names) {}

  std::variant<Pattern, std::string> run() {
    while (fault_.empty() && at_ < text_.size()) step();
    if (fault_.empty() && has_joint_) fault_ = "ends with '" + joint_text() + "'";
    if (fault_.empty() && pattern_.elements.empty()) take_silent();
    if (fault_.empty() && pattern_.elements.empty()) fault_ = "holds no word";
    if (fault_.empty() && pattern_.elements.size() > kPatternElementsMax) {
      fault_ = "holds more than " + std::to_string(kPatternElementsMax) + " parts";
    }
    if (!fault_.empty()) return fault_;
    return std::move(pattern_);
  }

 private:
  void step() {
    if (text_[at_] == '<') {
      take_class();
    } else if (text_.substr(at_).starts_with("..")) {
      take_joint(Joint::near, 2);
    } else if (text_[at_] == '&') {
      take_joint(Joint::linked, 1);
    } else {
      take_words();
    }
  }

  void take_joint(Joint joint, std::size_t length) {
    if (pattern_.elements.empty()) {
      fault_ = "begins with '" + std::string(text_.substr(at_, length)) + "'";
    } else if (has_joint_) {
      fault_ = "has two joints in a row";
    }
    joint_ = joint;
    has_joint_ = true;
    at_ += length;
  }

  void take_class() {
    std::size_t const end = text_.find('>', at_);
    if (end == std::string_view::npos) {
      fault_ = "has a '<' without a '>'";
      return;
    }
    std::string_view const name = text_.substr(at_ + 1, end - at_ - 1);
    auto const id = names_.word_class(name);
    if (!id) {
      fault_ = "names the unknown word class '" + std::string(name.substr(0, 60)) + "'";
      return;
    }
    add(PatternElement{true, *id, Joint::next});
    at_ = end + 1;
  }

  void take_words() {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != '<' && text_[end] != '&' &&
           !text_.substr(end).starts_with("..")) {
      ++end;
    }
    std::vector<Token> const words = tokenise(text_.substr(at_, end - at_), kTextCodePointsMax);
    bool const joint_follows = end < text_.size() && text_[end] != '<';
    // Between joints small words count, "had .. scan" is more than "scan"; and beside one other
    // word alone: "have to go" is more than "go".
    bool const whole = at_ == 0 && end == text_.size();
    bool const keep_small = ((has_joint_ || joint_follows) && all_small(words)) ||
                            (whole && (large(words) == 1 || all_light(words)));
    bool const keep_ties = (has_joint_ || joint_follows) && large(words) == 1;
    for (Token const& token : words) {
      std::uint32_t const parts = parts_of(token.word);
      if ((parts & part::negative) != 0) pattern_.negative = true;
      WordId const id = names_.word(plain_form(token.word), token.word);
      bool const tie = keep_ties && is_tie(token.word);
      if ((parts & part::silent) != 0 && !keep_small && !tie) {
        silent_.push_back(id);
      } else {
        add(PatternElement{false, id, Joint::next});
      }
    }
    at_ = end;
  }

  /// "back of .. leg" is not "back .. leg".
  static bool is_tie(std::string_view word) {
    return word == "of" || word == "in" || word == "on" || word == "to" || word == "had";
  }
  /// "cant go on", "cant get it up": without the small words nothing would be left of them.
  static bool all_light(std::vector<Token> const& words) {
    constexpr std::array<std::string_view, 20> light{
        "go",   "get", "come", "do",   "make", "take", "put", "keep", "want", "any",
        "more", "all", "day",  "cant", "dont", "not",  "no",  "up",   "down", "out"};
    return std::all_of(words.begin(), words.end(), [&](Token const& token) {
      return (parts_of(token.word) & part::silent) != 0 ||
             std::find(light.begin(), light.end(), plain_form(token.word)) != light.end();
    });
  }
  static std::size_t large(std::vector<Token> const& words) {
    return static_cast<std::size_t>(std::count_if(
        words.begin(), words.end(),
        [](Token const& token) { return (parts_of(token.word) & part::silent) == 0; }));
  }
  static bool all_small(std::vector<Token> const& words) { return large(words) == 0; }

  /// A phrase of small words alone keeps them.
  void take_silent() {
    for (WordId const id : silent_) add(PatternElement{false, id, Joint::next});
  }

  void add(PatternElement element) {
    element.joint = joint_;
    joint_ = Joint::next;
    has_joint_ = false;
    pattern_.elements.push_back(element);
  }

  std::string joint_text() const { return joint_ == Joint::near ? ".." : "&"; }

  std::string_view text_;
  PatternNames const& names_;
  std::size_t at_ = 0;
  Joint joint_ = Joint::next;
  bool has_joint_ = false;
  std::string fault_;
  std::vector<WordId> silent_;
  Pattern pattern_;
};

}  // namespace

std::variant<Pattern, std::string> parse_pattern(std::string_view text, PatternNames const& names) {
  return Parser(text, names).run();
}

}  // namespace plexus::routing
