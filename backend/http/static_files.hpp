// The built pages, read into memory once at start and served as rows of the route table.
// A request only looks up a map: no path of a request ever reaches the file system.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "backend/http/request.hpp"
#include "backend/http/response.hpp"
#include "backend/http/router.hpp"

namespace plexus::http {

/// A path of the pages' own router, and the entry file that draws it.
struct PageRoute {
  std::string_view pattern;
  std::string_view file;
};

/// The paths a person can open or reload.
std::vector<PageRoute> default_page_routes();

class StaticFiles {
 public:
  /// Reads every regular file under `dist` (`x.gz` and `x.br` become variants of `x`). A missing
  /// or empty folder is no error: pages then say that they are not built, and how to build them.
  /// Errors: std::runtime_error above 64 MiB or 2,000 files: that is no build of ours.
  explicit StaticFiles(std::filesystem::path const& dist);

  bool built() const noexcept { return !files_.empty(); }
  /// The answer for a file of dist, such as `assets/app-1a2b.js`; 404 problem when there is none.
  /// Takes Accept-Encoding and If-None-Match into account.
  Response serve(std::string_view file, Request const& request) const;
  /// Rows for the route table: `pages`, `/assets/{file...}` and each other file at the root.
  /// Handlers refer to this object, which must outlive them.
  std::vector<Route> routes(std::vector<PageRoute> const& pages = default_page_routes()) const;

 private:
  struct Entry {
    std::string content_type;
    std::string etag;
    bool immutable = false;  // the name holds a hash of the content
    SharedBytes plain;
    SharedBytes gzip;    // null: no such variant
    SharedBytes brotli;  // null: no such variant
  };

  Response page(std::string_view file, Request const& request) const;

  std::map<std::string, Entry, std::less<>> files_;
};

}  // namespace plexus::http
