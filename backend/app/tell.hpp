// One message to one patient for one command, in the transaction of what it tells. Sends nothing.
#pragma once

#include "backend/app/services.hpp"
#include "schema/model/message.hpp"

namespace plexus::app {

/// Puts the message into the outbox.
void tell(store::Session& session, Services const& services, Caller const& caller,
          Message const& message);

}  // namespace plexus::app
