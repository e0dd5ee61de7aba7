// Looking for times: slots of one service, plans of several visits, and what else is free when a
// time was lost. Reads only.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "backend/app/bar_shelf.hpp"
#include "backend/app/holds.hpp"
#include "backend/app/plan.hpp"
#include "scheduling/itinerary.hpp"

namespace plexus::app {

/// Between two sites of which the clinic has said nothing: a ride through a town.
inline constexpr Minutes kWayBetweenSites{30};

struct SlotQuery {
  Wish wish;
  Interval within;  // start included, end not
  std::size_t limit = 50;
  bool first_each_day = false;                          // one opening for each date
  std::optional<std::pair<Instant, LocationId>> after;  // continue behind this one
};

struct SlotList {
  std::vector<scheduling::Opening> items;
  bool more = false;
  std::vector<scheduling::Blocker> none_because;
};

/// Errors: not_bookable for an unknown service, site or practitioner (pointers ?service ...).
/// Cost:   a query where the service has quotas; what they forbid goes to the shelf.
Result<SlotList> find_slots(store::Session& session, Services const& services, BarShelf& shelf,
                            SlotQuery const& query);
/// The same from memory; nullopt where that cannot be (quotas that are not on the shelf) or might
/// take long: many days or items, one for each date, or reasons why there is none.
/// Cost:   tens of microseconds.
std::optional<Result<SlotList>> find_slots_at_once(Services const& services, BarShelf const& shelf,
                                                   SlotQuery const& query);

/// A step that a caller describes itself.
struct AskedStep {
  Wish wish;
  StepTie tie;
  std::optional<std::size_t> same_day_as;
};

struct PlanQuery {
  std::optional<IntakeRef> intake;  // exactly one of intake and steps
  bool include_reserved = false;
  std::vector<AskedStep> steps;
  Wish every;  // where, with whom and how, for all visits; its service is nothing
  std::optional<PatientId> patient;  // whose other visits are avoided; staff only
  std::optional<Instant> not_before;
  std::optional<Instant> not_after;
  scheduling::Objective objective = scheduling::Objective::fewest_visits;
  std::set<scheduling::PartOfDay> parts_of_day;
  std::vector<LocalDate> excluded_dates;
  std::size_t limit = 5;
};

/// What to do when a same-day case finds no time inside its limit.
struct Escalation {
  std::string instruction;
  int callback_within_hours = 0;
};

struct PlanList {
  std::vector<Wish> wishes;  // of the steps of each item
  scheduling::ItineraryAnswer answer;
  std::optional<Escalation> escalation;
};

/// Errors: emergency; intake_incomplete; not_proved; not_bookable; no_solution.
Result<PlanList> find_plans(store::Session& session, Services const& services, Caller const& caller,
                            PlanQuery const& query);

/// An intake that visits may be looked for by. Errors: those of named_intake; emergency;
/// intake_incomplete.
Result<Intake> complete_intake(store::Session& session, Services const& services,
                               Caller const& caller, IntakeRef const& ref);

/// Where, with whom and how, for one of the visits of a plan; what the visit itself says is
/// stronger. The named practitioner is meant for the consultation.
void add_preferences(Clinic const& clinic, Wish const& every, Wish& wish);

/// The visits of a patient inside `within`, each with its site; none for nobody.
std::vector<scheduling::PatientBusy> other_visits(store::Session& session,
                                                  std::optional<PatientId> const& patient,
                                                  Interval within,
                                                  std::optional<AppointmentId> const& except = {});

/// One search over steps whose order and limits stand already. `query` gives objective, days and
/// number; the view is loaded for `within`. Errors: no_solution.
Result<scheduling::ItineraryAnswer> search_plans(
    store::Session& session, Services const& services, Clinic const& clinic,
    std::vector<Wish> const& wishes, std::vector<scheduling::StepRequest> steps, Interval within,
    PlanQuery const& query, std::vector<scheduling::PatientBusy> patient_busy = {});

}  // namespace plexus::app
