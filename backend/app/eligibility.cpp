// May this caller take these services now? Routing decided; here its answer is held against the
// request, whatever the page shows.
#include <algorithm>

#include "backend/app/plan.hpp"
#include "backend/app/steps.hpp"

namespace plexus::app {
namespace {

using routing::DiagnosticChoice;
using routing::Mode;

std::string pointer_of(std::size_t step) {
  return "/steps/" + std::to_string(step);
}

Error refused(Errc code, std::string detail, std::size_t step, std::string why) {
  return {code, std::move(detail), {{pointer_of(step) + "/service", std::move(why)}}};
}

/// What only staff book, or an intake's routing, is open to nobody else. A service that we do not
/// have asks for no intake: it is refused for what it is, later.
bool open_to_all(Clinic const& clinic, std::vector<StepChoice> const& steps) {
  return std::all_of(steps.begin(), steps.end(), [&](StepChoice const& step) {
    auto const* service = clinic.service(step.wish.service);
    return service == nullptr || (service->self_bookable && service->bookable_without_intake);
  });
}

/// The test of the decision that a step means: same service, and the same region when given.
DiagnosticChoice const* routed_test(routing::Decision const& decision, Wish const& wish) {
  for (auto const& test : decision.diagnostics) {
    if (test.service != wish.service) continue;
    if (wish.region.empty() || wish.region == test.region) return &test;
  }
  return nullptr;
}

bool is_first_consultation(Clinic const& clinic, routing::Decision const& decision,
                           Wish const& wish) {
  auto const* service = clinic.service(wish.service);
  return service != nullptr && service->specialty && !decision.specialists.empty() &&
         *service->specialty == decision.specialists.front().specialty;
}

/// What a step means in the decision: one of its tests, or its first consultation.
struct Meaning {
  DiagnosticChoice const* test = nullptr;
  bool consultation = false;
};

Meaning meaning_of(Clinic const& clinic, routing::Decision const& decision, Wish const& wish) {
  if (auto const* test = routed_test(decision, wish)) return {.test = test};
  return {.consultation = is_first_consultation(clinic, decision, wish)};
}

/// Hours within which the visit must start under asap; 0 where no limit binds.
int asap_hours(routing::Decision const& decision, Meaning const& meaning) {
  if (decision.urgency != Urgency::asap) return 0;
  if (meaning.consultation) return decision.within_hours;
  if (meaning.test == nullptr) return 0;
  // A reserved test follows the doctor's word, not the first limit.
  if (meaning.test->mode == Mode::reserve_pending_consult) return 0;
  bool const asap = meaning.test->priority == Urgency::asap;
  return meaning.test->within_hours.value_or(asap ? decision.within_hours : 0);
}

/// Checks one step against the decision and fills in what routing asks for.
Result<Meaning> check_step(Clinic const& clinic, Intake const& intake, StepChoice& step,
                           std::size_t index) {
  auto const meaning = meaning_of(clinic, intake.assessment.decision, step.wish);
  if (meaning.test != nullptr) {
    if (meaning.test->held) {
      return refused(Errc::not_bookable, "this test waits for a safety review", index,
                     "is held: " + std::string(meaning.test->held->reason));
    }
    auto const* service = clinic.service(step.wish.service);
    if (service != nullptr) add_advice(*service, intake, *meaning.test, step.wish);
  } else if (!meaning.consultation) {
    return refused(Errc::not_bookable, "this visit is not part of the advice you were given", index,
                   "was not advised for this intake");
  }
  auto const limit = asap_limit(clinic, intake, step.wish);
  if (limit && step.start > *limit) {
    return Error{Errc::deadline_missed,
                 "this time is later than is safe; call us or get emergency help",
                 {{pointer_of(index) + "/start", "is later than " + clinic.local_text(*limit)}}};
  }
  return meaning;
}

/// Each piece of advice is taken once, and a reserved test comes with its consultation and after
/// it.
Result<void> check_together(std::vector<StepChoice> const& steps,
                            std::vector<Meaning> const& meanings) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
      if (meanings[i].test == meanings[earlier].test &&
          meanings[i].consultation == meanings[earlier].consultation) {
        return refused(Errc::not_bookable, "one visit is asked for twice", i, "is there already");
      }
    }
    bool const reserved =
        meanings[i].test != nullptr && meanings[i].test->mode == Mode::reserve_pending_consult;
    if (!reserved) continue;
    bool const follows = std::any_of(steps.begin(), steps.end(), [&](StepChoice const& other) {
      auto const at = static_cast<std::size_t>(&other - steps.data());
      return meanings[at].consultation && other.start < steps[i].start;
    });
    if (!follows) {
      return refused(Errc::not_bookable, "this test is for the doctor to confirm", i,
                     "comes only together with the consultation, and after it");
    }
  }
  return {};
}

}  // namespace

Result<Grant> check_eligible(Clinic const& clinic, std::vector<StepChoice>& steps,
                             Intake const* intake, Caller const& caller,
                             std::optional<Override> const& override) {
  Grant grant;
  grant.reserved.assign(steps.size(), false);
  // An emergency is refused first and for everybody: no reason sets it aside.
  if (intake != nullptr && intake->assessment.decision.urgency == Urgency::stat) {
    return Error{Errc::emergency, "this needs emergency care now; no visit is booked"};
  }
  if (auto const allowed = check_may_overbook(caller, steps); !allowed) return allowed.error();
  if (caller.staff && override) return grant;
  if (intake == nullptr) {
    if (caller.staff) return grant;
    if (!open_to_all(clinic, steps)) {
      return Error{Errc::intake_required, "please answer the questions about your symptoms first"};
    }
    return grant;
  }
  if (!intake->assessment.complete) {
    return Error{Errc::intake_incomplete, "some safety questions are still open"};
  }
  std::vector<Meaning> meanings;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto const meaning = check_step(clinic, *intake, steps[i], i);
    if (!meaning) return meaning.error();
    meanings.push_back(*meaning);
    grant.reserved[i] =
        meaning->test != nullptr && meaning->test->mode == Mode::reserve_pending_consult;
  }
  if (auto const together = check_together(steps, meanings); !together) return together.error();
  return grant;
}

Result<void> check_may_overbook(Caller const& caller, std::vector<StepChoice> const& steps) {
  bool const asked = std::any_of(steps.begin(), steps.end(),
                                 [](StepChoice const& step) { return step.wish.overbook; });
  if (!asked || caller.staff) return {};
  return Error{Errc::sign_in, "only staff may take seats past the capacity"};
}

void mark_urgent(std::vector<StepChoice>& steps, Intake const* intake, bool set_aside) {
  bool const urgent =
      set_aside || (intake != nullptr && is_urgent(intake->assessment.decision.urgency));
  for (auto& step : steps) step.wish.urgent = step.wish.urgent || urgent;
}

std::optional<Instant> asap_limit(Clinic const& clinic, Intake const& intake, Wish const& wish) {
  auto const& decision = intake.assessment.decision;
  int const hours = asap_hours(decision, meaning_of(clinic, decision, wish));
  return hours > 0 ? std::optional<Instant>(intake.limit(hours)) : std::nullopt;
}

Error at_pointer(Error error, std::string const& from, std::string const& to) {
  for (auto& field : error.fields) {
    if (field.pointer.rfind(from, 0) == 0) field.pointer = to + field.pointer.substr(from.size());
  }
  return error;
}

}  // namespace plexus::app
