// Reads a JSON object member by member and collects every fault with its pointer, so that a caller
// learns all of them at once. Unknown members are faults too.
// Must not know what the members mean: limits and shapes come from the caller.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "backend/http/request.hpp"
#include "schema/model/code.hpp"
#include "schema/model/error.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"

namespace plexus::api {

namespace json = boost::json;

/// Limits of every body, named in one place. Units in the names.
inline constexpr std::size_t kJsonDepthMax = 16;
inline constexpr std::size_t kComplaintCharsMax = 4000;
inline constexpr std::size_t kNoteCharsMax = 1000;
inline constexpr std::size_t kNameCharsMax = 100;
inline constexpr std::size_t kPhoneCharsMax = 32;
inline constexpr std::size_t kEmailCharsMax = 254;
inline constexpr std::size_t kWordCharsMax = 64;
inline constexpr std::size_t kTokenCharsMax = 256;
inline constexpr std::size_t kStepsReadMax =
    200;  // of a search: past its own limit, so that it can say so
inline constexpr std::size_t kHeldStepsMax = 26;  // a weekly series of half a year
inline constexpr std::size_t kAnswersMax = 250;
inline constexpr std::size_t kFaultsMax = 100;

/// Parses a body. Errors: invalid_input when it is not JSON, nests too deep, or is no object.
Result<json::object> parse_body(http::Request const& request);

/// Number of Unicode code points; nullopt when the text is not UTF-8.
std::optional<std::size_t> code_points(std::string_view text) noexcept;
/// Whether it can be a word of the vocabulary.
bool is_code(std::string_view text) noexcept;

class Reader {
 public:
  /// `faults` is shared by the readers of nested objects.
  Reader(json::object const& object, std::vector<FieldError>& faults, std::string pointer = "");

  bool has(std::string_view name) const;
  /// True for a member that is present and null; marks it as read.
  bool is_null(std::string_view name);

  /// Optional members: nullopt when absent or faulty. Required ones add a fault when absent.
  std::optional<std::string> text(std::string_view name, std::size_t chars_max);
  std::string required_text(std::string_view name, std::size_t chars_max);
  /// One line that shows something: not empty, not only spaces.
  std::string required_name(std::string_view name, std::size_t chars_max);
  /// A word of the vocabulary: small letters, digits and '_', a letter first, at most 64.
  std::optional<std::string> code(std::string_view name);
  /// A list of texts that are not empty, each once; a fault when its length is out of bounds.
  std::vector<std::string> texts(std::string_view name, std::size_t least, std::size_t most,
                                 std::size_t chars_max);
  /// The same of words of the vocabulary.
  std::vector<std::string> codes(std::string_view name, std::size_t least, std::size_t most);
  /// "09:30" as minutes after midnight, and "24:00" where `most` is the end of the day.
  std::optional<int> civil_time(std::string_view name, int most = 1439);
  std::optional<bool> flag(std::string_view name);
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most);
  std::optional<LocalDate> date(std::string_view name);
  std::optional<Instant> instant(std::string_view name);

  template <class Tag>
  std::optional<Id<Tag>> id(std::string_view name) {
    auto const word = text(name, kWordCharsMax);
    if (!word) return std::nullopt;
    auto const value = Id<Tag>::parse(*word);
    // A well-formed id that is not one of ours names nothing: nil is found nowhere.
    return value ? value : std::optional<Id<Tag>>(Id<Tag>{});
  }

  template <class E>
  std::optional<E> word(std::string_view name) {
    auto const given = text(name, kWordCharsMax);
    if (!given) return std::nullopt;
    auto const value = from_word<E>(*given);
    if (!value) fault(name, "is not one of the allowed words");
    return value;
  }
  std::optional<std::string> word_of(std::string_view name,
                                     std::initializer_list<std::string_view> allowed);

  /// The member as it is; null when absent. Marks it as read.
  json::value const* raw(std::string_view name);
  /// Visits a nested object; a fault when the member is there and no object.
  void object(std::string_view name, std::function<void(Reader&)> const& read);
  /// Visits each object of a list; a fault when it is no list, or its length is out of bounds.
  void objects(std::string_view name, std::size_t least, std::size_t most,
               std::function<void(Reader&)> const& read);

  void require(std::string_view name);
  void fault(std::string_view name, std::string detail);
  /// A fault for every member that was not read.
  void finish();

 private:
  json::value const* find(std::string_view name);
  std::string pointer_to(std::string_view name) const;
  void add(std::string pointer, std::string detail);

  json::object const& object_;
  std::vector<FieldError>& faults_;
  std::string pointer_;
  std::set<std::string, std::less<>> read_;
};

/// Reads a whole body with `read`; the value, or invalid_input with all faults.
template <class T>
Result<T> read_body(http::Request const& request, std::function<T(Reader&)> const& read) {
  auto const body = parse_body(request);
  if (!body) return body.error();
  std::vector<FieldError> faults;
  Reader reader(*body, faults);
  T value = read(reader);
  reader.finish();
  if (!faults.empty()) {
    return Error{Errc::invalid_input, "the request does not have the right form",
                 std::move(faults)};
  }
  return value;
}

/// Query parameters, with the same collecting of faults (pointers `?name`). Unknown names are
/// faults, so that a misspelt filter is not silently ignored.
class QueryReader {
 public:
  QueryReader(http::Request const& request, std::initializer_list<std::string_view> known);

  std::optional<std::string> text(std::string_view name, std::size_t chars_max = kWordCharsMax);
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most);
  std::optional<bool> flag(std::string_view name);
  template <class Tag>
  std::optional<Id<Tag>> id(std::string_view name) {
    auto const word = text(name);
    if (!word) return std::nullopt;
    auto const value = Id<Tag>::parse(*word);
    return value ? value : std::optional<Id<Tag>>(Id<Tag>{});
  }
  std::vector<std::string> all(std::string_view name) const;
  void fault(std::string_view name, std::string detail);
  std::optional<Error> error() const;

 private:
  http::Request const& request_;
  std::vector<FieldError> faults_;
};

}  // namespace plexus::api
