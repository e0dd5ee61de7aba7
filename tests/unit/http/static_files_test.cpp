// The pages in memory: variants, caching, look-up, and a missing build.
#include "backend/http/static_files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace plexus::http {
namespace {

namespace fs = std::filesystem;

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    auto const name = std::string("plexus-dist-") + std::to_string(::getpid()) + "-" +
                      testing::UnitTest::GetInstance()->current_test_info()->name();
    dist_ = fs::temp_directory_path() / name;
    fs::create_directories(dist_ / "assets");
    put("index.html", "<!doctype html>patient");
    put("staff.html", "<!doctype html>staff");
    put("favicon.svg", "<svg/>");
    put("assets/app-1a2b.js", "plain");
    put("assets/app-1a2b.js.gz", "gzipped");
    put("assets/app-1a2b.js.br", "brotli");
    put("assets/raw.css", "css");
  }
  ~StaticFilesTest() override { fs::remove_all(dist_); }

  void put(std::string const& name, std::string const& text) const {
    std::ofstream(dist_ / name) << text;
  }

  static Request asking(std::string name = {}, std::string value = {}) {
    Request request{.request_id = "R"};
    if (!name.empty()) request.headers.add(std::move(name), std::move(value));
    return request;
  }

  fs::path dist_;
};

TEST_F(StaticFilesTest, PicksTheBestVariantTheBrowserTakes) {
  StaticFiles const files(dist_);
  auto const body = [&](std::string accept) {
    return std::string(
        files.serve("assets/app-1a2b.js", asking("Accept-Encoding", std::move(accept))).bytes());
  };
  EXPECT_EQ(body("gzip, deflate, br"), "brotli");
  EXPECT_EQ(body("gzip"), "gzipped");
  EXPECT_EQ(body("br;q=0, gzip"), "gzipped");
  EXPECT_EQ(body("identity"), "plain");
  auto const response = files.serve("assets/app-1a2b.js", asking("Accept-Encoding", "br"));
  EXPECT_EQ(response.headers.get("Content-Encoding"), "br");
  EXPECT_EQ(response.headers.get("Vary"), "Accept-Encoding");
  EXPECT_EQ(response.content_type, "text/javascript; charset=utf-8");
}

TEST_F(StaticFilesTest, HashedFilesAreImmutableAndPagesAskAgain) {
  StaticFiles const files(dist_);
  EXPECT_EQ(files.serve("assets/raw.css", asking()).headers.get("Cache-Control"),
            "public, max-age=31536000, immutable");
  auto const page = files.serve("index.html", asking());
  EXPECT_EQ(page.headers.get("Cache-Control"), "no-cache");
  EXPECT_EQ(page.headers.get("Content-Security-Policy"), kPagePolicy);
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
}

TEST_F(StaticFilesTest, AnswersNotModifiedToTheSameTagOnly) {
  StaticFiles const files(dist_);
  auto const first = files.serve("index.html", asking());
  std::string const etag(first.headers.get("ETag"));
  ASSERT_FALSE(etag.empty());
  auto const again = files.serve("index.html", asking("If-None-Match", etag));
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.bytes().empty());
  EXPECT_EQ(again.headers.get("ETag"), etag);
  EXPECT_EQ(files.serve("staff.html", asking("If-None-Match", etag)).status, 200);

  auto const plain = files.serve("assets/app-1a2b.js", asking());
  auto const brotli = files.serve("assets/app-1a2b.js", asking("Accept-Encoding", "br"));
  EXPECT_NE(plain.headers.get("ETag"), brotli.headers.get("ETag"));
}

TEST_F(StaticFilesTest, OnlyWhatWasReadAtTheStartIsServed) {
  StaticFiles const files(dist_);
  put("late.txt", "too late");
  for (std::string_view const name : {"late.txt", "../secret", "/etc/passwd", "assets", "assets/",
                                      "", "assets/../index.html", "assets/app-1a2b.js.gz"}) {
    EXPECT_EQ(files.serve(name, asking()).status, 404) << name;
  }
}

TEST_F(StaticFilesTest, RowsLeadPagesToTheirEntryFile) {
  StaticFiles const files(dist_);
  RouteTable const table(files.routes());
  auto const body = [&](std::vector<std::string> const& path) {
    auto match = table.find(Method::get, path);
    if (!match.route) return std::string("none");
    auto request = asking();
    request.path_parameters = std::move(match.path_parameters);
    auto const response = match.route->handler(request);
    return response.status == 200 ? std::string(response.bytes()) : "not found";
  };
  EXPECT_EQ(body({}), "<!doctype html>patient");
  EXPECT_EQ(body({"questions", "3"}), "<!doctype html>patient");
  EXPECT_EQ(body({"manage"}), "<!doctype html>patient");
  EXPECT_EQ(body({"staff"}), "<!doctype html>staff");
  EXPECT_EQ(body({"staff", "day", "2026-12-01"}), "<!doctype html>staff");
  EXPECT_EQ(body({"assets", "raw.css"}), "css");
  EXPECT_EQ(body({"assets", "..", "index.html"}), "not found");
  EXPECT_EQ(body({"favicon.svg"}), "<svg/>");
  EXPECT_EQ(body({"index.html"}), "none");
}

TEST_F(StaticFilesTest, AMissingBuildSaysSo) {
  StaticFiles const files(dist_ / "absent");
  EXPECT_FALSE(files.built());
  RouteTable const table(files.routes());
  auto const response = table.find(Method::get, {}).route->handler(asking());
  EXPECT_EQ(response.status, 503);
  EXPECT_NE(response.bytes().find("npm --prefix web run build"), std::string_view::npos);
}

}  // namespace
}  // namespace plexus::http
