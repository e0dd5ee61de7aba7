// Publishing, retiring, and choosing what is in force.
#include "backend/app/protocol_versions.hpp"

#include <algorithm>
#include <stdexcept>

namespace plexus::app {
namespace {

using store::ProtocolState;
using store::ProtocolVersion;

std::string name_of(ProtocolVersion const& row) {
  return row.protocol + " " + row.version;
}

/// The version that decides about new intakes: the newest published, else the newest draft.
ProtocolVersion const* chosen(std::vector<ProtocolVersion> const& rows, std::string_view id) {
  ProtocolVersion const* best = nullptr;
  auto const better = [](ProtocolVersion const& a, ProtocolVersion const& b) {
    if (a.state != b.state) return a.state == ProtocolState::published;
    if (a.version != b.version) return older_version(b.version, a.version);
    return a.changed_at > b.changed_at;  // drafts of one version
  };
  for (ProtocolVersion const& row : rows) {
    if (row.protocol != id || row.state == ProtocolState::retired) continue;
    if (best == nullptr || better(row, *best)) best = &row;
  }
  return best;
}

std::vector<std::string> ids_of(std::vector<ProtocolVersion> const& rows) {
  std::vector<std::string> ids;
  for (auto const& row : rows) {
    if (ids.empty() || ids.back() != row.protocol) ids.push_back(row.protocol);
  }
  return ids;
}

ProtocolEdition const* shelve(store::Session& session, ProtocolShelf& shelf,
                              std::string const& checksum) {
  auto edition = fetch_edition(session, checksum);
  return edition ? &shelf.add(std::move(edition)) : nullptr;
}

/// What decides about new intakes of one protocol becomes what `rows` say. Answers it when it is
/// new.
ProtocolEdition const* settle_one(store::Session& session, ProtocolShelf& shelf,
                                  std::vector<ProtocolVersion> const& rows, std::string const& id) {
  auto const* row = chosen(rows, id);
  auto const* current = shelf.in_force(id);
  if (row == nullptr) {
    if (id != shelf.default_id()) shelf.take_out_of_force(id);
    return nullptr;
  }
  if (current != nullptr && current->checksum == row->checksum) return nullptr;
  auto const* edition = shelf.find(row->protocol, row->version, row->checksum);
  if (edition == nullptr) edition = shelve(session, shelf, row->checksum);
  if (edition == nullptr) throw UnreadableProtocol("the files of " + name_of(*row) + " are gone");
  shelf.put_in_force(*edition);
  return edition;
}

/// One protocol that cannot be read does not keep the others back; they are told together.
Editions settle(store::Session& session, ProtocolShelf& shelf,
                std::vector<ProtocolVersion> const& rows) {
  Editions fresh;
  std::string faults;
  for (std::string const& id : ids_of(rows)) {
    try {
      if (auto const* edition = settle_one(session, shelf, rows, id)) fresh.push_back(edition);
    } catch (UnreadableProtocol const& fault) {
      faults += (faults.empty() ? "" : "\n") + std::string(fault.what());
    }
  }
  if (!faults.empty()) throw UnreadableProtocol(faults);
  return fresh;
}

}  // namespace

Result<PublishOutcome> publish(store::Session& session, ProtocolEdition const& edition,
                               Publisher const& by) {
  auto const& base = edition.pack.base;
  for (auto const& row : store::protocol_versions(session)) {
    if (row.protocol != base.id || row.version != base.version) continue;
    if (row.checksum == edition.checksum) return PublishOutcome::known;
    if (row.state != ProtocolState::draft && !base.draft) {
      return Error{Errc::internal, name_of(row) + " was published with other files (checksum " +
                                       row.checksum.substr(0, 12) + ", not " +
                                       edition.checksum.substr(0, 12) +
                                       "): give the changed protocol a new version"};
    }
  }
  std::vector<store::ProtocolFile> files;
  for (auto const& file : edition.files) files.push_back({file.name, file.text});
  store::insert_protocol_version(
      session,
      {.protocol = base.id,
       .version = base.version,
       .checksum = edition.checksum,
       .state = base.draft ? ProtocolState::draft : ProtocolState::published,
       .changed_by = by.name,
       .changed_at = by.at,
       .created_at = by.at},
      files);
  return base.draft ? PublishOutcome::kept_as_draft : PublishOutcome::published;
}

Result<void> retire(store::Session& session, std::string const& id, std::string const& version,
                    std::string const& default_id, Publisher const& by) {
  auto const rows = store::protocol_versions(session);
  auto const live = [&](ProtocolVersion const& row) {
    return row.protocol == id && row.state != ProtocolState::retired;
  };
  bool found = false;
  bool others = false;
  for (auto const& row : rows) {
    if (!live(row)) continue;
    (row.version == version ? found : others) = true;
  }
  if (!found) return Error{Errc::not_found, "there is no " + id + " " + version + " in use"};
  if (!others && id == default_id) {
    return Error{Errc::internal,
                 "it is the only version of the default protocol: new intakes "
                 "would have none"};
  }
  for (auto row : rows) {
    if (!live(row) || row.version != version) continue;
    row.state = ProtocolState::retired;
    row.changed_by = by.name;
    row.changed_at = by.at;
    store::update_protocol_state(session, row);
  }
  return {};
}

std::unique_ptr<ProtocolEdition> fetch_edition(store::Session& session,
                                               std::string const& checksum) {
  std::vector<routing::SourceFile> files;
  for (auto& file : store::protocol_files(session, checksum)) {
    files.push_back({std::move(file.name), std::move(file.content)});
  }
  if (files.empty()) return nullptr;
  if (checksum_of(files) != checksum) {
    throw UnreadableProtocol("the files of protocol checksum " + checksum.substr(0, 12) +
                             " were changed in the database");
  }
  auto read = read_edition(std::move(files));
  if (read.edition) return std::move(read.edition);
  std::string faults = "a kept protocol has faults for this program:\n";
  for (auto const& fault : read.faults) faults += to_string(fault) + "\n";
  throw UnreadableProtocol(faults);
}

std::unique_ptr<ProtocolShelf> open_shelf(store::Database& database, std::string const& folder,
                                          std::string const& default_id, Instant now) {
  auto shelf = std::make_unique<ProtocolShelf>(default_id);
  for (auto& shipped : read_protocols(folder)) {
    ProtocolEdition const& edition = shelf->add(std::move(shipped));
    auto const done = database.write([&](store::Session& session) {
      return publish(session, edition, {.name = "shipped", .at = now});
    });
    if (!done) throw std::runtime_error(done.error().detail);
  }
  std::vector<ProtocolVersion> seen;
  refresh(*shelf, database, seen);
  if (shelf->in_force(default_id) == nullptr) {
    throw std::runtime_error("the default protocol '" + default_id + "' has no version in force");
  }
  return shelf;
}

Editions refresh(ProtocolShelf& shelf, store::Database& database,
                 std::vector<ProtocolVersion>& seen) {
  return database.read([&](store::Session& session) -> Editions {
    auto rows = store::protocol_versions(session);
    if (rows == seen) return {};
    try {
      auto fresh = settle(session, shelf, rows);
      seen = std::move(rows);
      return fresh;
    } catch (UnreadableProtocol const&) {
      seen = std::move(rows);  // Reading it again would say the same.
      throw;
    }
  });
}

ProtocolEdition const& pinned(store::Session& session, ProtocolShelf& shelf, std::string const& id,
                              std::string const& version, std::string const& checksum) {
  if (auto const* edition = shelf.find(id, version, checksum)) return *edition;
  if (!checksum.empty()) {
    try {
      if (auto const* edition = shelve(session, shelf, checksum)) return *edition;
    } catch (UnreadableProtocol const&) {
      // Written for an older program: the newest version decides, and the answer says which.
    }
  }
  auto const* newest = shelf.in_force(id);
  return newest != nullptr ? *newest : shelf.in_force();
}

}  // namespace plexus::app
