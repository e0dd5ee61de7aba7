// The audit's chain: every change by hand is found and named, late rows and several sealers are
// not.
#include "backend/app/audit_chain.hpp"

#include <atomic>
#include <thread>

#include "backend/store/allocation_store.hpp"
#include "backend/store/audit_store.hpp"
#include "backend/store/booking_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

using app::AuditSealer;
using app::ChainWish;

class AuditChainTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    hand = std::make_unique<RawSql>(fresh->owner());
  }
  void TearDown() override {
    hand.reset();
    StoreTest::TearDown();
  }

  static AuditEvent event(int number) {
    return {.at = kNow + Seconds(number),
            .actor = "system",
            .action = "appointment.status",
            .object_kind = "appointment",
            .object_id = numbered<AppointmentId>(number).str(),
            .patient = number % 2 == 0 ? std::optional(numbered<PatientId>(7)) : std::nullopt,
            .from_state = "booked",
            .to_state = "arrived",
            .reason = "",
            .request_id = "r" + std::to_string(number),
            .origin = "192.0.2.7"};
  }
  void append(int from, int count) {
    std::vector<AuditEvent> events;
    for (int i = 0; i < count; ++i) events.push_back(event(from + i));
    wrote([&](Session& session) { append_audit(session, events); });
  }

  /// The owner of the schema can do what triggers forbid, by removing them.
  void take_triggers_away() {
    for (char const* const name :
         {"audit_event_no_update", "audit_event_no_delete", "audit_event_no_replace",
          "audit_seal_no_update", "audit_seal_no_delete", "audit_seal_no_replace"}) {
      ASSERT_EQ(hand->run("DROP TRIGGER IF EXISTS " + std::string(name)), 0);
    }
  }
  void by_hand(std::string const& sql) { ASSERT_EQ(hand->run(sql), 0) << hand->last_error(); }

  /// Faults as "seal/row what".
  std::vector<std::string> faults(Instant now = kNow + Hours(24), ChainWish const& wish = {}) {
    std::vector<std::string> found;
    report = app::verify_chain(*db, now, wish, [&](app::ChainFault const& fault) {
      found.push_back(std::to_string(fault.seal) + "/" + std::to_string(fault.audit_key) + " " +
                      fault.what);
    });
    EXPECT_EQ(report.faults, static_cast<std::int64_t>(found.size()));
    return found;
  }

  std::unique_ptr<RawSql> hand;
  app::ChainReport report;
};
INSTANTIATE_TEST_SUITE_P(Each, AuditChainTest, testing::ValuesIn(tested_dialects()), dialect_name);

using Found = std::vector<std::string>;
constexpr char const* kAltered = "the row, or its seal, is not what was sealed";

TEST(SealHashTest, IsWhatAnotherProgramComputes) {
  // Python, with n(x) = b"~" if x is None else b"%d:%s" % (len(x), x):
  // hashlib.blake2b(b"".join(n(x) for x in [b"0" * 64, b"1", b"4", b"1796112000", b"visitor",
  //     b"appointment.book", b"appointment", b"A1", None, b"", b"booked", b"", b"r1",
  //     b"127.0.0.1"]), digest_size=32).hexdigest()
  AuditRow row{.key = 4, .columns = {}};
  row.columns = {
      "1796112000", "visitor", "appointment.book", "appointment", "A1", std::nullopt, "", "booked",
      "",           "r1",      "127.0.0.1"};
  EXPECT_EQ(app::seal_hash(app::chain_start(), 1, row),
            "046113bfa2b90c439a7d1db1057282b00f4bf763ac7e80bc180b50f355ec906a");
}

TEST_P(AuditChainTest, SealsEveryRowOnceAndVerifies) {
  AuditSealer sealer(*db);
  EXPECT_EQ(sealer.seal(), 0);
  EXPECT_EQ(faults(), Found{});
  EXPECT_EQ(report.head_number, 0);
  append(1, 3);
  EXPECT_EQ(sealer.seal(), 3);
  EXPECT_EQ(sealer.seal(), 0);
  append(4, 1);
  EXPECT_EQ(sealer.seal(), 1);
  EXPECT_EQ(faults(), Found{});
  EXPECT_EQ(report.seals, 4);
  EXPECT_EQ(report.head_number, 4);
  EXPECT_EQ(report.head_hash, hand->ask("SELECT hash FROM audit_seal WHERE seal_no = 4"));
  EXPECT_EQ(AuditSealer(*db).seal(), 0) << "another process finds nothing left";
}

TEST_P(AuditChainTest, WalksAndSealsInPages) {
  constexpr int kRows = 2500;
  for (int i = 0; i < kRows; i += 500) append(i, 500);
  EXPECT_EQ(AuditSealer(*db).seal(), kRows);
  EXPECT_EQ(faults(), Found{});
  EXPECT_EQ(report.seals, kRows);
  EXPECT_EQ(hand->ask("SELECT COUNT(*) FROM audit_seal WHERE seal_no BETWEEN 1 AND 2500"), "2500");
}

TEST_P(AuditChainTest, FindsAnAlteredColumnWhichever) {
  append(1, 4);
  AuditSealer(*db).seal();
  take_triggers_away();
  auto const key = hand->ask("SELECT audit_key FROM audit_seal WHERE seal_no = 2");
  std::string const where = " WHERE audit_key = " + key;
  int columns = 0;
  for (char const* const column :
       {"happened_at", "actor", "action", "object_kind", "object_id", "patient_id", "from_state",
        "to_state", "reason", "request_id", "origin"}) {
    auto const before = hand->ask("SELECT " + std::string(column) + " FROM audit_event" + where);
    bool const number = std::string_view(column) == "happened_at";
    by_hand("UPDATE audit_event SET " + std::string(column) + " = " + (number ? "5" : "'x'") +
            where);
    EXPECT_EQ(faults(), Found{"2/" + key + " " + kAltered}) << column;
    by_hand("UPDATE audit_event SET " + std::string(column) + " = '" + before + "'" + where);
    EXPECT_EQ(faults(), Found{}) << column;
    ++columns;
  }
  EXPECT_EQ(columns, static_cast<int>(AuditRow::kColumns));
  // No patient is not the patient of an empty name.
  by_hand("UPDATE audit_event SET patient_id = NULL" + where);
  EXPECT_EQ(faults(), Found{"2/" + key + " " + kAltered});
}

TEST_P(AuditChainTest, FindsWhatWasRemovedAndNamesIt) {
  append(1, 5);
  AuditSealer(*db).seal();
  take_triggers_away();
  auto const key = [&](int seal) {
    return hand->ask("SELECT audit_key FROM audit_seal WHERE seal_no = " + std::to_string(seal));
  };
  auto const second = key(2);
  auto const fourth = key(4);
  by_hand("DELETE FROM audit_event WHERE audit_key = " + second);
  EXPECT_EQ(faults(), Found{"2/" + second + " the row is gone"});
  by_hand("DELETE FROM audit_seal WHERE seal_no = 4");
  EXPECT_EQ(faults(), (Found{"2/" + second + " the row is gone", "4/0 this seal is gone",
                             "0/" + fourth + " the row was never sealed, or its seal is gone"}));
  by_hand("DELETE FROM audit_event WHERE audit_key = " + fourth);
  EXPECT_EQ(faults(), (Found{"2/" + second + " the row is gone", "4/0 this seal is gone"}));
  by_hand("DELETE FROM audit_seal WHERE seal_no IN (2, 3)");
  EXPECT_EQ(faults().front(), "2/0 this seal and those up to 4 are gone");
}

TEST_P(AuditChainTest, FindsSwappedRowsAndSeals) {
  append(1, 4);
  AuditSealer(*db).seal();
  take_triggers_away();
  auto const second = hand->ask("SELECT audit_key FROM audit_seal WHERE seal_no = 2");
  auto const third = hand->ask("SELECT audit_key FROM audit_seal WHERE seal_no = 3");
  auto const swap = [&](std::string const& table) {
    for (auto const& [from, to] :
         {std::pair{second, std::string("999")}, {third, second}, {std::string("999"), third}}) {
      by_hand("UPDATE " + table + " SET audit_key = " + to + " WHERE audit_key = " + from);
    }
  };
  swap("audit_event");
  EXPECT_EQ(faults(), (Found{"2/" + second + " " + kAltered, "3/" + third + " " + kAltered}));
  swap("audit_event");
  EXPECT_EQ(faults(), Found{});
  swap("audit_seal");
  EXPECT_EQ(faults(), (Found{"2/" + third + " " + kAltered, "3/" + second + " " + kAltered}));
}

TEST_P(AuditChainTest, TellsFreshRowsFromThoseNobodySealed) {
  append(1, 2);
  EXPECT_EQ(faults(kNow + Seconds(60)), Found{});
  EXPECT_EQ(report.pending, 2);
  EXPECT_EQ(faults(kNow + Hours(1)).size(), 2U);
  EXPECT_EQ(report.pending, 0);
  AuditSealer(*db).seal();
  EXPECT_EQ(faults(kNow + Hours(1)), Found{});
}

TEST_P(AuditChainTest, AHashNotedElsewhereShowsThatTheEndWasCutOff) {
  append(1, 5);
  AuditSealer(*db).seal();
  EXPECT_EQ(faults(), Found{});
  auto const noted = report.head_hash;
  append(6, 2);
  AuditSealer(*db).seal();
  EXPECT_EQ(faults(kNow, {.since = std::nullopt, .expected = noted}), Found{}) << "an older head";
  take_triggers_away();
  auto const last = hand->ask("SELECT audit_key FROM audit_seal WHERE seal_no = 4");
  by_hand("DELETE FROM audit_seal WHERE seal_no > 4");
  by_hand("DELETE FROM audit_event WHERE audit_key > " + last);
  EXPECT_EQ(faults(), Found{}) << "nothing inside the database can show it";
  EXPECT_EQ(faults(kNow, {.since = std::nullopt, .expected = noted}).size(), 1U);
  append(5, 3);
  AuditSealer(*db).seal();
  EXPECT_EQ(faults(kNow, {.since = std::nullopt, .expected = noted}).size(), 1U) << "or made anew";
}

TEST_P(AuditChainTest, BeginsWhereItIsTold) {
  append(1, 6);
  AuditSealer(*db).seal();
  take_triggers_away();
  by_hand(
      "UPDATE audit_event SET actor = 'x' WHERE audit_key = "
      "(SELECT audit_key FROM audit_seal WHERE seal_no = 2)");
  EXPECT_EQ(faults().size(), 1U);
  EXPECT_EQ(faults(kNow, {.since = kNow + Seconds(4), .expected = ""}), Found{});
  EXPECT_EQ(report.seals, 3);
  EXPECT_EQ(report.head_number, 6);
  EXPECT_EQ(faults(kNow, {.since = kNow + Hours(1), .expected = ""}), Found{});
  EXPECT_EQ(report.seals, 0);
  EXPECT_EQ(report.head_hash, hand->ask("SELECT hash FROM audit_seal WHERE seal_no = 6"));
}

TEST_P(AuditChainTest, ARowThatIsCommittedLateIsSealedLate) {
  append(1, 3);
  AuditSealer sealer(*db);
  EXPECT_EQ(sealer.seal(), 3);
  auto const newest = db->read(newest_audit_key);
  auto insert = [&](std::int64_t key) {
    by_hand(
        "INSERT INTO audit_event (audit_key, happened_at, actor, action, object_kind, "
        "object_id, from_state, to_state, reason, request_id) VALUES (" +
        std::to_string(key) + ", 1796112000, 'system', 'a', 'b', 'c', '', '', '', '')");
  };
  insert(newest + 5);
  EXPECT_EQ(sealer.seal(), 1);
  insert(newest + 2);  // its number was taken before, its commit came after
  EXPECT_EQ(sealer.seal(), 1);
  EXPECT_EQ(faults(), Found{});
  EXPECT_EQ(hand->ask("SELECT audit_key FROM audit_seal WHERE seal_no = 5"),
            std::to_string(newest + 2));
}

TEST_P(AuditChainTest, SeveralSealAtOnceWithoutGapOrDouble) {
  constexpr int kEach = 40;
  std::atomic<bool> writing{true};
  std::vector<std::thread> threads;
  for (int w = 0; w < 3; ++w) {
    threads.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i) append(1000 * w + i, 2);
    });
  }
  std::vector<std::thread> sealers;
  for (int s = 0; s < 3; ++s) {
    sealers.emplace_back([&] {
      AuditSealer sealer(*db);
      while (writing) sealer.seal();
    });
  }
  for (auto& thread : threads) thread.join();
  writing = false;
  for (auto& thread : sealers) thread.join();
  AuditSealer(*db).seal();
  EXPECT_EQ(faults(), Found{});
  EXPECT_EQ(report.seals, 3 * kEach * 2);
  EXPECT_EQ(report.head_number, 3 * kEach * 2);
}

TEST_P(AuditChainTest, TheSealsOnlyGrow) {
  append(1, 2);
  AuditSealer(*db).seal();
  RawSql application(fresh->application());
  for (char const* const sql :
       {"UPDATE audit_seal SET hash = 'x'", "DELETE FROM audit_seal",
        "REPLACE INTO audit_seal (seal_no, audit_key, hash) VALUES (1, 77, 'x')",
        "REPLACE INTO audit_seal (seal_no, audit_key, hash) VALUES (77, 1, 'x')",
        "UPDATE audit_seal SET sealed_at = 0"}) {
    EXPECT_NE(application.run(sql), 0) << sql;
    EXPECT_NE(hand->run(sql), 0) << sql;
  }
  EXPECT_EQ(faults(), Found{});
  EXPECT_EQ(report.seals, 2);
}

TEST_P(AuditChainTest, FindsVisitsThatLostTheirTimeAndTimesThatLostTheirVisit) {
  make_clinic();
  auto const booked = [&](int number, Interval time) {
    auto visit = book(number, time, patient_id).appointments.front();
    Assignment const own{RoleCode("patient"), patient_key, 0, cells_at(time)};
    wrote([&](Session& session) {
      EXPECT_TRUE(allocate(session, visit.id, std::span(&own, 1)).has_value());
    });
    return visit;
  };
  auto const first = booked(1, visit_at(60));
  auto const second = booked(2, visit_at(60 * 24 * 40));
  auto strays = [&](Instant from) {
    std::vector<std::string> found;
    app::find_stray_visits(*db, from, [&](app::StrayVisit const& visit) {
      found.push_back(visit.id.str() + " " + std::string(visit.what));
    });
    return found;
  };
  ASSERT_EQ(strays(kNow), Found{});
  by_hand("UPDATE appointment SET status = 'cancelled' WHERE appointment_id = '" + first.id.str() +
          "'");
  EXPECT_EQ(strays(kNow), Found{first.id.str() + " not live, but takes time"});
  by_hand("DELETE FROM allocation WHERE appointment_id = '" + second.id.str() +
          "' AND resource_key = " + std::to_string(value_of(patient_key)));
  EXPECT_EQ(strays(kNow), (Found{first.id.str() + " not live, but takes time",
                                 second.id.str() + " live, but takes no time"}));
  by_hand("DELETE FROM allocation");
  EXPECT_EQ(strays(kNow), Found{second.id.str() + " live, but takes no time"});
  EXPECT_EQ(strays(kNow + Hours(24 * 60)), Found{});
}

}  // namespace
}  // namespace plexus::store
