// Into the outbox.
#include "backend/app/tell.hpp"

#include <boost/json.hpp>

#include "backend/auth/random.hpp"
#include "backend/store/message_store.hpp"

namespace plexus::app {

void tell(store::Session& session, Services const& services, Caller const& caller,
          Message const& message) {
  boost::json::object detail;
  for (auto const& [name, value] : message.detail) detail[name] = value;
  store::MessageRecord record{.kind = std::string(to_word(message.kind)),
                              .patient = message.patient,
                              .booking = message.booking,
                              .detail_json = boost::json::serialize(detail),
                              .request_id = caller.request_id,
                              .created_at = services.clock.now()};
  auth::assign_random(record.id, record.created_at);
  store::insert_message(session, record);
}

}  // namespace plexus::app
