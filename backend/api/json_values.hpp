// Small JSON values that several answers are made of. Must know no domain type.
#pragma once

#include <boost/json.hpp>
#include <string_view>

namespace plexus::api {

inline boost::json::value text_or_null(std::string_view text) {
  return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

template <class Words>
boost::json::array words_json(Words const& words) {
  boost::json::array list;
  for (std::string_view const word : words) list.emplace_back(word);
  return list;
}

}  // namespace plexus::api
