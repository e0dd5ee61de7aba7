// The sentences that the program itself puts together, by key; their words stand in the protocol's
// `phrases`, in every language. It must not hold words for people.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plexus::routing {

enum class Saying : std::uint8_t {
  // For patients.
  emergency,
  see_first,
  why,
  then_sent_to,
  test,
  region,
  if_confirmed,
  after_safety_check,
  before_visit,
  after_visit,
  before_or_after_visit,
  waiting,
  in_place_of,
  prepare,
  not_offered,
  callback,
  still_open,
  open_questions,
  call_for_help,
  now,
  within_one_hour,
  within_hours,
  within_days,
  within_weeks,
  // For staff.
  staff_head,
  staff_flags,
  staff_rule,
  staff_rule_possible,
  staff_guard,
  staff_test,
  staff_held,
  staff_contrast,
  staff_panel,
  staff_label,
  staff_note,
  staff_source,
  staff_source_dated,
  staff_radiologist_decides,
  staff_panel_before_scan,
  staff_xray_is_not_enough,
};

/// Key in the files, and the placeholders that its text must hold, each once or more.
struct PhraseForm {
  Saying phrase;
  std::string_view key;
  std::string_view holes;  // words, one space between
};

inline constexpr std::array<PhraseForm, 40> kPhraseForms{{
    {Saying::emergency, "emergency", "title text"},
    {Saying::see_first, "see_first", "who when"},
    {Saying::why, "why", "reason"},
    {Saying::then_sent_to, "then_sent_to", "who"},
    {Saying::test, "test", "details"},
    {Saying::region, "region", "test where"},
    {Saying::if_confirmed, "if_confirmed", ""},
    {Saying::after_safety_check, "after_safety_check", ""},
    {Saying::before_visit, "before_visit", ""},
    {Saying::after_visit, "after_visit", ""},
    {Saying::before_or_after_visit, "before_or_after_visit", ""},
    {Saying::waiting, "waiting", "reason"},
    {Saying::in_place_of, "in_place_of", "test"},
    {Saying::prepare, "prepare", "preparation"},
    {Saying::not_offered, "not_offered", "what reason"},
    {Saying::callback, "callback", "when"},
    {Saying::still_open, "still_open", ""},
    {Saying::open_questions, "open_questions", "count"},
    {Saying::call_for_help, "call_for_help", "emergency_number"},
    {Saying::now, "now", ""},
    {Saying::within_one_hour, "within_one_hour", ""},
    {Saying::within_hours, "within_hours", "number"},
    {Saying::within_days, "within_days", "number"},
    {Saying::within_weeks, "within_weeks", "number"},
    {Saying::staff_head, "staff_head", "protocol version urgency when"},
    {Saying::staff_flags, "staff_flags", "flags"},
    {Saying::staff_rule, "staff_rule", "rule urgency reason sources"},
    {Saying::staff_rule_possible, "staff_rule_possible", "rule urgency reason sources"},
    {Saying::staff_guard, "staff_guard", "guard reason sources"},
    {Saying::staff_test, "staff_test", "details"},
    {Saying::staff_held, "staff_held", "until"},
    {Saying::staff_contrast, "staff_contrast", "contrast"},
    {Saying::staff_panel, "staff_panel", "panel"},
    {Saying::staff_label, "staff_label", "label code"},
    {Saying::staff_note, "staff_note", "note"},
    {Saying::staff_source, "staff_source", "source title"},
    {Saying::staff_source_dated, "staff_source_dated", "source title year"},
    {Saying::staff_radiologist_decides, "staff_radiologist_decides", ""},
    {Saying::staff_panel_before_scan, "staff_panel_before_scan", "service panel"},
    {Saying::staff_xray_is_not_enough, "staff_xray_is_not_enough", ""},
}};
inline constexpr std::size_t kPhraseCount = kPhraseForms.size();

/// The {word} placeholders of a text, sorted, each once. A brace that opens no word is text.
std::vector<std::string> holes_of(std::string_view text);

/// Puts values in the place of {name}; what is put in is not looked at again, and a placeholder
/// without a value stays as it is (the backend fills {emergency_number}).
std::string filled(
    std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> const& values);

}  // namespace plexus::routing
