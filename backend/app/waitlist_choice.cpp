// One question after the other, in the order of SkipWhy.
#include "backend/app/waitlist_choice.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "scheduling/part_of_day.hpp"

namespace plexus::app {
namespace {

template <class List, class One>
bool holds(List const& list, One const& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

bool in_part(std::string const& word, int minute) {
  auto const part = from_word<scheduling::PartOfDay>(word);
  if (!part) return false;
  auto const [from, to] = scheduling::minutes_of(*part);
  return from <= minute && minute < to;
}

bool wished(WaitWishes const& wishes, FreeTime const& free) {
  if (!wishes.sites.empty() && !holds(wishes.sites, free.location)) return false;
  if (holds(wishes.days_out, free.date)) return false;
  if (wishes.practitioner && wishes.practitioner != free.practitioner) return false;
  if (wishes.not_before && free.time.start < *wishes.not_before) return false;
  return wishes.parts_of_day.empty() ||
         std::any_of(wishes.parts_of_day.begin(), wishes.parts_of_day.end(),
                     [&](std::string const& word) { return in_part(word, free.minute); });
}

bool in_time(Candidate const& candidate, FreeTime const& free, Instant now) {
  if (candidate.until && free.time.start > *candidate.until) return false;
  // Who has missed the limit already is served by any time, the sooner the better.
  return candidate.deadline <= now || free.time.start <= candidate.deadline;
}

}  // namespace

Verdict judge(Candidate const& candidate, Instant now) {
  if (!candidate.screened) return {.time = {}, .why = SkipWhy::not_screened};
  std::vector<std::size_t> left(candidate.times.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  std::optional<SkipWhy> failed;
  auto const ask = [&](SkipWhy why, auto const& fine) {
    if (failed) return;
    std::erase_if(left, [&](std::size_t i) { return !fine(candidate.times[i]); });
    if (left.empty()) failed = why;
  };
  ask(SkipWhy::does_not_fit, [&](FreeTime const& free) {
    return !candidate.before || free.time.start < *candidate.before;
  });
  ask(SkipWhy::asked_before, [&](FreeTime const& free) {
    return std::none_of(candidate.asked.begin(), candidate.asked.end(),
                        [&](Interval const& other) { return overlaps(other, free.time); });
  });
  ask(SkipWhy::not_prepared,
      [&](FreeTime const& free) { return free.time.start >= candidate.prepared_from; });
  ask(SkipWhy::too_late, [&](FreeTime const& free) { return in_time(candidate, free, now); });
  ask(SkipWhy::outside_wishes,
      [&](FreeTime const& free) { return wished(candidate.wishes, free); });
  ask(SkipWhy::follow_on_breaks, [](FreeTime const& free) { return free.follows; });
  if (failed) return {.time = {}, .why = *failed};
  return {.time = left.front(), .why = {}};
}

bool in_line(Candidate const& a, Candidate const& b) noexcept {
  return std::tuple(b.urgency, a.since, a.id) < std::tuple(a.urgency, b.since, b.id);
}

Choice choose(std::vector<Candidate> const& candidates, Instant now) {
  std::vector<std::size_t> line(candidates.size());
  std::iota(line.begin(), line.end(), std::size_t{0});
  std::sort(line.begin(), line.end(),
            [&](std::size_t a, std::size_t b) { return in_line(candidates[a], candidates[b]); });
  Choice choice;
  for (std::size_t const i : line) {
    auto const verdict = judge(candidates[i], now);
    if (verdict.time) {
      choice.taken = i;
      choice.time = *verdict.time;
      return choice;
    }
    choice.skipped.push_back({candidates[i].id, verdict.why});
  }
  return choice;
}

std::optional<Instant> keep_offer_until(OfferPolicy const& policy, Zone const& zone, Instant now,
                                        Instant start) {
  auto const local = zone.to_local(now);
  auto const midnight = std::chrono::floor<std::chrono::days>(local);
  int const minute = static_cast<int>((local - midnight).count());
  Instant counts_from = now;
  if (minute < policy.day_begins) {
    counts_from = zone.resolve(midnight + Minutes{policy.day_begins}).instant;
  } else if (minute >= policy.day_ends) {
    auto const tomorrow = midnight + std::chrono::days{1};
    counts_from = zone.resolve(tomorrow + Minutes{policy.day_begins}).instant;
  }
  Instant const until = std::min(counts_from + policy.answer_within, start);
  if (until < now + policy.answer_least) return std::nullopt;
  return until;
}

}  // namespace plexus::app
