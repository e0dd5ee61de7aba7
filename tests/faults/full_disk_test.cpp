// A server whose disk is full, or whose file cannot be written any more: it says so to whoever
// writes, goes on answering whoever reads, and writes again as soon as it can, without a restart.
// Only on SQLite: the disk of a database server is that server's matter.
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <fstream>

#include "tests/faults/desk.hpp"

namespace plexus::test {
namespace {

/// A small disk in memory at `folder`, seen by this process and its children alone, and gone with
/// them. False where this account may not mount anything.
bool mount_small_disk(std::filesystem::path const& folder) {
  if (::unshare(CLONE_NEWNS) != 0) return false;
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  return ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=64m") == 0;
}

/// Writes a file until nothing more fits.
void fill_up(std::filesystem::path const& file) {
  std::ofstream ballast(file, std::ios::binary);
  std::string const block(4096, 'x');
  while (ballast.write(block.data(), 4096).flush()) {
  }
}

class FullDiskTest : public testing::TestWithParam<Dialect> {
 protected:
  void serve() {
    clinic.emplace(Dialect::sqlite, "sqlite://" + file());
    clinic->start();
    desk.emplace(clinic->port());
    desk->add_service({.code = "disk", .minutes = 30, .roles = {"disk_room"}});
    desk->add_room({"Room of the disk", "disk_room"});
    ledger.emplace(*store::DatabaseUrl::parse("sqlite://" + file()));
  }
  std::string file() const { return (folder.path() / "plexus.db").string(); }
  /// Puts the log into the file and cuts it: whatever is written next needs room.
  void empty_the_log() {
    store::RawSql sql(*store::DatabaseUrl::parse("sqlite://" + file()));
    ASSERT_EQ(sql.run("PRAGMA wal_checkpoint(TRUNCATE)"), 0);
    ASSERT_EQ(std::filesystem::file_size(file() + "-wal"), 0U);
  }
  Answer book(int slot) {
    auto const mark = "disk " + std::to_string(slot);
    auto& body = bodies[slot];
    if (body.empty()) body = Desk::booking({desk->step("disk", 30 * slot)}, mark);
    return Client(clinic->port()).post("/api/v1/bookings", body, desk->staff() + key(mark));
  }
  /// Nothing is written, everything is read.
  void expect_refusal() {
    for (int slot = 1; slot <= 2; ++slot) {
      auto const refused = book(slot);
      EXPECT_TRUE(is_problem(refused, 503, "unavailable")) << refused.raw.body;
      EXPECT_FALSE(refused.header("Retry-After").empty());
      Client client(clinic->port());
      EXPECT_EQ(client.get("/healthz").status, 200);
      EXPECT_EQ(client.get("/readyz").status, 200);
      EXPECT_EQ(client.get("/api/v1/bookings/" + kept, desk->staff()).status, 200);
      EXPECT_EQ(client.get("/api/v1/slots?service=disk&from=2026-12-03&to=2026-12-04").status, 200);
    }
    EXPECT_TRUE(ledger->holds_exactly({kept}));
  }
  /// The same requests again, now that they can be done.
  void expect_recovery() {
    std::set<std::string> acknowledged{kept};
    for (int slot = 1; slot <= 3; ++slot) {
      auto const done = book(slot);
      EXPECT_EQ(done.status, 201) << done.raw.body;
      acknowledged.insert(text_at(done, "/id"));
    }
    EXPECT_EQ(acknowledged.size(), 4U);
    EXPECT_TRUE(ledger->holds_exactly(acknowledged));
    EXPECT_EQ(clinic->stop(), 0);
  }

  TempFolder folder;
  std::optional<Installation> clinic;
  std::optional<Desk> desk;
  std::optional<Ledger> ledger;
  std::map<int, json::object> bodies;
  std::string kept;  // the booking that was there before
};
INSTANTIATE_TEST_SUITE_P(Each, FullDiskTest, testing::ValuesIn(store::tested_only(Dialect::sqlite)),
                         store::dialect_name);

TEST_P(FullDiskTest, WritesAreRefusedUntilThereIsRoomAgain) {
  if (!mount_small_disk(folder.path())) GTEST_SKIP() << "this account may not mount a disk";
  serve();
  kept = text_at(book(0), "/id");
  empty_the_log();
  auto const ballast = folder.path() / "ballast";
  fill_up(ballast);
  expect_refusal();
  std::filesystem::remove(ballast);
  expect_recovery();
  clinic.reset();
  ledger.reset();
  ::umount2(folder.path().c_str(), MNT_DETACH);
}

/// The kernel writes nothing for a process beyond the size that its files may have: to the server
/// an error of the device.
TEST_P(FullDiskTest, WritesAreRefusedWhileTheFileCannotBeWritten) {
  ::signal(SIGXFSZ, SIG_IGN);  // inherited: the server is told by the call that fails
  serve();
  ::signal(SIGXFSZ, SIG_DFL);
  kept = text_at(book(0), "/id");
  empty_the_log();
  rlimit limit{};
  ASSERT_EQ(::prlimit(clinic->pid(), RLIMIT_FSIZE, nullptr, &limit), 0);
  rlimit const nothing{0, limit.rlim_max};
  ASSERT_EQ(::prlimit(clinic->pid(), RLIMIT_FSIZE, &nothing, nullptr), 0);
  expect_refusal();
  ASSERT_EQ(::prlimit(clinic->pid(), RLIMIT_FSIZE, &limit, nullptr), 0);
  expect_recovery();
}

}  // namespace
}  // namespace plexus::test
