// Reading places, and asking the rules about them.
#include "backend/app/quotas.hpp"

#include <cassert>

#include "backend/store/quota_store.hpp"

namespace plexus::app {
namespace {

using std::chrono::days;

// A week that began before today, and a day more for the zones of the sites.
constexpr days kBehind{8};
constexpr days kAhead{2};
// Each claim has a few places of nine columns: well below every limit on parameters.
constexpr std::size_t kClaimsAtOnce = 500;

/// Sites and people without hours: whom a visit counts for does not hang on them.
scheduling::ClinicView names_of(Clinic const& clinic) {
  scheduling::ClinicView view(CellRange{});
  for (auto const& site : clinic.catalogue().locations)
    view.add_site(site.id, clinic.zone(site.id));
  std::vector<scheduling::ClinicView::Resource> resources;
  for (auto const& resource : clinic.catalogue().resources) {
    resources.push_back(std::make_shared<scheduling::ResourceView const>(
        resource, std::map<LocationId, scheduling::CellSet>{}));
  }
  view.put_resources(std::move(resources));
  return view;
}

}  // namespace

void recount_places(store::Session& session, Clinic const& clinic, ServiceCode const& service,
                    Instant now) {
  auto const* changed = clinic.service(service);
  if (changed == nullptr) return;
  store::clear_places(session, service);
  if (changed->quotas.empty()) return;
  auto const view = names_of(clinic);
  // What lies further back counts in no period that can still be booked.
  auto visits = store::standing_visits(session, service, now - kBehind, now);
  std::vector<QuotaPlace> taken;
  std::vector<store::StepClaim> claims;
  for (auto& visit : visits) {
    scheduling::Opening const opening{.time = visit.step.time,
                                      .location = visit.step.location,
                                      .assignments = visit.step.assignments,
                                      .practitioner = visit.step.practitioner};
    visit.step.quota_places = scheduling::places_standing(
        view, {.service = *changed, .taken = taken, .urgent = false, .now = now}, opening);
    taken.insert(taken.end(), visit.step.quota_places.begin(), visit.step.quota_places.end());
    claims.push_back({visit.owner, &visit.step});
  }
  for (std::size_t at = 0; at < claims.size(); at += kClaimsAtOnce) {
    auto const part = std::span(claims).subspan(at, std::min(kClaimsAtOnce, claims.size() - at));
    // Numbers that nobody has, in a transaction that has just cleared them: only a visit booked at
    // this very moment can be in the way, and then the whole change is refused and tried again.
    if (!store::take_places(session, part))
      throw store::Unavailable("places of a quota are contested");
  }
}

Quotas::Quotas(store::Session& session, Clinic const& clinic, Instant now,
               std::vector<AppointmentId> moving)
    : session_(session), clinic_(clinic), now_(now), moving_(std::move(moving)) {}

std::vector<QuotaPlace>& Quotas::taken(HealthcareService const& service) {
  auto const known = taken_.find(service.code);
  if (known != taken_.end()) return known->second;
  auto const today = std::chrono::floor<days>(now_);
  store::DateRange const periods{LocalDate{today - kBehind},
                                 LocalDate{today + days{service.horizon_days} + kAhead}};
  return taken_[service.code] = store::places_taken(session_, service.code, periods, now_, moving_);
}

scheduling::VisitRequest Quotas::request(scheduling::ClinicView const& view, Wish const& wish,
                                         Interval within) {
  auto request = visit_request(clinic_, wish, now_, within);
  if (!clinic_.service(wish.service)->quotas.empty()) request.bars = bars(view, wish);
  return request;
}

std::vector<scheduling::Bar> Quotas::bars(scheduling::ClinicView const& view, Wish const& wish) {
  auto const* service = clinic_.service(wish.service);
  assert(service != nullptr);
  Wish const plain{.service = wish.service, .contrast = wish.contrast, .fit_in = wish.fit_in};
  auto request =
      visit_request(clinic_, plain, std::chrono::floor<Minutes>(now_), {{}, last_bookable()});
  request.latest += kCellMinutes;  // as far as a search at the end of the minute looks
  // What is kept is released on a minute (a local midnight less some hours).
  scheduling::add_bars(
      view, {.service = *service, .taken = taken(*service), .urgent = wish.urgent, .now = now_},
      request);
  return std::move(request.bars);
}

std::optional<std::vector<QuotaPlace>> Quotas::take(scheduling::ClinicView const& view,
                                                    Wish const& wish,
                                                    scheduling::Opening const& opening) {
  auto const* service = clinic_.service(wish.service);
  assert(service != nullptr);
  if (service->quotas.empty()) return std::vector<QuotaPlace>{};
  auto& all = taken(*service);
  auto places = scheduling::places_of(
      view, {.service = *service, .taken = all, .urgent = wish.urgent, .now = now_}, opening);
  if (places) all.insert(all.end(), places->begin(), places->end());
  return places;
}

}  // namespace plexus::app
