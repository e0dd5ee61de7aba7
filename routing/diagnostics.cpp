// Which tests the rules ask for, and how several requests for one test become one.
#include <algorithm>

#include "routing/plan.hpp"

namespace plexus::routing {
namespace {

Index region_of(Protocol const& protocol, Evaluation const& evaluation, TestRequest const& test) {
  if (test.region != kNoIndex) return test.region;
  bool const nerve_test = test.service == protocol.nerve_test;
  Index found = kNoIndex;
  for (RegionMatch const& match : protocol.region_from_symptoms) {
    bool const hit = std::any_of(match.if_any.begin(), match.if_any.end(), [&](Index term) {
      return evaluation.term(term, Reading::settled) == Truth::yes;
    });
    if (!hit) continue;
    if (nerve_test) return match.emg;
    if (found != kNoIndex && found != match.spine) return protocol.whole_spine;
    found = match.spine;
  }
  if (found != kNoIndex) return found;
  return nerve_test ? protocol.emg_default : protocol.whole_spine;
}

template <class Pick>
void merge_optional(std::optional<int>& into, std::optional<int> const& from, Pick pick) {
  if (!from) return;
  into = into ? pick(*into, *from) : *from;
}

void merge_into(PlannedTest& kept, PlannedTest const& more) {
  TestRequest& into = kept.test;
  TestRequest const& from = more.test;
  auto const least = [](int a, int b) { return std::min(a, b); };
  auto const most = [](int a, int b) { return std::max(a, b); };
  into.priority = std::max(into.priority, from.priority);
  if (from.mode == Mode::book_now) {
    if (into.mode != Mode::book_now) into.order = from.order;
    into.mode = Mode::book_now;
  }
  merge_optional(into.within_hours, from.within_hours, least);
  merge_optional(into.fasting_hours, from.fasting_hours, most);
  merge_optional(into.min_gap_hours, from.min_gap_hours, most);
  merge_optional(into.not_before_symptom_day, from.not_before_symptom_day, least);
  into.panel |= from.panel;
  if (from.contrast == Contrast::possible) into.contrast = Contrast::possible;
  if (into.same_visit_group.empty()) into.same_visit_group = from.same_visit_group;
  if (into.note.empty()) into.note = from.note;
  kept.imaging_exempt = kept.imaging_exempt || more.imaging_exempt;
  for (Index const rule : more.rules) {
    if (std::find(kept.rules.begin(), kept.rules.end(), rule) == kept.rules.end()) {
      kept.rules.push_back(rule);
    }
  }
}

bool single_spine(Protocol const& protocol, Index region) {
  return region < 64 && (protocol.spine_regions >> region & 1) != 0;
}

}  // namespace

std::vector<PlannedTest> merge_tests(Protocol const& protocol, std::vector<PlannedTest> tests) {
  std::vector<PlannedTest> kept;
  kept.reserve(tests.size());
  auto const find = [&](Index service, Index region) {
    return std::find_if(kept.begin(), kept.end(), [&](PlannedTest const& other) {
      return other.test.service == service && other.test.region == region;
    });
  };
  for (PlannedTest& planned : tests) {
    auto const known = find(planned.test.service, planned.test.region);
    if (known == kept.end()) {
      kept.push_back(std::move(planned));
    } else {
      merge_into(*known, planned);
    }
  }
  // The whole spine takes in a single region, unless only the single region is to be booked now.
  for (std::size_t i = 0; i < kept.size();) {
    TestRequest const& test = kept[i].test;
    auto const whole = find(test.service, protocol.whole_spine);
    bool const absorbed = whole != kept.end() && single_spine(protocol, test.region) &&
                          (whole->test.mode == Mode::book_now || test.mode != Mode::book_now);
    if (absorbed) {
      for (Index const rule : kept[i].rules) {
        if (std::find(whole->rules.begin(), whole->rules.end(), rule) == whole->rules.end()) {
          whole->rules.push_back(rule);
        }
      }
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return kept;
}

std::vector<PlannedTest> collect_tests(Protocol const& protocol, Evaluation const& evaluation,
                                       std::vector<Index> const& rules) {
  std::vector<PlannedTest> asked;
  for (Index const index : rules) {
    Rule const& rule = protocol.rules[index];
    for (TestRequest const& test : rule.tests) {
      PlannedTest planned{.test = test, .imaging_exempt = rule.imaging_exempt, .rules = {index}};
      planned.test.region = region_of(protocol, evaluation, test);
      asked.push_back(std::move(planned));
    }
  }
  return merge_tests(protocol, std::move(asked));
}

}  // namespace plexus::routing
