// fork and exec, nothing else: no shell stands between the test and the program.
#include "tests/api/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace plexus::test {
namespace {

/// Ours, without the settings of whoever runs the tests, and the given ones.
std::vector<std::string> environment_of(Command const& command) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string const text = *entry;
    if (text.rfind("PLEXUS_", 0) != 0) all.push_back(text);
  }
  for (auto const& [name, value] : command.environment) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int open_or_throw(std::filesystem::path const& path, int flags) {
  int const file = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot open " + path.string());
  return file;
}

}  // namespace

std::string plexus_binary() {
  char const* const given = std::getenv("PLEXUS_BINARY");
  return given != nullptr && *given != '\0' ? given : PLEXUS_BUILT_BINARY;
}

Process::Process(Command const& command, std::filesystem::path const& folder) : folder_(folder) {
  std::vector<std::string> words{plexus_binary()};
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  auto variables = environment_of(command);
  auto const argv = pointers_to(words);
  auto const envp = pointers_to(variables);
  std::ofstream(folder_ / "stdin", std::ios::binary) << command.input;
  int const in = open_or_throw(folder_ / "stdin", O_RDONLY);
  int const out = open_or_throw(folder_ / "stdout", O_WRONLY | O_CREAT | O_TRUNC);
  int const err = open_or_throw(folder_ / "stderr", O_WRONLY | O_CREAT | O_TRUNC);
  pid_ = ::fork();
  if (pid_ == 0) {  // only calls that are safe between fork and exec
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(err, 2);
    ::execve(argv.front(), argv.data(), envp.data());
    ::_exit(127);
  }
  for (int const file : {in, out, err}) ::close(file);
  if (pid_ < 0) throw std::runtime_error("cannot start " + words.front());
}

Process::~Process() {
  if (pid_ <= 0 || code_ >= 0) return;
  signal(SIGCONT);
  signal(SIGKILL);
  wait(std::chrono::seconds(20));
}

std::string Process::out() const {
  return read_file(folder_ / "stdout");
}
std::string Process::err() const {
  return read_file(folder_ / "stderr");
}

int Process::wait(std::chrono::seconds limit) {
  auto const end = std::chrono::steady_clock::now() + limit;
  while (code_ < 0) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      break;
    }
    if (std::chrono::steady_clock::now() > end) return -1;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return code_;
}

void Process::signal(int number) const {
  if (code_ < 0) ::kill(pid_, number);
}

Finished run_plexus(Command const& command) {
  TempFolder const folder;
  Process process(command, folder.path());
  int const code = process.wait(std::chrono::seconds(60));
  return {code, process.out(), process.err()};
}

TempFolder::TempFolder() {
  static std::atomic<int> counter{0};
  path_ = std::filesystem::temp_directory_path() /
          ("plexus api " + std::to_string(::getpid()) + "_" + std::to_string(++counter));
  std::filesystem::create_directories(path_);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace plexus::test
