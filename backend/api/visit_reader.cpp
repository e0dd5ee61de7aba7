// Bodies of searches, holds and bookings.
#include "backend/api/visit_reader.hpp"

#include <algorithm>

#include "backend/api/wish_reader.hpp"
#include "schema/model/lifecycle.hpp"

namespace plexus::api {
namespace {

constexpr std::int64_t kGapMinutesMax = 525'600;

}  // namespace

std::optional<app::IntakeRef> read_intake_ref(Reader& reader) {
  auto const token = reader.text("intake_token", kTokenCharsMax);
  auto const id = reader.text("intake", kWordCharsMax);
  if (!id) {
    if (token) reader.fault("intake", "is missing beside intake_token");
    return std::nullopt;
  }
  return app::IntakeRef{*id, token.value_or("")};
}

namespace {

/// The number of a step; one that is too large for any plan is refused by the search.
std::optional<std::size_t> step_number(json::value const& value) {
  bool const number = value.is_int64() && value.as_int64() >= 0 &&
                      value.as_int64() < static_cast<std::int64_t>(kStepsReadMax);
  if (!number) return std::nullopt;
  return static_cast<std::size_t>(value.as_int64());
}

void read_after(Reader& step, app::StepTie& asked) {
  auto const* after = step.raw("after");
  if (after == nullptr) return;
  bool good = after->is_array() && after->as_array().size() < kStepsReadMax;
  if (good) {
    for (auto const& entry : after->as_array()) {
      auto const number = step_number(entry);
      good = good && number;
      if (number) asked.after.push_back(*number);
    }
  }
  if (!good) step.fault("after", "must be a list of step numbers");
}

std::optional<std::size_t> read_step_number(Reader& step, std::string_view name) {
  auto const* value = step.raw(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  auto const number = step_number(*value);
  if (!number) step.fault(name, "must be a step number");
  return number;
}

/// A reason to take seats past the capacity, for all steps of the request.
void read_overbook(Reader& reader, std::vector<app::StepChoice>& steps) {
  auto const reason = read_overbook_reason(reader);
  if (!reason) return;
  for (auto& step : steps) {
    step.wish.overbook = true;
    step.overbook_reason = *reason;
  }
}

app::StepTie read_tie(Reader& step) {
  app::StepTie tie;
  read_after(step, tie);
  tie.min_gap = Minutes{step.integer("min_gap_minutes", 0, kGapMinutesMax).value_or(0)};
  if (auto const most = step.integer("max_gap_minutes", 0, kGapMinutesMax)) {
    tie.max_gap = Minutes{*most};
  }
  if (!step.is_null("gap_counted_by")) tie.gap_counted_by = step.id<ResourceTag>("gap_counted_by");
  tie.needs_result = step.flag("needs_result").value_or(false);
  tie.same_site_as = read_step_number(step, "same_site_as");
  tie.not_after = step.instant("not_after");
  return tie;
}

app::AskedStep read_asked_step(Reader& step) {
  app::AskedStep asked;
  asked.wish = read_wish(step);
  asked.tie = read_tie(step);
  asked.same_day_as = read_step_number(step, "same_day_as");
  return asked;
}

std::vector<app::StepChoice> read_steps(Reader& reader) {
  std::vector<app::StepChoice> steps;
  reader.objects("steps", 1, kHeldStepsMax, [&](Reader& step) {
    app::StepChoice choice;
    choice.wish = read_wish(step);
    choice.tie = read_tie(step);
    step.require("start");
    step.require("location");
    choice.start = step.instant("start").value_or(Instant{});
    if (!choice.wish.location) choice.wish.location = LocationId{};
    steps.push_back(std::move(choice));
  });
  return steps;
}

/// Whose report times count; a plan distinguishes no more than these two.
Urgency read_level(Reader& reader) {
  auto const level = reader.word_of("urgency", {"asap", "urgent", "routine"});
  return level.value_or("routine") == "routine" ? Urgency::routine : Urgency::urgent;
}

void read_excluded_dates(Reader& reader, app::PlanQuery& query) {
  auto const* value = reader.raw("exclude_dates");
  if (value == nullptr) return;
  if (!value->is_array() || value->as_array().size() > 92) {
    return reader.fault("exclude_dates", "must be a list of at most 92 dates");
  }
  for (auto const& entry : value->as_array()) {
    auto const date = entry.is_string() ? parse_date(std::string_view(entry.as_string()))
                                        : std::optional<LocalDate>{};
    if (!date) return reader.fault("exclude_dates", "must hold dates such as 2026-12-01");
    query.excluded_dates.push_back(*date);
  }
}

/// A phone number as people write it: digits, and what they put between.
bool looks_like_phone(std::string const& text) {
  auto const digits =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 5 && text.find_first_not_of("+0123456789 ()./-") == std::string::npos;
}

bool looks_like_email(std::string const& text) {
  auto const at = text.find('@');
  return at != std::string::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string::npos &&
         text.find_first_of(" \t\r\n") == std::string::npos;
}

std::string trimmed(std::string const& text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string read_name(Reader& reader, std::string_view name) {
  bool const there = reader.has(name);
  auto const given = reader.required_text(name, kNameCharsMax);
  std::string value = trimmed(given);
  if (there && value.empty() && !reader.is_null(name)) reader.fault(name, "must not be empty");
  return value;
}

}  // namespace

app::PatientGiven read_patient(Reader& patient) {
  app::PatientGiven given;
  if (patient.has("id")) {
    given.id = patient.id<PatientTag>("id");
    return given;
  }
  given.given_name = read_name(patient, "given_name");
  given.family_name = read_name(patient, "family_name");
  patient.require("birth_date");
  given.birth_date = patient.date("birth_date");
  if (auto phone = patient.text("phone", kPhoneCharsMax)) {
    given.phone = trimmed(*phone);
    if (!looks_like_phone(given.phone)) patient.fault("phone", "must be a phone number");
  }
  if (auto email = patient.text("email", kEmailCharsMax)) {
    given.email = trimmed(*email);
    if (!looks_like_email(given.email)) patient.fault("email", "must be a mail address");
  }
  if (!patient.has("phone") && !patient.has("email")) {
    patient.fault("phone", "one of phone and email is needed");
  }
  return given;
}

std::string read_phone(Reader& reader) {
  auto const phone = trimmed(reader.required_text("phone", kPhoneCharsMax));
  if (reader.has("phone") && !looks_like_phone(phone)) {
    reader.fault("phone", "must be a phone number");
  }
  return phone;
}

std::optional<Instant> read_moment(QueryReader& query, std::string_view name,
                                   app::Clinic const& clinic,
                                   std::optional<LocationId> const& site) {
  auto const text = query.text(name);
  if (!text) return std::nullopt;
  if (auto const instant = parse_instant(*text)) return instant;
  if (auto const date = parse_date(*text)) {
    auto const* location = site ? clinic.location(*site) : nullptr;
    if (location == nullptr && !clinic.catalogue().locations.empty()) {
      location = &clinic.catalogue().locations.front();
    }
    if (location != nullptr) return clinic.zone(location->id).start_of_day(*date);
  }
  query.fault(name, "must be a date or an instant with its offset (write + as %2B)");
  return std::nullopt;
}

std::optional<app::Override> read_override(Reader& reader) {
  std::optional<app::Override> override;
  reader.object("override", [&](Reader& nested) {
    nested.require("reason");
    app::Override given;
    given.reason = nested
                       .word_of("reason", {"clinician_decision", "referral", "phone_triage",
                                           "follow_up", "patient_choice", "other"})
                       .value_or("");
    override = std::move(given);
  });
  return override;
}

std::optional<std::string> read_overbook_reason(Reader& reader) {
  std::optional<std::string> reason;
  reader.object("overbook", [&](Reader& nested) {
    nested.require("reason");
    reason = nested.word_of(
        "reason", {"urgent_case", "clinician_decision", "clinic_error", "short_visit", "other"});
  });
  return reason;
}

app::PlanQuery read_plan_query(Reader& reader) {
  app::PlanQuery query;
  query.intake = read_intake_ref(reader);
  query.include_reserved = reader.flag("include_reserved").value_or(false);
  // More steps than a plan may have are read, so that the answer can name that limit.
  reader.objects("steps", 1, kStepsReadMax,
                 [&](Reader& step) { query.steps.push_back(read_asked_step(step)); });
  read_preferences(reader, query.every);
  query.every.overbook = reader.flag("overbook").value_or(false);
  query.every.urgent = read_level(reader) != Urgency::routine;
  if (!reader.is_null("patient")) query.patient = reader.id<PatientTag>("patient");
  if (reader.has("intake") == reader.has("steps")) {
    reader.fault("steps", "give either intake or steps");
  }
  query.not_before = reader.instant("not_before");
  query.not_after = reader.instant("not_after");
  query.objective = reader.word<scheduling::Objective>("objective")
                        .value_or(scheduling::Objective::fewest_visits);
  if (auto const part = reader.word<scheduling::PartOfDay>("part_of_day")) {
    query.parts_of_day.insert(*part);
  }
  read_excluded_dates(reader, query);
  if (auto const limit = reader.integer("limit", 1, 200)) {
    query.limit = static_cast<std::size_t>(*limit);
  }
  return query;
}

app::HoldCommand read_hold(Reader& reader) {
  app::HoldCommand command;
  reader.require("steps");
  command.steps = read_steps(reader);
  command.level = read_level(reader);
  command.intake = read_intake_ref(reader);
  command.override = read_override(reader);
  read_overbook(reader, command.steps);
  return command;
}

std::string read_cancel_reason(Reader& reader) {
  reader.require("reason");
  auto const reason = reader.word<CancelReason>("reason");
  return reason ? std::string(to_word(*reason)) : "";
}

std::optional<app::WalkIn> read_walk_in(Reader& reader) {
  std::optional<app::WalkIn> walk_in;
  reader.object("walk_in", [&](Reader& nested) {
    nested.require("reason");
    app::WalkIn given;
    given.reason = nested
                       .word_of("reason", {"acute", "came_without_booking", "sent_by_colleague",
                                           "clinic_error", "other"})
                       .value_or("");
    given.arrived = nested.flag("arrived").value_or(false);
    walk_in = std::move(given);
  });
  return walk_in;
}

app::BookCommand read_booking(Reader& reader) {
  app::BookCommand command;
  auto const token = reader.text("hold_token", kTokenCharsMax);
  if (auto const hold = reader.text("hold", kWordCharsMax)) {
    command.hold = app::HoldRef{*hold, token.value_or("")};
  } else if (token) {
    reader.fault("hold", "is missing beside hold_token");
  }
  command.steps = read_steps(reader);
  command.level = read_level(reader);
  if (reader.has("hold") == reader.has("steps")) {
    reader.fault("hold", "give either hold or steps");
  }
  reader.require("patient");
  reader.object("patient", [&](Reader& patient) { command.patient = read_patient(patient); });
  command.intake = read_intake_ref(reader);
  command.note = reader.text("note", kNoteCharsMax).value_or("");
  command.override = read_override(reader);
  command.walk_in = read_walk_in(reader);
  if (command.walk_in && command.hold) reader.fault("walk_in", "goes with steps, not with a hold");
  read_overbook(reader, command.steps);
  return command;
}

}  // namespace plexus::api
