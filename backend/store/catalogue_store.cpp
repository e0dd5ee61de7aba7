// SQL of sites, their closures and the ways between them; the catalogue as a whole.
#include "backend/store/catalogue_store.hpp"

#include "backend/store/catalogue_rows.hpp"

namespace plexus::store {
namespace {

std::vector<Location> read_locations(Session& session) {
  std::vector<Location> locations;
  for (Row& row : session.select("SELECT location_id, name, zone, address, phone FROM location "
                                 "ORDER BY position, location_id")) {
    Location location;
    location.id = row.id<LocationId>();
    location.name = row.text();
    location.zone = row.text();
    location.address = row.text();
    location.phone = row.text();
    locations.push_back(std::move(location));
  }
  return locations;
}

std::vector<Closure> read_closures(Session& session) {
  std::vector<Closure> closures;
  for (Row& row : session.select(
           "SELECT location_id, on_date, name FROM closure ORDER BY location_id, on_date")) {
    Closure closure;
    closure.location = row.id<LocationId>();
    closure.date = row.date();
    closure.name = row.text();
    closures.push_back(std::move(closure));
  }
  return closures;
}

std::vector<TravelTime> read_travel_times(Session& session) {
  std::vector<TravelTime> times;
  for (Row& row : session.select("SELECT from_location, to_location, minutes FROM travel_time "
                                 "ORDER BY from_location, to_location")) {
    TravelTime time;
    time.from = row.id<LocationId>();
    time.to = row.id<LocationId>();
    time.minutes = row.minutes();
    times.push_back(time);
  }
  return times;
}

}  // namespace

std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

std::vector<std::string> split_words(std::string const& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    auto const comma = std::min(text.find(',', at), text.size());
    words.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return words;
}

void insert_rows(Session& session, std::string const& into, std::size_t columns,
                 Values const& values) {
  if (values.empty()) return;
  session.execute("INSERT INTO " + into + " VALUES " + mark_rows(values.size() / columns, columns),
                  values);
}

Catalogue load_catalogue(Session& session) {
  // A service is written in several statements, and read in several: in between somebody may write.
  return session.as_of_one_moment([&] {
    return Catalogue{read_locations(session), read_resources(session), read_services(session),
                     read_closures(session), read_travel_times(session)};
  });
}

void insert_location(Session& session, Location const& location, int position) {
  session.execute(
      "INSERT INTO location (location_id, position, name, zone, address, phone) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      {location.id, position, location.name, location.zone, location.address, location.phone});
}

bool replace_location(Session& session, Location const& location) {
  return session.execute(
             "UPDATE location SET name = ?, zone = ?, address = ?, phone = ? "
             "WHERE location_id = ?",
             {location.name, location.zone, location.address, location.phone, location.id}) > 0;
}

void insert_closure(Session& session, Closure const& closure) {
  session.execute("INSERT INTO closure (location_id, on_date, name) VALUES (?, ?, ?)",
                  {closure.location, closure.date, closure.name});
}

void replace_closures(Session& session, LocationId const& location,
                      std::span<Closure const> closures) {
  session.execute("DELETE FROM closure WHERE location_id = ?", {location});
  for (Closure const& closure : closures) insert_closure(session, closure);
}

void replace_travel_times(Session& session, std::span<TravelTime const> times) {
  session.execute("DELETE FROM travel_time WHERE minutes >= 0");
  Values values;
  for (TravelTime const& time : times) {
    values.insert(values.end(), {Value(time.from), Value(time.to), Value(time.minutes)});
  }
  insert_rows(session, "travel_time (from_location, to_location, minutes)", 3, values);
}

}  // namespace plexus::store
