// From a decision to visits that can be looked for: which services, in which order, how far apart,
// by when. Joins routing's words with the scheduler's; knows no times that are free.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/app/intakes.hpp"
#include "backend/app/wish.hpp"
#include "scheduling/itinerary.hpp"

namespace plexus::app {

/// A visit that routing asks for. Shape: the consultation is one of them.
struct Need {
  Wish wish;
  bool reserved = false;            // waits for the specialist's confirmation: booked `pending`
  std::optional<Instant> deadline;  // starts before it
};

/// The needs of a decision with everything that binds them to each other.
struct Plan {
  std::vector<Need> needs;
  std::vector<scheduling::StepRequest> steps;  // one for each need, without search bounds
};

struct PlanOptions {
  bool include_reserved = false;
  bool keep_order = true;  // false: the time limit is kept and the order of tests dropped
};

/// Errors: emergency at stat; not_bookable when the clinic lacks a service that routing asks for.
Result<Plan> plan_of(Clinic const& clinic, Intake const& intake, PlanOptions const& options);

/// Fills in what the advice says of a test: region, dye, the minutes that a safety rule adds, and
/// circumstances that its service knows: findings that make it longer, a fast, the first hour of
/// the day. What stands among the circumstances stays.
void add_advice(HealthcareService const& service, Intake const& intake,
                routing::DiagnosticChoice const& test, Wish& wish);

/// Whether visits at that level may take what quotas keep.
bool is_urgent(Urgency level) noexcept;

/// How long until a test's result can be used: by level, or by the slowest panel asked for.
Minutes report_time(HealthcareService const& service, Urgency level,
                    std::vector<std::string_view> const& panels);

/// Says in the step when its result can be used: so long after it, in the hours of whoever makes
/// it.
void set_report(Clinic const& clinic, HealthcareService const& service, Minutes report,
                scheduling::StepRequest& step);

/// The instruction of the protocol for a case that cannot be seen in time, numbers filled in.
std::string escalation_text(routing::Protocol const& protocol, Policies const& policies);

/// Puts the installation's numbers in place of {emergency_number} and {crisis_line}.
std::string fill_numbers(std::string text, Policies const& policies);

}  // namespace plexus::app
