// A file's disk: full, read-only, and files that are cut or damaged. Writing is refused in a way
// that passes, reading goes on, and nothing that was there is replaced.
#include <filesystem>
#include <fstream>

#include "backend/store/file_check.hpp"
#include "backend/store/session.hpp"
#include "backend/store/setting_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

namespace fs = std::filesystem;

class DiskTest : public StoreTest {
 protected:
  Result<void> put(std::string const& name, std::string const& value) {
    return db->write([&](Session& session) -> Result<void> {
      put_setting(session, name, value);
      return {};
    });
  }
  std::optional<std::string> setting(std::string const& name) {
    return db->read([&](Session& session) { return find_setting(session, name); });
  }
  void tell_writer(std::string const& pragma) {
    wrote([&](Session& session) { session.run(pragma); });
  }
  std::string path() const { return fresh->owner().path; }
  void close() {
    db.reset();
    owner.reset();
  }
};
INSTANTIATE_TEST_SUITE_P(Store, DiskTest, testing::ValuesIn(tested_only(Dialect::sqlite)),
                         dialect_name);

TEST_P(DiskTest, aFullDiskRefusesWritesAndIsLeftBehind) {
  ASSERT_TRUE(put("a", "1").has_value());
  // The writer's connection takes no more pages: to SQLite that is a full disk.
  tell_writer("PRAGMA max_page_count = 1");
  std::string const big(500'000, 'x');
  for (int i = 0; i < 3; ++i) EXPECT_THROW((void)put("big", big), Unavailable);
  EXPECT_EQ(setting("a"), "1");
  EXPECT_EQ(setting("big"), std::nullopt);
  EXPECT_TRUE(db->alive());
  tell_writer("PRAGMA max_page_count = 1000000");
  EXPECT_TRUE(put("big", big).has_value());
  EXPECT_EQ(setting("big"), big);
}

/// SQLite's own temporary files that this process holds open.
std::vector<std::string> temporary_files() {
  std::vector<std::string> found;
  for (auto const& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    auto const target = fs::read_symlink(entry.path(), gone).string();
    if (target.find("etilqs") != std::string::npos) found.push_back(target);
  }
  return found;
}

// What a savepoint must be able to bring back holds patients' rows.
TEST_P(DiskTest, aUnitKeepsNothingInTemporaryFiles) {
  auto const write_many = [](std::string const& value) {
    return [value](Session& session) -> Result<void> {
      for (int i = 0; i < 200; ++i) put_setting(session, "name" + std::to_string(i), value);
      EXPECT_EQ(temporary_files(), std::vector<std::string>{});
      return {};
    };
  };
  EXPECT_TRUE(db->write(write_many(std::string(3000, 'a'))).has_value());
  EXPECT_TRUE(db->write(write_many(std::string(3000, 'b'))).has_value());
  EXPECT_EQ(setting("name199"), std::string(3000, 'b'));
}

TEST_P(DiskTest, aReadOnlyFileRefusesWritesAndIsLeftBehind) {
  ASSERT_TRUE(put("a", "1").has_value());
  // The code is that of a file which cannot be written: SQLITE_READONLY.
  tell_writer("PRAGMA query_only = ON");
  EXPECT_THROW((void)put("a", "2"), Unavailable);
  EXPECT_EQ(setting("a"), "1");
  // The next one opens the file anew.
  EXPECT_TRUE(put("a", "3").has_value());
  EXPECT_EQ(setting("a"), "3");
}

TEST_P(DiskTest, aSoundFileIsLeftAlone) {
  EXPECT_EQ(damage_of_file(path()), std::nullopt) << "while it is open";
  EXPECT_EQ(damage_within(*db), std::nullopt);
  close();
  EXPECT_EQ(damage_of_file(path()), std::nullopt);
  EXPECT_EQ(damage_of_file(path() + ".not-there"), std::nullopt);
}

TEST_P(DiskTest, aFileThatIsCutIsTold) {
  close();
  auto const whole = fs::file_size(path());
  for (auto const size : {whole - 1, whole - 4096, whole / 2, std::uintmax_t{4096},
                          std::uintmax_t{99}, std::uintmax_t{1}}) {
    fs::resize_file(path(), size);
    EXPECT_TRUE(damage_of_file(path()).has_value()) << size;
    EXPECT_EQ(fs::file_size(path()), size) << "left as it is";
  }
}

TEST_P(DiskTest, anEmptyFileIsNewOnlyForAMoment) {
  close();
  fs::resize_file(path(), 0);
  EXPECT_EQ(damage_of_file(path()), std::nullopt);
  fs::last_write_time(path(), fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_TRUE(damage_of_file(path()).has_value());
}

TEST_P(DiskTest, aLogWithoutItsFileIsTold) {
  close();
  fs::remove(path());
  std::ofstream(path() + "-wal") << std::string(5000, 'w');
  EXPECT_TRUE(damage_of_file(path()).has_value());
}

TEST_P(DiskTest, somethingElseIsNoDatabase) {
  close();
  std::ofstream(path()) << std::string(8192, 'x');
  EXPECT_TRUE(damage_of_file(path()).has_value());
}

TEST_P(DiskTest, pagesThatWereOverwrittenAreFound) {
  close();
  {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    for (int page = 3; page < 20; ++page) {
      file.seekp(page * 4096);
      file << std::string(4096, '\x5a');
    }
  }
  EXPECT_EQ(damage_of_file(path()), std::nullopt) << "its head is sound";
  db = Database::open(fresh->application());
  EXPECT_TRUE(damage_within(*db).has_value());
}

}  // namespace
}  // namespace plexus::store
