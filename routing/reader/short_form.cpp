// A table of what everybody writes, then two rules: z for s, and a first letter typed twice.
#include "routing/reader/short_form.hpp"

#include <unordered_map>
#include <utility>

#include "routing/reader/word_rows.hpp"

namespace plexus::routing {
namespace {

/// A word and its short forms, separated by one space.
constexpr std::pair<std::string_view, std::string_view> kShort[] = {
    {"today", "2day tday tody"},
    {"tonight", "2night 2nite tonite"},
    {"tomorrow", "2moro tomoz tmrw"},
    {"yesterday", "yday yesty yestday ystday yst ystrday"},
    {"before", "b4 bfor"},
    {"both", "bth boff"},
    {"gone", "gne gon gawn"},
    {"cant", "carnt cnt kant"},
    {"couldnt", "cudnt cuddnt coudnt cldnt"},
    {"could", "cud cld"},
    {"should", "shud shld"},
    {"would", "wud wld"},
    {"dont", "dnt"},
    {"didnt", "ddnt dident"},
    {"doesnt", "dosnt dusnt"},
    {"wont", "wnt"},
    {"have", "hav hv av"},
    {"been", "bin bn"},
    {"because", "bcos bcoz"},
    {"with", "wiv wif wth"},
    {"without", "wivout"},
    {"something", "sumthing sumfin somthin"},
    {"nothing", "nuthing nuthin nothin nuffink"},
    {"think", "fink thnk"},
    {"numb", "num numm"},
    {"back", "bak bck"},
    {"pain", "payn"},
    {"weak", "weik weke"},
    {"breathe", "breth breeth brethe"},
    {"breath", "breff"},
    {"chest", "chst"},
    {"tight", "tite"},
    {"heavy", "hevy hvy"},
    {"sweaty", "swety"},
    {"move", "muv moov"},
    {"feet", "feeet"},
    {"every", "evry evri"},
    {"even", "evn"},
    {"walk", "wlk wark"},
    {"started", "strted startd"},
    {"since", "snce"},
    {"feel", "feal"},
    {"properly", "proply propply"},
    {"proper", "propper"},
    {"myself", "meself myslf"},
    {"please", "pls plz"},
    {"people", "ppl"},
    {"very", "vry"},
    {"fell", "fel"},
};

using Table = std::unordered_map<std::string_view, std::string_view>;

Table const& table() {
  static Table const made = [] {
    Table rows;
    for (auto const& [meant, forms] : kShort) {
      for_each_word(forms, [&, to = meant](std::string_view form) { rows.emplace(form, to); });
    }
    return rows;
  }();
  return made;
}

}  // namespace

std::string long_form(std::string_view word, std::function<bool(std::string_view)> const& known) {
  if (auto const found = table().find(word); found != table().end()) {
    return std::string(found->second);
  }
  if (word.size() >= 4 && word.back() == 'z') {
    std::string with_s(word);
    with_s.back() = 's';
    if (known(with_s)) return with_s;
  }
  if (word.size() >= 4 && word[0] == word[1]) {
    std::string const once(word.substr(1));
    if (known(once)) return once;
  }
  return {};
}

}  // namespace plexus::routing
