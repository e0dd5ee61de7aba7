// One pass over the lines. The library forgives a broken file silently, so the breaks are found
// here.
#include "backend/calendars/ics_events.hpp"

#include <algorithm>
#include <cctype>

namespace plexus::calendars {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::size_t kDepthMax = 4;  // VCALENDAR, VEVENT, VALARM, and one more

/// Bytes of the UTF-8 character at the head of `text`, 0 where there is none.
std::size_t character_bytes(std::string_view text) {
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  unsigned char const head = byte(0);
  if (head < 0x80) return 1;
  std::size_t const bytes = head >= 0xF0 ? 4 : head >= 0xE0 ? 3 : 2;
  if (head < 0xC2 || head > 0xF4 || text.size() < bytes) return 0;
  for (std::size_t at = 1; at < bytes; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return 0;
  }
  // Longer spellings than needed, halves of pairs, and what lies past the last character.
  if (head == 0xE0 && byte(1) < 0xA0) return 0;
  if (head == 0xED && byte(1) > 0x9F) return 0;
  if (head == 0xF0 && byte(1) < 0x90) return 0;
  if (head == 0xF4 && byte(1) > 0x8F) return 0;
  return bytes;
}

bool is_clean_text(std::string_view line) {
  while (!line.empty()) {
    std::size_t const bytes = character_bytes(line);
    auto const head = static_cast<unsigned char>(line.front());
    if (bytes == 0 || (head < 0x20 && head != '\t') || head == 0x7F) return false;
    line.remove_prefix(bytes);
  }
  return true;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  });
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

struct Line {
  int number = 0;
  std::string text;
};

class Cutter {
 public:
  explicit Cutter(HolidayLimits const& limits) : limits_(limits) {}

  /// False: the file is broken here.
  bool add(Line const& line) {
    if (line.text.empty()) return true;
    if (ended_) return broken(line.number, "there is text after END:VCALENDAR");
    if (line.text.find(':') == std::string::npos) {
      return broken(line.number, "is not of the form NAME:VALUE");
    }
    std::string const head = upper(std::string_view(line.text).substr(0, 64));
    if (open_.empty() && head != "BEGIN:VCALENDAR") {
      return broken(line.number, "the file does not begin with BEGIN:VCALENDAR");
    }
    if (head.starts_with("BEGIN:") && !begin(line, head.substr(6))) return false;
    if (in_event_) found_.events.back().text += line.text + "\r\n";
    return !head.starts_with("END:") || end(line, head.substr(4));
  }

  EventTexts result(int last_line) && {
    if (found_.faults.empty() && !ended_) {
      std::string const what = open_.empty() ? "VCALENDAR" : open_.back();
      broken(last_line, "the file ends without END:" + what);
    }
    if (!found_.faults.empty()) found_.events.clear();
    return std::move(found_);
  }

  bool broken(int line, std::string says) {
    found_.faults.push_back({line, std::move(says)});
    return false;
  }

 private:
  bool begin(Line const& line, std::string name) {
    if (open_.size() >= kDepthMax) return broken(line.number, "parts lie too deep in each other");
    if (name == "VEVENT") {
      if (open_.size() != 1) return broken(line.number, "an event lies inside " + open_.back());
      if (found_.events.size() >= limits_.events_max) {
        return broken(line.number,
                      "there are more than " + std::to_string(limits_.events_max) + " events");
      }
      found_.events.push_back({line.number, ""});
      in_event_ = true;
    }
    open_.push_back(std::move(name));
    return true;
  }

  bool end(Line const& line, std::string const& name) {
    if (name != open_.back()) {
      return broken(line.number, "END:" + name + " ends nothing; " + open_.back() + " is open");
    }
    open_.pop_back();
    if (name == "VEVENT") in_event_ = false;
    ended_ = open_.empty();
    return true;
  }

  HolidayLimits const& limits_;
  EventTexts found_;
  std::vector<std::string> open_;
  bool in_event_ = false;
  bool ended_ = false;
};

}  // namespace

EventTexts cut_events(std::string_view text, HolidayLimits const& limits) {
  Cutter cutter(limits);
  auto const whole = [&](int line, std::string says) {
    cutter.broken(line, std::move(says));
    return std::move(cutter).result(line);
  };
  if (text.size() > limits.bytes_max) return whole(0, "the file is too large");
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return whole(0, "the file is UTF-16; save it as UTF-8");
  }
  if (text.starts_with(kUtf8Mark)) text.remove_prefix(kUtf8Mark.size());
  Line line;
  int number = 0;
  while (!text.empty()) {
    std::size_t const cut = text.find('\n');
    std::string_view piece = text.substr(0, cut);
    text.remove_prefix(cut == std::string_view::npos ? text.size() : cut + 1);
    ++number;
    if (piece.ends_with('\r')) piece.remove_suffix(1);
    bool const folded = piece.starts_with(' ') || piece.starts_with('\t');
    if (!folded) {
      // Folding may cut a character in two, so a line is judged when it is whole.
      if (!is_clean_text(line.text)) return whole(line.number, "is not clean UTF-8 text");
      if (!cutter.add(line)) return std::move(cutter).result(number);
      line = {number, ""};
    }
    line.text += folded ? piece.substr(1) : piece;
    if (line.text.size() > limits.line_bytes_max) return whole(line.number, "is too long");
  }
  if (!is_clean_text(line.text)) return whole(line.number, "is not clean UTF-8 text");
  if (!cutter.add(line)) return std::move(cutter).result(number);
  return std::move(cutter).result(number);
}

}  // namespace plexus::calendars
