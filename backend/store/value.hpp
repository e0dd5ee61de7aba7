// What is bound to a statement and what comes back: model values in, model values out, so that no
// store function spells a conversion twice. Private to backend/store; knows no client library.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/model/code.hpp"
#include "schema/model/id.hpp"
#include "schema/model/time.hpp"

namespace plexus::store {

/// One bound parameter: NULL, an integer or text. Converts from the model's types by itself.
class Value {
 public:
  Value(std::nullopt_t) {}
  Value(int number) : Value(static_cast<std::int64_t>(number)) {}
  Value(std::int64_t number) : kind_(Kind::integer), number_(number) {}
  Value(bool flag) : Value(static_cast<std::int64_t>(flag ? 1 : 0)) {}
  Value(std::string text) : kind_(Kind::text), text_(std::move(text)) {}
  Value(std::string_view text) : Value(std::string(text)) {}
  Value(char const* text) : Value(std::string(text)) {}
  Value(Instant at) : Value(static_cast<std::int64_t>(at.time_since_epoch().count())) {}
  Value(Minutes minutes) : Value(static_cast<std::int64_t>(minutes.count())) {}
  Value(Cell cell) : Value(value_of(cell)) {}
  Value(ResourceKey key) : Value(value_of(key)) {}
  Value(LocalDate date) : Value(format_date(date)) {}
  template <class Tag>
  Value(Id<Tag> const& id) : Value(id.text()) {}
  template <class Tag>
  Value(Code<Tag> const& code) : Value(code.str()) {}
  template <class T>
  Value(std::optional<T> const& value) : Value(std::nullopt) {
    if (value) *this = Value(*value);
  }
  template <class E>
  requires requires { CodeWords<E>::words; }
  Value(E word) : Value(to_word(word)) {}

  bool is_null() const noexcept { return kind_ == Kind::null; }
  bool is_integer() const noexcept { return kind_ == Kind::integer; }
  std::int64_t number() const noexcept { return number_; }
  std::string const& text() const noexcept { return text_; }

 private:
  enum class Kind { null, integer, text };
  Kind kind_ = Kind::null;
  std::int64_t number_ = 0;
  std::string text_;
};

using Values = std::vector<Value>;

/// One row of an answer, read column by column in the order of the SELECT.
/// Errors: throws when a stored value is not what its column promises; the text is not shown.
class Row {
 public:
  explicit Row(std::vector<std::optional<std::string>> columns) : columns_(std::move(columns)) {}

  std::string text() { return required(); }
  std::int64_t integer();
  int number() { return static_cast<int>(integer()); }
  bool flag() { return integer() != 0; }
  Minutes minutes() { return Minutes{integer()}; }
  Instant instant() { return Instant{Seconds{integer()}}; }
  Cell cell() { return Cell{integer()}; }
  ResourceKey key() { return ResourceKey{integer()}; }
  LocalDate date() { return checked(parse_date(required())); }
  template <class SomeId>
  SomeId id() {
    return checked(SomeId::parse(required()));
  }
  template <class SomeCode>
  SomeCode code() {
    return SomeCode(required());
  }
  template <class E>
  E word() {
    return checked(from_word<E>(required()));
  }

  std::optional<std::string> maybe_text() {
    return skip_null() ? std::nullopt : std::optional(text());
  }
  std::optional<int> maybe_number() { return skip_null() ? std::nullopt : std::optional(number()); }
  std::optional<Minutes> maybe_minutes() {
    return skip_null() ? std::nullopt : std::optional(minutes());
  }
  std::optional<Instant> maybe_instant() {
    return skip_null() ? std::nullopt : std::optional(instant());
  }
  std::optional<ResourceKey> maybe_key() {
    return skip_null() ? std::nullopt : std::optional(key());
  }
  std::optional<LocalDate> maybe_date() {
    return skip_null() ? std::nullopt : std::optional(date());
  }
  template <class SomeId>
  std::optional<SomeId> maybe_id() {
    return skip_null() ? std::nullopt : std::optional(id<SomeId>());
  }
  template <class SomeCode>
  std::optional<SomeCode> maybe_code() {
    return skip_null() ? std::nullopt : std::optional(code<SomeCode>());
  }
  template <class E>
  std::optional<E> maybe_word() {
    return skip_null() ? std::nullopt : std::optional(word<E>());
  }

 private:
  bool skip_null();
  std::string required();
  template <class T>
  static T checked(std::optional<T> value) {
    if (!value) throw std::runtime_error("a stored value is malformed");
    return *std::move(value);
  }

  std::vector<std::optional<std::string>> columns_;
  std::size_t next_ = 0;
};

using Rows = std::vector<Row>;

/// "?, ?, ?" for an IN list, and "(?, ?), (?, ?)" for a multi-row VALUES.
std::string marks(std::size_t count);
std::string mark_rows(std::size_t rows, std::size_t columns);

}  // namespace plexus::store
