// Why nothing is free, by asking again with one thing relaxed. Answers only what the search itself
// says; it never guesses.
#include <algorithm>

#include "scheduling/site_search.hpp"

namespace plexus::scheduling {
namespace {

std::string words(RoleCode const& role) {
  std::string text = role.str();
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

/// Asks the same question with some of it relaxed.
class Inquiry {
 public:
  Inquiry(ClinicView const& view, VisitRequest const& request, Limits const& limits)
      : view_(view), request_(request), limits_(limits) {}

  std::vector<Blocker> answer() {
    if (first(request_)) return {};
    if (!place_and_people() && !dates()) hours();
    return std::move(found_);
  }

 private:
  std::optional<Instant> first(VisitRequest const& request) const {
    auto const opening = first_opening(view_, request, limits_);
    return opening ? std::optional<Instant>(opening->time.start) : std::nullopt;
  }

  /// The asked range moved to all that may be booked.
  VisitRequest any_time() const {
    VisitRequest wide = request_;
    wide.from = request_.earliest;
    wide.to = request_.latest;
    return wide;
  }

  void add(Constraint constraint, std::string detail, std::string relax,
           std::optional<Instant> next) {
    found_.push_back({constraint, std::move(detail), std::move(relax), next, {}});
  }

  std::vector<SiteSearch> sites(VisitRequest const& request, SiteSearch::Busy busy) const {
    std::vector<SiteSearch> asked;
    for (SiteView const& site : view_.sites()) {
      if (request.location && *request.location != site.id) continue;
      asked.emplace_back(view_, request, site, busy);
    }
    return asked;
  }

  /// True when the site, a role or the named person rules the visit out whatever the time.
  bool place_and_people() {
    VisitRequest anybody = request_;
    anybody.practitioner.reset();
    auto const asked = sites(anybody, SiteSearch::Busy::ignored);
    bool const staffed =
        std::any_of(asked.begin(), asked.end(), [](auto const& s) { return s.staffed(); });
    if (!staffed) {
      VisitRequest anywhere = anybody;
      anywhere.location.reset();
      auto const all = sites(anywhere, SiteSearch::Busy::ignored);
      bool const elsewhere =
          std::any_of(all.begin(), all.end(), [](auto const& s) { return s.staffed(); });
      if (elsewhere) {
        add(Constraint::location, "The asked site does not offer this visit.",
            "Another site offers it.", first(anywhere));
        return true;
      }
      Requirement const* unmet = nullptr;
      for (SiteSearch const& search : all) unmet = unmet ? unmet : search.unmet();
      add(Constraint::no_resource,
          unmet != nullptr ? "No site has what the visit needs: " + words(unmet->role) + "."
                           : std::string("Nothing is set up for this visit."),
          "Ask the front desk.", std::nullopt);
      return true;
    }
    if (!request_.practitioner) return false;
    auto const named = sites(request_, SiteSearch::Busy::ignored);
    if (std::any_of(named.begin(), named.end(), [](auto const& s) { return s.staffed(); })) {
      return false;
    }
    add(Constraint::practitioner, "The asked practitioner does not do this visit there.",
        "Somebody else does it.", first(anybody));
    return true;
  }

  /// True when the asked dates lie wholly outside what may be booked.
  bool dates() {
    if (request_.to <= request_.earliest) {
      add(Constraint::lead_time, "All the asked times are too soon to be booked.",
          "Ask for later times.", first(any_time()));
      return true;
    }
    if (request_.from >= request_.latest ||
        asked_starts(view_, request_).start >= view_.window().end) {
      add(Constraint::horizon, "All the asked times are further ahead than can be booked.",
          "Ask for sooner times.", first(any_time()));
      return true;
    }
    return false;
  }

  void hours() {
    CellRange const asked = asked_starts(view_, request_);
    auto const open = sites(request_, SiteSearch::Busy::ignored);
    bool const any = std::any_of(open.begin(), open.end(), [&](SiteSearch const& search) {
      return !search.starts(asked).empty();
    });
    if (!any && request_.from < request_.earliest && open_in(request_.from, open)) {
      add(Constraint::lead_time, "The open times asked for are too soon to be booked.",
          "Ask for later times.", first(any_time()));
    } else {
      add(any ? Constraint::fully_booked : Constraint::closed,
          any ? "Everything in the asked time is taken."
              : "What the visit needs is not open together in the asked time.",
          "Ask for a longer time.", first(any_time()));
    }
    if (request_.practitioner) {
      VisitRequest anybody = request_;
      anybody.practitioner.reset();
      if (auto const next = first(anybody)) {
        add(Constraint::practitioner, "The asked practitioner has no time then.",
            "Somebody else has.", next);
      }
    }
    if (request_.location) {
      VisitRequest anywhere = request_;
      anywhere.location.reset();
      if (auto const next = first(anywhere)) {
        add(Constraint::location, "The asked site has no time then.", "Another site has.", next);
      }
    }
  }

  /// True when somewhere is open from `from` on, were it not for the lead time.
  bool open_in(Instant from, std::vector<SiteSearch> const& open) const {
    VisitRequest unhurried = request_;
    unhurried.earliest = from;
    CellRange const asked = asked_starts(view_, unhurried);
    return std::any_of(open.begin(), open.end(),
                       [&](SiteSearch const& search) { return !search.starts(asked).empty(); });
  }

  ClinicView const& view_;
  VisitRequest const& request_;
  Limits const& limits_;
  std::vector<Blocker> found_;
};

}  // namespace

std::vector<Blocker> explain_none(ClinicView const& view, VisitRequest const& request,
                                  Limits const& limits) {
  return Inquiry(view, request, limits).answer();
}

}  // namespace plexus::scheduling
