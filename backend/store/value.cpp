// Reading columns back into model values.
#include "backend/store/value.hpp"

#include <charconv>

namespace plexus::store {

std::int64_t Row::integer() {
  std::string const text = required();
  std::int64_t number = 0;
  auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) {
    throw std::runtime_error("a stored value is malformed");
  }
  return number;
}

bool Row::skip_null() {
  if (next_ < columns_.size() && !columns_[next_]) {
    ++next_;
    return true;
  }
  return false;
}

std::string Row::required() {
  if (next_ >= columns_.size()) throw std::logic_error("a column too many is read");
  auto& column = columns_[next_++];
  if (!column) throw std::runtime_error("a stored value is missing");
  return std::move(*column);
}

std::string marks(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ", ?";
  return text;
}

std::string mark_rows(std::size_t rows, std::size_t columns) {
  std::string const row = "(" + marks(columns) + ")";
  std::string text;
  for (std::size_t i = 0; i < rows; ++i) {
    if (i > 0) text += ", ";
    text += row;
  }
  return text;
}

}  // namespace plexus::store
