// One row an operation. A test compares this table with schema/openapi/plexus.yaml.
#include "backend/api/routes.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"

namespace plexus::api {
namespace {

using http::Lane;
using http::Method;
using http::Permission;
using http::RoleMask;

constexpr RoleMask kNone = http::kNoRole;
constexpr RoleMask kDesk = http::kFrontDesk | http::kClinician | http::kAdmin;  // who may change
constexpr RoleMask kAll = http::kAnyRole;                                       // who may read

/// What a row needs beside its path.
enum Flags : unsigned { plain = 0, writes = 1, keyed = 3 };  // keyed: a write with Idempotency-Key

/// What a body is, where it is not JSON of the usual size.
struct Body {
  std::string_view media_type = "application/json";
  std::size_t bytes_max = 65'536;
};

struct Row {
  Method method;
  std::string_view pattern;
  std::string_view operation;
  Permission permission;
  RoleMask roles;
  Lane lane;
  Flags flags;
  HandlerOf handler;
  Body body = {};
  AtOnceOf at_once = nullptr;  // for visitors, of whom the gate asks the database nothing
};

constexpr auto kGet = Method::get;
constexpr auto kPost = Method::post;
constexpr auto kOpen = Permission::public_;
constexpr auto kIntake = Permission::intake_token;
constexpr auto kHold = Permission::hold_token;
constexpr auto kBooking = Permission::booking_token;
constexpr auto kWaiting = Permission::waitlist_token;
constexpr auto kStaff = Permission::staff;
constexpr auto kDb = Lane::database;
constexpr auto kAdmin = http::kAdmin;
constexpr auto kPut = Method::put;
constexpr Body kLong{.bytes_max = 1'048'576};  // lists of years of days
constexpr Body kCalendar{.media_type = "text/calendar", .bytes_max = 1'048'576};
constexpr auto kHere = Lane::inline_;

// clang-format off
constexpr Row kRows[] = {
    {kPost, "/api/v1/intakes", "post_intake", kOpen, kNone, kDb, writes, post_intake},
    {kGet, "/api/v1/intakes/{id}", "get_intake", kIntake, kDesk, kDb, plain, get_intake},
    {Method::patch, "/api/v1/intakes/{id}", "patch_intake", kIntake, kDesk, kDb, writes, patch_intake},
    {kGet, "/api/v1/intakes/{id}/explanation", "get_explanation", kIntake, kDesk, kDb, plain, get_explanation},
    {kGet, "/api/v1/intakes/{id}/handover", "get_handover", kIntake, kDesk, kDb, plain, get_handover},
    {kGet, "/api/v1/protocols", "list_protocols", kOpen, kNone, kHere, plain, list_protocols},
    {kGet, "/api/v1/protocols/{id}", "get_protocol", kOpen, kNone, kDb, plain, get_protocol},
    {kGet, "/api/v1/services", "list_services", kOpen, kNone, kHere, plain, list_services},
    {kGet, "/api/v1/locations", "list_locations", kOpen, kNone, kHere, plain, list_locations},
    {kGet, "/api/v1/practitioners", "list_practitioners", kOpen, kNone, kHere, plain, list_practitioners},
    {kGet, "/api/v1/resources", "list_resources", kOpen, kNone, kHere, plain, list_resources},
    {kGet, "/api/v1/slots", "list_slots", kOpen, kNone, kDb, plain, list_slots, {}, list_slots_at_once},
    {kPost, "/api/v1/itineraries/search", "search_itineraries", kOpen, kDesk, kDb, writes, search_itineraries},
    {kPost, "/api/v1/series/search", "search_series", kStaff, kDesk, kDb, writes, search_series},
    {kPost, "/api/v1/walk-ins/search", "search_walk_ins", kStaff, kDesk, kDb, writes, search_walk_ins},
    {kPost, "/api/v1/holds", "post_hold", kOpen, kDesk, kDb, keyed, post_hold},
    {kGet, "/api/v1/holds/{id}", "get_hold", kHold, kDesk, kDb, plain, get_hold},
    {Method::delete_, "/api/v1/holds/{id}", "delete_hold", kHold, kDesk, kDb, writes, delete_hold},
    {kPost, "/api/v1/holds/{id}/extend", "extend_hold", kHold, kDesk, kDb, keyed, extend_hold},
    {kPost, "/api/v1/bookings", "post_booking", kOpen, kDesk, kDb, keyed, post_booking},
    {kGet, "/api/v1/bookings/{id}", "get_booking", kBooking, kAll, kDb, plain, get_booking},
    {kPost, "/api/v1/bookings/{id}/cancel", "cancel_booking", kBooking, kDesk, kDb, keyed, cancel_booking},
    {kGet, "/api/v1/appointments", "list_appointments", kStaff, kAll, kDb, plain, list_appointments},
    {kGet, "/api/v1/appointments/{id}", "get_appointment", kBooking, kAll, kDb, plain, get_appointment},
    {kPost, "/api/v1/appointments/{id}/reschedule", "reschedule_appointment", kBooking, kDesk, kDb, keyed, reschedule_appointment},
    {kPost, "/api/v1/appointments/{id}/cancel", "cancel_appointment", kBooking, kDesk, kDb, keyed, cancel_appointment},
    {kPost, "/api/v1/appointments/{id}/status", "set_appointment_status", kStaff, kDesk, kDb, keyed, set_appointment_status},
    {kGet, "/api/v1/appointments/{id}/gates", "get_gates", kBooking, kAll, kDb, plain, get_gates},
    {kPost, "/api/v1/appointments/{id}/gates/{gate}/answers", "answer_gate", kBooking, kDesk, kDb, keyed, answer_gate},
    {kPost, "/api/v1/appointments/{id}/gates/{gate}/clear", "decide_gate", kStaff, http::kFrontDesk | http::kClinician, kDb, keyed, decide_gate},
    {kPost, "/api/v1/appointments/{id}/substitute", "substitute_appointment", kBooking, kDesk, kDb, keyed, substitute_appointment},
    {kGet, "/api/v1/worklists/gates", "list_gates", kStaff, kAll, kDb, plain, list_gates},
    {kPost, "/api/v1/waitlist", "post_waitlist", kOpen, kDesk, kDb, keyed, post_waitlist},
    {kGet, "/api/v1/waitlist", "list_waitlist", kStaff, kAll, kDb, plain, list_waitlist},
    {kGet, "/api/v1/waitlist/freed", "list_freed", kStaff, kAll, kDb, plain, list_freed},
    {kGet, "/api/v1/waitlist/{id}", "get_waitlist_entry", kWaiting, kAll, kDb, plain, get_waitlist_entry},
    {Method::delete_, "/api/v1/waitlist/{id}", "delete_waitlist_entry", kWaiting, kDesk, kDb, writes, delete_waitlist_entry},
    {kPost, "/api/v1/waitlist/{id}/offers/{offer}/accept", "accept_waitlist_offer", kWaiting, kDesk, kDb, keyed, accept_waitlist_offer},
    {kPost, "/api/v1/waitlist/{id}/offers/{offer}/decline", "decline_waitlist_offer", kWaiting, kDesk, kDb, keyed, decline_waitlist_offer},
    {kPost, "/api/v1/intakes/{id}/callback", "post_callback", kIntake, kDesk, kDb, keyed, post_callback},
    {kGet, "/api/v1/worklists/breaches", "list_breaches", kStaff, kDesk, kDb, plain, list_breaches},
    {kGet, "/api/v1/worklists/callbacks", "list_callbacks", kStaff, kDesk, kDb, plain, list_callbacks},
    {kPost, "/api/v1/worklists/callbacks/{id}/claim", "claim_callback", kStaff, kDesk, kDb, keyed, claim_callback},
    {kPost, "/api/v1/worklists/callbacks/{id}/release", "release_callback", kStaff, kDesk, kDb, keyed, release_callback},
    {kPost, "/api/v1/worklists/callbacks/{id}/done", "finish_callback", kStaff, kDesk, kDb, keyed, finish_callback},
    {kGet, "/api/v1/admin/locations", "list_admin_locations", kStaff, kAdmin, kDb, plain, list_admin_locations},
    {kPost, "/api/v1/admin/locations", "post_admin_location", kStaff, kAdmin, kDb, writes, post_admin_location},
    {kGet, "/api/v1/admin/locations/{id}", "get_admin_location", kStaff, kAdmin, kDb, plain, get_admin_location},
    {kPut, "/api/v1/admin/locations/{id}", "put_admin_location", kStaff, kAdmin, kDb, writes, put_admin_location},
    {kGet, "/api/v1/admin/locations/{id}/closures", "get_admin_closures", kStaff, kAdmin, kDb, plain, get_admin_closures},
    {kPut, "/api/v1/admin/locations/{id}/closures", "put_admin_closures", kStaff, kAdmin, kDb, writes, put_admin_closures, kLong},
    {kPost, "/api/v1/admin/locations/{id}/closures/import", "import_admin_closures", kStaff, kAdmin, kDb, writes, import_admin_closures, kCalendar},
    {kGet, "/api/v1/admin/resources", "list_admin_resources", kStaff, kAdmin, kDb, plain, list_admin_resources},
    {kPost, "/api/v1/admin/resources", "post_admin_resource", kStaff, kAdmin, kDb, writes, post_admin_resource, kLong},
    {kGet, "/api/v1/admin/resources/{id}", "get_admin_resource", kStaff, kAdmin, kDb, plain, get_admin_resource},
    {kPut, "/api/v1/admin/resources/{id}", "put_admin_resource", kStaff, kAdmin, kDb, writes, put_admin_resource, kLong},
    {kGet, "/api/v1/admin/services", "list_admin_services", kStaff, kAdmin, kDb, plain, list_admin_services},
    {kPost, "/api/v1/admin/services", "post_admin_service", kStaff, kAdmin, kDb, writes, post_admin_service},
    {kGet, "/api/v1/admin/services/{id}", "get_admin_service", kStaff, kAdmin, kDb, plain, get_admin_service},
    {kPut, "/api/v1/admin/services/{id}", "put_admin_service", kStaff, kAdmin, kDb, writes, put_admin_service},
    {kGet, "/api/v1/admin/travel-times", "get_admin_travel_times", kStaff, kAdmin, kDb, plain, get_admin_travel_times},
    {kPut, "/api/v1/admin/travel-times", "put_admin_travel_times", kStaff, kAdmin, kDb, writes, put_admin_travel_times},
    {kGet, "/api/v1/admin/stranded", "list_stranded", kStaff, kAdmin | http::kFrontDesk, kDb, plain, list_stranded},
    {kPost, "/api/v1/batches", "post_batch", kStaff, kAdmin | http::kFrontDesk, kDb, keyed, post_batch},
    {kGet, "/api/v1/batches/{id}", "get_batch", kStaff, kAdmin | http::kFrontDesk, kDb, plain, get_batch},
    {Method::patch, "/api/v1/batches/{id}", "patch_batch", kStaff, kAdmin | http::kFrontDesk, kDb, keyed, patch_batch, kLong},
    {kPost, "/api/v1/batches/{id}/apply", "apply_batch", kStaff, kAdmin | http::kFrontDesk, kDb, keyed, apply_batch},
    {kPost, "/api/v1/batches/{id}/undo", "undo_batch", kStaff, kAdmin | http::kFrontDesk, kDb, keyed, undo_batch},
    {kPost, "/api/v1/session", "post_session", kOpen, kNone, Lane::password, plain, post_session},
    {kGet, "/api/v1/session", "get_session", kStaff, kAll, kDb, plain, get_session},
    {Method::delete_, "/api/v1/session", "delete_session", kStaff, kAll, kDb, writes, delete_session},
    {kGet, "/api/v1/openapi.yaml", "get_openapi", kOpen, kNone, kHere, plain, get_openapi},
    {kGet, "/healthz", "get_healthz", kOpen, kNone, kHere, plain, get_healthz},
    {kGet, "/readyz", "get_readyz", kOpen, kNone, kDb, plain, get_readyz},
    {kGet, "/metrics", "get_metrics", kOpen, kNone, kHere, plain, get_metrics},
};
// clang-format on

}  // namespace

std::vector<http::Route> make_routes(Context* context) {
  std::vector<http::Route> routes;
  for (auto const& row : kRows) {
    http::Route route;
    route.method = row.method;
    route.pattern = row.pattern;
    route.operation = row.operation;
    route.permission = row.permission;
    route.roles = row.roles;
    route.lane = row.lane;
    route.csrf = (row.flags & writes) != 0;
    route.idempotent = row.flags == keyed;
    route.consumes = row.body.media_type;
    route.body_bytes_max = row.body.bytes_max;
    route.handler = [context, handler = row.handler](http::Request const& request) {
      return handler(*context, request);
    };
    if (row.at_once != nullptr) {
      route.at_once = {comes_alone, [context, at_once = row.at_once](http::Request const& request) {
                         return at_once(*context, request);
                       }};
    }
    if (row.operation == "get_openapi" || row.operation == "get_metrics") route.produces = "";
    routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace plexus::api
