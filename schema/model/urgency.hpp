// How soon. Source: HL7 FHIR request-priority; the limits come from the protocol.
#pragma once

#include "schema/model/code.hpp"

namespace plexus {

/// Ordered: a greater value is more urgent, so levels compare with < and max.
enum class Urgency { routine, urgent, asap, stat };

template <>
struct CodeWords<Urgency> {
  static constexpr std::array<std::pair<Urgency, std::string_view>, 4> words{{
      {Urgency::routine, "routine"},
      {Urgency::urgent, "urgent"},
      {Urgency::asap, "asap"},
      {Urgency::stat, "stat"},
  }};
};

}  // namespace plexus
