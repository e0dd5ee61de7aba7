// Who may take a visit from where to where, and when: the whole square, against tables written by
// hand, and the edges of each limit.
#include "backend/app/lifecycle.hpp"

#include <gtest/gtest.h>

#include <set>

#include "backend/time/tz_zone.hpp"

namespace plexus::app {
namespace {

using enum AppointmentStatus;

Instant instant(char const* text) {
  return *parse_instant(text);
}

// 10:00 to 10:30 in Berlin.
Interval const kVisit{instant("2026-12-01T09:00:00Z"), instant("2026-12-01T09:30:00Z")};

StepAsked asked(AppointmentStatus from, AppointmentStatus to, Who who, Instant now) {
  return {.from = from,
          .to = to,
          .who = who,
          .reasoned = true,
          .by_clock = true,
          .now = now,
          .visit = kVisit,
          .site = *time::find_zone("Europe/Berlin"),
          .last = std::nullopt};
}

enum class Verdict { refused, ordinary, undo };

Verdict verdict(StepAsked const& one) {
  auto const kind = judge_step(one);
  if (!kind) return Verdict::refused;
  return *kind == StepKind::undo ? Verdict::undo : Verdict::ordinary;
}

/// Said once more, in other words than the program's: pairs by the spelling of the contract.
Verdict expected(std::string const& from, std::string const& to, Who who, bool same_day,
                 bool begun) {
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
    if (who != Who::staff) return Verdict::ordinary;
    if ((to == "arrived" || to == "checked-in") && !same_day) return Verdict::refused;
    if (to == "noshow" && !begun) return Verdict::refused;
    return Verdict::ordinary;
  }
  bool const may = who == Who::staff || who == Who::admin;
  return may && undone.count(from + " " + to) ? Verdict::undo : Verdict::refused;
}

TEST(JudgeStep, TheWholeSquareForEverybodyAtEveryTime) {
  struct When {
    char const* now;
    bool same_day;
    bool begun;
  };
  for (auto const& when :
       {When{"2026-11-30T12:00:00Z", false, false}, When{"2026-12-01T06:00:00Z", true, false},
        When{"2026-12-01T09:00:00Z", true, true}, When{"2026-12-01T20:00:00Z", true, true},
        When{"2026-12-02T12:00:00Z", false, true}}) {
    for (auto const who : {Who::patient, Who::staff, Who::admin, Who::system}) {
      for (auto const& [from, from_word] : CodeWords<AppointmentStatus>::words) {
        for (auto const& [to, to_word] : CodeWords<AppointmentStatus>::words) {
          auto one = asked(from, to, who, instant(when.now));
          one.last = PastStep{booked, from, one.now - Hours{1}};
          EXPECT_EQ(verdict(one), expected(std::string(from_word), std::string(to_word), who,
                                           when.same_day, when.begun))
              << from_word << " -> " << to_word << " at " << when.now << " by "
              << static_cast<int>(who);
        }
      }
    }
  }
}

TEST(JudgeStep, TheDayOfAVisitIsTheSitesAndMidnightIsNoWall) {
  auto one = asked(booked, arrived, Who::staff, instant("2026-11-30T22:59:00Z"));
  EXPECT_EQ(verdict(one), Verdict::refused) << "23:59 of the day before, in Berlin";
  one.now = instant("2026-11-30T23:00:00Z");
  EXPECT_EQ(verdict(one), Verdict::ordinary) << "its midnight";
  one.now = instant("2026-12-01T22:59:59Z");
  EXPECT_EQ(verdict(one), Verdict::ordinary);
  one.now = instant("2026-12-01T23:00:00Z");
  EXPECT_EQ(verdict(one), Verdict::refused) << "the next day";
  // From 00:10 to 00:40: whoever comes for it comes the evening before.
  one.visit = {instant("2026-12-01T23:10:00Z"), instant("2026-12-01T23:40:00Z")};
  one.now = instant("2026-12-01T21:10:00Z");
  EXPECT_EQ(verdict(one), Verdict::ordinary);
  one.now = instant("2026-12-01T21:09:59Z");
  EXPECT_EQ(verdict(one), Verdict::refused);
  // From 23:50 to 00:20: still running on the next day.
  one.visit = {instant("2026-12-01T22:50:00Z"), instant("2026-12-01T23:20:00Z")};
  one.now = instant("2026-12-01T23:20:00Z");
  EXPECT_EQ(verdict(one), Verdict::ordinary);
  one.now = instant("2026-12-01T23:20:01Z");
  EXPECT_EQ(verdict(one), Verdict::refused);
}

TEST(JudgeStep, TheClockBindsWhereTheClinicSaysSo) {
  for (auto const to : {arrived, checked_in, noshow}) {
    auto one = asked(booked, to, Who::staff, kVisit.start - Hours{72});
    EXPECT_EQ(verdict(one), Verdict::refused);
    one.by_clock = false;
    EXPECT_EQ(verdict(one), Verdict::ordinary);
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
  auto one = asked(booked, entered_in_error, Who::staff, kVisit.start);
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
  Instant const t = kVisit.start;
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
