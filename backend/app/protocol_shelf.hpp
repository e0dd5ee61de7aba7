// The versions of the routing protocols that the program holds, each whole and unchangeable, and
// which of them decides about new intakes. A version with a fault never gets on the shelf.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "routing/pack.hpp"
#include "routing/parse/load.hpp"
#include "schema/model/id.hpp"

namespace plexus::app {

/// The folder beside the protocols with what they share. Its files belong to each of them.
inline constexpr char const* kCommonFolder = "common";

/// One version as read: its files as they are checked, kept and compared.
struct ProtocolEdition {
  routing::ProtocolPack pack;
  std::string checksum;  // SHA-256 over the files, in hex
  std::vector<routing::SourceFile> files;
};

/// The *.yaml files of one protocol's folder (and below) and of `common` beside it, ordered by
/// name. Empty when the folder holds none or cannot be read.
std::vector<routing::SourceFile> protocol_files(std::string const& folder);

/// Over the files in the order of their names, each with its name and length; line ends of another
/// system count as ours.
std::string checksum_of(std::vector<routing::SourceFile> files);

struct EditionResult {
  std::unique_ptr<ProtocolEdition> edition;  // null when there are faults
  std::vector<routing::Fault> faults;
};
EditionResult read_edition(std::vector<routing::SourceFile> files);
/// Errors: a single fault that names the folder when it cannot be read.
EditionResult read_protocol_folder(std::string const& folder);

/// Every protocol under `folder`, by id. Errors: throws std::runtime_error that lists all faults,
/// one a line, when any protocol has one, two have the same id, or there is none.
std::vector<std::unique_ptr<ProtocolEdition>> read_protocols(std::string const& folder);

/// True when version `a` is older than `b`: "1.9.0" before "1.10.0". Parts that are no numbers are
/// compared as text.
bool older_version(std::string_view a, std::string_view b);

/// Thread-safe. Whatever it hands out stays as it is as long as the shelf lives.
class ProtocolShelf {
 public:
  /// `default_id`: the protocol of an intake that names none.
  explicit ProtocolShelf(std::string default_id) : default_id_(std::move(default_id)) {}

  /// Keeps it; one that is here already is answered instead.
  ProtocolEdition const& add(std::unique_ptr<ProtocolEdition> edition);
  /// New intakes of this protocol are decided with this edition from now on.
  void put_in_force(ProtocolEdition const& edition);
  /// New intakes are no longer decided with this protocol.
  void take_out_of_force(std::string const& id);

  std::string const& default_id() const noexcept { return default_id_; }
  /// By id.
  std::vector<ProtocolEdition const*> all_in_force() const;
  /// Null when there is none.
  ProtocolEdition const* in_force(std::string_view id) const;
  /// The default one. Errors: throws std::runtime_error when there is none.
  ProtocolEdition const& in_force() const;
  /// Null when it is not here. Without a checksum any edition of that version fits.
  ProtocolEdition const* find(std::string_view id, std::string_view version,
                              std::string_view checksum) const;
  /// True when a protocol in force names it.
  bool knows_region(RegionCode const& region) const;

 private:
  ProtocolEdition const* find_kept(std::string_view id, std::string_view version,
                                   std::string_view checksum) const;

  std::string default_id_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<ProtocolEdition>> kept_;
  std::map<std::string, ProtocolEdition const*, std::less<>> in_force_;
};

}  // namespace plexus::app
