// What the files of the catalogue share. Private to backend/store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/store/session.hpp"
#include "schema/model/catalogue.hpp"

namespace plexus::store {

/// Lists of words that hold no comma stand in one column.
std::string joined(std::vector<std::string> const& words);
std::vector<std::string> split_words(std::string const& text);

/// One INSERT of many rows; nothing when there are none.
void insert_rows(Session& session, std::string const& into, std::size_t columns,
                 Values const& values);

std::vector<Resource> read_resources(Session& session);
std::vector<HealthcareService> read_services(Session& session);

}  // namespace plexus::store
