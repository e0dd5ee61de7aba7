// Versions of routing protocols with their files. A row is added and its state changed; it is never
// removed, for an intake may be pinned to it.
#pragma once

#include <string>
#include <vector>

#include "backend/store/database.hpp"
#include "schema/model/code.hpp"
#include "schema/model/time.hpp"

namespace plexus::store {

enum class ProtocolState : std::uint8_t { draft, published, retired };

struct ProtocolVersion {
  std::string protocol, version;
  std::string checksum;  // over all its files
  ProtocolState state = ProtocolState::published;
  std::string changed_by;  // who gave it this state
  Instant changed_at{};
  Instant created_at{};
  friend bool operator==(ProtocolVersion const&, ProtocolVersion const&) = default;
};

struct ProtocolFile {
  std::string name, content;
  friend bool operator==(ProtocolFile const&, ProtocolFile const&) = default;
};

/// In the order of protocol, creation, version.
std::vector<ProtocolVersion> protocol_versions(Session& session);

/// Answers false when this very version with this checksum is there already.
bool insert_protocol_version(Session& session, ProtocolVersion const& version,
                             std::vector<ProtocolFile> const& files);

/// Answers false when there is no such row.
bool update_protocol_state(Session& session, ProtocolVersion const& version);

/// By name; empty when the checksum is unknown.
std::vector<ProtocolFile> protocol_files(Session& session, std::string_view checksum);

}  // namespace plexus::store

namespace plexus {

template <>
struct CodeWords<store::ProtocolState> {
  static constexpr std::array<std::pair<store::ProtocolState, std::string_view>, 3> words{{
      {store::ProtocolState::draft, "draft"},
      {store::ProtocolState::published, "published"},
      {store::ProtocolState::retired, "retired"},
  }};
};

}  // namespace plexus
