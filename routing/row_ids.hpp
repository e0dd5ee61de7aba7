// The ids of the rows that a rule or guard names, such as its sources: a list to read, not a copy.
// It looks nothing up by name and must not outlive the protocol whose rows it reads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

#include "routing/protocol.hpp"

namespace plexus::routing {

/// Shape: the ids of `rows[i]` for each i of `indices`, in that order. Equal when the ids are.
template <class Row>
class RowIds {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = std::string_view;

    Iterator() = default;
    Iterator(Index const* at, Row const* rows) noexcept : at_(at), rows_(rows) {}
    std::string_view operator*() const noexcept { return rows_[*at_].id; }
    Iterator& operator++() noexcept {
      ++at_;
      return *this;
    }
    Iterator operator++(int) noexcept { return {at_++, rows_}; }
    friend bool operator==(Iterator const&, Iterator const&) = default;

   private:
    Index const* at_ = nullptr;
    Row const* rows_ = nullptr;
  };

  RowIds() = default;
  RowIds(std::vector<Index> const& indices, std::vector<Row> const& rows) noexcept
      : indices_(indices), rows_(rows.data()) {}

  bool empty() const noexcept { return indices_.empty(); }
  std::size_t size() const noexcept { return indices_.size(); }
  Iterator begin() const noexcept { return {indices_.data(), rows_}; }
  Iterator end() const noexcept { return {indices_.data() + indices_.size(), rows_}; }
  friend bool operator==(RowIds const& a, RowIds const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  std::span<Index const> indices_;
  Row const* rows_ = nullptr;
};

}  // namespace plexus::routing
