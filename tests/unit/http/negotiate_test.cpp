// Accept, Accept-Encoding, If-None-Match.
#include "backend/http/negotiate.hpp"

#include <gtest/gtest.h>

namespace plexus::http {
namespace {

struct Row {
  char const* header;
  bool expected;
};

TEST(Accept, JsonIsTakenWhereARangeCoversIt) {
  constexpr Row rows[] = {{"", true},
                          {"*/*", true},
                          {"application/json", true},
                          {"Application/JSON;q=0.1", true},
                          {"application/*", true},
                          {"text/html, application/json", true},
                          {"text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", true},
                          {"text/html", false},
                          {"application/jsonp", false},
                          {"application/json;q=0", false},
                          {"application/json;q=0.000", false},
                          {"application/json;q=0, */*", false},
                          {"*/*;q=0, application/json", true},
                          {"application/json ; charset=utf-8 ; q=0.5", true},
                          {"text/*, image/png", false}};
  for (auto const& row : rows) {
    EXPECT_EQ(accepts_media_type(row.header, "application/json"), row.expected) << row.header;
  }
}

TEST(AcceptEncoding, NamesTheCodingWithAWeight) {
  constexpr Row rows[] = {
      {"", false},          {"br", true},       {"gzip, br", true}, {"gzip;q=1.0, BR;q=0.5", true},
      {"gzip", false},      {"br;q=0", false},  {"*", true},        {"*;q=0", false},
      {"br;q=0, *", false}, {"identity", false}};
  for (auto const& row : rows) {
    EXPECT_EQ(accepts_encoding(row.header, "br"), row.expected) << row.header;
  }
}

TEST(MediaType, DropsParametersAndBlanks) {
  EXPECT_EQ(media_type_of("application/json; charset=utf-8"), "application/json");
  EXPECT_EQ(media_type_of(" text/plain ;x=y"), "text/plain");
  EXPECT_EQ(media_type_of(""), "");
}

TEST(IfNoneMatch, ListsStarsAndWeakForms) {
  constexpr Row rows[] = {{"\"a\"", true}, {"W/\"a\"", true}, {"\"b\", \"a\"", true},
                          {"*", true},     {"\"b\"", false},  {"a", false},
                          {"", false},     {"\"a", false}};
  for (auto const& row : rows) {
    EXPECT_EQ(matches_etag(row.header, "\"a\""), row.expected) << row.header;
  }
}

}  // namespace
}  // namespace plexus::http
