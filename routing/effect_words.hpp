// The words of guard effects, as the protocol's files write them.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "routing/protocol.hpp"

namespace plexus {

template <>
struct CodeWords<routing::EffectOp> {
  using Op = routing::EffectOp;
  static constexpr std::array<std::pair<Op, std::string_view>, 39> words{{
      {Op::clear_bookings, "clear_bookings"},
      {Op::show_emergency_instruction, "show_emergency_instruction"},
      {Op::offer_handover_summary, "offer_handover_summary"},
      {Op::block_finalise, "block_finalise"},
      {Op::ask_next_red_flag, "ask_next_red_flag"},
      {Op::raise_urgency_by_unknown_policy, "raise_urgency_by_unknown_policy"},
      {Op::add_flag, "add_flag"},
      {Op::clinician_callback_within_hours, "clinician_callback_within_hours"},
      {Op::exclude_specialist, "exclude_specialist"},
      {Op::keep_only_specialists, "keep_only_specialists"},
      {Op::specialist_never_first, "specialist_never_first"},
      {Op::specialist_requires_prior_consult, "specialist_requires_prior_consult"},
      {Op::drop_services, "drop_services"},
      {Op::hold_service, "hold_service"},
      {Op::substitute_after_review, "substitute_after_review"},
      {Op::substitute_now, "substitute_now"},
      {Op::substitute_if_urgent, "substitute_if_urgent"},
      {Op::escalate_if_no_slot_within_hours, "escalate_if_no_slot_within_hours"},
      {Op::annotate_service, "annotate_service"},
      {Op::extend_slot_minutes, "extend_slot_minutes"},
      {Op::note, "note"},
      {Op::note_radiologist_decision, "note_radiologist_decision"},
      {Op::set_contrast, "set_contrast"},
      {Op::hold_contrast_until, "hold_contrast_until"},
      {Op::require_fact, "require_fact"},
      {Op::add_service, "add_service"},
      {Op::require_prior_service, "require_prior_service"},
      {Op::earliest_symptom_day, "earliest_symptom_day"},
      {Op::merge_same_visit, "merge_same_visit"},
      {Op::fasting_hours, "fasting_hours"},
      {Op::replace_panel, "replace_panel"},
      {Op::prefer_time, "prefer_time"},
      {Op::downgrade_mode, "downgrade_mode"},
      {Op::require_guardian, "require_guardian"},
      {Op::dedupe, "dedupe"},
      {Op::never_sole_imaging, "never_sole_imaging"},
      {Op::try_alternate_site_or_specialist, "try_alternate_site_or_specialist"},
      {Op::never_extend_target_silently, "never_extend_target_silently"},
      {Op::ask_again_at_booking, "ask_again_at_booking"},
  }};
};

}  // namespace plexus
