// Versions of protocols, and intakes pinned to them.
#include "backend/store/protocol_store.hpp"

#include "backend/store/intake_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class ProtocolTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Store, ProtocolTest, testing::ValuesIn(tested_dialects()), dialect_name);

ProtocolVersion version(std::string number, std::string checksum) {
  return {.protocol = "small",
          .version = std::move(number),
          .checksum = std::move(checksum),
          .state = ProtocolState::published,
          .changed_by = "Аня",
          .changed_at = kNow,
          .created_at = kNow};
}

std::vector<ProtocolFile> const kFiles{{"a.yaml", "protocol: small\n"},
                                       {"languages/ru/a.yaml", "текст: 'ещё' \\ \"\n"}};

TEST_P(ProtocolTest, keepsEveryFileByteForByteAndOnce) {
  wrote(
      [](Session& s) { EXPECT_TRUE(insert_protocol_version(s, version("1.0.0", "c1"), kFiles)); });
  wrote(
      [](Session& s) { EXPECT_FALSE(insert_protocol_version(s, version("1.0.0", "c1"), kFiles)); });
  auto const files = db->read([](Session& s) { return protocol_files(s, "c1"); });
  EXPECT_EQ(files, kFiles);
  EXPECT_TRUE(db->read([](Session& s) { return protocol_files(s, "c2"); }).empty());
  auto const rows = db->read([](Session& s) { return protocol_versions(s); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.front(), version("1.0.0", "c1"));
}

TEST_P(ProtocolTest, aVersionChangesItsStateAndStays) {
  wrote([](Session& s) { insert_protocol_version(s, version("1.0.0", "c1"), kFiles); });
  auto retired = version("1.0.0", "c1");
  retired.state = ProtocolState::retired;
  retired.changed_by = "nurse";
  retired.changed_at = kNow + Hours{1};
  wrote([&](Session& s) { EXPECT_TRUE(update_protocol_state(s, retired)); });
  auto other = version("2.0.0", "c1");
  wrote([&](Session& s) { EXPECT_FALSE(update_protocol_state(s, other)); });
  auto const rows = db->read([](Session& s) { return protocol_versions(s); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.front(), retired);
  EXPECT_EQ(db->read([](Session& s) { return protocol_files(s, "c1"); }), kFiles);
}

TEST_P(ProtocolTest, anIntakeKeepsItsChecksum) {
  IntakeRecord record;
  record.id = numbered<IntakeId>(1);
  record.salt = "salt";
  record.protocol = "small";
  record.protocol_version = "1.0.0";
  record.protocol_checksum = "c1";
  record.input_json = record.answer_json = "{}";
  record.created_at = record.updated_at = kNow;
  wrote([&](Session& s) { insert_intake(s, record); });
  auto const read = [&] {
    return db->read([&](Session& s) { return find_intake(s, record.id); })->protocol_checksum;
  };
  EXPECT_EQ(read(), "c1");
  record.protocol_checksum = "c2";
  wrote([&](Session& s) { EXPECT_TRUE(update_intake(s, record)); });
  EXPECT_EQ(read(), "c2");
  // A stale version writes nothing, the pin neither.
  record.protocol_checksum = "c3";
  wrote([&](Session& s) { EXPECT_FALSE(update_intake(s, record)); });
  EXPECT_EQ(read(), "c2");
  // Of before pins were kept.
  RawSql raw(fresh->owner());
  ASSERT_EQ(raw.run("DELETE FROM intake_protocol"), 0);
  EXPECT_EQ(read(), "");
  record.version = 2;
  wrote([&](Session& s) { EXPECT_TRUE(update_intake(s, record)); });
  EXPECT_EQ(read(), "c3");
}

}  // namespace
}  // namespace plexus::store
