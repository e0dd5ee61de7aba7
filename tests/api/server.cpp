// Starting and ending servers.
#include "tests/api/server.hpp"

#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <thread>

namespace plexus::test {
namespace {

constexpr std::chrono::seconds kStartLimit{150};  // a sanitizer's build seeds slowly
constexpr std::chrono::seconds kStopLimit{30};

std::string percent_encoded(std::string const& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (char const letter : text) {
    auto const c = static_cast<unsigned char>(letter);
    bool const plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '_' || c == '-' || c == '.';
    if (plain) {
      out += static_cast<char>(c);
    } else {
      out += {'%', kHex[c >> 4U], kHex[c & 15U]};
    }
  }
  return out;
}

/// The port of the line that tells it; 0 before it is there.
std::uint16_t announced_port(std::string const& output) {
  static constexpr std::string_view kLine = "listening on http://127.0.0.1:";
  auto const at = output.find(kLine);
  if (at == std::string::npos || (at > 0 && output[at - 1] != '\n')) return 0;
  auto const end = output.find('\n', at);
  if (end == std::string::npos) return 0;
  return static_cast<std::uint16_t>(std::stoi(output.substr(at + kLine.size())));
}

using Shared = std::map<std::pair<Dialect, std::string>, std::unique_ptr<Installation>>;

Shared& shared() {
  static Shared all;
  return all;
}

}  // namespace

std::string url_text(store::DatabaseUrl const& url) {
  if (url.dialect == Dialect::sqlite) return "sqlite://" + url.path;
  return "mysql://" + percent_encoded(url.user) + ":" + percent_encoded(url.password) + "@" +
         url.host + ":" + std::to_string(url.port) + "/" + url.name;
}

void Installation::start(ServerOptions const& options) {
  if (process_) throw std::logic_error("a server runs here already");
  Command command;
  command.arguments = {"serve", "--demo", "--listen", "127.0.0.1:0"};
  if (!other_url_.empty()) {
    command.arguments.insert(command.arguments.end(), {"--database", other_url_});
  } else {
    command.arguments.insert(command.arguments.end(),
                             {"--database", url_text(database_.application())});
    if (database_.owner().dialect == Dialect::mysql) {
      command.arguments.insert(command.arguments.end(),
                               {"--migrate-database", url_text(database_.owner())});
    }
  }
  command.arguments.insert(command.arguments.end(), options.more.begin(), options.more.end());
  command.environment = {{"PLEXUS_DATA_DIR", data_.path().string()},
                         {"PLEXUS_CLOCK", options.clock},
                         {"PLEXUS_RATE_LIMIT", options.rate_limit ? "on" : "off"},
                         {"PLEXUS_DEMO_PASSWORD", kPassword}};
  process_ = std::make_unique<Process>(command, data_.path());
  auto const end = std::chrono::steady_clock::now() + kStartLimit;
  port_ = 0;
  while (port_ == 0) {
    bool const ended = process_->wait(std::chrono::seconds(0)) >= 0;
    port_ = announced_port(process_->out());
    if (port_ != 0) break;
    if (ended || std::chrono::steady_clock::now() > end) {
      std::string const said = process_->out() + process_->err();
      process_.reset();
      throw std::runtime_error("the server did not start: " + said);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

int Installation::stop() {
  if (!process_) return 0;
  process_->signal(SIGTERM);
  int const code = process_->wait(kStopLimit);
  earlier_log_ += process_->out() + process_->err();
  process_.reset();
  return code;
}

std::string Installation::log() const {
  return earlier_log_ + (process_ ? process_->out() + process_->err() : std::string());
}

Installation& shared_installation(Dialect dialect, std::string const& name) {
  auto& one = shared()[{dialect, name}];
  if (!one) {
    one = std::make_unique<Installation>(dialect);
    one->start();
  }
  // Said again by each test, without waiting for it again.
  if (!one->runs()) throw std::runtime_error("the server of all tests did not start or has ended");
  return *one;
}

bool stop_shared_installations() {
  bool good = true;
  for (auto& [key, one] : shared()) {
    if (!one || !one->runs()) continue;
    int const code = one->stop();
    auto const log = one->log();
    // A sanitizer may have found something without ending the server.
    bool const clean = log.find("runtime error:") == std::string::npos &&
                       log.find("Sanitizer") == std::string::npos;
    if (code == 0 && clean) continue;
    good = false;
    std::printf("a server ended with %d; the end of its log:\n%s\n", code,
                log.substr(log.size() - std::min<std::size_t>(log.size(), 8000)).c_str());
  }
  shared().clear();
  return good;
}

}  // namespace plexus::test
