// Comparing states by their place in memory, which the kept view holds.
#include "backend/app/bar_shelf.hpp"

#include <algorithm>
#include <cassert>

namespace plexus::app {
namespace {

using scheduling::ClinicView;

bool same_state(ClinicView const& a, ClinicView const& b, RoleCode const& role) {
  for (auto const& site : b.sites()) {
    for (auto const& member : b.pool(role, site.id)) {
      if (member.position >= a.size() || &a.at(member.position) != &b.at(member.position)) {
        return false;
      }
    }
  }
  return true;
}

bool same_state(ClinicView const& a, ClinicView const& b, HealthcareService const& service) {
  auto const same = [&](Requirement const& one) { return same_state(a, b, one.role); };
  return a.size() == b.size() &&
         std::all_of(service.requirements.begin(), service.requirements.end(), same) &&
         std::all_of(service.contrast_requirements.begin(), service.contrast_requirements.end(),
                     same);
}

}  // namespace

BarShelf::Bars BarShelf::find(Source const& source, Wish const& wish) const {
  auto const* service = source.clinic->service(wish.service);
  assert(service != nullptr);
  std::shared_ptr<Kept const> kept;
  {
    std::lock_guard const lock(mutex_);
    auto const at = kept_.find(Key{wish.service, wish.urgent, wish.contrast});
    if (at == kept_.end()) return nullptr;
    kept = at->second;
  }
  bool const holds = kept->clinic == source.clinic &&
                     kept->minute == std::chrono::floor<Minutes>(source.now) &&
                     same_state(kept->view, source.view, *service);
  return holds ? kept->bars : nullptr;
}

void BarShelf::keep(Source const& source, Wish const& wish, Bars bars) {
  auto const minute = std::chrono::floor<Minutes>(source.now);
  auto fresh = std::make_shared<Kept const>(Kept{source.clinic, source.view, minute, bars});
  std::lock_guard const lock(mutex_);
  // Those of another minute only hold memory.
  std::erase_if(kept_, [minute](auto const& one) { return one.second->minute != minute; });
  kept_.insert_or_assign(Key{wish.service, wish.urgent, wish.contrast}, std::move(fresh));
}

}  // namespace plexus::app
