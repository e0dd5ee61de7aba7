// Who may take a visit from where to where, and when: the whole square, against tables written by
// hand, and the edges of each limit.
#include "backend/app/lifecycle.hpp"

#include <gtest/gtest.h>

#include <set>

namespace plexus::app {
namespace {

using enum AppointmentStatus;

Instant instant(char const* text) {
  return *parse_instant(text);
}

Instant const kNow = instant("2026-12-01T09:00:00Z");

StepAsked asked(AppointmentStatus from, AppointmentStatus to, Who who, Instant now) {
  return {.from = from, .to = to, .who = who, .reasoned = true, .now = now, .last = std::nullopt};
}

enum class Verdict { refused, ordinary, undo };

Verdict verdict(StepAsked const& one) {
  auto const kind = judge_step(one);
  if (!kind) return Verdict::refused;
  return *kind == StepKind::undo ? Verdict::undo : Verdict::ordinary;
}

/// Said once more, in other words than the program's: pairs by the spelling of the contract.
Verdict expected(std::string const& from, std::string const& to, Who who) {
  static std::set<std::string> const steps{
      "pending booked",       "pending cancelled", "booked arrived",  "booked checked-in",
      "booked noshow",        "booked cancelled",  "booked pending",  "arrived checked-in",
      "arrived cancelled",    "arrived noshow",    "waitlist booked", "waitlist pending",
      "checked-in fulfilled", "waitlist cancelled"};
  static std::set<std::string> const undone{"noshow booked",      "arrived booked",
                                            "checked-in arrived", "fulfilled checked-in",
                                            "cancelled booked",   "cancelled pending"};
  bool const struck = to == "entered-in-error" && from != "entered-in-error";
  if (steps.count(from + " " + to) || struck) {
    if (who == Who::patient && to != "cancelled") return Verdict::refused;
    return Verdict::ordinary;
  }
  return who == Who::staff && undone.count(from + " " + to) ? Verdict::undo : Verdict::refused;
}

TEST(JudgeStep, TheWholeSquareForEverybody) {
  for (auto const who : {Who::patient, Who::staff, Who::system}) {
    for (auto const& [from, from_word] : CodeWords<AppointmentStatus>::words) {
      for (auto const& [to, to_word] : CodeWords<AppointmentStatus>::words) {
        auto one = asked(from, to, who, kNow);
        one.last = PastStep{booked, from, kNow - Hours{1}};
        EXPECT_EQ(verdict(one), expected(std::string(from_word), std::string(to_word), who))
            << from_word << " -> " << to_word << " by " << static_cast<int>(who);
      }
    }
  }
}

TEST(JudgeStep, UndoIsForADayAndForTheLastStep) {
  Instant const now = instant("2026-12-01T12:00:00Z");
  auto one = asked(noshow, booked, Who::staff, now);
  EXPECT_EQ(verdict(one), Verdict::refused) << "nothing is known of it";
  one.last = PastStep{booked, noshow, now - Hours{24}};
  EXPECT_EQ(verdict(one), Verdict::refused);
  one.last->at += Seconds{1};
  EXPECT_EQ(verdict(one), Verdict::undo);
  one.reasoned = false;
  ASSERT_FALSE(judge_step(one));
  EXPECT_EQ(judge_step(one).error().code, Errc::invalid_input);
  one.reasoned = true;
  one.last->to = arrived;
  EXPECT_EQ(verdict(one), Verdict::refused) << "another step is the last";
}

TEST(JudgeStep, WhatWaitedForAClearanceWaitsForItAgain) {
  Instant const now = instant("2026-12-01T12:00:00Z");
  auto one = asked(cancelled, booked, Who::staff, now);
  one.last = PastStep{pending, cancelled, now};
  EXPECT_EQ(verdict(one), Verdict::refused);
  one.to = pending;
  EXPECT_EQ(verdict(one), Verdict::undo);
}

TEST(JudgeStep, StrikingOutNeedsAReason) {
  auto one = asked(booked, entered_in_error, Who::staff, kNow);
  one.reasoned = false;
  ASSERT_FALSE(judge_step(one));
  EXPECT_EQ(judge_step(one).error().fields.front().pointer, "/reason");
}

store::AuditEvent step(std::string_view action, char const* from, char const* to, Instant at) {
  store::AuditEvent event;
  event.at = at;
  event.action = action;
  event.from_state = from;
  event.to_state = to;
  return event;
}

TEST(LastStep, IsTheOneThatStands) {
  Instant const t = kNow;
  EXPECT_FALSE(last_step({}));
  std::vector<store::AuditEvent> events{
      step("appointment.book", "", "booked", t),
      step(kStatusAction, "booked", "arrived", t + Minutes{1}),
      step("appointment.move", "2026", "2027", t + Minutes{2}),
      step(kStatusAction, "arrived", "checked-in", t + Minutes{3})};
  auto last = last_step(events);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->to, checked_in);
  events.push_back(step(kUndoAction, "checked-in", "arrived", t + Minutes{4}));
  last = last_step(events);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->to, arrived);
  EXPECT_EQ(last->at, t + Minutes{1}) << "the limit counts from the step, not from its undo";
  events.push_back(step(kUndoAction, "arrived", "booked", t + Minutes{5}));
  EXPECT_FALSE(last_step(events));
}

}  // namespace
}  // namespace plexus::app
