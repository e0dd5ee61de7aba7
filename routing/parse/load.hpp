// Protocol files in, compiled protocol or every fault out. The text is given: reading files is the
// caller's work. No exception leaves; yaml-cpp stays behind this header.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "routing/pack.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing {

/// One file of a protocol folder. `name` is what faults show, such as rules/red_flags.yaml.
struct SourceFile {
  std::string name;
  std::string text;
};

/// Units: line and column count from 1; 0 when the fault is of no single place.
struct Fault {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string text;
  friend bool operator==(Fault const&, Fault const&) = default;
};

/// "rules/red_flags.yaml:12:5: unknown key 'wen'".
std::string to_string(Fault const& fault);

/// What a protocol may hold at most. A real one is far below each.
struct LoadLimits {
  std::size_t files_max = 512;  // every language brings as many again
  std::size_t file_bytes_max = 1024 * 1024;
  std::size_t depth_max = 32;
  std::size_t nodes_max = 400'000;
  std::size_t text_bytes_max = 4000;  // of one value
  std::size_t items_max = 5000;       // of one list, such as sources
  std::size_t findings_max = 2000;
  std::size_t rules_max = 2000;
  std::size_t faults_max = 200;  // then one more says that there are others
};

/// Shape: either a protocol and no faults, or faults and no protocol.
struct LoadResult {
  std::optional<Protocol> protocol;
  std::vector<Fault> faults;  // by file, line, column
};

/// The protocol alone, for whoever decides and does not speak: translations are passed over, and
/// `phrases` may be left out altogether.
LoadResult load_protocol(std::span<SourceFile const> files, LoadLimits const& limits = {});

/// Shape: either a pack and no faults, or faults and no pack.
struct PackResult {
  std::optional<ProtocolPack> pack;
  std::vector<Fault> faults;  // by file, line, column
};

/// The protocol with its translations, for whoever speaks to people. Everything that may be shown
/// must have words, in every language: a missing text is a fault.
PackResult load_pack(std::span<SourceFile const> files, LoadLimits const& limits = {});

}  // namespace plexus::routing
