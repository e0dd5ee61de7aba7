// May this caller take these services now? Routing decided; here its answer is held against the
// request, whatever the page shows.
#include <algorithm>

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

/// A service that we do not have asks for no intake: it is refused for what it is, later.
bool open_to_all(Clinic const& clinic, std::vector<StepChoice> const& steps) {
  return std::all_of(steps.begin(), steps.end(), [&](StepChoice const& step) {
    auto const* service = clinic.service(step.wish.service);
    return service == nullptr || service->bookable_without_intake;
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

/// Checks one step against the decision; answers whether it is booked `pending`.
Result<bool> check_step(Clinic const& clinic, Intake const& intake, StepChoice& step,
                        std::size_t index) {
  auto const& decision = intake.assessment.decision;
  int limit_hours = decision.within_hours;
  bool pending = false;
  if (auto const* test = routed_test(decision, step.wish)) {
    if (test->held) {
      return refused(Errc::not_bookable, "this test waits for a safety review", index,
                     "is held: " + test->held->reason);
    }
    step.wish.region = test->region;
    step.wish.contrast = test->contrast == routing::Contrast::possible;
    pending = test->mode == Mode::reserve_pending_consult;
    limit_hours =
        test->within_hours.value_or(test->priority == Urgency::asap ? decision.within_hours : 0);
    if (pending) limit_hours = 0;  // its time follows the doctor's word, not the first limit
  } else if (!is_first_consultation(clinic, decision, step.wish)) {
    return refused(Errc::not_bookable, "this visit is not part of the advice you were given", index,
                   "was not advised for this intake");
  }
  bool const strict = decision.urgency == Urgency::asap && limit_hours > 0;
  if (strict && step.start > intake.limit(limit_hours)) {
    return Error{Errc::deadline_missed,
                 "this time is later than is safe; call us or get emergency help",
                 {{pointer_of(index) + "/start",
                   "is later than " + clinic.local_text(intake.limit(limit_hours))}}};
  }
  return pending;
}

}  // namespace

Result<Grant> check_eligible(Clinic const& clinic, std::vector<StepChoice>& steps,
                             Intake const* intake, Caller const& caller,
                             std::optional<Override> const& override) {
  Grant grant;
  grant.pending.assign(steps.size(), false);
  // An emergency is refused first and for everybody: no reason sets it aside.
  if (intake != nullptr && intake->assessment.decision.urgency == Urgency::stat) {
    return Error{Errc::emergency, "this needs emergency care now; no visit is booked"};
  }
  if (caller.staff && override) return grant;
  if (intake == nullptr) {
    if (caller.staff || open_to_all(clinic, steps)) return grant;
    return Error{Errc::intake_required, "please answer the questions about your symptoms first"};
  }
  if (!intake->assessment.complete) {
    return Error{Errc::intake_incomplete, "some safety questions are still open"};
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto const pending = check_step(clinic, *intake, steps[i], i);
    if (!pending) return pending.error();
    grant.pending[i] = *pending;
  }
  return grant;
}

}  // namespace plexus::app
