// The clock is an argument, so that tests and replays choose the time.
#pragma once

#include "schema/model/time.hpp"

namespace plexus {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

}  // namespace plexus
