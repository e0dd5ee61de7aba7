// Reads the tables line by line. Strict: an unknown word is an error, not a comment.
#include "tests/unit/scheduling/clinic_text.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "backend/time/tz_zone.hpp"
#include "scheduling/availability.hpp"

namespace plexus::scheduling::text {
namespace {

using Words = std::vector<std::string>;

Words split(std::string const& line, char separator) {
  Words words;
  std::istringstream in(line);
  std::string word;
  while (std::getline(in, word, separator)) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

int minute_of(std::string const& clock) {
  if (clock.size() != 5 || clock[2] != ':') throw std::runtime_error("no time: " + clock);
  return std::stoi(clock.substr(0, 2)) * 60 + std::stoi(clock.substr(3));
}

LocalDate date_of(std::string const& text) {
  auto const date = parse_date(text);
  if (!date) throw std::runtime_error("no date: " + text);
  return *date;
}

std::vector<std::chrono::weekday> days_of(std::string const& text) {
  static Words const names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  auto const number = [&](std::string const& name) {
    auto const at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) throw std::runtime_error("no weekday: " + name);
    return static_cast<unsigned>(at - names.begin());
  };
  Words const ends = split(text, '-');
  std::vector<std::chrono::weekday> days;
  for (unsigned day = number(ends.front());; day = (day + 1) % 7) {
    days.emplace_back(day);
    if (day == number(ends.back())) return days;
  }
}

bool is_time_range(std::string const& word) {
  return word.size() == 11 && word[2] == ':';
}

/// "room", "room*2", "nurse:0-20".
Requirement requirement_of(std::string const& need) {
  Words const timed = split(need, ':');
  Words const counted = split(timed[0], '*');
  Requirement made{RoleCode(counted[0]), counted.size() > 1 ? std::stoi(counted[1]) : 1, {}};
  if (timed.size() > 1) {
    Words const ends = split(timed[1], '-');
    Minutes const from{std::stoi(ends.at(0))};
    made.part = VisitPart{from, Minutes{std::stoi(ends.at(1))} - from};
  }
  return made;
}

/// "sex=female,language=de"
std::vector<Trait> traits_of(std::string const& list) {
  std::vector<Trait> traits;
  for (std::string const& one : split(list, ',')) {
    Words const sides = split(one, '=');
    traits.push_back({sides.at(0), sides.at(1)});
  }
  return traits;
}

struct Person {
  Resource resource;
  std::vector<std::pair<CellRange, int>> busy;
};

class Reader {
 public:
  Clinic read(std::string_view table) {
    std::istringstream in{std::string(table)};
    std::string line;
    while (std::getline(in, line)) {
      Words words = split(line.substr(0, line.find('#')), ' ');
      if (words.empty()) continue;
      try {
        take(words);
      } catch (std::exception const& fault) {
        throw std::runtime_error(line + ": " + fault.what());
      }
    }
    return finish();
  }

 private:
  Zone const& zone(std::string const& site) const { return *zones_.at(site); }

  Instant local(std::string const& site, LocalDate date, int minute) const {
    return zone(site).resolve(LocalMinute{std::chrono::local_days{date}} + Minutes{minute}).instant;
  }

  void add_site(std::string const& name, std::string const& zone_name) {
    auto const found = time::find_zone(zone_name);
    if (!found) throw std::runtime_error("no zone: " + zone_name);
    zones_[name] = *found;
    clinic_.sites[name] = make_id<LocationId>(static_cast<int>(clinic_.sites.size()) + 1);
  }

  void take(Words const& words) {
    std::string const& verb = words.front();
    if (verb == "zone") return add_site("main", words.at(1));
    if (verb == "site") return add_site(words.at(1), words.at(2));
    if (verb == "dates") {
      window_ = {cell_of(local("main", date_of(words.at(1)), 0)),
                 cell_of(local("main", date_of(words.at(2)), 0))};
      return;
    }
    if (verb == "who") return take_who(words);
    if (verb == "hours") return take_hours(words);
    if (verb == "extra" || verb == "off") return take_exception(words);
    if (verb == "closed") {
      std::string const site = words.size() > 2 ? words[2] : "main";
      closures_.push_back({clinic_.sites.at(site), date_of(words.at(1)), "closed"});
      return;
    }
    if (verb == "busy") return take_busy(words);
    if (verb == "visit") return take_visit(words);
    if (verb == "start") {
      clinic_.visit.start_windows.push_back({words.size() > 2 ? words[2] : "",
                                             minute_of(words.at(1).substr(0, 5)),
                                             minute_of(words.at(1).substr(6))});
      return;
    }
    if (verb == "slots" || verb == "utc") return take_slots(words);
    throw std::runtime_error("unknown word " + verb);
  }

  void take_who(Words const& words) {
    Person person;
    Resource& made = person.resource;
    auto const number = static_cast<int>(people_.size()) + 1;
    made.key = ResourceKey{number};
    made.id = make_id<ResourceId>(number);
    for (std::string const& role : split(words.at(2), ',')) made.roles.emplace_back(role);
    made.kind =
        made.roles.front().str() == "room" ? ResourceKind::room : ResourceKind::practitioner;
    for (std::size_t i = 3; i < words.size(); ++i) {
      if (words[i] == "left") {
        made.active = false;
      } else if (words[i] == "seats") {
        made.capacity = std::stoi(words.at(++i));
      } else if (words[i] == "overbook") {
        made.overbook_max = std::stoi(words.at(++i));
      } else if (words[i] == "has") {
        for (Trait const& trait : traits_of(words.at(++i))) {
          if (trait.key == "language") {
            made.languages.push_back(trait.value);
          } else {
            made.traits.push_back(trait);
          }
        }
      } else {
        throw std::runtime_error("unknown word " + words[i]);
      }
    }
    order_.push_back(words.at(1));
    people_[words.at(1)] = person;
  }

  void take_hours(Words const& words) {
    Person& person = people_.at(words.at(1));
    std::vector<WeeklyHours> made;
    std::string site = "main";
    std::optional<LocalDate> from;
    std::optional<LocalDate> to;
    for (std::size_t i = 3; i < words.size(); ++i) {
      if (words[i] == "from") {
        from = date_of(words.at(++i));
      } else if (words[i] == "to") {
        to = date_of(words.at(++i));
      } else if (words[i] == "at") {
        site = words.at(++i);
      } else {
        if (!is_time_range(words[i])) throw std::runtime_error("no hours: " + words[i]);
        for (auto const day : days_of(words.at(2))) {
          made.push_back(
              {{}, day, minute_of(words[i].substr(0, 5)), minute_of(words[i].substr(6)), {}, {}});
        }
      }
    }
    for (WeeklyHours& hours : made) {
      hours.location = clinic_.sites.at(site);
      hours.valid_from = from;
      hours.valid_to = to;
      person.resource.hours.push_back(hours);
    }
  }

  void take_exception(Words const& words) {
    DateException exception{{}, date_of(words.at(2)), words[0] == "extra", 0, 0};
    for (std::size_t i = 3; i < words.size(); ++i) {
      if (words[i] == "at") {
        exception.location = clinic_.sites.at(words.at(++i));
      } else {
        exception.start_minute = minute_of(words[i].substr(0, 5));
        exception.end_minute = minute_of(words[i].substr(6));
      }
    }
    people_.at(words.at(1)).resource.exceptions.push_back(exception);
  }

  void take_busy(Words const& words) {
    LocalDate const date = date_of(words.at(2));
    int const seat = words.size() > 5 && words[4] == "seat" ? std::stoi(words[5]) : 0;
    people_.at(words.at(1))
        .busy.emplace_back(
            CellRange{cell_of(local("main", date, minute_of(words.at(3).substr(0, 5)))),
                      cell_of(local("main", date, minute_of(words.at(3).substr(6))))},
            seat);
  }

  void take_visit(Words const& words) {
    VisitRequest& visit = clinic_.visit;
    visit.duration = Minutes{std::stoi(words.at(1))};
    for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
      std::string const& what = words[i];
      std::string const& value = words[i + 1];
      if (what == "grid") {
        visit.grid.step = Minutes{std::stoi(value)};
      } else if (what == "offset") {
        visit.grid.offset = Minutes{std::stoi(value)};
      } else if (what == "before") {
        visit.buffer_before = Minutes{std::stoi(value)};
      } else if (what == "after") {
        visit.buffer_after = Minutes{std::stoi(value)};
      } else if (what == "needs") {
        for (std::string const& need : split(value, ',')) {
          visit.requirements.push_back(requirement_of(need));
        }
      } else if (what == "must") {
        visit.must = traits_of(value);
      } else if (what == "wish") {
        visit.prefer = traits_of(value);
      } else if (what == "likes") {
        visit.prefer_practitioner = people_.at(value).resource.id;
      } else if (what == "lasts") {
        for (Trait const& own : traits_of(value)) {
          visit.durations[people_.at(own.key).resource.id] = Minutes{std::stoi(own.value)};
        }
      } else if (what == "overbook") {
        visit.overbook = true;
        visit.overbook_max = std::stoi(value);
      } else if (what == "with") {
        named_ = value;
      } else if (what == "at") {
        visit.location = clinic_.sites.at(value);
      } else {
        throw std::runtime_error("unknown word " + what);
      }
    }
  }

  /// "slots [site] DATE 08:00..09:00 10:00 every 30"; "utc DATE ..." counts on the world's clock.
  void take_slots(Words const& words) {
    bool const world = words[0] == "utc";
    std::size_t at = 1;
    std::string site = "main";
    if (clinic_.sites.contains(words.at(1))) site = words[at++];
    LocalDate const date = date_of(words.at(at++));
    int every = 0;
    std::vector<std::pair<int, int>> spans;
    for (; at < words.size(); ++at) {
      if (words[at] == "every") {
        every = std::stoi(words.at(++at));
      } else if (words[at].size() == 12) {
        spans.emplace_back(minute_of(words[at].substr(0, 5)), minute_of(words[at].substr(7)));
      } else {
        spans.emplace_back(minute_of(words[at]), minute_of(words[at]));
      }
    }
    for (auto const& [first, last] : spans) {
      if (first != last && every == 0) throw std::runtime_error("a span needs 'every'");
      for (int minute = first; minute <= last; minute += std::max(every, 1)) {
        clinic_.slots.push_back(world ? std::chrono::sys_days{date} + Minutes{minute}
                                      : local(site, date, minute));
      }
    }
  }

  Clinic finish() {
    clinic_.view = ClinicView(window_);
    for (auto const& [name, id] : clinic_.sites) clinic_.view.add_site(id, zone(name));
    for (std::string const& name : order_) {
      Person const& person = people_.at(name);
      std::map<LocationId, CellSet> open;
      for (auto const& [site, id] : clinic_.sites) {
        Calendar const calendar{person.resource.hours, person.resource.exceptions, closures_};
        CellSet cells = open_cells(calendar, id, zone(site), window_);
        if (!cells.empty()) open.emplace(id, std::move(cells));
      }
      auto resource = std::make_shared<ResourceView>(person.resource, std::move(open));
      for (auto const& [cells, seat] : person.busy) resource->take({cells, seat});
      clinic_.people[name] = resource;
      clinic_.view.put_resource(resource);
    }
    if (!named_.empty()) clinic_.visit.practitioner = clinic_.id(named_);
    return std::move(clinic_);
  }

  Clinic clinic_;
  std::map<std::string, Zone const*> zones_;
  CellRange window_{};
  std::vector<std::string> order_;
  std::map<std::string, Person> people_;
  std::vector<Closure> closures_;
  std::string named_;
};

}  // namespace

Clinic parse(std::string_view table) {
  return Reader().read(table);
}

std::vector<Instant> starts(Clinic const& clinic) {
  std::vector<Instant> found;
  for (Opening const& opening : find_openings(clinic.view, clinic.visit, 500)) {
    found.push_back(opening.time.start);
  }
  return found;
}

std::string show(std::vector<Instant> const& instants) {
  std::string text;
  for (Instant const at : instants) text += format_utc(at) + "\n";
  return text;
}

Instant utc(std::string_view text) {
  std::string iso(text);
  iso.replace(10, 1, "T");
  auto const at = parse_instant(iso + ":00Z");
  if (!at) throw std::runtime_error("no instant: " + iso);
  return *at;
}

}  // namespace plexus::scheduling::text
