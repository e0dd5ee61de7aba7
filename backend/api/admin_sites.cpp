// Sites, the days they are closed and travel between them, for administrators.
#include "backend/app/admin_sites.hpp"

#include <algorithm>

#include "backend/api/admin_reply.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/json_values.hpp"
#include "backend/api/page.hpp"
#include "backend/auth/random.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {
namespace {

constexpr std::size_t kAddressCharsMax = 500;
constexpr std::size_t kClosureNameCharsMax = 200;
constexpr std::size_t kTravelTimesMax = 400;
constexpr std::int64_t kMinutesOfDay = 1440;
constexpr std::string_view kPath = "/api/v1/admin/locations";

LocationId id_of(http::Request const& request) {
  return LocationId::parse(request.path_parameter("id")).value_or(LocationId{});
}

json::object location_json(Location const& location) {
  return {{"id", location.id.text()},
          {"name", location.name},
          {"zone", location.zone},
          {"address", text_or_null(location.address)},
          {"phone", text_or_null(location.phone)}};
}

Location read_location(Reader& reader) {
  Location location;
  location.name = reader.required_name("name", kNameCharsMax);
  location.zone = reader.required_text("zone", kWordCharsMax);
  if (!reader.is_null("address")) {
    location.address = reader.text("address", kAddressCharsMax).value_or("");
  }
  if (!reader.is_null("phone")) location.phone = reader.text("phone", kPhoneCharsMax).value_or("");
  return location;
}

json::object location_answer(app::EditOutcome const& done) {
  auto const* location = done.clinic->location(*LocationId::parse(done.id));
  return {{"location", location_json(*location)}};
}

json::array closures_json(std::vector<Closure> closures) {
  std::sort(closures.begin(), closures.end(),
            [](Closure const& a, Closure const& b) { return a.date < b.date; });
  json::array list;
  for (auto const& one : closures) {
    list.push_back(json::object{{"date", format_date(one.date)}, {"name", one.name}});
  }
  return list;
}

json::object closures_of(app::Clinic const& clinic, LocationId const& location) {
  std::vector<Closure> own;
  for (auto const& one : clinic.catalogue().closures) {
    if (one.location == location) own.push_back(one);
  }
  return {{"location", location.text()}, {"closures", closures_json(std::move(own))}};
}

json::object closures_answer(app::EditOutcome const& done) {
  return closures_of(*done.clinic, *LocationId::parse(done.id));
}

std::vector<Closure> read_closures(Reader& reader, LocationId const& location) {
  read_own_id(reader, "location", location.text());
  reader.require("closures");
  std::vector<Closure> closures;
  reader.objects("closures", 0, app::kClosuresMax, [&](Reader& one) {
    one.require("date");
    closures.push_back({location, one.date("date").value_or(LocalDate{}),
                        one.required_name("name", kClosureNameCharsMax)});
  });
  return closures;
}

std::vector<TravelTime> read_travel(Reader& reader) {
  reader.require("travel_times");
  std::vector<TravelTime> travel;
  reader.objects("travel_times", 0, kTravelTimesMax, [&](Reader& one) {
    for (char const* const member : {"from", "to", "minutes"}) one.require(member);
    travel.push_back({one.id<LocationTag>("from").value_or(LocationId{}),
                      one.id<LocationTag>("to").value_or(LocationId{}),
                      Minutes{one.integer("minutes", 0, kMinutesOfDay).value_or(0)}});
  });
  return travel;
}

json::object travel_json(app::Clinic const& clinic) {
  json::array list;
  for (auto const& one : clinic.catalogue().travel) {
    list.push_back(json::object{
        {"from", one.from.text()}, {"to", one.to.text()}, {"minutes", one.minutes.count()}});
  }
  return {{"travel_times", std::move(list)}};
}

}  // namespace

http::Response list_admin_locations(Context& context, http::Request const& request) {
  auto const clinic = context.services.clinics.current();
  json::array all;
  for (auto const& one : clinic->catalogue().locations) all.push_back(location_json(one));
  return page_response(request, std::move(all));
}

http::Response get_admin_location(Context& context, http::Request const& request) {
  auto const id = id_of(request);
  return read_versioned(context, request, store::CataloguePart::location, id.str(),
                        [&](app::Clinic const& clinic) -> std::optional<json::object> {
                          auto const* location = clinic.location(id);
                          if (location == nullptr) return std::nullopt;
                          return location_json(*location);
                        });
}

http::Response post_admin_location(Context& context, http::Request const& request) {
  auto const body = read_body<Location>(request, read_location);
  auto const edit = edit_of(body, [&](Location location) {
    auth::assign_random(location.id, context.services.clock.now());
    return app::new_location(location);
  });
  return run_edit(context, request, EditKind::create, edit, location_answer, kPath);
}

http::Response put_admin_location(Context& context, http::Request const& request) {
  auto const id = id_of(request);
  auto const body = read_body<Location>(request, [&](Reader& reader) {
    read_own_id(reader, "id", id.text());
    return read_location(reader);
  });
  auto const edit = edit_of(body, [&](Location location) {
    location.id = id;
    return app::change_location(location);
  });
  return run_edit(context, request, EditKind::change, edit, location_answer, kPath);
}

http::Response get_admin_closures(Context& context, http::Request const& request) {
  auto const id = id_of(request);
  return read_versioned(context, request, store::CataloguePart::closures, id.str(),
                        [&](app::Clinic const& clinic) -> std::optional<json::object> {
                          if (clinic.location(id) == nullptr) return std::nullopt;
                          return closures_of(clinic, id);
                        });
}

http::Response put_admin_closures(Context& context, http::Request const& request) {
  auto const id = id_of(request);
  auto const body = read_body<std::vector<Closure>>(
      request, [&](Reader& reader) { return read_closures(reader, id); });
  auto const edit = edit_of(
      body, [&](std::vector<Closure> const& closures) { return app::set_closures(id, closures); });
  return run_edit(context, request, EditKind::change, edit, closures_answer, kPath);
}

http::Response import_admin_closures(Context& context, http::Request const& request) {
  auto const id = id_of(request);
  auto const named = app::read_closures(id, request.body, context.services.clock.now());
  auto const import = std::make_shared<app::ClosureImport>();
  auto const edit = edit_of(named, [&](std::vector<Closure> const& closures) {
    import->named = closures;
    return app::add_closures(id, import);
  });
  auto const answer = [&](app::EditOutcome const& done) {
    auto body = closures_answer(done);
    body["added"] = closures_json(import->added);
    body["kept"] = closures_json(import->kept);
    return body;
  };
  return run_edit(context, request, EditKind::change, edit, answer, kPath);
}

http::Response get_admin_travel_times(Context& context, http::Request const& request) {
  return read_versioned(context, request, store::CataloguePart::travel, std::string(app::kTravelId),
                        travel_json);
}

http::Response put_admin_travel_times(Context& context, http::Request const& request) {
  auto const body = read_body<std::vector<TravelTime>>(request, read_travel);
  auto const answer = [](app::EditOutcome const& done) { return travel_json(*done.clinic); };
  return run_edit(context, request, EditKind::change, edit_of(body, app::set_travel), answer,
                  kPath);
}

}  // namespace plexus::api
