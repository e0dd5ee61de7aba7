// A program run as its users run it: arguments, environment, input, output, signals, exit code.
// Knows nothing of what the program does.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace plexus::test {

struct Command {
  std::vector<std::string> arguments;                            // without the program itself
  std::vector<std::pair<std::string, std::string>> environment;  // beside ours, without PLEXUS_*
  std::string input;
};

/// The program under test: PLEXUS_BINARY, else the one of this build.
std::string plexus_binary();

/// Its output goes to files in `folder`. Killed with the object, and with this process.
class Process {
 public:
  Process(Command const& command, std::filesystem::path const& folder);
  ~Process();
  Process(Process const&) = delete;
  Process& operator=(Process const&) = delete;

  pid_t pid() const noexcept { return pid_; }
  /// What it has written until now.
  std::string out() const;
  std::string err() const;
  /// Its exit code; 128 + N when signal N ended it; -1 when it still runs after `limit`.
  int wait(std::chrono::seconds limit);
  void signal(int number) const;

 private:
  std::filesystem::path folder_;
  pid_t pid_ = -1;
  int code_ = -1;
};

struct Finished {
  int code = -1;
  std::string out;
  std::string err;
};
/// Runs `plexus` to its end, at most a minute.
Finished run_plexus(Command const& command);

/// A folder of its own, removed with the object. Its name holds a space on purpose.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(TempFolder const&) = delete;
  TempFolder& operator=(TempFolder const&) = delete;
  std::filesystem::path const& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

std::string read_file(std::filesystem::path const& path);

}  // namespace plexus::test
