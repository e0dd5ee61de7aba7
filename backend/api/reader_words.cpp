// Reading words, lists of words and wall clock times.
#include <algorithm>

#include "backend/api/reader.hpp"

namespace plexus::api {
namespace {

constexpr char const* kNoCode = "must be a word of small letters, digits and '_'";

std::optional<int> minute_of(std::string_view text) noexcept {
  auto const digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
    return std::nullopt;
  }
  int const hour = (text[0] - '0') * 10 + (text[1] - '0');
  int const minute = (text[3] - '0') * 10 + (text[4] - '0');
  return minute < 60 ? std::optional(hour * 60 + minute) : std::nullopt;
}

}  // namespace

bool is_code(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kWordCharsMax && text.front() >= 'a' &&
         text.front() <= 'z' && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

std::optional<std::string> Reader::code(std::string_view name) {
  auto const word = text(name, kWordCharsMax);
  if (!word || is_code(*word)) return word;
  fault(name, kNoCode);
  return std::nullopt;
}

std::vector<std::string> Reader::texts(std::string_view name, std::size_t least, std::size_t most,
                                       std::size_t chars_max) {
  std::vector<std::string> found;
  auto const* value = raw(name);
  if (value == nullptr) return found;
  if (!value->is_array()) {
    fault(name, "must be a list");
    return found;
  }
  auto const& list = value->as_array();
  if (list.size() < least || list.size() > most) {
    fault(name,
          "must have from " + std::to_string(least) + " to " + std::to_string(most) + " entries");
    return found;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    // Each entry is read as the one member of an object, for the same checks and words.
    std::string const index = std::to_string(i);
    json::object const entry{{index, list[i]}};
    Reader one(entry, faults_, pointer_ + "/" + std::string(name));
    auto text_of_it = one.required_name(index, chars_max);
    if (std::find(found.begin(), found.end(), text_of_it) != found.end()) {
      one.fault(index, "is in the list twice");
    }
    found.push_back(std::move(text_of_it));
  }
  return found;
}

std::vector<std::string> Reader::codes(std::string_view name, std::size_t least, std::size_t most) {
  auto found = texts(name, least, most, kWordCharsMax);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].empty() || is_code(found[i])) continue;
    add(pointer_to(name) + "/" + std::to_string(i), kNoCode);
  }
  return found;
}

std::optional<int> Reader::civil_time(std::string_view name, int most) {
  auto const word = text(name, kWordCharsMax);
  if (!word) return std::nullopt;
  auto const minute = minute_of(*word);
  if (minute && *minute <= most) return minute;
  fault(name, most == 1440 ? "must be a time of day from 00:00 to 24:00"
                           : "must be a time of day from 00:00 to 23:59");
  return std::nullopt;
}

}  // namespace plexus::api
