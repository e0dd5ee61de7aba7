// Wire shapes of the waitlist.
#include "backend/api/waitlist_json.hpp"

#include "backend/api/json_values.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/api/visit_reader.hpp"
#include "backend/api/wish_reader.hpp"

namespace plexus::api {
namespace {

constexpr std::size_t kSitesMax = 20;
constexpr std::size_t kDaysMax = 92;

template <class SomeId>
json::value id_or_null(std::optional<SomeId> const& id) {
  return id ? json::value(id->text()) : json::value(nullptr);
}

json::object wishes_json(app::Clinic const& clinic, WaitWishes const& wishes) {
  json::array sites;
  for (auto const& site : wishes.sites) sites.emplace_back(site.text());
  json::array days;
  for (auto const& day : wishes.days_out) days.emplace_back(format_date(day));
  return {{"locations", std::move(sites)},
          {"parts_of_day", words_json(wishes.parts_of_day)},
          {"exclude_dates", std::move(days)},
          {"practitioner", id_or_null(wishes.practitioner)},
          {"not_before", wishes.not_before ? json::value(clinic.local_text(*wishes.not_before))
                                           : json::value(nullptr)}};
}

void read_days(Reader& reader, WaitWishes& wishes) {
  for (auto const& text : reader.texts("exclude_dates", 0, kDaysMax, 10)) {
    if (auto const date = parse_date(text)) {
      wishes.days_out.push_back(*date);
    } else {
      return reader.fault("exclude_dates", "must hold dates such as 2026-12-01");
    }
  }
}

WaitWishes read_wishes(Reader& reader) {
  WaitWishes wishes;
  for (auto const& text : reader.texts("locations", 0, kSitesMax, kWordCharsMax)) {
    wishes.sites.push_back(LocationId::parse(text).value_or(LocationId{}));
  }
  for (auto const& word : reader.codes("parts_of_day", 0, 3)) {
    if (!from_word<scheduling::PartOfDay>(word)) {
      reader.fault("parts_of_day", "must hold morning, afternoon or evening");
    }
    wishes.parts_of_day.push_back(word);
  }
  read_days(reader, wishes);
  if (!reader.is_null("practitioner")) wishes.practitioner = reader.id<ResourceTag>("practitioner");
  if (!reader.is_null("not_before")) wishes.not_before = reader.instant("not_before");
  return wishes;
}

void read_what(Reader& reader, app::WaitCommand& command) {
  if (reader.has("service")) {
    app::Wish wish;
    wish.service = ServiceCode(reader.required_text("service", kWordCharsMax));
    if (!reader.is_null("region")) {
      auto const region = reader.text("region", kWordCharsMax).value_or("none");
      if (region != "none") wish.region = RegionCode(region);
    }
    wish.contrast = reader.flag("contrast").value_or(false);
    command.service = std::move(wish);
  }
  command.itinerary = reader.flag("itinerary").value_or(false);
  auto const token = reader.text("appointment_token", kTokenCharsMax);
  if (auto const id = reader.text("appointment", kWordCharsMax)) {
    command.appointment = app::VisitRef{*id, token.value_or("")};
  }
  int const given =
      (command.service ? 1 : 0) + (command.itinerary ? 1 : 0) + (command.appointment ? 1 : 0);
  if (given != 1) reader.fault("service", "give one of service, itinerary and appointment");
}

}  // namespace

json::object entry_json(app::Clinic const& clinic, store::WaitlistRecord const& record,
                        bool with_token) {
  auto const& entry = record.entry;
  json::object out{{"id", entry.id.text()}};
  if (with_token) out["token"] = nullptr;
  out["what"] = to_word(entry.what);
  out["state"] = to_word(entry.state);
  out["service"] = text_or_null(entry.service.str());
  out["region"] = text_or_null(entry.region.str());
  out["contrast"] = entry.contrast;
  out["intake"] = id_or_null(entry.intake);
  out["appointment"] = id_or_null(entry.appointment);
  out["patient"] = entry.patient.text();
  out["urgency"] = to_word(entry.urgency);
  out["deadline"] = clinic.local_text(entry.deadline);
  out["wishes"] = wishes_json(clinic, entry.wishes);
  out["created"] = clinic.local_text(entry.created_at);
  out["version"] = entry.version;
  return out;
}

json::object offer_json(app::Clinic const& clinic, WaitlistOffer const& offer,
                        std::optional<store::HoldRecord> const& hold) {
  json::object out{{"id", offer.id.text()},
                   {"state", to_word(offer.state)},
                   {"start", clinic.local_text(offer.time.start, offer.location)},
                   {"end", clinic.local_text(offer.time.end, offer.location)},
                   {"location", offer.location.text()},
                   {"made", clinic.local_text(offer.made_at, offer.location)},
                   {"expires_at", clinic.local_text(offer.expires_at, offer.location)},
                   {"freed", offer.freed.text()},
                   {"booking", id_or_null(offer.booking)}};
  json::array steps;
  if (hold && offer.state == OfferState::offered) {
    for (auto const& step : hold->hold.steps) steps.push_back(step_json(clinic, step));
  }
  out["steps"] = std::move(steps);
  return out;
}

json::object freed_json(app::Clinic const& clinic, FreedTime const& freed) {
  auto const text = [&](Instant at) {
    return freed.location ? clinic.local_text(at, *freed.location) : clinic.local_text(at);
  };
  json::array resources;
  for (auto const key : freed.resources) {
    auto const* resource = clinic.resource(key);
    if (resource == nullptr) continue;
    resources.push_back(json::object{{"id", resource->id.text()}, {"name", resource->name}});
  }
  return {{"id", freed.id.text()},
          {"location", id_or_null(freed.location)},
          {"start", text(freed.time.start)},
          {"end", text(freed.time.end)},
          {"resources", std::move(resources)},
          {"noticed", text(freed.noticed_at)}};
}

app::WaitCommand read_waiting(Reader& reader) {
  app::WaitCommand command;
  read_what(reader, command);
  command.intake = read_intake_ref(reader);
  if (reader.has("patient") == command.appointment.has_value()) {
    reader.fault("patient", "is needed unless the visit is named, and only then");
  }
  reader.object("patient", [&](Reader& patient) { command.patient = read_patient(patient); });
  reader.object("wishes", [&](Reader& wishes) { command.wishes = read_wishes(wishes); });
  if (auto const level = reader.word_of("urgency", {"asap", "urgent", "routine"})) {
    command.urgency = from_word<Urgency>(*level);
  }
  command.deadline = reader.instant("deadline");
  return command;
}

}  // namespace plexus::api
