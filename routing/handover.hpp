// The sheet that a person hands to an ambulance crew or a hospital: one page, in the person's
// language, from their own answers. It must not hold condition labels or a name, and it has no
// clock: the caller says when it was made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "routing/account.hpp"

namespace plexus::routing {

struct HandoverLine {
  std::string text;
  std::string id;     // finding, fact, group or rule that it speaks of; empty for plain words
  std::string quote;  // the person's own words, already part of `text`
  friend bool operator==(HandoverLine const&, HandoverLine const&) = default;
};

enum class SheetPart : std::uint8_t {
  say,      // one line: what to say first
  reason,   // why it is urgent
  words,    // the complaint as it was written
  person,   // age, sex, pregnancy
  since,    // durations, strengths, places
  present,  // findings that are there, those behind the urgency first
  unsure,
  background,  // medicines, implants, illnesses
  denied,      // warning signs answered with no, by group
  clinician,   // rules and what they rest on
};

struct HandoverSection {
  SheetPart part = SheetPart::say;
  std::string title;
  std::vector<HandoverLine> lines;  // never empty
};

/// Shape: sections in the order in which they are read; those with nothing to say are left out.
///        {emergency_number} and {crisis_line} may stand in the texts for the backend to fill.
struct Handover {
  std::string title;
  std::string name_label;  // for a name that is written on the paper
  std::vector<HandoverSection> sections;
  std::vector<std::string> foot;
};

/// Any urgency has a sheet: a person who is sent home may get worse on the way.
/// `made_at`: the time in words, of the place that the person is in.
Handover handover_of(Protocol const& protocol, IntakeInput const& input,
                     Assessment const& assessment, std::string_view made_at);

}  // namespace plexus::routing

namespace plexus {

template <>
struct CodeWords<routing::SheetPart> {
  using Part = routing::SheetPart;
  static constexpr std::array<std::pair<Part, std::string_view>, 10> words{{
      {Part::say, "say"},
      {Part::reason, "reason"},
      {Part::words, "words"},
      {Part::person, "person"},
      {Part::since, "since"},
      {Part::present, "present"},
      {Part::unsure, "unsure"},
      {Part::background, "background"},
      {Part::denied, "denied"},
      {Part::clinician, "clinician"},
  }};
};

}  // namespace plexus
