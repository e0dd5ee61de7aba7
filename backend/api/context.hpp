// What handlers get beside the request: the use cases' services and what the edge itself keeps.
#pragma once

#include <string>

#include "backend/app/bar_shelf.hpp"
#include "backend/app/once.hpp"
#include "backend/app/services.hpp"
#include "backend/http/metrics.hpp"
#include "backend/http/rate_limit.hpp"

namespace plexus::api {

/// References outlive the server. One for the whole process.
struct Context {
  app::Services services;
  app::RunningKeys& running;
  app::BarShelf& bars;            // of quotas, for lists of free times
  http::RateLimit& intake_rate;   // new intakes, by address
  http::RateLimit& sign_in_rate;  // tries of a password, by address
  http::RateLimit& hold_rate;     // holds and bookings of visitors, by address
  http::RateLimit& search_rate;   // searches and answers of visitors, by address
  http::Metrics& metrics;
  std::string openapi_yaml;  // served as it is
};

}  // namespace plexus::api
