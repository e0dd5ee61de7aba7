// A decision as plain lines, for the patient and for the clinician.
#include "routing/decide.hpp"

namespace plexus::routing {
namespace {

std::string hours_in_words(int hours) {
  if (hours == 0) return "now";
  if (hours % (24 * 7) == 0 && hours >= 24 * 14) {
    return "within " + std::to_string(hours / (24 * 7)) + " weeks";
  }
  if (hours % 24 == 0 && hours > 24) return "within " + std::to_string(hours / 24) + " days";
  return "within " + std::to_string(hours) + " hours";
}

std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string timing_in_words(Timing timing) {
  switch (timing) {
    case Timing::before_consultation:
      return "before the visit";
    case Timing::after_consultation:
      return "after the visit";
    case Timing::any:
      break;
  }
  return "before or after the visit";
}

std::string test_in_words(DiagnosticChoice const& test) {
  std::string line = test.label;
  if (!test.region_label.empty()) line += " (" + test.region_label + ")";
  line += ", " + timing_in_words(test.timing);
  if (test.mode == Mode::reserve_pending_consult) line += ", if the doctor confirms it";
  if (test.held) line += ", once a safety check is done";
  return line + ".";
}

std::vector<std::string> for_patient(Decision const& decision) {
  std::vector<std::string> lines;
  if (decision.emergency) {
    lines.push_back(decision.emergency->title + ". " + decision.emergency->text);
    if (!decision.rules.empty()) lines.push_back(decision.rules.front().reason);
    return lines;
  }
  for (SpecialistChoice const& choice : decision.specialists) {
    if (choice.when == SpecialistWhen::first) {
      lines.push_back("See first: " + choice.label + ", " + hours_in_words(decision.within_hours) +
                      ".");
      lines.push_back("Why: " + choice.reason);
    } else {
      lines.push_back("The doctor may then send you to: " + choice.label + ".");
    }
  }
  for (DiagnosticChoice const& test : decision.diagnostics) {
    lines.push_back("Test: " + test_in_words(test));
    if (!test.reason.empty()) lines.push_back("Why: " + test.reason);
    if (test.held) lines.push_back("Waiting: " + test.held->reason);
    if (!test.preparation.empty()) lines.push_back("Prepare: " + test.preparation);
  }
  for (NotOffered const& left : decision.not_offered) {
    lines.push_back("Not offered: " + left.what + ". " + left.reason);
  }
  if (decision.callback_within_hours) {
    lines.push_back("A clinician calls you " + hours_in_words(*decision.callback_within_hours) +
                    ".");
  }
  if (decision.incomplete) lines.push_back("Some safety questions are still open.");
  return lines;
}

std::vector<std::string> for_clinician(Decision const& decision) {
  std::vector<std::string> lines;
  lines.push_back("Protocol " + decision.protocol_id + " " + decision.protocol_version +
                  ", urgency " + std::string(to_word(decision.urgency)) + ", " +
                  hours_in_words(decision.within_hours) + ".");
  if (!decision.flags.empty()) lines.push_back("Flags: " + joined(decision.flags) + ".");
  for (FiredRule const& rule : decision.rules) {
    lines.push_back("Rule " + rule.id + " (" + std::string(to_word(rule.urgency)) +
                    (rule.certain ? "" : ", possible") + "): " + rule.reason + " [" +
                    joined(rule.sources) + "]");
  }
  for (FiredGuard const& guard : decision.guards) {
    lines.push_back("Guard " + guard.id + ": " + guard.reason + " [" + joined(guard.sources) + "]");
  }
  for (DiagnosticChoice const& test : decision.diagnostics) {
    std::string line = "Test " + test.service.str();
    if (!test.region.empty()) line += " " + test.region.str();
    line += ", " + std::string(to_word(test.priority)) + ", " + std::string(to_word(test.mode));
    if (test.held) line += ", held until " + test.held->until;
    if (test.contrast != Contrast::not_stated) {
      line += ", contrast " + std::string(to_word(test.contrast));
    }
    if (!test.panel.empty()) line += ", panel " + joined(test.panel);
    if (!test.notes.empty()) line += ", " + joined(test.notes);
    lines.push_back(line + ".");
  }
  for (CitedCondition const& label : decision.conditions) {
    lines.push_back("Label, no diagnosis: " + label.label + " (" + label.icd10 + ").");
  }
  for (std::string const& note : decision.notes) lines.push_back("Note: " + note);
  for (CitedSource const& source : decision.sources) {
    std::string const year = source.year.empty() ? "" : " (" + source.year + ")";
    lines.push_back("Source " + source.id + ": " + source.title + year + ".");
  }
  return lines;
}

}  // namespace

Explanation explain(Decision const& decision) {
  return Explanation{for_patient(decision), for_clinician(decision)};
}

}  // namespace plexus::routing
