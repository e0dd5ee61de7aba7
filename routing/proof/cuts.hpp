// A protocol compares a number (days, pain, age) with a handful of fixed numbers only. These cut
// its range into cells: points and the gaps between them. Two numbers in one cell are decided
// alike, so a proof over the cells is a proof over all numbers.
#pragma once

#include <array>
#include <vector>

#include "routing/protocol.hpp"

namespace plexus::routing::proof {

/// Shape: with n cuts there are 2n+1 cells: gap, point, gap, ... , gap; `value[i]` lies in cell i
///        and is not set where no allowed number does.
struct Cells {
  std::vector<double> cuts;  // ascending
  std::vector<std::optional<double>> value;

  std::size_t cell_of(double number) const noexcept;
};

/// What a proof needs to know beyond the protocol: numbers that its own claims compare with.
struct ExtraCut {
  FactId fact = FactId::age_years;
  Index finding = kNoIndex;  // where set, the number belongs to this finding and not to the fact
  double number = 0;
};

struct CellTable {
  std::vector<Cells> findings;  // one for each finding; used for durations and severities
  std::array<Cells, kFactCount> facts;
};

CellTable cells_of(Protocol const& protocol, std::vector<ExtraCut> const& extra);

}  // namespace plexus::routing::proof
