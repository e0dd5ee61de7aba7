// Which token opens which object. Wrong, missing and "no such thing" are one answer, so that
// nobody learns what exists.
#pragma once

#include <string>
#include <string_view>

#include "backend/app/services.hpp"

namespace plexus::app {

/// Each is true when `id` names an existing object and `token` is its own.
/// Cost: one read by primary key.
bool opens_intake(store::Session& session, Services const& services, std::string_view id,
                  std::string_view token);
bool opens_hold(store::Session& session, Services const& services, std::string_view id,
                std::string_view token);
bool opens_booking(store::Session& session, Services const& services, std::string_view id,
                   std::string_view token);
bool opens_waiting(store::Session& session, Services const& services, std::string_view id,
                   std::string_view token);
/// With the token of the booking that the appointment belongs to.
bool opens_appointment(store::Session& session, Services const& services, std::string_view id,
                       std::string_view token);

/// The one error of this file: 401, whatever was wrong.
Error not_proved();

}  // namespace plexus::app
