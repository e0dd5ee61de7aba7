// plexus calendar import: the holidays of a file become closures of a site, as over the API.
// Running servers take the change up by themselves.
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "backend/app/admin_sites.hpp"
#include "backend/cli/cli.hpp"
#include "backend/cli/open_database.hpp"
#include "backend/time/system_clock.hpp"

namespace plexus::cli {
namespace {

int fail(Error const& error) {
  std::cerr << "plexus: " << error.detail << "\n";
  for (auto const& field : error.fields) {
    std::cerr << "plexus: " << field.pointer << ": " << field.detail << "\n";
  }
  return kFailed;
}

Result<std::string> read_text(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file) return Error{Errc::invalid_input, "cannot read " + path};
  return text.str();
}

void tell(CalendarOptions const& options, app::ClosureImport const& import,
          app::EditOutcome const& done) {
  for (auto const& one : import.added) {
    std::cout << format_date(one.date) << " " << one.name << "\n";
  }
  std::cout << import.added.size() << (options.preview ? " would be added, " : " added, ")
            << import.kept.size() << " there already\n";
  for (auto const& visit : done.stranded.first) {
    std::cout << "no place any more: " << done.clinic->local_text(visit.time.start, visit.location)
              << " " << visit.service.str() << " " << visit.id.str() << "\n";
  }
  if (done.stranded.count > done.stranded.first.size()) {
    std::cout << "and " << done.stranded.count - done.stranded.first.size() << " more\n";
  }
}

int import_file(config::Config const& config, CalendarOptions const& options) {
  auto const location = LocationId::parse(options.location);
  if (!location) return fail({Errc::invalid_input, "no identifier of a site: " + options.location});
  auto const text = read_text(options.file);
  if (!text) return fail(text.error());
  time::SystemClock const clock =
      config.clock_start ? time::SystemClock(*config.clock_start) : time::SystemClock();
  auto named = app::read_closures(*location, *text, clock.now());
  if (!named) return fail(named.error());
  auto const database = open_migrated(config);
  if (!database) return fail(database.error());
  auto const import = std::make_shared<app::ClosureImport>();
  import->named = std::move(*named);
  auto const done =
      app::edit_catalogue(**database, clock, app::Caller{.system = true, .origin = "command line"},
                          {.preview = options.preview}, app::add_closures(*location, import));
  if (!done) return fail(done.error());
  tell(options, *import, *done);
  return kDone;
}

}  // namespace

int calendar_import(Given const& given, CalendarOptions const& options) {
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  try {
    return import_file(loaded->config, options);
  } catch (std::exception const& error) {
    std::cerr << "plexus: " << error.what() << "\n";
    return kFailed;
  }
}

}  // namespace plexus::cli
