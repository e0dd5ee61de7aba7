// Seeding in one unit of work: looked at, filled and marked, or left alone.
#include "backend/demo/seed.hpp"

#include <map>
#include <utility>
#include <vector>

#include "backend/auth/password.hpp"
#include "backend/auth/random.hpp"
#include "backend/demo/clinic.hpp"
#include "backend/demo/visits.hpp"
#include "backend/demo/write_bookings.hpp"
#include "backend/store/catalogue_store.hpp"
#include "backend/store/setting_store.hpp"
#include "backend/store/user_store.hpp"
#include "backend/time/tz_zone.hpp"

namespace plexus::demo {
namespace {

constexpr std::string_view kMarkName = "seeded_by";
constexpr std::string_view kMark = "demo";
constexpr std::uint64_t kSeed = 0x506C6578757344ULL;

enum class Found { empty, ours, foreign };

Found look_at(store::Session& session) {
  if (store::find_setting(session, kMarkName) == kMark) return Found::ours;
  return store::is_empty(session) ? Found::empty : Found::foreign;
}

Error refused() {
  return {Errc::invalid_input,
          "the database holds data that is not the demonstration's; use an empty one"};
}

/// All that is written, made before the transaction so that it stays short and can be run again.
struct Demonstration {
  Catalogue catalogue;
  std::vector<store::UserRecord> users;
  std::vector<DemoBooking> bookings;
  Draws draws{0};
  LocalDate today;
  Instant now;
};

ResourceId first_neurologist(Catalogue const& catalogue) {
  for (auto const& resource : catalogue.resources) {
    if (resource.roles.front().str() == "neurologist") return resource.id;
  }
  return {};
}

std::vector<store::UserRecord> staff_users(Catalogue const& catalogue, std::string const& password,
                                           Instant now) {
  auto const user = [&](char const* username, char const* name, UserRole role) {
    store::UserRecord record;
    auth::assign_random(record.user.id, now);
    record.user.username = username;
    record.user.name = name;
    record.user.roles = {role};
    record.password_hash = auth::hash_password(password);
    return record;
  };
  std::vector<store::UserRecord> users{
      user("frontdesk", "Robin Frontdesk", UserRole::front_desk),
      user("clinician", "Dr. Ilse Marchetti-Roy", UserRole::clinician),
      user("admin", "Kim Admin", UserRole::admin),
      user("auditor", "Alex Auditor", UserRole::auditor)};
  users[1].user.practitioner = first_neurologist(catalogue);
  return users;
}

Demonstration make_demonstration(Clock const& clock, routing::Protocol const& protocol,
                                 std::string const& password) {
  Demonstration demo;
  demo.now = clock.now();
  auto const new_id = [&] { return auth::random_ulid(demo.now); };
  // The sites' zone is known only with the catalogue, and its holidays only with the date; a day
  // more or less does not matter to holidays.
  auto const utc_today = LocalDate{std::chrono::floor<std::chrono::days>(demo.now)};
  demo.catalogue = clinic_catalogue(protocol, utc_today, new_id);
  Zone const& zone = *time::find_zone(demo.catalogue.locations.front().zone).value();
  demo.today = zone.local_date(demo.now);
  demo.users = staff_users(demo.catalogue, password, demo.now);
  demo.draws = Draws(kSeed ^ static_cast<std::uint64_t>(
                                 std::chrono::sys_days{demo.today}.time_since_epoch().count()));
  demo.bookings = plan_bookings({demo.catalogue, zone, demo.now}, demo.draws);
  return demo;
}

/// Answers the database's key of each resource.
std::map<ResourceKey, ResourceKey> write_catalogue(store::Session& session,
                                                   Catalogue const& catalogue) {
  int position = 0;
  for (auto const& location : catalogue.locations) {
    store::insert_location(session, location, position++);
  }
  std::map<ResourceKey, ResourceKey> keys;
  for (auto const& resource : catalogue.resources) {
    keys.emplace(resource.key, store::insert_resource(session, resource));
  }
  position = 0;
  for (auto const& service : catalogue.services) {
    store::insert_service(session, service, position++);
  }
  for (auto const& closure : catalogue.closures) store::insert_closure(session, closure);
  store::replace_travel_times(session, catalogue.travel);
  return keys;
}

Result<SeedOutcome> write_all(store::Session& session, Demonstration const& demo,
                              gates::GateBook const& gates) {
  // Looked at again: another process may have been quicker.
  auto const found = look_at(session);
  if (found == Found::ours) return SeedOutcome{};
  if (found == Found::foreign) return refused();
  auto const keys = write_catalogue(session, demo.catalogue);
  for (auto const& user : demo.users) {
    if (auto const done = store::insert_user(session, user, demo.now); !done) return done.error();
  }
  app::Clinic const clinic(demo.catalogue);
  auto const appointments = write_bookings(session,
                                           {.bookings = demo.bookings,
                                            .keys = keys,
                                            .today = demo.today,
                                            .now = demo.now,
                                            .front_desk = demo.users.front().user.id.str(),
                                            .clinician = demo.users[1].user.id.str(),
                                            .gates = gates,
                                            .clinic = clinic},
                                           demo.draws);
  if (!appointments) return appointments.error();
  store::put_setting(session, kMarkName, kMark);
  return SeedOutcome{true, *appointments};
}

}  // namespace

Result<SeedOutcome> seed_demo(store::Database& database, Clock const& clock,
                              DemoKnowledge const& knowledge, std::string const& password) {
  auto const found = database.read(look_at);
  if (found == Found::ours) return SeedOutcome{};
  if (found == Found::foreign) return refused();
  if (password.empty() || password.size() > auth::kPasswordLengthMax) {
    return Error{Errc::invalid_input, "the demonstration password must have 1 to 128 bytes"};
  }
  auto const demo = make_demonstration(clock, knowledge.protocol, password);
  return database.write(
      [&](store::Session& session) { return write_all(session, demo, knowledge.gates); });
}

}  // namespace plexus::demo
