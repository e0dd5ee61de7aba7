// Word forms: a table of irregular ones, British to American, and the regular endings.
#include "routing/reader/plain_form.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "routing/reader/word_rows.hpp"

namespace plexus::routing {
namespace {

using namespace std::string_view_literals;

/// A word and the forms that stand for it, separated by one space.
struct Forms {
  std::string_view plain;
  std::string_view forms;
};
constexpr Forms kForms[] = {
    {"night", "nite nights nites"},
    {"feel", "feels feeling felt feelings"},
    {"pee", "peeing peed pees wee weeing weed wees urinate urinating urinated urine piss pissing"},
    {"poo", "poop pooping pooped pooing pooed poos"},
    {"lift", "lifting lifted lifts"},
    {"sit", "sitting sat sits"},
    {"stand", "standing stood stands"},
    {"knife", "knives"},
    {"tingle", "tingles tingling tingly tingled"},
    {"ache", "aching aches achy ached achey"},
    {"hurt", "hurts hurting"},
    {"shoot", "shooting shoots shot"},
    {"go", "going goes went gone goin"},
    {"come", "coming comes came"},
    {"get", "getting gets got gotten gettin"},
    {"lose", "losing lost loses loosing"},
    {"swell", "swelling swollen swells swelled"},
    {"fall", "falling falls fell fallen"},
    {"cant", "cannot couldnt unable"},
    {"stiff", "stiffness"},
    {"wake", "waking woke woken wakes waken"},
    {"break", "broke broken breaking breaks"},
    {"tear", "tore torn tearing tears"},
    {"sleep", "slept sleeping sleeps asleep"},
    {"bleed", "bled bleeding bleeds"},
    {"drink", "drank drunk drinking drinks"},
    {"eat", "ate eaten eating eats"},
    {"speak", "spoke spoken speaking speaks"},
    {"speech", "speach"},
    {"give", "gave given giving gives"},
    {"take", "took taken taking takes"},
    {"bend", "bent bending bends"},
    {"lie", "lying lay lies laying laid"},
    {"rise", "rose risen rising rises"},
    {"creep", "crept creeping creeps"},
    {"climb", "climbing climbed climbs"},
    {"become", "became becoming becomes"},
    {"begin", "began begun begins beginning"},
    {"run", "ran running runs"},
    {"have", "having"},
    {"see", "saw seen seeing sees"},
    {"think", "thought thinking thinks thoughts"},
    {"find", "found finding finds"},
    {"hold", "held holding holds"},
    {"keep", "kept keeping keeps"},
    {"stick", "stuck sticking sticks"},
    {"freeze", "froze frozen freezing"},
    {"use", "used using uses"},
    {"dizzy", "dizziness"},
    {"drowsy", "drowsiness"},
    {"itch", "itchy itching itches itched itchiness"},
    {"cloud", "cloudy clouded"},
    {"blur", "blurry blurred blurring blurriness"},
    {"wobble", "wobbly wobbling wobbled wobbles"},
    {"shake", "shaking shook shaky shakes shaken"},
    {"clumsy", "clumsiness clumsier"},
    {"nothing", "nowt nuffin"},
    {"something", "summat"},
    {"paralyze", "paralysed paralyzed paralysis paralysing"},
    {"anemia", "anaemia anemic anaemic"},
    {"gray", "grey"},
    {"meter", "metre metres meters"},
    {"mom", "mum mam mums moms mommy mummy"},
    {"and", "n nd"},
    {"with", "w"},
    {"operate", "operated operating operation operations op ops"},
    {"inject", "injection injections injected injecting jab jabs"},
    {"medicine", "medication medications medicines meds med"},
    {"vomit", "vomiting vomited puke puking puked"},
    {"exercise", "exercises exercising exercised"},
    {"diagnose", "diagnosed diagnosis"},
};

/// Words whose end looks like an ending and is none.
constexpr std::string_view kWhole[] = {
    "morning", "evening", "during",   "nothing", "something", "anything", "everything", "thing",
    "string",  "ceiling", "being",    "feed",    "hundred",   "bed",      "red",        "sacred",
    "always",  "perhaps", "diabetes", "does",    "was",       "has",      "this",       "his",
    "its",     "yes",     "less",     "gas",     "carried",   "lens",     "afters",     "series",
    "news",    "wedding", "wing",     "sterling"};

using Table = std::unordered_map<std::string_view, std::string_view>;

Table const& irregular() {
  static Table const table = [] {
    Table made;
    for (auto const& [plain, forms] : kForms) {
      made.emplace(plain, plain);
      for_each_word(forms, [&, to = plain](std::string_view form) { made.emplace(form, to); });
    }
    for (std::string_view const word : kWhole) made.emplace(word, word);
    return made;
  }();
  return table;
}

bool is_vowel(char c) {
  return "aeiouy"sv.find(c) != std::string_view::npos;
}

std::size_t syllables(std::string_view word) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]))) ++count;
  }
  return count;
}

/// British spelling to American, where a rule does it.
void americanise(std::string& word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> pieces{{
      {"haem", "hem"},
      {"aemi", "emi"},
      {"oedem", "edem"},
      {"oesoph", "esoph"},
      {"rrhoea", "rrhea"},
      {"orthopaed", "orthoped"},
      {"faec", "fec"},
      {"anaes", "anes"},
      {"coeliac", "celiac"},
  }};
  for (auto const& [british, american] : pieces) {
    if (auto const at = word.find(british); at != std::string::npos) {
      word.replace(at, british.size(), american);
    }
  }
  if (auto const at = word.find("our"); word.size() >= 6 && at != std::string::npos && at >= 3) {
    word.replace(at, 3, "or");  // tumour, colour, odourless
  }
  if (auto const at = word.rfind("ys"); word.size() >= 7 && at != std::string::npos && at >= 3) {
    if (word.compare(at, 3, "yse") == 0) word[at + 1] = 'z';
  }
}

/// What is left of a word without "ing" or "ed": "tripp" -> "trip", "shak" -> "shake".
std::string mend_stem(std::string stem) {
  std::size_t const n = stem.size();
  char const last = stem[n - 1], before = stem[n - 2];
  if (last == before && "lsz"sv.find(last) == std::string_view::npos && last != 'e' &&
      last != 'o') {
    stem.pop_back();
    return stem;
  }
  bool const soft = last == 'v' || last == 'c' || (last == 'u' && before == 'q') ||
                    (last == 'z' && before != 'z') ||
                    (last == 'l' && "bdgptzk"sv.find(before) != std::string_view::npos) ||
                    (last == 's' && before != 's' && is_vowel(before)) || last == 'u';
  bool const closed = n >= 3 && !is_vowel(last) && is_vowel(before) && !is_vowel(stem[n - 3]) &&
                      last != 'w' && last != 'x' && last != 'y' && syllables(stem) == 1;
  if (soft || closed) stem += 'e';
  return stem;
}

}  // namespace

std::string_view singular_part(std::string_view word) noexcept {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 21> parts{
      {{"legs", "leg"},         {"feet", "foot"},    {"arms", "arm"},
       {"hands", "hand"},       {"thighs", "thigh"}, {"calves", "calf"},
       {"knees", "knee"},       {"hips", "hip"},     {"shoulders", "shoulder"},
       {"ankles", "ankle"},     {"toes", "toe"},     {"fingers", "finger"},
       {"limbs", "limb"},       {"sides", "side"},   {"eyes", "eye"},
       {"buttocks", "buttock"}, {"soles", "sole"},   {"wrists", "wrist"},
       {"elbows", "elbow"},     {"shins", "shin"},   {"fingertips", "fingertip"}}};
  for (auto const& [plural, singular] : parts) {
    if (plural == word) return singular;
  }
  return {};
}

std::string plain_form(std::string_view word) {
  if (!singular_part(word).empty()) return std::string(word);  // one leg or both matters
  auto const& table = irregular();
  if (auto const known = table.find(word); known != table.end()) return std::string(known->second);
  std::string plain(word);
  americanise(plain);
  std::size_t const n = plain.size();
  if (n >= 6 && plain.ends_with("ing") && syllables(std::string_view(plain).substr(0, n - 3)) > 0) {
    return mend_stem(plain.substr(0, n - 3));
  }
  if (n >= 5 && plain.ends_with("ied")) return plain.substr(0, n - 3) + "y";
  if (n >= 5 && plain.ends_with("ed") && plain[n - 3] != 'e' &&
      syllables(std::string_view(plain).substr(0, n - 2)) > 0) {
    return mend_stem(plain.substr(0, n - 2));
  }
  if (n >= 5 && plain.ends_with("ies")) return plain.substr(0, n - 3) + "y";
  if (n >= 6 && (plain.ends_with("ches") || plain.ends_with("shes") || plain.ends_with("sses"))) {
    return plain.substr(0, n - 2);
  }
  // Words such as "is", "loss" and "pus" are no plurals; "numbness" ends in "ss".
  bool const plural = n >= 4 && plain.ends_with('s') && !plain.ends_with("ss") &&
                      !plain.ends_with("us") && !plain.ends_with("is");
  if (plural) plain.pop_back();
  return plain;
}

}  // namespace plexus::routing
