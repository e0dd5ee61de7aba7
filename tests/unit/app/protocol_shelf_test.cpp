// Editions of protocols: what counts as the same text, which is newer, and who is on the shelf.
#include "backend/app/protocol_shelf.hpp"

#include <gtest/gtest.h>

#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::app {
namespace {

using routing::SourceFile;

TEST(ProtocolChecksum, IsOfNamesAndTextsAndOfNothingElse) {
  std::vector<SourceFile> const files{{"a.yaml", "x: 1\n"}, {"b.yaml", "y: 2\n"}};
  auto const sum = checksum_of(files);
  EXPECT_EQ(sum.size(), 64U);
  EXPECT_EQ(checksum_of({files[1], files[0]}), sum);
  EXPECT_EQ(checksum_of({{"a.yaml", "x: 1\r\n"}, files[1]}), sum);
  EXPECT_NE(checksum_of({{"a.yaml", "x: 1 \n"}, files[1]}), sum);
  EXPECT_NE(checksum_of({{"c.yaml", "x: 1\n"}, files[1]}), sum);
  EXPECT_NE(checksum_of({files[0]}), sum);
  // A text cannot pass itself off as the next file.
  EXPECT_NE(checksum_of({{"a.yaml", "x: 1\n\nb.yaml\n5\ny: 2\n"}}), sum);
  // Known answer: sha256 of "a\n1\nb\n".
  EXPECT_EQ(checksum_of({{"a", "b"}}),
            "ba4971f7af1ee974620f33700b2d2c917d347cd2824893d9f77943106755eef0");
}

TEST(ProtocolVersion, IsOlderByItsNumbers) {
  for (auto const& [older, newer] :
       std::vector<std::pair<char const*, char const*>>{{"1.0.0", "1.0.1"},
                                                        {"1.9.0", "1.10.0"},
                                                        {"1.0", "1.0.0"},
                                                        {"9", "10"},
                                                        {"1.0.0", "2"},
                                                        {"1.0.0-a", "1.0.0-b"}}) {
    EXPECT_TRUE(older_version(older, newer)) << older << " " << newer;
    EXPECT_FALSE(older_version(newer, older)) << newer << " " << older;
    EXPECT_FALSE(older_version(older, older)) << older;
  }
}

std::unique_ptr<ProtocolEdition> edition(std::string const& version) {
  auto files = routing::test::small_protocol_files();
  for (auto& file : files) {
    if (auto const at = file.text.find("version: 1.0.0"); at != std::string::npos) {
      file.text.replace(at, 14, "version: " + version);
    }
  }
  auto read = read_edition(std::move(files));
  EXPECT_TRUE(read.edition) << version;
  return std::move(read.edition);
}

TEST(ProtocolShelf, KeepsWhatItWasGivenAndKnowsWhatIsInForce) {
  ProtocolShelf shelf("small");
  EXPECT_EQ(shelf.in_force("small"), nullptr);
  EXPECT_THROW((void)shelf.in_force(), std::runtime_error);
  auto const& first = shelf.add(edition("1.0.0"));
  shelf.put_in_force(first);
  auto const& second = shelf.add(edition("1.1.0"));
  EXPECT_EQ(&shelf.in_force(), &first);
  shelf.put_in_force(second);
  EXPECT_EQ(&shelf.in_force(), &second);
  EXPECT_EQ(&shelf.add(edition("1.0.0")), &first);  // no second copy
  EXPECT_EQ(shelf.find("small", "1.0.0", first.checksum), &first);
  EXPECT_EQ(shelf.find("small", "1.0.0", ""), &first);
  EXPECT_EQ(shelf.find("small", "1.0.0", second.checksum), nullptr);
  EXPECT_EQ(shelf.find("large", "1.0.0", ""), nullptr);
  EXPECT_TRUE(shelf.knows_region(RegionCode("spine_whole")));
  EXPECT_FALSE(shelf.knows_region(RegionCode("elbow")));
  EXPECT_EQ(shelf.all_in_force().size(), 1U);
  shelf.take_out_of_force("small");
  EXPECT_EQ(shelf.in_force("small"), nullptr);
  EXPECT_EQ(first.pack.base.version, "1.0.0");  // still there for who is pinned to it
}

TEST(ProtocolFolder, TakesWhatIsSharedAlong) {
  std::string const root = std::string(PLEXUS_SOURCE_DIR) + "/routing/protocols/";
  bool shared = false;
  for (auto const& file : protocol_files(root + "low_back_pain/")) {
    shared = shared || file.name == "common/phrases.yaml";
  }
  EXPECT_TRUE(shared);
  EXPECT_TRUE(protocol_files(root + "no_such_folder").empty());
  auto const nothing = read_protocol_folder(root + "no_such_folder");
  EXPECT_FALSE(nothing.edition);
  ASSERT_EQ(nothing.faults.size(), 1U);
  EXPECT_EQ(read_protocols(root).size(), 2U);
  EXPECT_THROW((void)read_protocols(root + "low_back_pain/languages"), std::runtime_error);
}

}  // namespace
}  // namespace plexus::app
