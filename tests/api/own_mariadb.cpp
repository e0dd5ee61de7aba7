// The server comes from tests/support/mariadb.sh, as that of tests/run does.
#include "tests/api/own_mariadb.hpp"

#include <signal.h>

#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "tests/store/fixture.hpp"

namespace plexus::test {
namespace {

constexpr int kTriesMax = 500;
constexpr std::chrono::milliseconds kPause{10};

pid_t written_pid(std::filesystem::path const& folder) {
  return std::stoi(read_file(folder / "pid"));
}

}  // namespace

OwnMariaDb::OwnMariaDb(bool durable) : data_(folder_.path() / "db") {
  // As root the server runs under its own account, which must be let through.
  std::filesystem::permissions(folder_.path(), std::filesystem::perms(0711));
  auto const file = folder_.path() / "url";
  run((durable ? "durable '" : "start '") + data_.string() + "' >'" + file.string() + "'");
  url_ = read_file(file);
  while (!url_.empty() && url_.back() == '\n') url_.pop_back();
  pid_ = written_pid(data_);
}

OwnMariaDb::~OwnMariaDb() {
  thaw();
  try {
    run("stop '" + data_.string() + "'");
  } catch (std::exception const&) {
    // The folder goes with this object; the server ended before.
  }
}

std::string OwnMariaDb::make_database(std::string const& name) const {
  store::RawSql root(*store::DatabaseUrl::parse(url_ + "/mysql"));
  if (root.run("CREATE DATABASE " + name) != 0) throw std::runtime_error(root.last_error());
  return url_ + "/" + name;
}

void OwnMariaDb::freeze() const {
  ::kill(pid_, SIGSTOP);
  for (int tries = 0; tries < kTriesMax && !stands_still(); ++tries) {
    std::this_thread::sleep_for(kPause);
  }
  if (!stands_still()) throw std::runtime_error("the database server does not stand still");
}

void OwnMariaDb::thaw() const {
  ::kill(pid_, SIGCONT);
}

void OwnMariaDb::kill() {
  ::kill(pid_, SIGKILL);
  for (int tries = 0; tries < kTriesMax && ::kill(pid_, 0) == 0; ++tries) {
    std::this_thread::sleep_for(kPause);
  }
}

void OwnMariaDb::restart() {
  run("restart '" + data_.string() + "'");
  pid_ = written_pid(data_);
}

bool OwnMariaDb::stands_still() const {
  for (auto const& task :
       std::filesystem::directory_iterator("/proc/" + std::to_string(pid_) + "/task")) {
    auto const stat = read_file(task.path() / "stat");
    auto const state = stat.find(") ");  // behind the name, which may hold anything
    if (state == std::string::npos || stat[state + 2] != 'T') return false;
  }
  return true;
}

void OwnMariaDb::run(std::string const& words) const {
  std::string const line =
      "'" + std::string(PLEXUS_SOURCE_DIR) + "/tests/support/mariadb.sh' " + words;
  if (std::system(line.c_str()) != 0) throw std::runtime_error("failed: " + line);
}

}  // namespace plexus::test
