// Dominance, as in dynamic programmes over subsets: of two part plans with the same steps only what
// the remaining steps can feel is compared.
#include "scheduling/plan_labels.hpp"

#include <algorithm>

namespace plexus::scheduling {
namespace {

/// Comparing with more than this many costs more than it saves; later ones are not kept.
constexpr int kListMax = 200;

}  // namespace

PartPlan::Came* PartPlan::coming(int visit) noexcept {
  auto const end = came.begin() + visits;
  auto const at = std::find_if(came.begin(), end, [&](Came const& c) { return c.visit == visit; });
  return at == end ? nullptr : &*at;
}

Relations::Relations(PlanProblem const& problem) {
  std::size_t const n = problem.steps.size();
  all = static_cast<StepMask>((StepMask{1} << n) - 1);
  auto const bit = [](std::size_t step) { return StepMask{1} << step; };
  for (std::size_t i = 0; i < n; ++i) {
    place[i] = problem.same_site[i] | problem.same_day[i];
    for (std::size_t j = 0; j < n; ++j) {
      if (problem.gaps.before(i, j)) later[i] |= bit(j);
      if (i == j || (problem.may_clash[i] & bit(j)) == 0) continue;
      PlanStep const& a = problem.steps[i];
      PlanStep const& b = problem.steps[j];
      if (a.before + b.after > 0 || b.before + a.after > 0) touch[i] |= bit(j);
    }
    if (touch[i] == 0) continue;
    before_most = std::max(before_most, problem.steps[i].before);
    after_most = std::max(after_most, problem.steps[i].after);
  }
  auto const add = [&](std::size_t earlier, std::size_t other, bool bounded) {
    gap[earlier] |= bit(other);
    gap[other] |= bit(earlier);
    if (bounded) closely[other] |= bit(earlier);
  };
  for (GapDemand const& demand : problem.gaps.demands()) {
    add(demand.earlier, demand.later, demand.bounded);
  }
  for (ClockGap const& one : problem.clock_gaps) add(one.earlier, one.later, one.most.has_value());
}

PartPlans::PartPlans(PlanProblem const& problem, Relations const& relations)
    : problem_(problem), relations_(relations), head_(std::size_t{1} << problem.steps.size(), -1) {}

void PartPlans::restart(std::size_t root, bool cost_counts) {
  root_ = StepMask{1} << root;
  cost_counts_ = cost_counts;
  for (StepMask const set : used_) head_[set] = -1;
  used_.clear();
  parts_.clear();
  next_.clear();
}

bool PartPlans::admit(PartPlan const& part, std::span<Tick const> first_of_visit) {
  int& head = head_[part.placed];
  int count = 0;
  Felt const felt = felt_by_open(part.placed);
  for (int at = head; at >= 0; at = next_[static_cast<std::size_t>(at)], ++count) {
    if (covers(parts_[static_cast<std::size_t>(at)], part, felt, part.time, first_of_visit)) {
      return false;
    }
  }
  if (count >= kListMax) return true;
  if (head < 0) used_.push_back(part.placed);
  parts_.push_back(part);
  next_.push_back(head);
  head = static_cast<int>(parts_.size()) - 1;
  return true;
}

bool PartPlans::known_before(PartPlan const& part, Tick until,
                             std::span<Tick const> first_of_visit) const {
  Felt const felt = felt_by_open(part.placed);
  for (int at = head_[part.placed]; at >= 0; at = next_[static_cast<std::size_t>(at)]) {
    PartPlan const& known = parts_[static_cast<std::size_t>(at)];
    if (known.time == part.time && known.starts == part.starts) continue;  // itself
    if (covers(known, part, felt, until, first_of_visit)) return true;
  }
  return false;
}

PartPlans::Felt PartPlans::felt_by_open(StepMask placed) const noexcept {
  Felt felt;
  for (std::size_t i = 0; i < problem_.steps.size(); ++i) {
    if ((placed >> i & 1U) != 0) continue;
    felt.gaps |= relations_.gap[i];
    felt.places |= relations_.place[i];
  }
  felt.gaps &= placed & ~root_;
  felt.places &= placed;
  return felt;
}

bool PartPlans::covers(PartPlan const& known, PartPlan const& part, Felt const& felt, Tick until,
                       std::span<Tick const> first_of_visit) const {
  ++compared_;
  if (known.visits > part.visits || (cost_counts_ && known.cost > part.cost)) return false;
  // The other steps end in time for the known part wherever they would end in time for this one.
  for (int site = 0; site < problem_.sites; ++site) {
    Tick const end = std::min(until, part.time - problem_.way(site, part.site));
    if (known.time - problem_.way(site, known.site) < end) return false;
  }
  bool const touchable = until + relations_.before_most + relations_.after_most > known.time;
  StepMask const tail = touchable ? known.tail : StepMask{0};
  StepMask const tied = felt.places | tail;
  bool const windows_differ = felt.gaps != 0;
  for (std::size_t i = 0; i < problem_.steps.size(); ++i) {
    if ((tied >> i & 1U) != 0 && known.visit_of[i] != part.visit_of[i]) return false;
    if ((tail >> i & 1U) != 0 && known.starts[i] != part.starts[i]) return false;
    if (!windows_differ || part.has(i)) continue;
    if (known.windows.low[i] > part.windows.low[i]) return false;
    if (known.windows.high[i] < part.windows.high[i]) return false;
  }
  return cheaper(known, part, until, first_of_visit);
}

/// Visits and waiting, whatever is still to come. Coming once more where the patient has been
/// already costs no visit, but the waiting since then.
bool PartPlans::cheaper(PartPlan const& known, PartPlan const& part, Tick until,
                        std::span<Tick const> first_of_visit) const {
  int visits = known.visits;
  Cost cost = known.cost;
  for (int i = 0; i < part.visits; ++i) {
    PartPlan::Came const& came = part.came[static_cast<std::size_t>(i)];
    if (first_of_visit[static_cast<std::size_t>(came.visit)] >= until) continue;  // over
    bool there = false;
    for (int k = 0; k < known.visits; ++k) {
      PartPlan::Came const& other = known.came[static_cast<std::size_t>(k)];
      if (other.visit != came.visit) continue;
      there = true;
      cost.waiting += std::max<Tick>(0, other.first - came.first);
    }
    if (there) continue;
    ++visits;
    cost.ends += came.first - problem_.origin;  // at the most
  }
  return visits <= part.visits && (!cost_counts_ || cost <= part.cost);
}

}  // namespace plexus::scheduling
