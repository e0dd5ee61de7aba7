#include "tests/unit/routing/small_protocol.hpp"

#include <stdexcept>

#include "tests/unit/routing/protocol_folder.hpp"

namespace plexus::routing::test {
namespace {

constexpr std::string_view kHead = R"(protocol: small
version: 1.0.0
title: Small
language: en
urgency_levels:
- {code: routine, within_hours: 1008, meaning: six weeks}
- {code: urgent, within_hours: 336, meaning: two weeks}
- {code: asap, within_hours: 24, meaning: a day}
- {code: stat, within_hours: 0, meaning: now}
unknown_policy: {stat_rule: asap, asap_rule: urgent, urgent_rule: urgent, flag: unresolved_red_flag,
  callback_within_hours: 4}
emergency_instructions:
- {id: EM_NOW, title: Go now, text: "Call {emergency_number}.", say: It began today.}
- {id: EM_LEGS, title: Go for your legs, text: Go to hospital., say: My legs.}
specialists:
- {id: therapist, label: General doctor}
- {id: neurologist, label: Nerve doctor}
- {id: hand_therapist, label: Hand therapist}
imaging_regions: [none, spine_cervical, spine_lumbosacral, spine_whole]
region_labels: {spine_cervical: neck, spine_lumbosacral: lower back, spine_whole: whole spine}
imaging: {spine_parts: [spine_cervical, spine_lumbosacral], whole: spine_whole}
symptoms_began: numbness_duration
region_from_symptoms:
- {if_any: [arm_numb], spine: spine_cervical, emg: none}
- {if_any: [leg_numb, leg_weak], spine: spine_lumbosacral, emg: none}
facts:
- {id: age_years, kind: integer, range: [0, 120], answer_at: /patient/age, question: How old}
- {id: sex_at_birth, kind: choice, values: [female, male, intersex, not_stated],
   value_labels: {female: Female, male: Male, intersex: Intersex, not_stated: Not stated},
   answer_at: /patient/sex, question: Which sex}
- {id: pregnancy_status, kind: choice, values: [not_applicable, 'no', 'yes', unsure],
   value_labels: {not_applicable: Never, 'no': 'No', 'yes': 'Yes', unsure: Unsure},
   answer_at: /patient/pregnant, question: Pregnant,
   applies_when: {all: [{fact: sex_at_birth, op: ne, value: male},
     {fact: age_years, op: ge, value: 12}, {fact: age_years, op: le, value: 55}]}}
sources:
- {id: S1, title: A guideline, year: '2020'}
conditions:
- {id: cond_root, label: Root trouble, icd10: M54.1}
)";

constexpr std::string_view kFindings = R"(groups:
- {id: bladder, label: Bladder, question: Any of these, why: It can be urgent., safety: true,
   covers: [cant_pee, saddle_numb]}
- {id: illness, label: Illness, question: Ill, why: It can be urgent., safety: true,
   covers: [fever, both_legs_weak, leg_weak]}
- {id: place, label: Place, question: Where, covers: [leg_numb, arm_numb, back_numb]}
- {id: past, label: Past, question: Before, covers: [sciatica_known, cancer_past]}
- {id: course, label: Course}
- {id: scan, label: Scanner, question: Metal, covers: [implant]}
findings:
- {id: cant_pee, group: bladder, kind: boolean, red_flag: stat, must_ask: true, question: Pee,
   option: I cannot pee, synonyms: [cant pee, trouble peeing, unable to pee, cant pass water],
   negated: [can pee fine]}
- {id: saddle_numb, group: bladder, kind: boolean, red_flag: stat, must_ask: true,
   question: Saddle, option: Numb saddle, synonyms: [numb between my legs, saddle is numb]}
- {id: fever, group: illness, kind: boolean, red_flag: asap, must_ask: true, question: Fever,
   option: Fever, synonyms: [fever, high temperature, shivering], negated: [no fever]}
- {id: both_legs_weak, group: illness, kind: boolean, red_flag: stat, must_ask: true,
   question: Both legs, option: Both legs weak, synonyms: [both legs weak, legs are weak]}
- {id: leg_weak, group: illness, kind: boolean, red_flag: urgent, must_ask: true,
   question: Weak leg, option: Weak leg, synonyms: [leg is weak, weak leg, weakness in my leg]}
- {id: leg_numb, group: place, kind: boolean, question: Leg, option: Leg,
   synonyms: [leg is numb, numb leg, foot is numb, numb foot, numbness in my leg,
     no feeling in my foot, cant feel my foot]}
- {id: arm_numb, group: place, kind: boolean, question: Arm, option: Arm,
   synonyms: [arm is numb, numb arm, hand is numb]}
- {id: back_numb, group: place, kind: boolean, question: Back, option: Back,
   synonyms: [back is numb, numb back, numbness in my back]}
- {id: sciatica_known, group: past, kind: boolean, question: Sciatica, option: Sciatica,
   synonyms: [sciatica, slipped disc]}
- {id: cancer_past, group: past, kind: boolean, question: Cancer, option: Cancer,
   synonyms: [had cancer, breast cancer, stroke]}
- {id: numbness_duration, group: course, kind: duration, unit: days, question: How long}
- {id: pain_severity, group: course, kind: severity, range: [0, 10], question: Pain}
- {id: numbness_severity, group: course, kind: severity, range: [0, 10], question: How numb}
- {id: numbness_region, group: course, kind: choices, values: [neck, leg_left, leg_right],
   value_labels: {neck: Neck, leg_left: Left leg, leg_right: Right leg}, question: Which parts}
- {id: implant, group: scan, kind: boolean, question: Implant, option: Implant,
   synonyms: [pacemaker]}
word_classes:
- {class: numb, kind: feeling, words: [numb, numbness, dead, tingle, pins]}
- {class: pain, kind: feeling, words: [pain, hurt, ache, sore]}
reading:
- {finding: numbness_duration, about: [numb]}
- {finding: numbness_severity, about: [numb]}
- {finding: pain_severity, about: [pain]}
- {finding: cancer_past, history: counts, illness: true}
derived:
- {id: any_numb, label: Any numbness, when: {any: [leg_numb, arm_numb, back_numb]}}
- {id: new_numb, label: New numbness,
   when: {all: [any_numb, {duration: numbness_duration, op: lt, days: 7, if_unasked: true}]}}
)";

constexpr std::string_view kRules = R"(consultations:
- {id: consultation_therapist, specialist: therapist, label: Visit, minutes: 20,
   resources: [therapist], preparation: Bring your list.}
- {id: consultation_neurologist, specialist: neurologist, label: Nerve visit, minutes: 40,
   resources: [neurologist], preparation: Bring scans.}
- {id: consultation_hand_therapist, specialist: hand_therapist, label: Hand visit, minutes: 30,
   resources: [hand_therapist], preparation: Loose clothes.}
services:
- {id: mri, label: MRI, minutes: 45, resources: [mri_scanner], preparation: No metal.,
   screening: [{ask: implant, if: present_or_unknown, action: hold}]}
- {id: xray, label: X-ray, minutes: 15, resources: [xray_room], preparation: None.,
   ionising: true}
- {id: blood, label: Blood test, minutes: 10, resources: [nurse], preparation: Drink water.,
   panels: [crp, b12, glucose_fasting, hba1c]}
rules:
- {id: R1_BLADDER, phase: red_flag, urgency: stat, rank: 10, when: {any: [cant_pee, saddle_numb]},
   emergency_instruction: EM_NOW, reason: Bladder., sources: [S1]}
- {id: R2_LEGS, phase: red_flag, urgency: stat, rank: 5, when: both_legs_weak,
   emergency_instruction: EM_LEGS, reason: Legs., sources: [S1]}
- {id: R3_FEVER, phase: red_flag, urgency: asap, rank: 20, when: fever,
   first_consult_within_hours: 12, specialists: [{id: therapist, role: first}],
   diagnostics: [{service: blood, region: none, priority: asap, order: before_consult,
     mode: book_now, within_hours: 12, panel: [crp, glucose_fasting], fasting_hours: 8,
     min_gap_hours: 2}],
   reason: Fever., sources: [S1]}
- {id: R4_WEAK, phase: red_flag, urgency: urgent, rank: 30, when: leg_weak,
   first_consult_within_hours: 168,
   specialists: [{id: neurologist, role: first}, {id: hand_therapist, role: follow_on}],
   diagnostics: [{service: mri, region: from_symptoms, priority: urgent, order: before_consult,
     mode: book_now, within_hours: 120, contrast: possible}],
   reason: Weak leg., note: Check reflexes., sources: [S1], conditions: [cond_root]}
- {id: R5_NUMB, phase: route, urgency: routine, rank: 40, when: any_numb, generic: true,
   specialists: [{id: therapist, role: first}, {id: hand_therapist, role: follow_on}],
   reason: Numbness., sources: [S1]}
- {id: R6_SCIATICA, phase: route, urgency: routine, rank: 35,
   when: {all: [sciatica_known, any_numb]}, yields_to: [R4_WEAK],
   specialists: [{id: neurologist, role: first}],
   diagnostics: [{service: mri, region: spine_lumbosacral, priority: routine,
     order: after_consult, mode: reserve_pending_consult}],
   reason: Known sciatica., sources: [S1]}
- {id: R7_OLD_PAIN, phase: red_flag, urgency: urgent, rank: 32,
   when: {all: [new_numb, {severity: pain_severity, op: ge, value: 8}]},
   specialists: [{id: therapist, role: first}], reason: Strong pain., sources: [S1]}
- {id: R9_ALL, phase: route, urgency: routine, rank: 99, when: {const: true}, generic: true,
   specialists: [{id: therapist, role: first}], reason: Anyone., sources: [S1]}
guards:
- {id: G1_HAND, when: {any: [{urgency: ge, value: asap}, cancer_past]}, fires_on: ['true', unknown],
   effects: [{op: exclude_specialist, value: hand_therapist}], reason: No hands., sources: [S1]}
- {id: G2_IMPLANT, when: {all: [{service_planned: [mri]}, implant]}, fires_on: ['true', unknown],
   effects: [{op: hold_service, value: mri, until: mr_review},
     {op: clinician_callback_within_hours, value: 1},
     {op: substitute_now, from: mri, to: xray,
      unless_fact: {fact: pregnancy_status, in: ['yes', unsure]}}],
   reason: Metal., sources: [S1]}
- {id: G3_PREGNANT, when: {fact: pregnancy_status, op: in, value: ['yes', unsure]},
   fires_on: ['true', unknown], effects: [{op: drop_services, value: [xray]},
     {op: set_contrast, service: mri, value: none}], reason: Pregnancy., sources: [S1]}
- {id: G4_FAST, when: {all: [{fasting_planned: true}, {fact: age_years, op: lt, value: 16}]},
   fires_on: ['true'], effects: [{op: fasting_hours, value: 0},
     {op: replace_panel, from: glucose_fasting, to: hba1c}], reason: Young., sources: [S1]}
- {id: G5_NEVER_FIRST, when: {const: true}, fires_on: ['true'],
   effects: [{op: specialist_never_first, value: hand_therapist}], reason: Later., sources: [S1]}
)";

/// With the phrases of the shipped protocols, so that it can be explained.
std::vector<SourceFile> files_of(std::string const& text) {
  std::vector<SourceFile> files = read_folder("routing/protocols/common");
  std::erase_if(files, [](SourceFile const& file) { return file.name != "phrases.yaml"; });
  files.push_back({"small.yaml", text});
  return files;
}

}  // namespace

std::string small_protocol_text() {
  return std::string(kHead) + std::string(kFindings) + std::string(kRules);
}

std::vector<SourceFile> small_protocol_files() {
  return files_of(small_protocol_text());
}

LoadResult load_changed(std::string_view from, std::string_view to) {
  std::string text = small_protocol_text();
  auto const at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not there: " + std::string(from));
  text.replace(at, from.size(), to);
  return load_protocol(files_of(text));
}

Protocol const& small_protocol() {
  static Protocol const protocol = [] {
    LoadResult result = load_protocol(small_protocol_files());
    std::string faults;
    for (Fault const& fault : result.faults) faults += "\n  " + to_string(fault);
    if (!result.protocol) throw std::runtime_error("the small protocol has faults:" + faults);
    return std::move(*result.protocol);
  }();
  return protocol;
}

}  // namespace plexus::routing::test
