// booking_bench [ROUNDS [SOAK-SECONDS [VISITS]]]: bookings over HTTP beside what the machine can
// do, in interleaved rounds of one run. Asserts only that every booking is made; times are printed.
// Rounds below 0: that many on MariaDB, and nothing else.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/api/own_mariadb.hpp"
#include "tests/bench/booking_clients.hpp"
#include "tests/bench/floors.hpp"
#include "tests/faults/fill.hpp"

namespace plexus::bench {
namespace {

constexpr int kClients = 8;
constexpr double kSeconds = 4;  // of one measurement

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

int g_failures = 0;

Figures checked(Figures figures, char const* what) {
  if (figures.failures > 0 || figures.answers == 0) {
    std::printf("%s: %ld answers were not as wanted\n", what, figures.failures);
    ++g_failures;
  }
  return figures;
}

/// Processor time that a process has used, in microseconds.
double processor_us(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string const text(std::istreambuf_iterator<char>(file), {});
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) * 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// Books for some seconds, and notes what a booking costs some processes: unlike the rate, that says
/// something on a busy machine too.
class Priced {
 public:
  Priced(char const* title, std::vector<pid_t> processes)
      : title_(title), processes_(std::move(processes)), costs_(processes_.size()) {}

  /// Answers bookings a second.
  double book(BookingClients& clinic) {
    std::vector<double> before;
    for (auto const pid : processes_) before.push_back(processor_us(pid));
    auto const figures = checked(clinic.book(kClients, kSeconds, 0), title_);
    for (std::size_t i = 0; i < processes_.size(); ++i) {
      costs_[i].push_back((processor_us(processes_[i]) - before[i]) /
                          static_cast<double>(std::max(1L, figures.answers)));
    }
    return figures.a_second();
  }
  void print() const {
    std::printf("%-46s", title_);
    for (auto const& costs : costs_) std::printf(" %6.0f us", median(costs));
    std::printf(" of processor time for each booking\n");
  }

 private:
  char const* title_;
  std::vector<pid_t> processes_;
  std::vector<std::vector<double>> costs_;
};

/// Resident bytes of a process, in MiB.
double resident_mib(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
  long size = 0;
  long resident = 0;
  file >> size >> resident;
  return static_cast<double>(resident) * 4096 / 1'048'576;
}

void compare(char const* title, std::vector<double> const& floors,
             std::vector<double> const& bookings) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < floors.size(); ++i) ratios.push_back(bookings[i] / floors[i]);
  std::printf("%-46s floor %8.0f/s  bookings %8.0f/s  %5.2f x\n", title, median(floors),
              median(bookings), median(ratios));
  std::fflush(stdout);
}

/// Answers the median of bookings a second.
double measure_sqlite(BookingClients& clinic, pid_t server, std::filesystem::path const& disk,
                      int rounds) {
  Priced priced("SQLite, the server", {server});
  std::vector<double> floors;
  std::vector<double> bookings;
  for (int round = 0; round < rounds; ++round) {
    floors.push_back(sqlite_rows_a_second(disk, kSeconds / 2));
    bookings.push_back(priced.book(clinic));
  }
  priced.print();
  compare("SQLite, 8 clients, one-row transactions", floors, bookings);
  return median(bookings);
}

void measure_mariadb(int rounds) {
  test::OwnMariaDb const server(true);
  auto const url = server.make_database("plexus_bench");
  auto const root = *store::DatabaseUrl::parse(server.make_database("floor"));
  test::Installation installation(store::Dialect::sqlite, url);
  installation.start();
  BookingClients clinic(installation, *store::DatabaseUrl::parse(url));
  Priced priced("MariaDB, the server and the database", {installation.pid(), server.pid()});
  std::vector<double> floors;
  std::vector<double> bookings;
  for (int round = 0; round < rounds; ++round) {
    floors.push_back(mariadb_rows_a_second(root, kClients, kSeconds / 2));
    bookings.push_back(priced.book(clinic));
  }
  priced.print();
  compare("MariaDB, 8 clients, one-row inserts", floors, bookings);
}

void measure_half_load(BookingClients& clinic, std::filesystem::path const& disk, double full,
                       int rounds) {
  std::vector<double> syncs;
  std::vector<double> slow;
  for (int round = 0; round < rounds; ++round) {
    syncs.push_back(median_fsync_us(disk, 1000));
    slow.push_back(checked(clinic.book(kClients, kSeconds, full / 2), "half load").within(0.99));
  }
  std::printf("%-46s fsync %6.0f us  99 of 100 within %6.0f us  %5.1f x\n",
              "SQLite at half of that", median(syncs), median(slow), median(slow) / median(syncs));
  std::fflush(stdout);
}

void measure_soak(test::Installation& installation, BookingClients& clinic, double full,
                  double seconds) {
  std::vector<double> resident;
  int const parts = 20;
  for (int part = 0; part < parts; ++part) {
    checked(clinic.book(kClients, seconds / parts, full / 2), "soak");
    resident.push_back(resident_mib(installation.pid()));
  }
  std::printf("soak of %.0f s at half capacity: %.1f MiB after a quarter, %.1f MiB at the end\n",
              seconds, resident[parts / 4], resident.back());
  std::fflush(stdout);
}

/// The same clinic with few and with many stored visits.
void measure_many(BookingClients& few, long visits, int rounds) {
  test::Installation installation(store::Dialect::sqlite);
  installation.start();
  installation.stop();
  test::fill(installation.database().owner(), visits);
  installation.start();
  BookingClients many(installation, installation.database().owner());
  std::vector<double> before;
  std::vector<double> after;
  for (int round = 0; round < rounds; ++round) {
    before.push_back(checked(few.book(kClients, kSeconds, 0), "few").a_second());
    after.push_back(checked(many.book(kClients, kSeconds, 0), "many").a_second());
  }
  std::printf("with %ld stored visits: ", visits);
  compare("against 10,000 (floor)", before, after);
}

int run(int rounds, double soak, long visits) {
  if (rounds < 0) {
    measure_mariadb(-rounds);
    return g_failures;
  }
  test::Installation installation(store::Dialect::sqlite);
  installation.start();
  installation.stop();
  test::fill(installation.database().owner(), 10'000);
  installation.start();
  BookingClients clinic(installation, installation.database().owner());
  test::TempFolder const disk;
  double const full = measure_sqlite(clinic, installation.pid(), disk.path(), rounds);
  measure_half_load(clinic, disk.path(), full, rounds);
  measure_mariadb(rounds);
  if (visits > 0) measure_many(clinic, visits, rounds);
  if (soak > 0) measure_soak(installation, clinic, full, soak);
  return g_failures;
}

}  // namespace
}  // namespace plexus::bench

int main(int argc, char** argv) {
  int const rounds = argc > 1 ? std::clamp(std::atoi(argv[1]), -20, 20) : 3;
  double const soak = argc > 2 ? std::clamp(std::atof(argv[2]), 0.0, 3600.0) : 60;
  long const visits = argc > 3 ? std::clamp(std::atol(argv[3]), 0L, 5'000'000L) : 1'000'000;
  int const failures = plexus::bench::run(rounds, soak, visits);
  std::printf("%d passed, %d failed\n", failures == 0 ? 1 : 0, failures);
  return failures == 0 ? 0 : 1;
}
