// Small clinics written as text that a nurse can read, for the tests of the scheduler:
//
//   zone   Europe/Paris                          the first site, "main", is in this zone
//   site   north  America/New_York               a further site
//   dates  2026-03-23 2026-03-28                 the window, last day not included
//   who    anna   neurologist,assistant  seats 2  overbook 1  has sex=female,language=de
//   who    olga   neurologist  left              keeps her visits, takes no new ones
//   hours  anna   mon-fri 08:00-12:00 13:00-15:00  from 2026-03-01 to 2026-06-30  at north
//   extra  anna   2026-03-28 09:00-12:00         opens
//   off    anna   2026-03-27 [09:00-12:00]       closes; no time: the whole day
//   closed 2026-03-25                            the site is shut
//   busy   anna   2026-03-23 09:10-09:40         [seat 1]
//   visit  30  grid 10  offset 5  before 0  after 10  needs neurologist,room*2  with anna  at north
//   visit  60  needs scanner,nurse:0-20          the nurse for the first twenty minutes
//   visit  20  needs nurse  must sex=female  wish language=de  likes anna  lasts anna=40,ben=30
//   visit  20  needs chair  overbook 2           staff take up to two seats more
//   start  07:00-10:00  fasting                  between these times on the clock, and why
//   slots  2026-03-23 08:00..08:30 09:40 every 10    expected starts, wall clock
//   utc    2027-03-14 17:00..21:30 every 30          expected starts, world clock
//
// Must not compute expectations: they are what the text says.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scheduling/openings.hpp"

namespace plexus::scheduling::text {

/// Test ids, made from a small number so that they sort like it.
template <class IdType>
IdType make_id(int number) {
  std::array<std::uint8_t, 10> random{};
  return IdType(Ulid::from_parts(static_cast<std::uint64_t>(number), random));
}

struct Clinic {
  ClinicView view{CellRange{}};
  std::map<std::string, LocationId> sites;
  std::map<std::string, std::shared_ptr<ResourceView>> people;
  VisitRequest visit;
  std::vector<Instant> slots;  // expected, in order

  ResourceKey key(std::string const& name) const { return people.at(name)->key(); }
  ResourceId id(std::string const& name) const { return people.at(name)->id(); }
};

/// Throws std::runtime_error with the faulty line: a wrong table must not pass as an empty one.
Clinic parse(std::string_view table);

/// The starts that the scheduler finds for the table's visit.
std::vector<Instant> starts(Clinic const& clinic);

/// "2026-03-23T08:00:00Z 2026-03-23T08:10:00Z ...", so that a failure can be read.
std::string show(std::vector<Instant> const& instants);

/// An instant of the world's clock, "2026-03-23 08:00".
Instant utc(std::string_view text);

}  // namespace plexus::scheduling::text
