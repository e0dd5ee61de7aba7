// The table of small words. A word may stand in several rows.
#include "routing/reader/grammar.hpp"

#include <algorithm>
#include <unordered_map>

#include "routing/reader/word_rows.hpp"

namespace plexus::routing {
namespace {

struct Row {
  std::uint32_t parts;
  std::string_view words;  // separated by one space
};

constexpr Row kRows[] = {
    {part::silent,
     "a an the my our his her their your is are was were am be been being have has had ive im i it "
     "its of in on to that this these those them me do does u r ya hes shes theyre thats theres "
     "ur"},
    {part::filler,
     "left right lower upper very so really quite just also all some now bit little kind sort "
     "completely totally slightly feel feels feeling felt get gets getting got go goes going gone "
     "went become becomes became at for with whole entire too rather pretty about around over one "
     "always often sometimes constantly suddenly more again keeps keep kept starting started well "
     "properly fully bloody literally honestly basically absolutely terribly badly extremely "
     "increasingly still even almost nearly like abit rlly v partly partially recently lately "
     "gradually slowly turned turning been both actually currently generally mostly occasionally "
     "permanently mildly super proper"},
    {part::joint, "and or n plus nor then"},
    {part::scope_end,
     "but however though although except yet because so until while whereas apart instead still "
     "only cos cuz tho whilst otherwise unless aside"},
    {part::negative,
     "no not never without cant cannot couldnt dont doesnt didnt isnt arent wasnt havent hasnt "
     "wont nothing none unable hardly barely stopped wouldnt werent cant aint zero nor neither"},
    {part::denial,
     "no not never without denies denied deny denying none nor neither nothing zero negative nil "
     "minus nowhere aint"},
    {part::helper, "dont doesnt didnt wont wouldnt"},
    {part::helper_alone, "isnt arent wasnt werent havent hasnt hadnt aint"},
    {part::having,
     "have feel get got has had notice noticed see seem suffer experience experienced think any "
     "really suddenly actually currently ever suffered report take use smoke say call want"},
    {part::no_denial,
     "only just sure certain idea getting improving going gone better relief improvement change "
     "reason doubt matter warning sleeping slept sleep helps helped help able right normal good "
     "energy one doctor until cause easing working wonder settling settled fun joke great nice "
     "surprise longer quite clue problem coping eased improved touched worked explanation exactly "
     "what knowing long well like"},
    {part::clause,
     "my i im ive the it its now both he she his her there also then numb weak cant cannot lost "
     "losing have has we this theres hes shes id today yesterday since last started just then "
     "everything you they can feels feel got can still although"},
    {part::relative | part::male,
     "dad father brother uncle grandad granddad grandfather grandpa husband son boyfriend hubby "
     "gentleman "
     "stepdad grandson nephew lad boy dads fathers brothers husbands sons uncles grandads lads "
     "boys "
     "hubbys daddy bloke"},
    {part::relative | part::female,
     "lady mum mom mother sister aunt aunty auntie grandma grandmother gran nan nana wife daughter "
     "girlfriend mam stepmum granddaughter niece mums moms mothers sisters aunts grans nans wifes "
     "daughters girl girls mummy mommy"},
    {part::relative,
     "cousin friend neighbour neighbor colleague partner boss mate coworker child kid baby toddler "
     "cousins friends neighbours colleagues partners mates twin twins flatmate housemate friends "
     "relative relatives sibling everyone everybody somebody someone people fellow folk parent "
     "parents grandparents nanny patient resident client"},
    {part::narrator, "i my me im ive id ill myself mine"},
    {part::third | part::male, "he his him hes himself"},
    {part::third | part::female, "she her hers shes herself"},
    {part::owner_verb,
     "had has have is was were died suffers suffer suffered developed passed got gets went lost "
     "needed needs ended with takes took gave whos hasnt cant keeps are"},
    {part::recent,
     "today yesterday now since hour hours tonight week suddenly just morning days night currently "
     "afternoon minutes mins ago"},
    {part::past, "had used previously once formerly was were got did gave historically old past"},
    {part::gone,
     "gone resolved cleared healed recovered settled disappeared sorted vanished fixed cured "
     "passed subsided mended"},
    {part::back, "again returned still back worse recurred"},
    {part::worry,
     "worried worry worrying scared afraid fear fearing fears googled google googling terrified "
     "frightened anxious wondering wonder wondered panicking paranoid dread dreading reading read "
     "convinced"},
    {part::modal, "could might may"},
    {part::unsure, "maybe perhaps possibly possible might unsure mightve"},
    {part::side, "left right both"},
    {part::condition, "if unless hope hoping wish case avoid prevent"},
    {part::ongoing,
     "since started start began begun begin starting still ever came come noticed for until"},
    {part::fine,
     "fine ok okay normal normally good alright okey perfect unaffected unchanged strong clear "
     "great intact usual well healthy regular warm"},
    {part::says,
     "says said saw noticed thinks thought reckons told found made make makes wants asked drove "
     "see sees wonders swears insists reports mentioned worried worries tells heard nags "
     "agrees suggested diagnosed writing wrote"},
};

using Table = std::unordered_map<std::string_view, std::uint32_t>;

Table const& table() {
  static Table const made = [] {
    Table rows;
    for (Row const& row : kRows) {
      for_each_word(row.words, [&](std::string_view word) { rows[word] |= row.parts; });
    }
    return rows;
  }();
  return made;
}

}  // namespace

std::uint32_t parts_of(std::string_view word) noexcept {
  auto const& rows = table();
  auto const found = rows.find(word);
  if (found != rows.end()) return found->second;
  // "the babys got": an apostrophe made it so.
  if (word.size() < 4 || word.back() != 's') return 0;
  auto const owner = rows.find(word.substr(0, word.size() - 1));
  return owner != rows.end() && (owner->second & part::relative) != 0 ? owner->second : 0;
}

bool is_year(std::string_view word) noexcept {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> grammar_words() {
  std::vector<std::string_view> words;
  words.reserve(table().size());
  for (auto const& [word, parts] : table()) words.push_back(word);
  return words;
}

}  // namespace plexus::routing
