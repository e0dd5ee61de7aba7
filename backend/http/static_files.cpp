// The pages in memory.
#include "backend/http/static_files.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "backend/http/negotiate.hpp"
#include "backend/http/problem.hpp"

namespace plexus::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBytesMax = 67'108'864;  // 64 MiB
constexpr std::size_t kFilesMax = 2000;

constexpr std::string_view kNotBuilt = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Plexus: the pages are not built</title></head>
<body><h1>The pages are not built</h1>
<p>The server runs, and its API answers under /api/v1. The pages need Node 20.19 or newer:</p>
<pre>npm --prefix web ci
npm --prefix web run build</pre>
<p>Then start the program again. <code>deploy/run</code> does all of this by itself.</p>
</body></html>
)";

std::string content_type_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kTypes{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".xml", "application/xml"},
      {".map", "application/json"},
      {".pdf", "application/pdf"},
  }};
  for (auto const& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return std::string(type);
  }
  return "application/octet-stream";
}

// FNV-1a, 64 bits: tells two builds apart; nobody gains by forging the tag of a public page.
std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (char const c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }
  char text[24];
  std::snprintf(text, sizeof text, "\"%016llx\"", static_cast<unsigned long long>(hash));
  return text;
}

SharedBytes read_bytes(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return std::make_shared<std::string const>(std::move(bytes));
}

// `"abc"` as `"abc-gz"`: another encoding is another representation, with a tag of its own.
std::string variant_tag(std::string const& etag, std::string_view suffix) {
  return etag.substr(0, etag.size() - 1) + std::string(suffix) + '"';
}

}  // namespace

std::vector<PageRoute> default_page_routes() {
  std::vector<PageRoute> pages;
  for (std::string_view const pattern :
       {"/", "/intake", "/questions/{n}", "/result", "/times", "/details", "/check", "/done",
        "/emergency", "/sheet", "/manage"}) {
    pages.push_back({pattern, "index.html"});
  }
  pages.push_back({"/staff", "staff.html"});
  pages.push_back({"/staff/{page...}", "staff.html"});
  return pages;
}

StaticFiles::StaticFiles(fs::path const& dist) {
  if (!fs::is_directory(dist)) return;
  std::size_t total = 0;
  std::map<std::string, SharedBytes> found;
  for (auto const& item : fs::recursive_directory_iterator(dist)) {
    if (!item.is_regular_file()) continue;
    auto bytes = read_bytes(item.path());
    total += bytes->size();
    if (total > kBytesMax || found.size() == kFilesMax) {
      throw std::runtime_error(dist.string() + " is too large to be built pages");
    }
    found.emplace(item.path().lexically_relative(dist).generic_string(), std::move(bytes));
  }
  auto const variant = [&found](std::string const& name) {
    auto const at = found.find(name);
    return at == found.end() ? nullptr : at->second;
  };
  for (auto const& [name, bytes] : found) {
    bool const is_variant = name.ends_with(".gz") || name.ends_with(".br");
    if (is_variant && found.count(name.substr(0, name.size() - 3)) > 0) continue;
    files_.emplace(name, Entry{.content_type = content_type_of(name),
                               .etag = etag_of(*bytes),
                               .immutable = name.starts_with("assets/"),
                               .plain = bytes,
                               .gzip = variant(name + ".gz"),
                               .brotli = variant(name + ".br")});
  }
}

Response StaticFiles::serve(std::string_view file, Request const& request) const {
  auto const at = files_.find(file);
  if (at == files_.end()) {
    return problem_response({.code = Errc::not_found, .detail = "There is no such page."}, request);
  }
  auto const& entry = at->second;

  auto bytes = entry.plain;
  auto etag = entry.etag;
  std::string_view encoding;
  auto const accepted = request.headers.joined("Accept-Encoding");
  if (entry.brotli && accepts_encoding(accepted, "br")) {
    bytes = entry.brotli;
    etag = variant_tag(etag, "-br");
    encoding = "br";
  } else if (entry.gzip && accepts_encoding(accepted, "gzip")) {
    bytes = entry.gzip;
    etag = variant_tag(etag, "-gz");
    encoding = "gzip";
  }

  bool const fresh = matches_etag(request.headers.joined("If-None-Match"), etag);
  auto response =
      fresh ? Response{.status = 304} : shared_response(200, entry.content_type, std::move(bytes));
  if (!encoding.empty() && !fresh) response.headers.set("Content-Encoding", std::string(encoding));
  if (entry.gzip || entry.brotli) response.headers.set("Vary", "Accept-Encoding");
  response.headers.set("ETag", std::move(etag));
  response.headers.set("Cache-Control",
                       entry.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.set("Content-Security-Policy", std::string(kPagePolicy));
  return response;
}

Response StaticFiles::page(std::string_view file, Request const& request) const {
  if (files_.find(file) != files_.end()) return serve(file, request);
  auto response = text_response(503, "text/html; charset=utf-8", std::string(kNotBuilt));
  response.headers.set("Content-Security-Policy", std::string(kPagePolicy));
  return response;
}

std::vector<Route> StaticFiles::routes(std::vector<PageRoute> const& pages) const {
  std::vector<Route> rows;
  auto const add = [&rows](std::string pattern, std::string operation, Handler handler) {
    rows.push_back({.pattern = std::move(pattern),
                    .operation = std::move(operation),
                    .lane = Lane::inline_,
                    .body_bytes_max = 0,
                    .produces = "",
                    .handler = std::move(handler)});
  };
  for (auto const& [pattern, file] : pages) {
    add(std::string(pattern), "page " + std::string(pattern),
        [this, name = std::string(file)](Request const& request) { return page(name, request); });
  }
  add("/assets/{file...}", "asset", [this](Request const& request) {
    return serve("assets/" + request.path_parameter("file"), request);
  });
  for (auto const& [name, entry] : files_) {
    bool const at_root = name.find('/') == std::string::npos;
    if (!at_root || name.ends_with(".html")) continue;
    add('/' + name, "file " + name,
        [this, file = name](Request const& request) { return serve(file, request); });
  }
  return rows;
}

}  // namespace plexus::http
