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
  // On the sheet for emergency staff, and of amounts.
  one_day,
  hours,
  days,
  weeks,
  months,
  years,
  out_of,
  not_asked,
  none_named,
  ask_again,
  sheet_title,
  sheet_name,
  sheet_say,
  sheet_say_when,
  sheet_reason,
  sheet_words,
  sheet_person,
  sheet_age,
  sheet_sex,
  sheet_pregnancy,
  sheet_present,
  sheet_quote,
  sheet_value,
  sheet_unsure,
  sheet_denied,
  sheet_none_of,
  sheet_some_of,
  sheet_unasked,
  sheet_background,
  sheet_since,
  sheet_clinician,
  sheet_rule,
  sheet_rule_possible,
  sheet_source_dated,
  sheet_foot,
  sheet_not_examined,
};

/// Key in the files, and the placeholders that its text must hold, each once or more.
struct PhraseForm {
  Saying phrase;
  std::string_view key;
  std::string_view holes;  // words, one space between
};

inline constexpr std::array<PhraseForm, 76> kPhraseForms{{
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
    {Saying::one_day, "one_day", ""},
    {Saying::hours, "hours", "number"},
    {Saying::days, "days", "number"},
    {Saying::weeks, "weeks", "number"},
    {Saying::months, "months", "number"},
    {Saying::years, "years", "number"},
    {Saying::out_of, "out_of", "number most"},
    {Saying::not_asked, "not_asked", ""},
    {Saying::none_named, "none_named", ""},
    {Saying::ask_again, "ask_again", "list"},
    {Saying::sheet_title, "sheet_title", ""},
    {Saying::sheet_name, "sheet_name", ""},
    {Saying::sheet_say, "sheet_say", ""},
    {Saying::sheet_say_when, "sheet_say_when", "when"},
    {Saying::sheet_reason, "sheet_reason", ""},
    {Saying::sheet_words, "sheet_words", ""},
    {Saying::sheet_person, "sheet_person", ""},
    {Saying::sheet_age, "sheet_age", "number"},
    {Saying::sheet_sex, "sheet_sex", "word"},
    {Saying::sheet_pregnancy, "sheet_pregnancy", "word"},
    {Saying::sheet_present, "sheet_present", ""},
    {Saying::sheet_quote, "sheet_quote", "text quote"},
    {Saying::sheet_value, "sheet_value", "text value"},
    {Saying::sheet_unsure, "sheet_unsure", ""},
    {Saying::sheet_denied, "sheet_denied", ""},
    {Saying::sheet_none_of, "sheet_none_of", "group"},
    {Saying::sheet_some_of, "sheet_some_of", "group list"},
    {Saying::sheet_unasked, "sheet_unasked", "count"},
    {Saying::sheet_background, "sheet_background", ""},
    {Saying::sheet_since, "sheet_since", ""},
    {Saying::sheet_clinician, "sheet_clinician", ""},
    {Saying::sheet_rule, "sheet_rule", "rule urgency sources"},
    {Saying::sheet_rule_possible, "sheet_rule_possible", "rule urgency sources"},
    {Saying::sheet_source_dated, "sheet_source_dated", "title year"},
    {Saying::sheet_foot, "sheet_foot", "protocol version time"},
    {Saying::sheet_not_examined, "sheet_not_examined", ""},
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
