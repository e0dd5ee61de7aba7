// Database URLs, as the command line takes them.
#include <gtest/gtest.h>

#include "backend/store/database.hpp"

namespace plexus::store {
namespace {

TEST(DatabaseUrl, readsBothForms) {
  auto const absolute = DatabaseUrl::parse("sqlite:///var/lib/plexus/clinic.db");
  ASSERT_TRUE(absolute.has_value());
  EXPECT_EQ(absolute->dialect, Dialect::sqlite);
  EXPECT_EQ(absolute->path, "/var/lib/plexus/clinic.db");
  EXPECT_EQ(DatabaseUrl::parse("sqlite://here/clinic.db")->path, "here/clinic.db");

  auto const server = DatabaseUrl::parse("mysql://app:p%40ss%2F%3A%25@db.example:3307/clinic");
  ASSERT_TRUE(server.has_value());
  EXPECT_EQ(server->dialect, Dialect::mysql);
  EXPECT_EQ(server->user, "app");
  EXPECT_EQ(server->password, "p@ss/:%");
  EXPECT_EQ(server->host, "db.example");
  EXPECT_EQ(server->port, 3307);
  EXPECT_EQ(server->name, "clinic");
  EXPECT_EQ(server->masked(), "mysql://app:***@db.example:3307/clinic");
  EXPECT_EQ(DatabaseUrl::parse("mysql://app@host/clinic")->port, 3306);
}

TEST(DatabaseUrl, refusesTheRestWithoutShowingIt) {
  for (char const* const text :
       {"", "clinic.db", "postgres://a@b/c", "sqlite://", "sqlite:///var/lib/", "sqlite://a\"b",
        "mysql://", "mysql://host/clinic", "mysql://app:s3cret@host", "mysql://app:s3cret@host/",
        "mysql://app:s3cret@:1/clinic", "mysql://app:s3cret@host:0/clinic",
        "mysql://app:s3cret@host:99999/clinic", "mysql://app:s3cret@host:x/clinic",
        "mysql://:s3cret@host/clinic", "mysql://app:s3cret%@host/clinic",
        "mysql://app:s3cret%zz@host/clinic", "mysql://app:s3cret%00@host/clinic"}) {
    auto const url = DatabaseUrl::parse(text);
    ASSERT_FALSE(url.has_value()) << text;
    EXPECT_EQ(url.error().code, Errc::invalid_input);
    EXPECT_EQ(url.error().detail.find("s3cret"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace plexus::store
