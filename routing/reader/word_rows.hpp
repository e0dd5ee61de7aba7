// Tables of words are written as rows: words with one space between.
#pragma once

#include <algorithm>
#include <string_view>

namespace plexus::routing {

template <class Take>
void for_each_word(std::string_view row, Take take) {
  std::size_t at = 0;
  while (at < row.size()) {
    std::size_t const end = std::min(row.find(' ', at), row.size());
    take(row.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace plexus::routing
