// Sending, repeating, judging.
#include "tests/faults/load.hpp"

#include <algorithm>
#include <map>
#include <thread>

namespace plexus::test {
namespace {

constexpr int kClients = 8;
/// Half hours of a round's own stretch of time, in each room.
constexpr int kSlotsOfRound = 90;

void tell(Request& request, Answer const& answer) {
  request.status = answer.status;
  if (answer.status == 201) request.booking = text_at(answer, "/id");
}

bool undecided(Request const& request) {
  return request.status == 0 || request.status == 503;
}

}  // namespace

Request Load::wish(int round, int client, int number, std::mt19937& random) const {
  Request request;
  request.mark = "load " + std::to_string(seed_) + " " + std::to_string(round) + " " +
                 std::to_string(client) + " " + std::to_string(number);
  request.key = "key of " + request.mark;
  auto const slot = [&] {
    return 30 * (kSlotsOfRound * round + static_cast<int>(random() % kSlotsOfRound));
  };
  auto const& code = codes_[random() % codes_.size()];
  json::array steps{desk_.step(code, slot())};
  if (number % 3 == 2) {
    // A year of half hours later: never at the same time as the first.
    steps.push_back(desk_.step(codes_[random() % codes_.size()], slot() + 200 * 24 * 60));
    request.visits = 2;
  }
  request.body = Desk::booking(steps, request.mark);
  return request;
}

void Load::run(std::uint16_t port, int round, std::atomic<bool> const& stop) {
  std::vector<std::vector<Request>> each(kClients);
  {
    std::vector<std::jthread> threads;
    for (int client = 0; client < kClients; ++client) {
      threads.emplace_back([&, client] {
        std::mt19937 random(seed_ + static_cast<unsigned>(100 * round + client));
        auto& mine = each[static_cast<std::size_t>(client)];
        Client http(port);
        for (int number = 0; !stop; ++number) {
          mine.push_back(wish(round, client, number, random));
          try {
            tell(mine.back(), http.post("/api/v1/bookings", mine.back().body,
                                        desk_.staff() + key(mine.back().key)));
            // As it is asked to; otherwise the refusals would be most of what is sent.
            if (undecided(mine.back())) std::this_thread::sleep_for(std::chrono::milliseconds(50));
          } catch (std::runtime_error const&) {
            return;  // the server went away; whether it wrote, the database knows
          }
        }
      });
    }
  }
  for (auto& mine : each) {
    std::move(mine.begin(), mine.end(), std::back_inserter(sent_));
  }
}

void Load::repeat_all(std::uint16_t port) {
  Client http(port);
  for (auto& request : sent_) {
    auto const before = request;
    auto const answer =
        http.post("/api/v1/bookings", request.body, desk_.staff() + key(request.key));
    tell(request, answer);
    if (undecided(before)) {
      EXPECT_TRUE(answer.status == 201 || answer.status == 409) << answer.raw.body;
    } else {
      EXPECT_EQ(answer.status, before.status) << request.mark << answer.raw.body;
      EXPECT_EQ(request.booking, before.booking) << request.mark;
    }
  }
}

void Load::judge(Ledger& ledger) const {
  EXPECT_TRUE(ledger.sound());
  auto const notes = ledger.notes();
  auto const visits = ledger.visits_by_note();
  for (auto const& request : sent_) {
    auto const note = "mark " + request.mark;
    auto const stored = notes.count(note);
    EXPECT_EQ(stored, request.status == 201 ? 1U : 0U) << note << " was told " << request.status;
    auto const found = visits.find(note);
    int const whole = found == visits.end() ? 0 : found->second;
    EXPECT_EQ(whole, request.status == 201 ? request.visits : 0) << note;
  }
}

std::size_t Load::acknowledged() const {
  return static_cast<std::size_t>(std::count_if(
      sent_.begin(), sent_.end(), [](Request const& one) { return one.status == 201; }));
}

std::size_t Load::unanswered() const {
  return static_cast<std::size_t>(std::count_if(sent_.begin(), sent_.end(), undecided));
}

}  // namespace plexus::test
