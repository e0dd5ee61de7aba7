// Blocks of the calendar.
#include "backend/app/batch_calendar.hpp"

#include <algorithm>
#include <set>

#include "backend/app/catalogue_edit.hpp"
#include "backend/store/batch_store.hpp"
#include "backend/store/catalogue_store.hpp"

namespace plexus::app {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr int kDayMinutes = 1440;

std::set<LocationId> sites_of(Resource const& resource) {
  std::set<LocationId> sites;
  if (resource.location) sites.insert(*resource.location);
  for (auto const& hours : resource.hours) sites.insert(hours.location);
  for (auto const& one : resource.exceptions) {
    if (one.open && one.location) sites.insert(*one.location);
  }
  for (auto const& one : resource.recurring) {
    if (one.open && one.location) sites.insert(*one.location);
  }
  return sites;
}

/// The civil days of the time at a site, each with the minutes that are out.
std::vector<BatchBlock> days_of(Zone const& zone, LocationId const& site, Interval time) {
  std::vector<BatchBlock> blocks;
  for (LocalDate date = zone.local_date(time.start);;) {
    LocalDate const next{local_days{date} + days{1}};
    Instant const begin = zone.start_of_day(date);
    Instant const end = zone.start_of_day(next);
    if (begin >= time.end) return blocks;
    BatchBlock block{.location = site, .date = date};
    if (time.start > begin || time.end < end) {
      auto const minute = [&](Instant at) {
        return static_cast<int>((zone.to_local(at) - local_days{date}).count());
      };
      block.start_minute = time.start > begin ? minute(time.start) : 0;
      block.end_minute = time.end < end ? minute(time.end) : kDayMinutes;
    }
    blocks.push_back(block);
    date = next;
  }
}

DateException exception_of(BatchBlock const& block) {
  return {.location = block.location,
          .date = block.date,
          .open = false,
          .start_minute = block.start_minute,
          .end_minute = block.end_minute};
}

Resource* find(Catalogue& catalogue, ResourceId const& id) {
  auto const at = std::find_if(catalogue.resources.begin(), catalogue.resources.end(),
                               [&](Resource const& one) { return one.id == id; });
  return at == catalogue.resources.end() ? nullptr : &*at;
}

/// An edit of the one resource's exceptions; `change` works on the list.
template <class Change>
CatalogueEdit edit_exceptions(ResourceId const& id, Change change) {
  CatalogueEdit edit{.part = store::CataloguePart::resource, .id = id.str()};
  edit.apply = [id, change](Catalogue& catalogue) -> Result<EditEffect> {
    auto* resource = find(catalogue, id);
    if (resource == nullptr) return Error{Errc::not_found, "there is no such resource"};
    change(resource->exceptions);
    return EditEffect{};
  };
  edit.write = [id](store::Session& session, Clinic const& edited) {
    store::replace_resource(session, *edited.resource(id));
  };
  return edit;
}

/// The same of a site's closures.
template <class Change>
CatalogueEdit edit_closures(LocationId const& id, Change change) {
  CatalogueEdit edit{.part = store::CataloguePart::closures, .id = id.str()};
  edit.apply = [change](Catalogue& catalogue) -> Result<EditEffect> {
    change(catalogue.closures);
    return EditEffect{};
  };
  edit.write = [id](store::Session& session, Clinic const& edited) {
    std::vector<Closure> own;
    for (auto const& one : edited.catalogue().closures) {
      if (one.location == id) own.push_back(one);
    }
    store::replace_closures(session, id, own);
  };
  return edit;
}

bool closes(std::vector<Closure> const& closures, BatchBlock const& block) {
  return std::any_of(closures.begin(), closures.end(), [&](Closure const& one) {
    return one.location == block.location && one.date == block.date;
  });
}

}  // namespace

Result<std::vector<BatchBlock>> close_calendar(store::Session& session, Services const& services,
                                               Caller const& caller, Batch const& batch) {
  auto const clinic = services.clinics.current();
  auto added = std::make_shared<std::vector<BatchBlock>>();
  CatalogueEdit edit;
  if (batch.resource) {
    auto const* resource = clinic->resource(*batch.resource);
    if (resource == nullptr) return Error{Errc::not_found, "there is no such resource"};
    std::vector<BatchBlock> wanted;
    for (auto const& site : sites_of(*resource)) {
      auto const more = days_of(clinic->zone(site), site, batch.time);
      wanted.insert(wanted.end(), more.begin(), more.end());
    }
    edit = edit_exceptions(*batch.resource, [wanted, added](std::vector<DateException>& list) {
      for (auto const& block : wanted) {
        auto const one = exception_of(block);
        if (std::find(list.begin(), list.end(), one) != list.end()) continue;
        list.push_back(one);
        added->push_back(block);
      }
    });
  } else {
    auto const wanted = days_of(clinic->zone(*batch.location), *batch.location, batch.time);
    edit = edit_closures(*batch.location,
                         [wanted, added, name = batch.reason](std::vector<Closure>& list) {
                           for (auto const& block : wanted) {
                             if (closes(list, block)) continue;
                             list.push_back({block.location, block.date, name});
                             added->push_back(block);
                           }
                         });
  }
  auto const done = edit_within(session, services.clock, caller, {}, edit);
  if (!done) return done.error();
  return std::move(*added);
}

Result<void> open_calendar(store::Session& session, Services const& services, Caller const& caller,
                           Batch const& batch) {
  auto const blocks = store::find_blocks(session, batch.id);
  if (blocks.empty()) return {};
  CatalogueEdit edit;
  if (batch.resource) {
    edit = edit_exceptions(*batch.resource, [blocks](std::vector<DateException>& list) {
      for (auto const& block : blocks) {
        auto const at = std::find(list.begin(), list.end(), exception_of(block));
        if (at != list.end()) list.erase(at);
      }
    });
  } else {
    edit =
        edit_closures(*batch.location, [blocks, name = batch.reason](std::vector<Closure>& list) {
          std::erase_if(list, [&](Closure const& one) {
            return one.name == name &&
                   std::any_of(blocks.begin(), blocks.end(), [&](BatchBlock const& block) {
                     return block.location == one.location && block.date == one.date;
                   });
          });
        });
  }
  auto const done = edit_within(session, services.clock, caller, {}, edit);
  if (!done) return done.error();
  return {};
}

}  // namespace plexus::app
