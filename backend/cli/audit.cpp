// plexus audit verify: whether the audit is the one that was written, and whether every visit has
// its time. Reads only, so that the account of an auditor is enough.
#include <algorithm>
#include <iostream>

#include "backend/app/audit_chain.hpp"
#include "backend/cli/cli.hpp"
#include "backend/cli/open_database.hpp"
#include "backend/time/system_clock.hpp"

namespace plexus::cli {
namespace {

int refuse(std::string const& text) {
  std::cerr << "plexus: " << text << "\n";
  return kUsage;
}

/// A date is the midnight before it, in UTC.
std::optional<Instant> read_since(std::string const& text) {
  if (auto const date = parse_date(text)) return Instant{std::chrono::sys_days(*date)};
  return parse_instant(text);
}

bool is_hash(std::string const& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void tell(app::ChainFault const& fault) {
  std::cout << "FAULT";
  if (fault.seal > 0) std::cout << " seal " << fault.seal;
  if (fault.audit_key > 0) std::cout << " row " << fault.audit_key;
  std::cout << ": " << fault.what << std::endl;
}

int verify(config::Config const& config, app::ChainWish const& wish) {
  time::SystemClock const clock =
      config.clock_start ? time::SystemClock(*config.clock_start) : time::SystemClock();
  auto const database = open_plain(config, config.database_url);
  if (!database) {
    std::cerr << "plexus: " << database.error().detail << "\n";
    return kFailed;
  }
  auto const report = app::verify_chain(**database, clock.now(), wish, tell);
  int strays = 0;
  app::find_stray_visits(**database, Instant{}, [&](app::StrayVisit const& visit) {
    std::cout << "FAULT appointment " << visit.id.str() << ": " << visit.what << std::endl;
    ++strays;
  });
  std::cout << report.seals << " rows checked, " << report.pending << " wait for their seal, "
            << report.faults << " faults in the chain, " << strays << " visits at fault\n"
            << "head: " << report.head_number << " " << report.head_hash << "\n";
  return report.faults + strays == 0 ? kDone : kFailed;
}

}  // namespace

int audit_verify(Given const& given, AuditOptions const& options) {
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  app::ChainWish wish{.since = std::nullopt, .expected = options.expected};
  if (!options.since.empty()) {
    wish.since = read_since(options.since);
    if (!wish.since) return refuse("--since takes a date or an instant");
  }
  if (!wish.expected.empty() && !is_hash(wish.expected)) {
    return refuse("--expect takes 64 hexadecimal characters");
  }
  try {
    return verify(loaded->config, wish);
  } catch (std::exception const& error) {
    std::cerr << "plexus: " << error.what() << "\n";
    return kFailed;
  }
}

}  // namespace plexus::cli
