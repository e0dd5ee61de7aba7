// Reading JSON and query parameters strictly.
#include "backend/api/reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace plexus::api {
namespace {

std::string escaped(std::string_view name) {
  std::string out;
  for (char const c : name.substr(0, kWordCharsMax)) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

Error not_json(std::string detail) {
  return {Errc::invalid_input, "the request body is not a JSON object", {{"", std::move(detail)}}};
}

/// Nothing that a page or a label could be broken with; tab and line breaks are kept.
bool has_control(std::string_view text) noexcept {
  return std::any_of(text.begin(), text.end(), [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
  });
}

}  // namespace

std::optional<std::size_t> code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    auto const lead = static_cast<unsigned char>(text[i]);
    std::size_t const length = lead < 0x80   ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) return std::nullopt;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return std::nullopt;
    }
    i += length;
  }
  return count;
}

Result<json::object> parse_body(http::Request const& request) {
  if (request.body.empty()) return not_json("is empty");
  json::parse_options options;
  options.max_depth = kJsonDepthMax;
  json::error_code code;
  auto value = json::parse(request.body, code, {}, options);
  if (code == json::error::too_deep) return not_json("nests too deep");
  if (code) return not_json("is not valid JSON");
  if (!value.is_object()) return not_json("must be an object");
  return std::move(value.as_object());
}

Reader::Reader(json::object const& object, std::vector<FieldError>& faults, std::string pointer)
    : object_(object), faults_(faults), pointer_(std::move(pointer)) {}

bool Reader::has(std::string_view name) const {
  return object_.contains(name);
}

bool Reader::is_null(std::string_view name) {
  auto const* value = find(name);
  return value != nullptr && value->is_null();
}

std::optional<std::string> Reader::text(std::string_view name, std::size_t chars_max) {
  auto const* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    fault(name, "must be a text");
    return std::nullopt;
  }
  std::string_view const given = value->as_string();
  auto const length = code_points(given);
  if (!length) {
    fault(name, "is not valid UTF-8");
  } else if (*length > chars_max) {
    fault(name, "must have at most " + std::to_string(chars_max) + " characters");
  } else if (has_control(given)) {
    fault(name, "must not hold control characters");
  } else {
    return std::string(given);
  }
  return std::nullopt;
}

std::string Reader::required_text(std::string_view name, std::size_t chars_max) {
  require(name);
  return text(name, chars_max).value_or("");
}

std::string Reader::required_name(std::string_view name, std::size_t chars_max) {
  require(name);
  auto const given = text(name, chars_max);
  if (!given) return "";
  if (given->find_first_not_of(" \t\r\n") == std::string::npos) fault(name, "must not be empty");
  if (given->find_first_of("\t\r\n") != std::string::npos) fault(name, "must be one line");
  return *given;
}

std::optional<bool> Reader::flag(std::string_view name) {
  auto const* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->as_bool();
  fault(name, "must be true or false");
  return std::nullopt;
}

std::optional<std::int64_t> Reader::integer(std::string_view name, std::int64_t least,
                                            std::int64_t most) {
  auto const* value = find(name);
  if (value == nullptr) return std::nullopt;
  json::error_code code;
  auto const number = value->is_number() ? value->to_number<std::int64_t>(code) : 0;
  if (!value->is_number() || code) {
    fault(name, "must be a whole number");
  } else if (number < least || number > most) {
    fault(name, "must lie from " + std::to_string(least) + " to " + std::to_string(most));
  } else {
    return number;
  }
  return std::nullopt;
}

std::optional<LocalDate> Reader::date(std::string_view name) {
  auto const given = text(name, kWordCharsMax);
  if (!given) return std::nullopt;
  auto const value = parse_date(*given);
  if (!value) fault(name, "must be a date such as 2026-12-01");
  return value;
}

std::optional<Instant> Reader::instant(std::string_view name) {
  auto const given = text(name, kWordCharsMax);
  if (!given) return std::nullopt;
  auto const value = parse_instant(*given);
  if (!value) fault(name, "must be an instant such as 2026-12-01T09:30:00+01:00");
  return value;
}

std::optional<std::string> Reader::word_of(std::string_view name,
                                           std::initializer_list<std::string_view> allowed) {
  auto const given = text(name, kWordCharsMax);
  if (!given) return std::nullopt;
  if (std::find(allowed.begin(), allowed.end(), *given) != allowed.end()) return given;
  std::string words;
  for (auto const word : allowed) words += (words.empty() ? "" : ", ") + std::string(word);
  fault(name, "must be one of " + words);
  return std::nullopt;
}

json::value const* Reader::raw(std::string_view name) {
  return find(name);
}

void Reader::object(std::string_view name, std::function<void(Reader&)> const& read) {
  auto const* value = find(name);
  if (value == nullptr) return;
  if (!value->is_object()) {
    fault(name, "must be an object");
    return;
  }
  Reader nested(value->as_object(), faults_, pointer_to(name));
  read(nested);
  nested.finish();
}

void Reader::objects(std::string_view name, std::size_t least, std::size_t most,
                     std::function<void(Reader&)> const& read) {
  auto const* value = find(name);
  if (value == nullptr) return;
  if (!value->is_array()) {
    fault(name, "must be a list");
    return;
  }
  auto const& list = value->as_array();
  if (list.size() < least || list.size() > most) {
    fault(name,
          "must have from " + std::to_string(least) + " to " + std::to_string(most) + " entries");
    return;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    std::string const pointer = pointer_to(name) + "/" + std::to_string(i);
    if (!list[i].is_object()) {
      add(pointer, "must be an object");
      continue;
    }
    Reader nested(list[i].as_object(), faults_, pointer);
    read(nested);
    nested.finish();
  }
}

void Reader::require(std::string_view name) {
  if (!object_.contains(name)) fault(name, "is missing");
}

void Reader::fault(std::string_view name, std::string detail) {
  add(pointer_to(name), std::move(detail));
}

void Reader::finish() {
  for (auto const& member : object_) {
    if (!read_.contains(std::string_view(member.key()))) {
      fault(member.key(), "is not a member of this request");
    }
  }
}

json::value const* Reader::find(std::string_view name) {
  read_.emplace(name);
  return object_.if_contains(name);
}

std::string Reader::pointer_to(std::string_view name) const {
  return pointer_ + "/" + escaped(name);
}

void Reader::add(std::string pointer, std::string detail) {
  if (faults_.size() < kFaultsMax) faults_.push_back({std::move(pointer), std::move(detail)});
}

QueryReader::QueryReader(http::Request const& request,
                         std::initializer_list<std::string_view> known)
    : request_(request) {
  for (auto const& [name, value] : request.query_parameters) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      fault(name.substr(0, kWordCharsMax), "is not a parameter of this request");
    }
  }
}

std::optional<std::string> QueryReader::text(std::string_view name, std::size_t chars_max) {
  auto const value = request_.query_parameter(name);
  if (!value) return std::nullopt;
  if (value->empty() || value->size() > chars_max) {
    fault(name, "must have from 1 to " + std::to_string(chars_max) + " characters");
    return std::nullopt;
  }
  return std::string(*value);
}

std::optional<std::int64_t> QueryReader::integer(std::string_view name, std::int64_t least,
                                                 std::int64_t most) {
  auto const given = text(name);
  if (!given) return std::nullopt;
  std::int64_t value = 0;
  auto const* end = given->data() + given->size();
  auto const [at, code] = std::from_chars(given->data(), end, value);
  if (code != std::errc{} || at != end || value < least || value > most) {
    fault(name,
          "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
  }
  return value;
}

std::optional<bool> QueryReader::flag(std::string_view name) {
  auto const given = text(name);
  if (!given) return std::nullopt;
  if (*given == "true") return true;
  if (*given == "false") return false;
  fault(name, "must be true or false");
  return std::nullopt;
}

std::vector<std::string> QueryReader::all(std::string_view name) const {
  std::vector<std::string> values;
  for (auto const& [key, value] : request_.query_parameters) {
    if (key == name) values.push_back(value);
  }
  return values;
}

void QueryReader::fault(std::string_view name, std::string detail) {
  if (faults_.size() < kFaultsMax) faults_.push_back({"?" + std::string(name), std::move(detail)});
}

std::optional<Error> QueryReader::error() const {
  if (faults_.empty()) return std::nullopt;
  return Error{Errc::invalid_input, "the query does not have the right form", faults_};
}

}  // namespace plexus::api
