// One transaction, or one look without any.
#include "backend/app/catalogue_edit.hpp"

#include "backend/store/audit_store.hpp"
#include "backend/store/catalogue_store.hpp"
#include "backend/store/change_store.hpp"

namespace plexus::app {
namespace {

void trace_edit(store::Session& session, Clock const& clock, Caller const& caller,
                CatalogueEdit const& edit, int version) {
  store::append_audit(session, {.at = clock.now(),
                                .actor = caller.actor(),
                                .action = edit.creates ? "catalogue.create" : "catalogue.change",
                                .object_kind = std::string(to_word(edit.part)),
                                .object_id = edit.id,
                                .from_state = edit.creates ? "" : std::to_string(version - 1),
                                .to_state = std::to_string(version),
                                .request_id = caller.request_id,
                                .origin = caller.origin});
}

/// The version that the edit leads to.
Result<int> next_version(store::Session& session, EditHead const& head, CatalogueEdit const& edit) {
  if (edit.creates) {
    return head.preview ? Result<int>(1) : store::begin_catalogue(session, edit.part, edit.id);
  }
  int const in_force = store::catalogue_version(session, edit.part, edit.id);
  int const seen = head.seen.value_or(in_force);
  if (!head.preview) return store::advance_catalogue(session, edit.part, edit.id, seen);
  if (seen == in_force) return in_force;
  return Error{Errc::stale_version, "somebody has changed this since you read it"};
}

}  // namespace

Result<EditOutcome> edit_within(store::Session& session, Clock const& clock, Caller const& caller,
                                EditHead const& head, CatalogueEdit const& edit) {
  if (!head.preview) store::take_turn_at_catalogue(session);
  auto const catalogue = store::load_catalogue(session);
  auto edited = catalogue;
  auto effect = edit.apply(edited);
  if (!effect) return effect.error();
  auto const version = next_version(session, head, edit);
  if (!version) return version.error();
  EditOutcome outcome{.id = edit.id,
                      .version = *version,
                      .clinic = std::make_shared<Clinic const>(std::move(edited)),
                      .warnings = std::move(effect->warnings)};
  if (effect->visits) {
    outcome.stranded = stranded_by(session, Clinic(catalogue), *outcome.clinic,
                                   std::move(*effect->visits), clock.now());
  }
  if (head.preview) return outcome;
  edit.write(session, *outcome.clinic);
  trace_edit(session, clock, caller, edit, *version);
  store::append_catalogue_change(session);
  return outcome;
}

Result<EditOutcome> edit_catalogue(store::Database& database, Clock const& clock,
                                   Caller const& caller, EditHead const& head,
                                   CatalogueEdit const& edit) {
  auto const work = [&](store::Session& session) {
    return edit_within(session, clock, caller, head, edit);
  };
  return head.preview ? database.read(work) : database.write(work);
}

StoredCatalogue read_catalogue(store::Database& database, store::CataloguePart part,
                               std::string_view id) {
  return database.read([&](store::Session& session) {
    StoredCatalogue stored;
    stored.version = store::catalogue_version(session, part, id);  // first: see the contract
    stored.clinic = std::make_shared<Clinic const>(store::load_catalogue(session));
    return stored;
  });
}

}  // namespace plexus::app
