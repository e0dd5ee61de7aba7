// The commands of the program. Each file is one command; main only picks.
// Exit codes: 0 done, 1 failed, 2 wrong usage.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "backend/config/config.hpp"

namespace plexus::cli {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

/// Flags that every command which needs settings shares, as given; empty texts were not given.
struct Given {
  config::Values flags;
  std::string config_file;
  bool print_config = false;
};

/// Reads settings from flags, environment and file; prints every complaint to standard error.
std::optional<config::Loaded> load_settings(Given const& given);

int serve(Given const& given);

struct MigrateOptions {
  bool check = false;
  std::string app_user;
};
int migrate(Given const& given, MigrateOptions const& options);

struct UserOptions {
  std::string username;
  std::string name;
  std::vector<std::string> roles;
};
/// Reads the password from standard input, so that it stands in no process list.
int user_add(Given const& given, UserOptions const& options);

struct AuditOptions {
  std::string since;     // a date or an instant; empty: from the first row
  std::string expected;  // a hash noted earlier, that must stand in the chain
};
/// Failed when a row or a seal was removed, altered, added or moved, or a visit lost its time.
int audit_verify(Given const& given, AuditOptions const& options);

struct CalendarOptions {
  std::string location;  // id of a site
  std::string file;      // .ics
  bool preview = false;
};
/// Adds the holidays of a file to the closures of a site; says which visits have no place any more.
int calendar_import(Given const& given, CalendarOptions const& options);

struct VerifyOptions {
  std::string folder;      // of one protocol; empty: all in force
  std::string invariants;  // file; empty: beside the protocol, else beside those in force
  bool json = false;
};
/// Structure, proof of every invariant, and what can never happen. Failed when anything is refuted.
int protocol_verify(Given const& given, VerifyOptions const& options);

struct PublishOptions {
  std::string folder;
  std::string by = "operator";
};
int protocol_publish(Given const& given, PublishOptions const& options);
int protocol_list(Given const& given);

struct RetireOptions {
  std::string protocol, version;
  std::string by = "operator";
};
/// New intakes are no longer decided with it; old ones are.
int protocol_retire(Given const& given, RetireOptions const& options);

struct DiffOptions {
  std::string before, after;  // folders, or id@version
  std::string cases;          // worked cases; empty: cases.jsonl in one of the folders
  std::size_t count = 5000;
  std::uint64_t seed = 1;
  std::size_t examples = 10;
  bool json = false;
};
/// 0 when no outcome differs, 1 when one does, 2 when it cannot be told.
int protocol_diff(Given const& given, DiffOptions const& options);

struct RouteOptions {
  std::optional<int> age;
  std::string sex;
  std::string pregnant;
  std::string answers_file;
  std::string language = "en";
  std::string protocol;  // empty: the default one
  bool json = false;
};
/// Complaint on standard input.
int route(Given const& given, RouteOptions const& options);

/// The route table with its permissions.
int routes();

}  // namespace plexus::cli
