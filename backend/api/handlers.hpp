// Every handler, one for each operation of schema/openapi/plexus.yaml, named alike.
// A handler reads, calls one use case and writes; rules live in app, shapes in *_json.
#pragma once

#include <optional>

#include "backend/api/context.hpp"
#include "backend/http/request.hpp"
#include "backend/http/response.hpp"

namespace plexus::api {

using HandlerOf = http::Response (*)(Context&, http::Request const&);
using AtOnceOf = std::optional<http::Response> (*)(Context&, http::Request const&);

// intakes.cpp
http::Response post_intake(Context& context, http::Request const& request);
http::Response get_intake(Context& context, http::Request const& request);
http::Response patch_intake(Context& context, http::Request const& request);

// explanations.cpp
http::Response get_explanation(Context& context, http::Request const& request);
http::Response get_handover(Context& context, http::Request const& request);

// protocols.cpp
http::Response list_protocols(Context& context, http::Request const& request);
http::Response get_protocol(Context& context, http::Request const& request);

// catalogue.cpp
http::Response list_services(Context& context, http::Request const& request);
http::Response list_locations(Context& context, http::Request const& request);
http::Response list_practitioners(Context& context, http::Request const& request);
http::Response list_resources(Context& context, http::Request const& request);

// slots.cpp
http::Response list_slots(Context& context, http::Request const& request);
std::optional<http::Response> list_slots_at_once(Context& context, http::Request const& request);
http::Response search_itineraries(Context& context, http::Request const& request);

// series.cpp
http::Response search_series(Context& context, http::Request const& request);

// walk_ins.cpp
http::Response search_walk_ins(Context& context, http::Request const& request);

// holds.cpp
http::Response post_hold(Context& context, http::Request const& request);
http::Response get_hold(Context& context, http::Request const& request);
http::Response delete_hold(Context& context, http::Request const& request);
http::Response extend_hold(Context& context, http::Request const& request);

// bookings.cpp
http::Response post_booking(Context& context, http::Request const& request);
http::Response get_booking(Context& context, http::Request const& request);
http::Response cancel_booking(Context& context, http::Request const& request);

// waitlist.cpp
http::Response post_waitlist(Context& context, http::Request const& request);
http::Response list_waitlist(Context& context, http::Request const& request);
http::Response list_freed(Context& context, http::Request const& request);
http::Response get_waitlist_entry(Context& context, http::Request const& request);
http::Response delete_waitlist_entry(Context& context, http::Request const& request);
http::Response accept_waitlist_offer(Context& context, http::Request const& request);
http::Response decline_waitlist_offer(Context& context, http::Request const& request);

// breaches.cpp
http::Response list_breaches(Context& context, http::Request const& request);

// callbacks.cpp
http::Response post_callback(Context& context, http::Request const& request);
http::Response list_callbacks(Context& context, http::Request const& request);
http::Response claim_callback(Context& context, http::Request const& request);
http::Response release_callback(Context& context, http::Request const& request);
http::Response finish_callback(Context& context, http::Request const& request);

// appointments.cpp
http::Response list_appointments(Context& context, http::Request const& request);
http::Response get_appointment(Context& context, http::Request const& request);
http::Response reschedule_appointment(Context& context, http::Request const& request);
http::Response cancel_appointment(Context& context, http::Request const& request);
http::Response set_appointment_status(Context& context, http::Request const& request);

// visit_gates.cpp
http::Response get_gates(Context& context, http::Request const& request);
http::Response answer_gate(Context& context, http::Request const& request);
http::Response decide_gate(Context& context, http::Request const& request);
http::Response substitute_appointment(Context& context, http::Request const& request);
http::Response list_gates(Context& context, http::Request const& request);

// admin_sites.cpp
http::Response list_admin_locations(Context& context, http::Request const& request);
http::Response get_admin_location(Context& context, http::Request const& request);
http::Response post_admin_location(Context& context, http::Request const& request);
http::Response put_admin_location(Context& context, http::Request const& request);
http::Response get_admin_closures(Context& context, http::Request const& request);
http::Response put_admin_closures(Context& context, http::Request const& request);
http::Response import_admin_closures(Context& context, http::Request const& request);
http::Response get_admin_travel_times(Context& context, http::Request const& request);
http::Response put_admin_travel_times(Context& context, http::Request const& request);

// admin_resources.cpp
http::Response list_admin_resources(Context& context, http::Request const& request);
http::Response get_admin_resource(Context& context, http::Request const& request);
http::Response post_admin_resource(Context& context, http::Request const& request);
http::Response put_admin_resource(Context& context, http::Request const& request);

// admin_services.cpp
http::Response list_admin_services(Context& context, http::Request const& request);
http::Response get_admin_service(Context& context, http::Request const& request);
http::Response post_admin_service(Context& context, http::Request const& request);
http::Response put_admin_service(Context& context, http::Request const& request);

// admin_stranded.cpp
http::Response list_stranded(Context& context, http::Request const& request);

// batches.cpp
http::Response post_batch(Context& context, http::Request const& request);
http::Response get_batch(Context& context, http::Request const& request);
http::Response patch_batch(Context& context, http::Request const& request);
http::Response apply_batch(Context& context, http::Request const& request);
http::Response undo_batch(Context& context, http::Request const& request);

// session.cpp
http::Response post_session(Context& context, http::Request const& request);
http::Response get_session(Context& context, http::Request const& request);
http::Response delete_session(Context& context, http::Request const& request);

// operation.cpp
http::Response get_openapi(Context& context, http::Request const& request);
http::Response get_healthz(Context& context, http::Request const& request);
http::Response get_readyz(Context& context, http::Request const& request);
http::Response get_metrics(Context& context, http::Request const& request);

}  // namespace plexus::api
