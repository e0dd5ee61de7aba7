// Names by script; given and family names of one script are combined freely.
#include "backend/demo/patients.hpp"

#include <cstdio>
#include <span>
#include <string>

namespace plexus::demo {
namespace {

using Names = std::span<char const* const>;

/// Scripts that people read from right to left, without case, with combining marks and with one
/// family name for all are here on purpose: pages and searches have to bear them.
struct Script {
  Names given;
  Names family;
  int weight;  // how often, next to the others
};

constexpr char const* kWesternGiven[]{"Anna",  "Ben",   "Clara", "David", "Emma", "Felix",
                                      "Grace", "Henry", "Ida",   "Jonas", "Leah", "Martin",
                                      "Nora",  "Oscar", "Ruth",  "Simon"};
constexpr char const* kWesternFamily[]{"Ashgrove",  "Birkland",  "Coldwater", "Dornbach",
                                       "Elmsworth", "Fairlight", "Greywood",  "Hollenau",
                                       "Ivermoor",  "Kestrel",   "Larkfield", "Marlowe-Finch",
                                       "Northgate", "Overbeck",  "Quickley",  "Rosenthaler"};
constexpr char const* kMarkedGiven[]{"Łucja",    "Zoë",       "Çağla", "Søren", "Jiří",
                                     "François", "Thị Hương", "Ñusta", "Győző", "Ólöf"};
constexpr char const* kMarkedFamily[]{"Żółtowska-Lis", "Müllenbrück",   "Şahinoğlu",  "Ångstad",
                                      "Dvořáčková",    "L'Écuyer",      "Nguyễn Tâm", "Peñaranda",
                                      "Kővágó",        "Þorleifsdóttir"};
constexpr char const* kCyrillicGiven[]{"Олена", "Дмитро", "Ксенія", "Богдан",
                                       "Марія", "Тарас",  "Анна",   "Павло"};
constexpr char const* kCyrillicFamily[]{"Лісовик",    "Зоренко", "Вербицьких", "Степовик",
                                        "Криниченко", "Долинюк", "Гайворон",   "Снігур"};
constexpr char const* kGreekGiven[]{"Ελένη", "Νίκος", "Δάφνη", "Σταύρος"};
constexpr char const* kGreekFamily[]{"Θαλασσινού", "Ανεμίδης", "Πετραλιά", "Λυγερός"};
constexpr char const* kArabicGiven[]{"ليلى", "سامي", "نور", "ياسين", "هدى", "كريم"};
constexpr char const* kArabicFamily[]{"النجار", "البستاني", "زيتوني",
                                      "الوادي", "قمرالدين", "الساحلي"};
constexpr char const* kHebrewGiven[]{"נועה", "איתן", "תמר", "יואב"};
constexpr char const* kHebrewFamily[]{"כרמלי", "אלון", "גלבוע", "שדות"};
constexpr char const* kHanGiven[]{"小雨", "文博", "静怡", "子轩"};
constexpr char const* kHanFamily[]{"欧阳", "林", "沈", "叶"};
constexpr char const* kHangulGiven[]{"서연", "지호", "하은", "민준"};
constexpr char const* kHangulFamily[]{"남궁", "한", "서", "윤"};
constexpr char const* kDevanagariGiven[]{"अनन्या", "रोहन", "काव्या", "ईशान"};
constexpr char const* kDevanagariFamily[]{"त्रिवेदी", "वनमाली", "सरोवर", "पर्वते"};

constexpr Script kScripts[]{{kWesternGiven, kWesternFamily, 44},
                            {kMarkedGiven, kMarkedFamily, 20},
                            {kCyrillicGiven, kCyrillicFamily, 12},
                            {kArabicGiven, kArabicFamily, 8},
                            {kGreekGiven, kGreekFamily, 4},
                            {kHebrewGiven, kHebrewFamily, 4},
                            {kHanGiven, kHanFamily, 3},
                            {kHangulGiven, kHangulFamily, 3},
                            {kDevanagariGiven, kDevanagariFamily, 2}};

Script const& pick_script(Draws& draws) {
  int total = 0;
  for (auto const& script : kScripts) total += script.weight;
  int drawn = draws.below(total);
  for (auto const& script : kScripts) {
    drawn -= script.weight;
    if (drawn < 0) return script;
  }
  return kScripts[0];
}

std::string numbered(char const* pattern, int number) {
  char text[64];
  std::snprintf(text, sizeof text, pattern, number);
  return text;
}

}  // namespace

Patient invent_patient(Draws& draws, LocalDate today, int number) {
  auto const& script = pick_script(draws);
  Patient patient;
  patient.given_name = draws.pick(script.given);
  patient.family_name = draws.pick(script.family);
  // Grown-up, mostly past the middle of life: whom a back clinic sees.
  int const age_days = 365 * (draws.chance(70) ? draws.between(38, 86) : draws.between(18, 45));
  patient.birth_date =
      LocalDate{std::chrono::sys_days{today} - std::chrono::days{age_days + draws.below(365)}};
  // example.org and +49 30 23125 are reserved: a message sent by mistake reaches nobody.
  bool const by_phone = draws.chance(60);
  if (by_phone) patient.phone = numbered("+493023125%03d", 100 + number % 900);
  if (!by_phone || draws.chance(50)) patient.email = numbered("patient%04d@example.org", number);
  return patient;
}

}  // namespace plexus::demo
