// The people of the demonstration clinic and when they work. All names are invented.
#include <chrono>
#include <utility>

#include "backend/demo/clinic_parts.hpp"

namespace plexus::demo {
namespace {

struct Person {
  char const* name;
  std::vector<char const*> roles;
  char const* sex;
  std::vector<std::string> languages;
  std::vector<WeeklyHours> hours;
  std::vector<DateException> exceptions{};
};

void add(ClinicParts& parts, ResourceKind kind, Person person) {
  Resource resource;
  resource.kind = kind;
  resource.name = person.name;
  for (auto const* role : person.roles) resource.roles.emplace_back(role);
  resource.traits = {{"sex", person.sex}};
  resource.languages = std::move(person.languages);
  resource.hours = std::move(person.hours);
  // One more beside the booked ones, for whoever must be seen: staff say why.
  if (kind == ResourceKind::practitioner) resource.overbook_max = 1;
  resource.exceptions = std::move(person.exceptions);
  parts.add(std::move(resource));
}

/// Away on whole days, at every site.
std::vector<DateException> away(LocalDate today, int first, int days) {
  std::vector<DateException> leave;
  for (int n = 0; n < days; ++n) {
    LocalDate const date{std::chrono::sys_days{today} + std::chrono::days{first + n}};
    leave.push_back({{}, date, false, 0, 0});
  }
  return leave;
}

/// An early and a late shift on weekdays and one of its own at the weekend: together they leave no
/// day of the year without a therapist and a neurologist.
void add_everyday_doctors(ClinicParts& parts) {
  auto const& r = parts.riverside;
  auto const& h = parts.hillside;
  Days const weekdays{kMon, kTue, kWed, kThu, kFri};
  auto const early = weekly(r, weekdays, {{at(8), at(12)}, {at(12, 30), at(16)}});
  auto const late = weekly(r, weekdays, {{at(12), at(16)}, {at(16, 30), at(20)}});
  auto const weekend = weekly(r, {kSat, kSun}, {{at(8), at(12)}, {at(12, 30), at(19)}});
  std::initializer_list<Shift> const day{{at(9), at(13)}, {at(14), at(17)}};
  auto const kind = ResourceKind::practitioner;

  add(parts, kind, {"Dr. Amara Lindqvist", {"therapist"}, "female", {"en", "de", "sv"}, early});
  add(parts, kind, {"Dr. Teodor Vasquez-Brandt", {"therapist"}, "male", {"en", "de", "es"}, late});
  add(parts, kind,
      {"Dr. Mei-Lin Okafor",
       {"therapist"},
       "female",
       {"en", "de", "zh", "ig"},
       weekend + weekly(h, {kWed}, day)});
  add(parts, kind,
      {"Dr. Yusuf Halloran",
       {"therapist"},
       "male",
       {"en", "de", "tr"},
       weekly(h, {kMon, kTue, kThu, kFri}, day)});

  add(parts, kind,
      {"Dr. Ilse Marchetti-Roy", {"neurologist"}, "female", {"en", "de", "it"}, early});
  add(parts, kind,
      {"Dr. Samir Wieczorek", {"neurologist"}, "male", {"en", "de", "pl", "ar"}, late});
  add(parts, kind,
      {"Dr. Noa Feldgren",
       {"neurologist"},
       "female",
       {"en", "de", "he"},
       weekend + weekly(h, {kTue, kWed}, day)});
  add(parts, kind,
      {"Dr. Kwabena Solheim",
       {"neurologist"},
       "male",
       {"en", "de", "no"},
       weekly(h, {kMon, kThu, kFri}, day) + weekly(r, {kWed}, day)});
}

void add_surgeons(ClinicParts& parts) {
  auto const& r = parts.riverside;
  auto const& h = parts.hillside;
  std::initializer_list<Shift> const day{{at(8, 30), at(12, 30)}, {at(13, 15), at(17)}};
  std::initializer_list<Shift> const morning{{at(8), at(13)}};
  auto const kind = ResourceKind::practitioner;

  add(parts, kind,
      {"Dr. Linnea Abubakar",
       {"orthopedist"},
       "female",
       {"en", "de", "ha"},
       weekly(r, {kMon, kTue, kThu}, day) + weekly(h, {kWed, kFri}, day)});
  add(parts, kind,
      {"Dr. Rafael Nowotny",
       {"orthopedist"},
       "male",
       {"en", "de", "cs", "pt"},
       weekly(h, {kMon, kTue, kThu}, day) + weekly(r, {kWed, kFri}, day),
       away(parts.today, 16, 3)});
  add(parts, kind,
      {"Dr. Hanako Castellane",
       {"neurosurgeon"},
       "female",
       {"en", "de", "ja", "fr"},
       weekly(r, {kMon, kTue, kThu}, day) + weekly(h, {kFri}, morning)});
  add(parts, kind,
      {"Dr. Oleksandr Mbeki-Stone",
       {"neurosurgeon"},
       "male",
       {"en", "de", "uk"},
       weekly(h, {kMon, kWed}, day) + weekly(r, {kFri}, day)});
  add(parts, kind,
      {"Dr. Priya Vandermolen",
       {"vascular_surgeon"},
       "female",
       {"en", "de", "hi", "nl"},
       weekly(r, {kMon, kWed, kFri}, day) + weekly(h, {kTue}, day)});
  add(parts, kind,
      {"Dr. Anselm Quispe",
       {"vascular_surgeon"},
       "male",
       {"en", "de", "es", "qu"},
       weekly(h, {kThu}, day) + weekly(r, {kTue, kFri}, morning)});
}

void add_therapy_and_nerve_tests(ClinicParts& parts) {
  auto const& r = parts.riverside;
  auto const& h = parts.hillside;
  std::initializer_list<Shift> const day{{at(8), at(12)}, {at(13), at(17)}};
  std::initializer_list<Shift> const evening{{at(12), at(16)}, {at(16, 30), at(19, 30)}};
  auto const kind = ResourceKind::practitioner;

  add(parts, kind,
      {"Maren Oyelaran",
       {"manual_therapist"},
       "female",
       {"en", "de", "yo"},
       weekly(r, {kMon, kTue, kWed, kThu, kFri}, day),
       away(parts.today, 9, 2)});
  add(parts, kind,
      {"Davit Rosenquist",
       {"manual_therapist"},
       "male",
       {"en", "de", "ka"},
       weekly(r, {kTue, kThu}, evening) + weekly(h, {kMon, kWed, kFri}, day)});
  add(parts, kind,
      {"Dr. Signe Balasubramanian",
       {"neurophysiologist"},
       "female",
       {"en", "de", "ta"},
       weekly(r, {kMon, kTue, kThu}, day) + weekly(h, {kWed}, day)});
  add(parts, kind,
      {"Dr. Emeka Thorvaldsen",
       {"neurophysiologist"},
       "male",
       {"en", "de", "is"},
       weekly(r, {kWed, kFri}, day) + weekly(h, {kTue, kThu}, day)});
}

void add_laboratory(ClinicParts& parts) {
  auto const& r = parts.riverside;
  auto const& h = parts.hillside;
  Days const weekdays{kMon, kTue, kWed, kThu, kFri};
  auto const kind = ResourceKind::staff;

  add(parts, kind,
      {"Jorun Tadesse",
       {"phlebotomist", "cannulation_trained_staff"},
       "female",
       {"en", "am"},
       weekly(r, weekdays, {{at(7), at(11)}, {at(11, 30), at(15)}})});
  add(parts, kind,
      {"Bruno Achterberg",
       {"phlebotomist", "cannulation_trained_staff"},
       "male",
       {"en", "de"},
       weekly(r, weekdays, {{at(11), at(15)}, {at(15, 30), at(19)}})});
  add(parts, kind,
      {"Salma Virtanen",
       {"phlebotomist", "cannulation_trained_staff"},
       "female",
       {"en", "fi", "ar"},
       weekly(r, {kSat, kSun}, {{at(7), at(12)}, {at(12, 30), at(19)}})});
  add(parts, kind,
      {"Tomasz Adeyemi",
       {"phlebotomist", "cannulation_trained_staff"},
       "male",
       {"en", "pl"},
       weekly(h, weekdays, {{at(7, 30), at(12)}, {at(12, 30), at(15)}})});
}

/// Several roles each, as small departments have it; never so few that one visit would need the
/// same person twice.
void add_radiographers(ClinicParts& parts) {
  auto const& r = parts.riverside;
  auto const& h = parts.hillside;
  Days const weekdays{kMon, kTue, kWed, kThu, kFri};
  auto const kind = ResourceKind::staff;
  auto const early = weekly(r, weekdays, {{at(7), at(11)}, {at(11, 30), at(15)}});
  auto const late = weekly(r, weekdays, {{at(12), at(16)}, {at(16, 30), at(20)}});
  auto const saturday = weekly(r, {kSat}, {{at(8), at(12)}, {at(12, 30), at(15)}});

  add(parts, kind,
      {"Greta Nakamura",
       {"mr_radiographer", "cannulation_trained_staff"},
       "female",
       {"en", "de", "ja"},
       early});
  add(parts, kind,
      {"Idris Calloway",
       {"mr_radiographer", "cannulation_trained_staff"},
       "male",
       {"en"},
       late + saturday});
  add(parts, kind,
      {"Petra Mwangi",
       {"ct_radiographer", "radiographer", "cannulation_trained_staff"},
       "female",
       {"en", "de", "sw"},
       early + saturday});
  add(parts, kind,
      {"Lucian Forsgren", {"radiographer", "ct_radiographer"}, "male", {"en", "ro"}, late});
  add(parts, kind,
      {"Zofia Belkacem",
       {"radiographer", "mr_radiographer"},
       "female",
       {"en", "fr", "pl"},
       weekly(h, weekdays, {{at(8), at(12)}, {at(12, 45), at(17)}})});
  add(parts, kind,
      {"Nils Omondi",
       {"mr_radiographer", "radiographer"},
       "male",
       {"en", "de", "sw"},
       weekly(h, {kMon, kTue, kThu, kFri}, {{at(8, 30), at(12, 30)}, {at(13, 15), at(16, 30)}})});
  add(parts, kind,
      {"Farida Lindholm",
       {"sonographer"},
       "female",
       {"en", "fa", "sv"},
       weekly(r, weekdays, {{at(8), at(12)}, {at(12, 45), at(16, 30)}})});
  add(parts, kind,
      {"Mateo Grigorescu",
       {"sonographer"},
       "male",
       {"en", "es", "ro"},
       weekly(h, {kMon, kWed, kThu}, {{at(9), at(13)}, {at(13, 45), at(16)}})});
}

}  // namespace

void add_practitioners(ClinicParts& parts) {
  add_everyday_doctors(parts);
  add_surgeons(parts);
  add_therapy_and_nerve_tests(parts);
}

void add_staff(ClinicParts& parts) {
  add_laboratory(parts);
  add_radiographers(parts);
}

}  // namespace plexus::demo
