// Why nothing is free, by asking again with one thing relaxed. Answers only what the search itself
// says; it never guesses.
#include <algorithm>

#include "scheduling/site_search.hpp"

namespace plexus::scheduling {
namespace {

std::string words(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string words(Trait const& trait) {
  return words(trait.key) + " " + words(trait.value);
}

/// A wish of the caller; other windows are needs of the service and stay.
bool is_wish(StartWindow const& window) {
  return window.circumstance == kWish;
}

/// Every site asked about, without a look at what is taken or barred.
struct OpenSearches {
  std::vector<VisitRequest> forms;  // outlives the searches
  std::vector<SiteSearch> searches;

  OpenSearches(ClinicView const& view, VisitRequest const& request)
      : forms(forms_of(view, request)) {
    for (SiteView const& site : view.sites()) {
      if (request.location && *request.location != site.id) continue;
      for (VisitRequest const& form : forms) {
        searches.emplace_back(view, form, site, SiteSearch::Busy::ignored);
      }
    }
  }
  bool staffed() const {
    return std::any_of(searches.begin(), searches.end(), [](auto const& s) { return s.staffed(); });
  }
  bool any(CellRange asked) const {
    return std::any_of(searches.begin(), searches.end(),
                       [&](auto const& s) { return !s.starts(asked).empty(); });
  }
};

/// Asks the same question with some of it relaxed.
class Inquiry {
 public:
  Inquiry(ClinicView const& view, VisitRequest const& request, Limits const& limits)
      : view_(view), request_(request), limits_(limits) {}

  std::vector<Blocker> answer() {
    if (first(request_)) return {};
    moved_ = first(any_time(request_));
    if (!staffed_somehow()) return std::move(found_);
    if (!attributes() && !person() && !dates()) hours();
    others();
    auto const soon = [](Blocker const& b) { return b.next.value_or(kNoEnd); };
    std::stable_sort(found_.begin() + 1, found_.end(),
                     [&](Blocker const& a, Blocker const& b) { return soon(a) < soon(b); });
    return std::move(found_);
  }

 private:
  using Next = std::optional<Opening>;

  Next first(VisitRequest const& request) const { return first_opening(view_, request, limits_); }

  /// The asked range moved to all that may be booked.
  static VisitRequest any_time(VisitRequest wide) {
    wide.from = wide.earliest;
    wide.to = wide.latest;
    return wide;
  }

  void add(Constraint constraint, std::string detail, std::string relax, Next const& next,
           bool staff_only = false) {
    Blocker blocker{constraint, std::move(detail), std::move(relax), {}, {}, {}, {}, staff_only};
    if (next) {
      blocker.next = next->time.start;
      blocker.next_location = next->location;
      blocker.next_practitioner = next->practitioner;
    }
    found_.push_back(std::move(blocker));
  }

  /// " 2 days later", " later on the same day"; empty inside the asked time.
  std::string distance(Opening const& next) const {
    Instant const at = next.time.start;
    bool const later = at >= request_.to;
    if (!later && at >= request_.from) return {};
    Zone const& zone = *view_.site(next.location)->zone;
    auto const day = [&](Instant one) { return std::chrono::local_days{zone.local_date(one)}; };
    auto const apart =
        later ? day(at) - day(request_.to - Seconds{1}) : day(request_.from) - day(at);
    std::string const way = later ? "later" : "sooner";
    if (apart.count() == 0) return " " + way + " on the same day";
    return " " + std::to_string(apart.count()) + (apart.count() == 1 ? " day " : " days ") + way;
  }

  std::string moved_words() const {
    if (!moved_) return "No other time can be booked now.";
    return "There is time" + distance(*moved_) + ".";
  }

  /// Adds what relaxing one thing gives, in the asked time or sooner than at another time alone.
  bool relaxed(Constraint constraint, std::string detail, std::string relax,
               VisitRequest const& request, bool staff_only = false) {
    Next next = first(request);
    if (!next) {
      next = first(any_time(request));
      if (next && moved_ && moved_->time.start <= next->time.start) return false;
    }
    if (!next) return false;
    add(constraint, std::move(detail), relax + distance(*next) + ".", next, staff_only);
    return true;
  }

  /// False when no site at all, or not the asked one, has the roles whatever the time.
  bool staffed_somehow() {
    VisitRequest anybody = request_;
    anybody.practitioner.reset();
    anybody.must.clear();
    if (OpenSearches(view_, anybody).staffed()) return true;
    VisitRequest anywhere = anybody;
    anywhere.location.reset();
    OpenSearches const all(view_, anywhere);
    if (all.staffed()) {
      VisitRequest same = request_;
      same.location.reset();
      add(Constraint::location, "The asked site does not offer this visit.",
          "Another site offers it.", first(same));
      return false;
    }
    Requirement const* unmet = nullptr;
    for (SiteSearch const& search : all.searches) unmet = unmet ? unmet : search.unmet();
    add(Constraint::no_resource,
        unmet != nullptr ? "No site has what the visit needs: " + words(unmet->role.str()) + "."
                         : std::string("Nothing is set up for this visit."),
        "Ask the front desk.", std::nullopt);
    return false;
  }

  /// True when nobody there has what is asked of people and rooms.
  bool attributes() {
    VisitRequest anybody = request_;
    anybody.practitioner.reset();
    if (request_.must.empty() || OpenSearches(view_, anybody).staffed()) return false;
    std::string asked;
    for (Trait const& must : request_.must) asked += (asked.empty() ? "" : ", ") + words(must);
    add(Constraint::attribute, "Nobody and nothing there has what is asked: " + asked + ".",
        "Ask for less.", std::nullopt);
    return true;
  }

  /// True when the named person rules the visit out whatever the time.
  bool person() {
    if (!request_.practitioner || OpenSearches(view_, request_).staffed()) return false;
    VisitRequest anybody = request_;
    anybody.practitioner.reset();
    add(Constraint::practitioner, "The asked practitioner does not do this visit there.",
        "Somebody else does it.", first(anybody));
    return true;
  }

  /// True when the asked dates lie wholly outside what may be booked.
  bool dates() {
    if (request_.to <= request_.earliest) {
      add(Constraint::lead_time, "All the asked times are too soon to be booked.", moved_words(),
          moved_);
      return true;
    }
    if (request_.from >= request_.latest ||
        asked_starts(view_, request_).start >= view_.window().end) {
      add(Constraint::horizon, "All the asked times are further ahead than can be booked.",
          moved_words(), moved_);
      return true;
    }
    return false;
  }

  /// What binds in the asked time: no open hours, the clock, what is given or kept, or bookings.
  void hours() {
    CellRange const asked = asked_starts(view_, request_);
    if (!OpenSearches(view_, request_).any(asked)) return closed(asked);
    if (!request_.bars.empty()) {
      VisitRequest unbarred = request_;
      unbarred.bars.clear();
      if (first(unbarred)) return given();
    }
    add(Constraint::fully_booked, "Everything in the asked time is taken.", moved_words(), moved_);
  }

  void closed(CellRange asked) {
    if (!request_.start_windows.empty()) {
      VisitRequest any_clock = request_;
      any_clock.start_windows.clear();
      if (OpenSearches(view_, any_clock).any(asked)) {
        auto const& windows = request_.start_windows;
        bool const wished = std::any_of(windows.begin(), windows.end(), is_wish);
        add(Constraint::time_of_day,
            wished ? "Nothing is open at the asked time of day."
                   : "This visit starts at certain times of day, and nothing is open then.",
            moved_words(), moved_);
        return;
      }
    }
    VisitRequest unhurried = request_;
    unhurried.earliest = request_.from;
    bool const too_soon = request_.from < request_.earliest &&
                          OpenSearches(view_, unhurried).any(asked_starts(view_, unhurried));
    add(too_soon ? Constraint::lead_time : Constraint::closed,
        too_soon ? "The open times asked for are too soon to be booked."
                 : "What the visit needs is not open together in the asked time.",
        moved_words(), moved_);
  }

  VisitRequest urgent() const {
    VisitRequest made = request_;
    std::erase_if(made.bars, [](Bar const& bar) { return bar.kept; });
    return made;
  }

  void given() {
    if (first(urgent())) {
      add(Constraint::kept_for_urgent, "What is left in the asked time is kept for urgent visits.",
          moved_words(), moved_);
    } else {
      add(Constraint::quota, "The visits of the asked days or weeks are all given.", moved_words(),
          moved_);
    }
  }

  /// True when the first entry speaks of it already, and of the same way out.
  bool told(Constraint constraint) const { return found_.front().constraint == constraint; }

  void others() {
    if (request_.practitioner && !told(Constraint::practitioner)) {
      VisitRequest anybody = request_;
      anybody.practitioner.reset();
      relaxed(Constraint::practitioner, "The asked practitioner has no time then.",
              "Somebody else has time", anybody);
    }
    if (request_.location) {
      VisitRequest anywhere = request_;
      anywhere.location.reset();
      relaxed(Constraint::location, "The asked site has no time then.", "Another site has time",
              anywhere);
    }
    without_musts();
    if (std::any_of(request_.start_windows.begin(), request_.start_windows.end(), is_wish)) {
      VisitRequest any_clock = request_;
      std::erase_if(any_clock.start_windows, is_wish);
      relaxed(Constraint::time_of_day, "Nothing is free at the asked time of day.",
              "There is time at another time of day", any_clock);
    }
    if (request_.overbook_max > 0 && !request_.overbook) {
      VisitRequest more = request_;
      more.overbook = true;
      relaxed(Constraint::overbooking, "Only seats beyond the usual number are left.",
              "Staff may overbook with a reason", more, true);
    }
    if (std::any_of(request_.bars.begin(), request_.bars.end(), [](auto& b) { return b.kept; })) {
      relaxed(Constraint::kept_for_urgent, "Some visits are kept for urgent cases.",
              "An urgent visit has time", urgent(), true);
    }
    beyond();
  }

  void without_musts() {
    bool any = false;
    for (std::size_t i = 0; i < request_.must.size(); ++i) {
      VisitRequest less = request_;
      less.must.erase(less.must.begin() + static_cast<std::ptrdiff_t>(i));
      any |= relaxed(Constraint::attribute,
                     "Nothing is free then that has: " + words(request_.must[i]) + ".",
                     "Without that there is time", less);
    }
    if (any || request_.must.size() < 2) return;
    VisitRequest none = request_;
    none.must.clear();
    relaxed(Constraint::attribute, "Nothing is free then that has what is asked.",
            "Without any of it there is time", none);
  }

  /// Where nothing at all can be booked, the first time past the horizon. What quotas say of it is
  /// not known yet.
  void beyond() {
    if (moved_ || told(Constraint::horizon) || !request_.bars.empty()) return;
    VisitRequest later = request_;
    later.from = std::max(request_.from, request_.latest);
    later.to = kNoEnd;
    later.latest = kNoEnd;
    if (auto const next = first(later)) {
      add(Constraint::horizon, "The next free time is further ahead than can be booked.",
          "Ask again nearer to it.", next);
    }
  }

  ClinicView const& view_;
  VisitRequest const& request_;
  Limits const& limits_;
  Next moved_;  // the first opening at any time that may be booked
  std::vector<Blocker> found_;
};

}  // namespace

std::vector<Blocker> explain_none(ClinicView const& view, VisitRequest const& request,
                                  Limits const& limits) {
  return Inquiry(view, request, limits).answer();
}

}  // namespace plexus::scheduling
