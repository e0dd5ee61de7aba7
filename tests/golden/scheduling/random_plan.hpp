// Small clinics and plans of several visits, made by dice as plain numbers, so that the scheduler
// and a solver that shares no code with it can be given the very same question.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "scheduling/itinerary.hpp"

namespace plexus::scheduling::plans {

/// An unbroken stretch in which one seat of a resource is open and free, at one site.
struct Window {
  int resource = 0;
  int seat = 0;  // of the resource
  int site = 0;
  int from = 0;  // cells from the first midnight, as all times here
  int to = 0;
};

struct Gap {
  int earlier = 0;
  int later = 0;
  int least = 0;
  int most = -1;  // none
  bool result = false;
  bool counted = false;  // in open time of the laboratory
};

struct Step {
  int length = 0;
  int before = 0;
  int after = 0;
  int grid = 0;
  int offset = 0;
  int report = 0;
  bool report_counted = false;
  int deadline = 0;
  int location = -1;       // any
  int practitioner = -1;   // anybody
  std::vector<int> roles;  // one for each place
};

enum class Order {
  star,     // every test before the last step
  general,  // any order without circles
};

/// All numbers count from 0.
struct Plan {
  int days = 0;
  int sites = 0;
  std::vector<int> seats;                 // by resource
  std::vector<std::vector<int>> members;  // by role: its resources
  std::vector<Window> windows;
  std::vector<Step> steps;
  std::vector<Gap> gaps;
  std::vector<std::pair<int, int>> same_site;
  std::vector<std::pair<int, int>> same_day;
  std::vector<std::pair<int, int>> laboratory;  // when it is open: [from, to), ascending
  int not_before = 0;
  int not_after = 0;
  std::vector<int> excluded_days;
  std::vector<std::pair<int, int>> busy;
  std::vector<std::vector<int>> ways;  // from, to; no way over another site is shorter
  bool finish_first = false;
};

Plan random_plan(std::uint64_t seed, Order order, int steps);

/// As data for itinerary.mzn.
void write_data(Plan const& plan, std::ostream& out);

/// What the scheduler makes of it: "visits 2 finish 310 waiting 4", "none", or "unproven ...".
std::string solved(Plan const& plan);

}  // namespace plexus::scheduling::plans
