// The dice: enough windows for most plans, and now and then a wish or limit that none can meet.
#include "tests/golden/scheduling/random_plan.hpp"

#include <ostream>

#include "tests/unit/scheduling/dice.hpp"

namespace plexus::scheduling::plans {
namespace {

constexpr int kDay = 288;
constexpr int kHour = 12;

int any(Dice& dice, std::vector<int> const& of) {
  return dice.pick(of);
}

/// Morning and afternoon of some days, with a piece taken out of some: what a booking leaves.
void add_windows(Dice& dice, Plan& plan, int resource) {
  for (int day = 0; day < plan.days; ++day) {
    int const site = dice.below(plan.sites);
    for (int seat = 0; seat < plan.seats[static_cast<std::size_t>(resource)]; ++seat) {
      for (int const opens : {8 * kHour, 13 * kHour}) {
        if (!dice.chance(45)) continue;
        int const from = day * kDay + opens;
        int const to = from + 4 * kHour;
        int const cut = from + dice.between(3, 30);
        int const until = cut + dice.between(3, 15);
        if (!dice.chance(50)) {
          plan.windows.push_back({resource, seat, site, from, to});
          continue;
        }
        plan.windows.push_back({resource, seat, site, from, cut});
        plan.windows.push_back({resource, seat, site, until, to});
      }
    }
  }
}

void add_clinic(Dice& dice, Plan& plan) {
  int const roles = dice.between(3, 5);
  plan.members.resize(static_cast<std::size_t>(roles));
  for (int role = 0; role < roles; ++role) {
    for (int more = dice.between(1, 2); more > 0; --more) {
      int const resource = static_cast<int>(plan.seats.size());
      plan.seats.push_back(dice.chance(20) ? 2 : 1);
      plan.members[static_cast<std::size_t>(role)].push_back(resource);
      // Some can do another thing too.
      auto& other = plan.members[static_cast<std::size_t>(dice.below(roles))];
      bool const has = !other.empty() && other.back() == resource;
      if (dice.chance(25) && !has) other.push_back(resource);
      add_windows(dice, plan, resource);
    }
  }
}

Step random_step(Dice& dice, Plan const& plan, bool many) {
  Step step;
  step.length = any(dice, {3, 3, 6, 6, 9, 12});
  if (dice.chance(40)) step.before = any(dice, {1, 2, 3});
  if (dice.chance(40)) step.after = any(dice, {1, 2, 3});
  step.grid = many ? any(dice, {6, 12}) : any(dice, {3, 4, 6});
  if (dice.chance(25)) step.offset = dice.below(step.grid);
  step.report = any(dice, {0, 0, 24, 25 * kHour});
  step.report_counted = step.report > 0 && dice.chance(40);
  if (step.report_counted) step.report = any(dice, {6, 24, 60});
  step.deadline = plan.days * kDay;
  auto const role = [&] { return dice.below(static_cast<int>(plan.members.size())); };
  step.roles.push_back(role());
  if (dice.chance(20)) step.roles.push_back(role());
  if (dice.chance(10)) step.location = dice.below(plan.sites);
  if (dice.chance(10)) {
    step.practitioner = dice.pick(plan.members[static_cast<std::size_t>(step.roles[0])]);
  }
  return step;
}

Gap random_gap(Dice& dice, int earlier, int later) {
  Gap gap{earlier, later, any(dice, {0, 0, 1, 6, 18, kDay}), -1, dice.chance(40), false};
  gap.counted = gap.least <= 18 && dice.chance(15);
  if (dice.chance(20)) gap.most = gap.least + any(dice, {6, 3 * kHour, kDay, 3 * kDay});
  return gap;
}

void add_gaps(Dice& dice, Plan& plan, Order order) {
  int const n = static_cast<int>(plan.steps.size());
  if (order == Order::star) {
    for (int test = 0; test + 1 < n; ++test) {
      Gap gap = random_gap(dice, test, n - 1);
      if (gap.most >= 0) gap.most += 2 * kDay;  // several short ones together are hopeless
      plan.gaps.push_back(gap);
    }
    return;
  }
  std::vector<int> line;
  for (int i = 0; i < n; ++i) line.insert(line.begin() + dice.between(0, i), i);
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (std::size_t j = i + 1; j < line.size(); ++j) {
      if (dice.chance(45)) plan.gaps.push_back(random_gap(dice, line[i], line[j]));
    }
  }
}

void add_wishes(Dice& dice, Plan& plan) {
  int const n = static_cast<int>(plan.steps.size());
  auto const any_time = [&] { return dice.below(plan.days) * kDay + dice.between(96, 192); };
  plan.not_after = plan.days * kDay;
  if (dice.chance(30)) plan.steps[static_cast<std::size_t>(dice.below(n))].deadline = any_time();
  if (dice.chance(20)) plan.not_before = dice.between(0, kDay);
  if (dice.chance(10)) plan.not_after = any_time();
  if (dice.chance(20)) plan.excluded_days.push_back(dice.below(plan.days));
  if (dice.chance(25)) plan.same_site.emplace_back(0, n - 1);
  for (int more = dice.below(3); more > 0; --more) {
    int const from = any_time();
    plan.busy.emplace_back(from, from + dice.between(6, 40));
  }
  if (dice.chance(12)) plan.same_day.emplace_back(0, dice.between(1, n - 1));
  for (int day = 0; day < plan.days; ++day) {
    if (!dice.chance(75)) continue;
    int const from = day * kDay + dice.between(7, 12) * kHour;
    plan.laboratory.emplace_back(from, from + dice.between(1, 6) * kHour);
  }
  // With two sites no way can be shorter over another.
  plan.ways.assign(static_cast<std::size_t>(plan.sites),
                   std::vector<int>(static_cast<std::size_t>(plan.sites), 0));
  for (int from = 0; from < plan.sites; ++from) {
    for (int to = 0; to < plan.sites; ++to) {
      int const way = any(dice, {0, 4, 12});
      if (from != to) plan.ways[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)] = way;
    }
  }
  plan.finish_first = dice.chance(35);
}

/// "name = [1, 2];" from any list and a function that makes a number of each.
template <class List, class Number>
void put(std::ostream& out, char const* name, List const& list, Number number) {
  out << name << " = [";
  for (auto const& item : list) out << number(item) << ", ";
  out << "];\n";
}

/// The open ticks, and how many lie before each tick up to the last.
void put_laboratory(Plan const& plan, std::ostream& out) {
  std::vector<int> open;
  out << "open_before = array1d(0.." << plan.days * kDay << ", [";
  for (int tick = 0; tick <= plan.days * kDay; ++tick) {
    out << open.size() << ", ";
    for (auto const& [from, to] : plan.laboratory) {
      if (from <= tick && tick < to) open.push_back(tick);
    }
  }
  out << "]);\nopen_ticks = " << open.size() << ";\n";
  put(out, "open_at", open, [](int tick) { return tick; });
}

}  // namespace

Plan random_plan(std::uint64_t seed, Order order, int steps) {
  Dice dice(seed);
  Plan plan;
  plan.days = dice.between(4, 7);
  plan.sites = dice.between(1, 2);
  add_clinic(dice, plan);
  for (int i = 0; i < steps; ++i) plan.steps.push_back(random_step(dice, plan, steps > 6));
  add_gaps(dice, plan, order);
  add_wishes(dice, plan);
  return plan;
}

void write_data(Plan const& plan, std::ostream& out) {
  auto const& steps = plan.steps;
  out << "days = " << plan.days << ";\nsites = " << plan.sites << ";\nsteps = " << steps.size()
      << ";\n";
  put(out, "length", steps, [](Step const& s) { return s.length; });
  put(out, "before", steps, [](Step const& s) { return s.before; });
  put(out, "after", steps, [](Step const& s) { return s.after; });
  put(out, "grid", steps, [](Step const& s) { return s.grid; });
  put(out, "offset", steps, [](Step const& s) { return s.offset; });
  put(out, "report", steps, [](Step const& s) { return s.report; });
  put(out, "deadline", steps, [](Step const& s) { return s.deadline; });
  put(out, "location", steps, [](Step const& s) { return s.location + 1; });
  put(out, "practitioner", steps, [](Step const& s) { return s.practitioner + 1; });
  std::vector<std::pair<std::size_t, int>> places;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (int const role : steps[i].roles) places.emplace_back(i, role);
  }
  out << "places = " << places.size() << ";\n";
  put(out, "place_step", places, [](auto const& p) { return p.first + 1; });
  put(out, "place_role", places, [](auto const& p) { return p.second + 1; });
  out << "roles = " << plan.members.size() << ";\nmembers = [";
  for (auto const& members : plan.members) {
    out << '{';
    for (int const resource : members) out << resource + 1 << ", ";
    out << "}, ";
  }
  out << "];\nwindows = " << plan.windows.size() << ";\n";
  put(out, "win_resource", plan.windows, [](Window const& w) { return w.resource + 1; });
  put(out, "win_seat", plan.windows, [](Window const& w) { return 2 * w.resource + w.seat + 1; });
  put(out, "win_site", plan.windows, [](Window const& w) { return w.site + 1; });
  put(out, "win_from", plan.windows, [](Window const& w) { return w.from; });
  put(out, "win_to", plan.windows, [](Window const& w) { return w.to; });
  out << "gaps = " << plan.gaps.size() << ";\n";
  put(out, "gap_earlier", plan.gaps, [](Gap const& g) { return g.earlier + 1; });
  put(out, "gap_later", plan.gaps, [](Gap const& g) { return g.later + 1; });
  put(out, "gap_least", plan.gaps, [](Gap const& g) { return g.least; });
  put(out, "gap_most", plan.gaps, [](Gap const& g) { return g.most; });
  auto const truth = [](bool is) { return is ? "true" : "false"; };
  put(out, "gap_result", plan.gaps, [&](Gap const& g) { return truth(g.result); });
  put(out, "gap_counted", plan.gaps, [&](Gap const& g) { return truth(g.counted); });
  put(out, "report_counted", steps, [&](Step const& s) { return truth(s.report_counted); });
  put_laboratory(plan, out);
  out << "pairs = " << plan.same_site.size() << ";\n";
  put(out, "same_site_a", plan.same_site, [](auto const& p) { return p.first + 1; });
  put(out, "same_site_b", plan.same_site, [](auto const& p) { return p.second + 1; });
  out << "day_pairs = " << plan.same_day.size() << ";\n";
  put(out, "same_day_a", plan.same_day, [](auto const& p) { return p.first + 1; });
  put(out, "same_day_b", plan.same_day, [](auto const& p) { return p.second + 1; });
  out << "not_before = " << plan.not_before << ";\nnot_after = " << plan.not_after
      << ";\nexcluded_days = {";
  for (int const day : plan.excluded_days) out << day << ", ";
  out << "};\nbusy = " << plan.busy.size() << ";\n";
  put(out, "busy_from", plan.busy, [](auto const& b) { return b.first; });
  put(out, "busy_to", plan.busy, [](auto const& b) { return b.second; });
  out << "way = [|";
  for (auto const& from : plan.ways) {
    for (int const to : from) out << to << ", ";
    out << '|';
  }
  out << "];\nfinish_first = " << (plan.finish_first ? "true" : "false") << ";\n";
}

}  // namespace plexus::scheduling::plans
