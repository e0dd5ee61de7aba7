// Percent-decoding and the request target.
#include "backend/http/target.hpp"

#include <gtest/gtest.h>

namespace plexus::http {
namespace {

using Segments = std::vector<std::string>;

TEST(PercentDecode, LeavesPlusAloneAndDecodesBothCases) {
  EXPECT_EQ(percent_decode("a+b%2Bc%2bd%20e"), "a+b+c+d e");
  EXPECT_EQ(percent_decode(""), "");
  EXPECT_EQ(percent_decode("%D0%B9"), "\xD0\xB9");
}

TEST(PercentDecode, RefusesBrokenEscapes) {
  for (auto const* text : {"%", "a%4", "%zz", "%4g", "%-1", "% 41"}) {
    EXPECT_FALSE(percent_decode(text)) << text;
  }
}

TEST(Target, SplitsPathAndQuery) {
  auto const target =
      parse_target("/api/v1/slots?service=mri&from=2026-12-01T00:00:00%2B01:00&x&y=");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (Segments{"api", "v1", "slots"}));
  std::vector<NamedValue> const expected{
      {"service", "mri"}, {"from", "2026-12-01T00:00:00+01:00"}, {"x", ""}, {"y", ""}};
  EXPECT_EQ(target->query_parameters, expected);
}

TEST(Target, KeepsEmptySegmentsApart) {
  EXPECT_EQ(parse_target("/")->segments, Segments{});
  EXPECT_EQ(parse_target("/a/")->segments, (Segments{"a", ""}));
  EXPECT_EQ(parse_target("//")->segments, (Segments{"", ""}));
  EXPECT_EQ(parse_target("/a//b")->segments, (Segments{"a", "", "b"}));
  EXPECT_EQ(parse_target("/?")->query_parameters.size(), 0U);
  EXPECT_EQ(parse_target("/?&&a=1&")->query_parameters.size(), 1U);
}

TEST(Target, RefusesWhatTwoReadersCouldReadDifferently) {
  for (std::string_view const text : {"",           "*",
                                      "a",          "http://host/a",
                                      "host:80",    "/a%2Fb",
                                      "/a%2fb",     "/a%5Cb",
                                      "/a\\b",      "/a%00",
                                      "/a%0d%0aX",  "/a%7f",
                                      "/a\tb",      "/a#b",
                                      "/a?b#c",     "/%",
                                      "/?a=%zz",    "/?a=%00",
                                      "/%ff",       "/%c0%af",
                                      "/%ed%a0%80", "/?a=%f5%80%80%80"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(Target, BoundsTheNumberOfParts) {
  std::string path;
  std::string query = "/?a=1";
  for (int i = 0; i < 64; ++i) path += "/a";
  for (int i = 1; i < 64; ++i) query += "&a=1";
  EXPECT_TRUE(parse_target(path));
  EXPECT_FALSE(parse_target(path + "/a"));
  EXPECT_TRUE(parse_target(query));
  EXPECT_FALSE(parse_target(query + "&a=1"));
}

}  // namespace
}  // namespace plexus::http
