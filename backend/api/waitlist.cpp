// Those who wait: joining, looking, answering offers, leaving; and what staff see of freed time.
#include "backend/app/waitlist.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/handlers.hpp"
#include "backend/api/page.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/waitlist_json.hpp"

namespace plexus::api {
namespace {

constexpr int kSkipsShown = 50;

WaitlistId id_of(http::Request const& request) {
  return WaitlistId::parse(request.path_parameter("id")).value_or(WaitlistId{});
}

OfferId offer_of(http::Request const& request) {
  return OfferId::parse(request.path_parameter("offer")).value_or(OfferId{});
}

/// The entry with its offers; staff see what it was passed over for, too.
json::object whole_entry(store::Session& session, app::Clinic const& clinic,
                         store::WaitlistRecord const& record, bool staff) {
  auto out = entry_json(clinic, record, false);
  json::array offers;
  for (auto const& offer : store::offers_of(session, record.entry.id)) {
    auto const hold =
        offer.state == OfferState::offered ? store::find_hold(session, offer.hold) : std::nullopt;
    offers.push_back(offer_json(clinic, offer, hold));
  }
  out["offers"] = std::move(offers);
  if (!staff) return out;
  json::array skipped;
  for (auto const& [freed, skip] : store::skips_of(session, record.entry.id, kSkipsShown)) {
    skipped.push_back(json::object{{"freed", freed.text()},
                                   {"reason", to_word(skip.why)},
                                   {"at", clinic.local_text(skip.at)}});
  }
  out["skipped"] = std::move(skipped);
  return out;
}

Reply reply_of(store::Session& session, Context const& context, http::Request const& request,
               store::WaitlistRecord const& record) {
  bool const staff = caller_of(request).staff.has_value();
  return {.body = whole_entry(session, *context.services.clinics.current(), record, staff),
          .etag = etag_of(record.entry.version)};
}

template <class Id>
json::value cursor_of(Instant at, Id const& id) {
  return json::value(make_cursor({std::to_string(at.time_since_epoch().count()), id.str()}));
}

template <class Id>
std::optional<std::pair<Instant, Id>> read_place(QueryReader& query) {
  auto const place = read_cursor_after(query);
  if (!place) return std::nullopt;
  return std::pair(place->first, Id::parse(place->second.text()).value_or(Id{}));
}

}  // namespace

http::Response post_waitlist(Context& context, http::Request const& request) {
  auto const command = read_body<app::WaitCommand>(request, read_waiting);
  auto const caller = caller_of(request);
  auto const work = [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    if (!command) return command.error();
    if (!caller.staff && (command->deadline || command->urgency || command->patient.id)) {
      return Error{Errc::sign_in, "only staff may ask for this"};
    }
    auto const record = app::join_waitlist(session, context.services, caller, *command);
    if (!record) return record.error();
    auto const id = record->entry.id.str();
    Reply reply{.status = 201,
                .body = entry_json(*context.services.clinics.current(), *record, true),
                .etag = etag_of(record->entry.version),
                .location = "/api/v1/waitlist/" + id};
    reply.tokens.push_back({"token", auth::TokenKind::waitlist, id, record->salt});
    return reply;
  };
  return once(context, request, work);
}

http::Response list_waitlist(Context& context, http::Request const& request) {
  QueryReader query(request, {"state", "service", "urgency", "intake", "limit", "cursor"});
  store::WaitlistFilter filter;
  for (auto const& word : query.all("state")) {
    auto const state = from_word<WaitState>(word);
    if (state) {
      filter.states.push_back(*state);
    } else {
      query.fault("state", "is not one of the states");
    }
  }
  if (auto const service = query.text("service")) filter.service = ServiceCode(*service);
  if (auto const word = query.text("urgency")) {
    filter.urgency = from_word<Urgency>(*word);
    if (!filter.urgency) query.fault("urgency", "is not one of the levels");
  }
  filter.intake = query.id<IntakeTag>("intake");
  auto const limit =
      static_cast<std::size_t>(query.integer("limit", 1, kPageMax).value_or(kPageDefault));
  filter.limit = static_cast<int>(limit) + 1;
  filter.after = read_place<WaitlistId>(query);
  if (auto const error = query.error()) return http::problem_response(*error, request);
  auto const clinic = context.services.clinics.current();
  json::object out = context.services.database.read([&](store::Session& session) {
    auto records = store::list_waiting(session, filter);
    json::value next = nullptr;
    if (records.size() > limit) {
      records.resize(limit);
      auto const& last = records.back().entry;
      next = cursor_of(last.created_at, last.id);
    }
    json::array items;
    for (auto const& record : records) {
      items.push_back(whole_entry(session, *clinic, record, true));
    }
    return json::object{{"items", std::move(items)}, {"next", next}};
  });
  return http::json_response(200, json::serialize(out));
}

http::Response get_waitlist_entry(Context& context, http::Request const& request) {
  auto const reply = context.services.database.read([&](store::Session& session) -> Result<Reply> {
    auto const record = store::find_waiting(session, id_of(request));
    if (!record) return Error{Errc::not_found, "there is no such entry"};
    return reply_of(session, context, request, *record);
  });
  if (!reply) return http::problem_response(reply.error(), request);
  return to_response(context, *reply);
}

http::Response delete_waitlist_entry(Context& context, http::Request const& request) {
  auto const left = context.services.database.write([&](store::Session& session) {
    return app::leave_waitlist(session, context.services, caller_of(request), id_of(request));
  });
  if (!left) return http::problem_response(left.error(), request);
  return http::no_content();
}

http::Response accept_waitlist_offer(Context& context, http::Request const& request) {
  auto const work = [&](store::Session& session, app::Attempt& attempt) -> Result<Reply> {
    auto const accepted = app::accept_offer(session, context.services, caller_of(request),
                                            id_of(request), offer_of(request), attempt);
    if (!accepted) return accepted.error();
    auto const clinic = context.services.clinics.current();
    auto reply = reply_of(session, context, request, accepted->entry);
    if (accepted->booking) {
      auto const& booking = accepted->booking->booking;
      reply.body["booking"] = booking_json(*clinic, booking, false);
      reply.body["manage_token"] = nullptr;
      reply.tokens.push_back(
          {"manage_token", auth::TokenKind::booking, booking.id.str(), accepted->booking->salt});
    } else {
      reply.body["moved"] = appointment_json(*clinic, *accepted->moved);
    }
    return reply;
  };
  return once(context, request, work);
}

http::Response decline_waitlist_offer(Context& context, http::Request const& request) {
  auto const work = [&](store::Session& session, app::Attempt&) -> Result<Reply> {
    auto const record = app::decline_offer(session, context.services, caller_of(request),
                                           id_of(request), offer_of(request));
    if (!record) return record.error();
    return reply_of(session, context, request, *record);
  };
  return once(context, request, work);
}

http::Response list_freed(Context& context, http::Request const& request) {
  QueryReader query(request, {"location", "limit", "cursor"});
  store::FreedFilter filter;
  filter.location = query.id<LocationTag>("location");
  auto const limit =
      static_cast<std::size_t>(query.integer("limit", 1, kPageMax).value_or(kPageDefault));
  filter.limit = static_cast<int>(limit) + 1;
  filter.before = read_place<FreedId>(query);
  if (auto const error = query.error()) return http::problem_response(*error, request);
  auto const clinic = context.services.clinics.current();
  json::object out = context.services.database.read([&](store::Session& session) {
    auto stretches = store::list_freed(session, filter);
    json::value next = nullptr;
    if (stretches.size() > limit) {
      stretches.resize(limit);
      next = cursor_of(stretches.back().noticed_at, stretches.back().id);
    }
    json::array items;
    for (auto const& freed : stretches) {
      auto item = freed_json(*clinic, freed);
      json::array skipped;
      for (auto const& skip : store::skips_of(session, freed.id)) {
        skipped.push_back(json::object{{"entry", skip.entry.text()},
                                       {"reason", to_word(skip.why)},
                                       {"at", clinic->local_text(skip.at)}});
      }
      json::array offered;
      for (auto const& [entry, state] : store::offers_for(session, freed.id)) {
        offered.push_back(json::object{{"entry", entry.text()}, {"state", to_word(state)}});
      }
      item["offered"] = std::move(offered);
      item["skipped"] = std::move(skipped);
      items.push_back(std::move(item));
    }
    return json::object{{"items", std::move(items)}, {"next", next}};
  });
  return http::json_response(200, json::serialize(out));
}

}  // namespace plexus::api
