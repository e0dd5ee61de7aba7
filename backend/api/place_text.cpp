// Writing places.
#include "backend/api/place_text.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

namespace plexus::api {
namespace {

// Who takes a visit changes from time to time, but few combinations come in one answer.
constexpr std::size_t kTailsMax = 32;

std::string quoted(std::string_view text) {
  return boost::json::serialize(boost::json::string_view(text));
}

bool same_people(std::vector<Assignment> const& a, std::vector<Assignment> const& b) {
  auto const same = [](Assignment const& x, Assignment const& y) {
    return x.resource == y.resource && x.role == y.role;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

std::string tail_text(app::Clinic const& clinic, LocationId const& location,
                      std::optional<ResourceId> const& practitioner,
                      std::vector<Assignment> const& assignments) {
  std::string text = "\"location\":" + quoted(location.text()) +
                     ",\"practitioner\":" + (practitioner ? quoted(practitioner->text()) : "null") +
                     ",\"resources\":[";
  bool first = true;
  for (auto const& one : assignments) {
    auto const* resource = clinic.resource(one.resource);
    if (resource == nullptr) continue;
    if (!first) text += ',';
    first = false;
    text += "{\"id\":" + quoted(resource->id.text()) + ",\"role\":" + quoted(one.role.str()) +
            ",\"name\":" + quoted(resource->name) + '}';
  }
  return text += ']';
}

}  // namespace

time::CivilText& PlaceText::clock_of(LocationId const& location) {
  for (auto& [site, clock] : clocks_) {
    if (site == location) return clock;
  }
  return clocks_.emplace_back(location, time::CivilText(clinic_.zone(location))).second;
}

std::string const& PlaceText::tail(LocationId const& location,
                                   std::optional<ResourceId> const& practitioner,
                                   std::vector<Assignment> const& assignments) {
  auto const known = std::find_if(tails_.rbegin(), tails_.rend(), [&](Tail const& tail) {
    return tail.location == location && tail.practitioner == practitioner &&
           same_people(tail.assignments, assignments);
  });
  if (known != tails_.rend()) return known->text;
  if (tails_.size() == kTailsMax) tails_.erase(tails_.begin());
  tails_.push_back({location, practitioner, assignments,
                    tail_text(clinic_, location, practitioner, assignments)});
  return tails_.back().text;
}

void PlaceText::append(std::string& out, Interval const& time, LocationId const& location,
                       std::optional<ResourceId> const& practitioner,
                       std::vector<Assignment> const& assignments) {
  auto& clock = clock_of(location);
  out.append("\"start\":\"").append(clock.of(time.start));
  out.append("\",\"end\":\"").append(clock.of(time.end)).append("\",");
  out.append(tail(location, practitioner, assignments));
}

void PlaceText::append(std::string& out, scheduling::Opening const& opening) {
  out += '{';
  append(out, opening.time, opening.location, opening.practitioner, opening.assignments);
  if (!opening.unmet.empty()) {
    out += ",\"unmet\":[";
    for (auto const& trait : opening.unmet) {
      if (&trait != &opening.unmet.front()) out += ',';
      out += quoted(trait.key + ":" + trait.value);
    }
    out += ']';
  }
  if (opening.overbooked) out += ",\"overbooked\":true";
  out += '}';
}

}  // namespace plexus::api
