// Regions from symptoms, requests of rules, and their union.
#include "routing/proof/tests_asked.hpp"

#include <algorithm>

#include "routing/proof/voices.hpp"

namespace plexus::routing::proof {
namespace {

/// By region: "a test whose region follows the symptoms goes there."
struct RegionSymbols {
  std::map<Index, Bool> spine, nerve;
};

void add(std::map<Index, Bool>& regions, Index region, Bool const& value) {
  auto const [at, fresh] = regions.emplace(region, value);
  if (!fresh) at->second = either(at->second, value);
}

RegionSymbols encode_regions(Logic& logic, Protocol const& protocol, Conditions const& conditions) {
  RegionSymbols regions;
  Bool const no = logic.constant(false);
  std::map<Index, Bool> found;  // the spine region of the hits so far
  Bool any_hit = no, several = no, any_spine = no;
  int step = 0;
  for (RegionMatch const& match : protocol.region_from_symptoms) {
    std::vector<Bool> parts;
    for (Index const term : match.if_any) {
      parts.push_back(conditions.term(term, Reading::settled).yes);
    }
    std::string const name = "region_row" + std::to_string(++step);
    Bool const hit = logic.define(name, logic.any(parts));
    add(regions.nerve, match.emg, both(hit, opposite(any_hit)));
    any_hit = logic.define(name + ":any", either(any_hit, hit));
    auto const known = found.find(match.spine);
    Bool const here = known == found.end() ? no : known->second;
    several = either(several, logic.all({hit, any_spine, opposite(here)}));
    Bool const first = logic.all({hit, opposite(any_spine), opposite(several)});
    if (match.spine == kNoIndex) continue;
    add(found, match.spine, first);
    any_spine = either(any_spine, hit);
  }
  several = logic.define("several_regions", several);
  for (auto const& [region, value] : found) {
    add(regions.spine, region, both(value, opposite(several)));
  }
  add(regions.spine, protocol.whole_spine, either(several, opposite(any_spine)));
  add(regions.nerve, protocol.emg_default, opposite(any_hit));
  return regions;
}

/// Several rows of one service and region as one.
TestRow merge_key(Logic& logic, std::vector<TestRow const*> const& rows, std::string const& name) {
  TestRow merged = *rows.front();
  std::vector<Bool> planned, book, exempt, possible, none, fasting;
  Bool before = logic.constant(false);
  for (TestRow const* row : rows) {
    planned.push_back(row->planned);
    book.push_back(both(row->planned, row->book_now));
    exempt.push_back(both(row->planned, row->exempt));
    possible.push_back(both(row->planned, row->dye_possible));
    none.push_back(logic.all({row->planned, row->dye_none, opposite(before)}));
    fasting.push_back(both(row->planned, row->fasting));
    before = either(before, row->planned);
  }
  merged.planned = logic.define(name + ":planned", logic.any(planned));
  merged.book_now = logic.define(name + ":book_now", logic.any(book));
  merged.exempt = logic.define(name + ":exempt", logic.any(exempt));
  merged.dye_possible = logic.define(name + ":dye", logic.any(possible));
  merged.dye_none =
      logic.define(name + ":no_dye", both(logic.any(none), opposite(merged.dye_possible)));
  merged.fasting = logic.define(name + ":fasting", logic.any(fasting));
  return merged;
}

bool single_spine(Protocol const& protocol, Index region) {
  return region < 64 && (protocol.spine_regions >> region & 1) != 0;
}

}  // namespace

std::vector<TestRow> merge_rows(Logic& logic, Protocol const& protocol,
                                std::vector<TestRow> const& rows, std::string const& name) {
  std::map<std::pair<Index, Index>, std::vector<TestRow const*>> by_key;
  for (TestRow const& row : rows) by_key[{row.service, row.region}].push_back(&row);
  std::vector<TestRow> merged;
  for (auto const& [key, same_key] : by_key) {
    std::string const region = key.second == kNoIndex ? "?" : protocol.regions[key.second].id;
    merged.push_back(
        merge_key(logic, same_key, name + protocol.services[key.first].id + "@" + region));
  }
  std::vector<TestRow> kept;
  for (TestRow const& row : merged) {
    auto const whole = std::find_if(merged.begin(), merged.end(), [&](TestRow const& other) {
      return other.service == row.service && other.region == protocol.whole_spine;
    });
    kept.push_back(row);
    if (whole == merged.end() || !single_spine(protocol, row.region)) continue;
    Bool const absorbed = both(whole->planned, either(whole->book_now, opposite(row.book_now)));
    kept.back().planned = both(row.planned, opposite(absorbed));
  }
  return kept;
}

std::vector<TestRow> encode_tests_asked(Logic& logic, Protocol const& protocol,
                                        Conditions const& conditions, Voices const& voices) {
  RegionSymbols const regions = encode_regions(logic, protocol, conditions);
  std::vector<TestRow> rows;
  for (Index const index : hearing_order(protocol)) {
    Rule const& rule = protocol.rules[index];
    for (TestRequest const& test : rule.tests) {
      auto const add_row = [&](Index region, Bool const& planned) {
        rows.push_back(TestRow{.service = test.service,
                               .region = region,
                               .planned = planned,
                               .book_now = logic.constant(test.mode == Mode::book_now),
                               .exempt = logic.constant(rule.imaging_exempt),
                               .dye_possible = logic.constant(test.contrast == Contrast::possible),
                               .dye_none = logic.constant(test.contrast == Contrast::none),
                               .fasting = logic.constant(test.fasting_hours.value_or(0) > 0)});
      };
      if (test.region != kNoIndex) {
        add_row(test.region, voices.speaking[index]);
        continue;
      }
      bool const nerve = test.service == protocol.nerve_test;
      for (auto const& [region, here] : nerve ? regions.nerve : regions.spine) {
        add_row(region, both(voices.speaking[index], here));
      }
    }
  }
  return merge_rows(logic, protocol, rows, "asked:");
}

}  // namespace plexus::routing::proof
