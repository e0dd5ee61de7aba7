// A table of what everybody writes, then two rules: z for s, and a first letter typed twice.
#include "routing/reader/short_form.hpp"

#include <algorithm>
#include <utility>

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

std::string from_table(std::string_view word) {
  for (auto const& [meant, forms] : kShort) {
    std::size_t at = 0;
    while (at < forms.size()) {
      std::size_t const end = std::min(forms.find(' ', at), forms.size());
      if (forms.substr(at, end - at) == word) return std::string(meant);
      at = end + 1;
    }
  }
  return {};
}

}  // namespace

std::string long_form(std::string_view word, std::function<bool(std::string_view)> const& known) {
  if (std::string found = from_table(word); !found.empty()) return found;
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
