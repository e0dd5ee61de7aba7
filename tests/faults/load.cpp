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

template <class Any>
bool undecided(Any const& request) {
  return request.status == 0 || request.status == 503;
}

Answer send(Client& http, Change const& change, HttpHeaders const& staff) {
  return http.post(change.path, change.body, staff + key(change.key) + if_match(change.etag));
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
  request.code = codes_[random() % codes_.size()];
  request.minutes = slot();
  json::array steps{desk_.step(request.code, request.minutes)};
  if (number % 3 == 2) {
    // A year of half hours later: never at the same time as the first.
    steps.push_back(desk_.step(codes_[random() % codes_.size()], slot() + 200 * 24 * 60));
    request.visits = 2;
  }
  request.body = Desk::booking(steps, request.mark);
  return request;
}

/// Moved by an hour, or cancelled; what stands there by then decides whether it can be moved.
Change Load::change(Client& http, Request const& booked, int number) const {
  auto const path = "/api/v1/bookings/" + booked.booking;
  auto const seen = http.get(path, desk_.staff());
  Change change{.path = path + "/cancel",
                .etag = seen.header("ETag"),
                .key = "change of " + booked.mark,
                .body = {{"reason", "patient_request"}},
                .booking = booked.booking,
                .from = Desk::epoch(booked.minutes),
                .to = ""};
  if (number % 2 == 0) {
    int const later = booked.minutes + 60;
    change.path = "/api/v1/appointments/" + text_at(seen, "/appointments/0/id");
    change.etag = http.get(change.path, desk_.staff()).header("ETag");
    change.path += "/reschedule";
    change.body = {{"start", desk_.step(booked.code, later).at("start")}};
    change.to = Desk::epoch(later);
  }
  return change;
}

void Load::work(std::uint16_t port, int round, int client, std::atomic<bool> const& stop,
                Sent& sent) const {
  std::mt19937 random(seed_ + static_cast<unsigned>(100 * round + client));
  Client http(port);
  for (int number = 0; !stop; ++number) {
    sent.bookings.push_back(wish(round, client, number, random));
    auto& mine = sent.bookings.back();
    tell(mine, http.post("/api/v1/bookings", mine.body, desk_.staff() + key(mine.key)));
    // As it is asked to; otherwise the refusals would be most of what is sent.
    if (undecided(mine)) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (mine.status != 201 || mine.visits != 1 || number % 3 == 0) continue;
    auto changed = change(http, mine, number / 3);
    if (changed.etag.empty()) continue;  // nobody could say how it stands
    sent.changes.push_back(std::move(changed));
    sent.changes.back().status = send(http, sent.changes.back(), desk_.staff()).status;
  }
}

void Load::run(std::uint16_t port, int round, std::atomic<bool> const& stop) {
  std::vector<Sent> each(kClients);
  {
    std::vector<std::jthread> threads;
    for (int client = 0; client < kClients; ++client) {
      threads.emplace_back([&, client] {
        try {
          work(port, round, client, stop, each[static_cast<std::size_t>(client)]);
        } catch (std::runtime_error const&) {
          // The server went away; whether it wrote, the database knows.
        }
      });
    }
  }
  for (auto& sent : each) {
    std::move(sent.bookings.begin(), sent.bookings.end(), std::back_inserter(sent_));
    std::move(sent.changes.begin(), sent.changes.end(), std::back_inserter(changes_));
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
  for (auto& change : changes_) {
    auto const answer = send(http, change, desk_.staff());
    if (undecided(change)) {
      EXPECT_TRUE(answer.status == 200 || answer.status == 409) << answer.raw.body;
    } else {
      EXPECT_EQ(answer.status, change.status) << change.key << answer.raw.body;
    }
    change.status = answer.status;
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
  for (auto const& change : changes_) {
    bool const made = change.status == 200;
    bool const cancels = change.to.empty();
    EXPECT_EQ(ledger.starts_of(change.booking),
              std::vector{made && !cancels ? change.to : change.from})
        << change.key << " was told " << change.status;
    // One row for the room, one for the patient.
    EXPECT_EQ(ledger.rows_of(change.booking), made && cancels ? 0 : 2) << change.key;
  }
}

std::size_t Load::acknowledged() const {
  auto const good = [](auto const& one) { return one.status == 200 || one.status == 201; };
  return static_cast<std::size_t>(std::count_if(sent_.begin(), sent_.end(), good) +
                                  std::count_if(changes_.begin(), changes_.end(), good));
}

std::size_t Load::unanswered() const {
  auto const open = [](auto const& one) { return undecided(one); };
  return static_cast<std::size_t>(std::count_if(sent_.begin(), sent_.end(), open) +
                                  std::count_if(changes_.begin(), changes_.end(), open));
}

}  // namespace plexus::test
