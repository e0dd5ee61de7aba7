// SQL of resources: the row itself, then what hangs on it, a table each.
#include <unordered_map>

#include "backend/store/catalogue_rows.hpp"
#include "backend/store/catalogue_store.hpp"

namespace plexus::store {
namespace {

/// Resources by key, for the tables that hang on them; rows of patients find nobody.
class Owners {
 public:
  explicit Owners(std::vector<Resource>& resources) {
    for (Resource& resource : resources) by_key_.emplace(value_of(resource.key), &resource);
  }
  template <class Read>
  void each(Rows rows, Read&& read) const {
    for (Row& row : rows) {
      auto const owner = by_key_.find(row.integer());
      if (owner != by_key_.end()) read(row, *owner->second);
    }
  }

 private:
  std::unordered_map<std::int64_t, Resource*> by_key_;
};

void read_hours(Row& row, Resource& resource) {
  WeeklyHours hours;
  hours.location = row.id<LocationId>();
  hours.day = std::chrono::weekday(static_cast<unsigned>(row.integer()));
  hours.start_minute = row.number();
  hours.end_minute = row.number();
  hours.valid_from = row.maybe_date();
  hours.valid_to = row.maybe_date();
  resource.hours.push_back(hours);
}

void read_exception(Row& row, Resource& resource) {
  DateException exception;
  exception.location = row.maybe_id<LocationId>();
  exception.date = row.date();
  exception.open = row.flag();
  exception.start_minute = row.number();
  exception.end_minute = row.number();
  resource.exceptions.push_back(exception);
}

void read_recurring(Row& row, Resource& resource) {
  RecurringException recurring;
  recurring.location = row.maybe_id<LocationId>();
  recurring.start = row.date();
  recurring.rule = row.text();
  recurring.except = split_words(row.text());
  recurring.open = row.flag();
  recurring.start_minute = row.number();
  recurring.end_minute = row.number();
  recurring.note = row.text();
  resource.recurring.push_back(std::move(recurring));
}

void insert_roles_and_traits(Session& session, ResourceKey key, Resource const& resource) {
  Values roles;
  int position = 0;
  for (RoleCode const& role : resource.roles) {
    roles.insert(roles.end(), {Value(key), Value(position++), Value(role)});
  }
  insert_rows(session, "resource_role (resource_key, position, role)", 3, roles);

  Values traits;
  position = 0;
  for (Trait const& trait : resource.traits) {
    traits.insert(traits.end(),
                  {Value(key), Value(position++), Value(trait.key), Value(trait.value)});
  }
  insert_rows(session, "resource_trait (resource_key, position, trait, value)", 4, traits);
}

void insert_times(Session& session, ResourceKey key, Resource const& resource) {
  Values hours;
  int position = 0;
  for (WeeklyHours const& one : resource.hours) {
    hours.insert(hours.end(),
                 {Value(key), Value(position++), Value(one.location),
                  Value(static_cast<int>(one.day.c_encoding())), Value(one.start_minute),
                  Value(one.end_minute), Value(one.valid_from), Value(one.valid_to)});
  }
  insert_rows(session,
              "resource_hours (resource_key, position, location_id, weekday, start_minute, "
              "end_minute, valid_from, valid_to)",
              8, hours);

  Values exceptions;
  position = 0;
  for (DateException const& one : resource.exceptions) {
    exceptions.insert(exceptions.end(),
                      {Value(key), Value(position++), Value(one.location), Value(one.date),
                       Value(one.open), Value(one.start_minute), Value(one.end_minute)});
  }
  insert_rows(session,
              "resource_exception (resource_key, position, location_id, on_date, is_open, "
              "start_minute, end_minute)",
              7, exceptions);

  Values recurring;
  position = 0;
  for (RecurringException const& one : resource.recurring) {
    recurring.insert(recurring.end(),
                     {Value(key), Value(position++), Value(one.location), Value(one.start),
                      Value(one.rule), Value(joined(one.except)), Value(one.open),
                      Value(one.start_minute), Value(one.end_minute), Value(one.note)});
  }
  insert_rows(session,
              "resource_recurring (resource_key, position, location_id, start_date, rule, "
              "except_dates, is_open, start_minute, end_minute, note)",
              10, recurring);
}

}  // namespace

std::vector<Resource> read_resources(Session& session) {
  std::vector<Resource> resources;
  for (Row& row :
       session.select("SELECT resource_key, resource_id, kind, name, location_id, languages, "
                      "capacity, overbook_max, active FROM resource WHERE kind <> 'patient' "
                      "ORDER BY resource_key")) {
    Resource resource;
    resource.key = row.key();
    resource.id = row.id<ResourceId>();
    resource.kind = row.word<ResourceKind>();
    resource.name = row.text();
    resource.location = row.maybe_id<LocationId>();
    resource.languages = split_words(row.text());
    resource.capacity = row.number();
    resource.overbook_max = row.number();
    resource.active = row.flag();
    resources.push_back(std::move(resource));
  }
  Owners const owners(resources);
  owners.each(session.select("SELECT resource_key, role FROM resource_role "
                             "ORDER BY resource_key, position"),
              [](Row& row, Resource& owner) { owner.roles.push_back(row.code<RoleCode>()); });
  owners.each(session.select("SELECT resource_key, trait, value FROM resource_trait "
                             "ORDER BY resource_key, position"),
              [](Row& row, Resource& owner) {
                std::string key = row.text();
                owner.traits.push_back({std::move(key), row.text()});
              });
  owners.each(session.select("SELECT resource_key, location_id, weekday, start_minute, end_minute, "
                             "valid_from, valid_to FROM resource_hours "
                             "ORDER BY resource_key, position"),
              read_hours);
  owners.each(session.select("SELECT resource_key, location_id, on_date, is_open, start_minute, "
                             "end_minute FROM resource_exception ORDER BY resource_key, position"),
              read_exception);
  owners.each(session.select("SELECT resource_key, location_id, start_date, rule, except_dates, "
                             "is_open, start_minute, end_minute, note FROM resource_recurring "
                             "ORDER BY resource_key, position"),
              read_recurring);
  return resources;
}

ResourceKey insert_resource(Session& session, Resource const& resource) {
  session.execute(
      "INSERT INTO resource (resource_id, kind, name, location_id, languages, capacity, "
      "overbook_max, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {resource.id, resource.kind, resource.name, resource.location, joined(resource.languages),
       resource.capacity, resource.overbook_max, resource.active});
  ResourceKey const key{session.last_key()};
  insert_roles_and_traits(session, key, resource);
  insert_times(session, key, resource);
  return key;
}

bool replace_resource(Session& session, Resource const& resource) {
  auto const changed = session.execute(
      "UPDATE resource SET name = ?, location_id = ?, languages = ?, capacity = ?, "
      "overbook_max = ?, active = ? WHERE resource_key = ?",
      {resource.name, resource.location, joined(resource.languages), resource.capacity,
       resource.overbook_max, resource.active, resource.key});
  if (changed == 0) return false;
  for (char const* const table : {"resource_role", "resource_trait", "resource_hours",
                                  "resource_exception", "resource_recurring"}) {
    session.execute("DELETE FROM " + std::string(table) + " WHERE resource_key = ?",
                    {resource.key});
  }
  insert_roles_and_traits(session, resource.key, resource);
  insert_times(session, resource.key, resource);
  return true;
}

}  // namespace plexus::store
