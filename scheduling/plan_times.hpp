// The inner half of the plan search: the buckets are chosen, the exact starts are not. Internal to
// plan_search; must not choose buckets.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "scheduling/plan_search.hpp"

namespace plexus::scheduling {

inline constexpr std::size_t kPlanStepsMax = 16;  // size of the fixed arrays of the search

/// Where each step's start may still lie, both ends included.
struct Windows {
  std::array<Tick, kPlanStepsMax> low{};
  std::array<Tick, kPlanStepsMax> high{};
};

/// Carries the window of `step` to all others along the distances; false when one becomes empty.
bool narrow(GapNetwork const& gaps, Windows& windows, std::size_t step) noexcept;

/// Smaller is better: two ranks by objective, the waiting, then the starts in search order.
struct PlanScore {
  std::array<Tick, 3> rank{};
  std::array<Tick, kPlanStepsMax> starts{};
  friend auto operator<=>(PlanScore const&, PlanScore const&) = default;
};

class TimeSearch {
 public:
  /// `order`: the steps as they are to be fixed, later ones of the plan first.
  TimeSearch(PlanProblem const& problem, std::vector<std::size_t> order);

  /// The best starts inside the chosen buckets (one for each step) that beat `beat`, if given.
  /// Shape: among equals the least in search order. `nodes` counts on, up to the problem's limit.
  std::optional<FoundPlan> best(std::vector<std::size_t> const& buckets, Windows const& windows,
                                int visits, PlanScore const* beat, std::int64_t& nodes);

  PlanScore score_of(FoundPlan const& plan) const noexcept;
  std::array<Tick, 3> rank(int visits, Tick finish, Tick waiting) const noexcept;

 private:
  void fix(std::size_t depth, Windows const& windows);
  bool hopeless(Windows const& windows) const noexcept;
  Tick finish_of(Windows const& windows) const noexcept;
  Tick waiting_of(Windows const& windows) const noexcept;
  bool patient_free(std::size_t step, std::size_t fixed, Windows const& windows,
                    Tick start) const noexcept;
  bool look_ahead(std::size_t fixed, Windows& windows) const noexcept;
  bool resources_free(std::size_t depth, Windows const& windows);
  Bucket const& bucket(std::size_t step) const noexcept;

  PlanProblem const& problem_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> const* buckets_ = nullptr;
  int visits_ = 0;
  PlanScore const* beat_ = nullptr;
  std::int64_t* nodes_ = nullptr;
  std::optional<FoundPlan> found_;
  std::map<std::vector<Tick>, bool> asked_;  // answers of clash_free
};

}  // namespace plexus::scheduling
