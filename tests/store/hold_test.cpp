// Occupancy and holds: taken once, freed, expired, swept.
#include "backend/store/hold_store.hpp"

#include "backend/store/allocation_store.hpp"
#include "backend/store/intake_store.hpp"
#include "backend/store/quota_store.hpp"
#include "backend/store/session.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class HoldTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    make_clinic();
  }
  HoldRecord hold(int number, std::vector<Interval> const& times, Seconds keep = Seconds(600)) {
    HoldRecord record;
    record.hold.id = numbered<HoldId>(number);
    record.hold.expires_at = kNow + keep;
    record.salt = "00112233445566778899aabbccddeeff";
    for (Interval const time : times) record.hold.steps.push_back(planned(time));
    return record;
  }
  Result<void> put(HoldRecord const& record) {
    return db->write([&](Session& session) { return insert_hold(session, record, kNow); });
  }
  static QuotaPlace place(std::string_view from, int number) {
    return {QuotaScope::practitioner, QuotaPeriod::day, numbered<ResourceId>(1).str(),
            *parse_date(from), number};
  }
  std::optional<HoldRecord> find(int number) {
    return db->read([&](Session& s) { return find_hold(s, numbered<HoldId>(number)); });
  }
  std::vector<Occupied> occupied(CellRange window, std::vector<ResourceKey> resources,
                                 Instant now = kNow) {
    return db->read([&](Session& s) { return occupied_between(s, window, resources, now); });
  }
};
INSTANTIATE_TEST_SUITE_P(Store, HoldTest, testing::ValuesIn(tested_dialects()), dialect_name);

TEST_P(HoldTest, comesBackWithItsStepsInOrder) {
  IntakeRecord intake;
  intake.id = numbered<IntakeId>(1);
  wrote([&](Session& session) { insert_intake(session, intake); });
  HoldRecord record = hold(1, {visit_at(600), visit_at(0), visit_at(300)});
  record.hold.intake = intake.id;
  record.hold.steps[1].region = RegionCode("hip");
  record.hold.steps[1].contrast = true;
  record.hold.steps[1].circumstances = {"interpreter", "claustrophobia"};
  record.hold.steps[2].quota_places = {place("2027-03-02", 4)};
  ASSERT_TRUE(put(record).has_value());

  auto const read = find(1);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->salt, record.salt);
  EXPECT_EQ(read->hold.intake, record.hold.intake);
  EXPECT_EQ(read->hold.expires_at, record.hold.expires_at);
  EXPECT_FALSE(read->hold.extended);
  EXPECT_EQ(read->hold.steps, record.hold.steps);
  EXPECT_FALSE(find(2).has_value());
  auto live = [&](Instant now) {
    return db->read([&](Session& s) { return count_live_holds(s, intake.id, now); });
  };
  EXPECT_EQ(live(kNow), 1);
  EXPECT_EQ(live(record.hold.expires_at), 0);
}

TEST_P(HoldTest, takesAllOrNothing) {
  ASSERT_TRUE(put(hold(1, {visit_at(60)})).has_value());
  auto const clash = put(hold(2, {visit_at(0), visit_at(75), visit_at(300)}));
  ASSERT_FALSE(clash.has_value());
  EXPECT_EQ(clash.error().code, Errc::slot_taken);
  EXPECT_FALSE(find(2).has_value());
  EXPECT_EQ(occupied({cell_of(kNow), cell_of(kNow) + 500}, {}).size(), 2U);
  // Touching is no overlap, on either side.
  EXPECT_TRUE(put(hold(3, {visit_at(30), visit_at(90)})).has_value());
}

TEST_P(HoldTest, theTransactionLivesAfterARefusal) {
  ASSERT_TRUE(put(hold(1, {visit_at(0)})).has_value());
  auto const outcome = db->write([&](Session& session) -> Result<void> {
    auto const first = insert_hold(session, hold(2, {visit_at(0)}), kNow);
    EXPECT_FALSE(first.has_value());
    end_hold(session, numbered<HoldId>(2), kNow);
    return insert_hold(session, hold(3, {visit_at(30)}), kNow);
  });
  EXPECT_TRUE(outcome.has_value());
  EXPECT_TRUE(find(3).has_value());
}

TEST_P(HoldTest, seatsAreSeparateAndBounded) {
  auto in_seat = [&](int number, int seat, std::string_view reason = {}) {
    HoldRecord record = hold(number, {visit_at(0)});
    record.hold.steps[0].assignments.clear();
    return db->write([&](Session& session) -> Result<void> {
      auto made = insert_hold(session, record, kNow);
      if (!made) return made;
      Assignment const place{RoleCode("consulting_room"), room_key, seat, cells_at(visit_at(0))};
      return allocate(session, HoldStep{record.hold.id, 0}, std::span(&place, 1), reason);
    });
  };
  EXPECT_TRUE(in_seat(1, 0).has_value());
  EXPECT_TRUE(in_seat(2, 1).has_value());
  for (int const seat : {2, -1}) {
    auto const beyond = in_seat(3, seat);
    ASSERT_FALSE(beyond.has_value()) << seat;
    EXPECT_EQ(beyond.error().code, Errc::slot_taken);
  }
  EXPECT_TRUE(in_seat(4, 2, "urgent case").has_value());   // one more, with a reason
  EXPECT_FALSE(in_seat(5, 3, "urgent case").has_value());  // but not two
  EXPECT_FALSE(in_seat(6, 2, "urgent case").has_value());
}

TEST_P(HoldTest, aPersonsOwnTimeIsToldApart) {
  auto with_patient = [&](int number, Interval time) {
    HoldRecord record = hold(number, {time});
    record.hold.steps[0].assignments = {{RoleCode("patient"), patient_key, 0, cells_at(time)}};
    return put(record);
  };
  ASSERT_TRUE(with_patient(1, visit_at(0)).has_value());
  auto const twice = with_patient(2, visit_at(25));
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().code, Errc::patient_overlap);
  EXPECT_TRUE(with_patient(3, visit_at(30)).has_value());
}

TEST_P(HoldTest, isExtendedOnce) {
  ASSERT_TRUE(put(hold(1, {visit_at(0)}, Seconds(100))).has_value());
  auto extend = [&](int number, Instant now) {
    return db->write([&](Session& session) {
      return extend_hold(session, numbered<HoldId>(number), now, Seconds(600));
    });
  };
  auto const absent = extend(2, kNow);
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().code, Errc::not_found);
  auto const late = extend(1, kNow + Seconds(100));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().code, Errc::hold_expired);
  auto const first = extend(1, kNow + Seconds(99));
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(*first, kNow + Seconds(700));
  auto const second = extend(1, kNow + Seconds(99));
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, Errc::hold_extended);
  EXPECT_TRUE(find(1)->hold.extended);
  EXPECT_EQ(find(1)->hold.expires_at, kNow + Seconds(700));
}

TEST_P(HoldTest, anExpiredOneIsInvisibleAndGivesWay) {
  ASSERT_TRUE(put(hold(1, {visit_at(0)}, Seconds(100))).has_value());
  CellRange const window = cells_at(visit_at(0));
  EXPECT_EQ(occupied(window, {practitioner_key}).size(), 1U);
  EXPECT_EQ(occupied(window, {practitioner_key}, kNow + Seconds(99)).size(), 1U);
  EXPECT_TRUE(occupied(window, {practitioner_key}, kNow + Seconds(100)).empty());

  auto const claimed = db->write([&](Session& session) -> Result<void> {
    EXPECT_EQ(sweep_expired(session, kNow + Seconds(99)), 0);
    EXPECT_EQ(sweep_expired(session, kNow + Seconds(100)), 2);  // rows of two resources
    return insert_hold(session, hold(2, {visit_at(0)}), kNow + Seconds(100));
  });
  EXPECT_TRUE(claimed.has_value());
  ASSERT_TRUE(find(1).has_value()) << "its holder is told that it expired";
  EXPECT_TRUE(find(1)->hold.steps.front().assignments.empty());
  EXPECT_EQ(find(2)->hold.steps.front().assignments.size(), 2U);
}

TEST_P(HoldTest, manyExpiredAreSweptTogether) {
  for (int i = 0; i < 12; ++i) {
    ASSERT_TRUE(put(hold(i + 1, {visit_at(30 * i)}, Seconds(10 + i))).has_value());
  }
  auto sweep = [&](Seconds later) {
    return *written([&](Session& s) -> Result<int> { return sweep_expired(s, kNow + later); });
  };
  EXPECT_EQ(sweep(Seconds(15)), 12);
  EXPECT_EQ(sweep(Seconds(15)), 0);
  EXPECT_EQ(sweep(Seconds(1000)), 12);
  EXPECT_TRUE(occupied({cell_of(kNow), cell_of(kNow) + 500}, {}).empty());

  auto purge = [&](Seconds later) {
    return *written([&](Session& s) -> Result<int> { return purge_holds(s, kNow + later); });
  };
  EXPECT_EQ(purge(Seconds(15)), 5);
  EXPECT_FALSE(find(1).has_value());
  EXPECT_TRUE(find(12).has_value());
  EXPECT_EQ(purge(Seconds(1000)), 7);
}

TEST_P(HoldTest, purgingFreesWhatNobodySwept) {
  ASSERT_TRUE(put(hold(1, {visit_at(0)}, Seconds(10))).has_value());
  wrote([](Session& session) { EXPECT_EQ(purge_holds(session, kNow + Seconds(11)), 1); });
  EXPECT_TRUE(put(hold(2, {visit_at(0)})).has_value());
}

TEST_P(HoldTest, endingFreesItsTimeAndKeepsItsRow) {
  ASSERT_TRUE(put(hold(1, {visit_at(0), visit_at(60)})).has_value());
  wrote([](Session& session) {
    EXPECT_TRUE(end_hold(session, numbered<HoldId>(1), kNow + Seconds(5)));
    EXPECT_FALSE(end_hold(session, numbered<HoldId>(9), kNow));
  });
  ASSERT_TRUE(find(1).has_value());
  EXPECT_EQ(find(1)->hold.expires_at, kNow + Seconds(5));
  EXPECT_EQ(find(1)->hold.steps.size(), 2U);
  // Ended again later, it does not live on.
  wrote([](Session& session) {
    EXPECT_TRUE(end_hold(session, numbered<HoldId>(1), kNow + Seconds(50)));
  });
  EXPECT_EQ(find(1)->hold.expires_at, kNow + Seconds(5));
  EXPECT_TRUE(put(hold(2, {visit_at(0), visit_at(60)})).has_value());
  wrote([](Session& session) {
    auto const hold = numbered<HoldId>(2);
    EXPECT_EQ(release_holds(session, std::span(&hold, 1)), 4);
  });
  EXPECT_TRUE(put(hold(3, {visit_at(0), visit_at(60)})).has_value());
}

TEST_P(HoldTest, aPlaceOfAQuotaIsGivenOnce) {
  HoldRecord first = hold(1, {visit_at(0)}, Seconds(100));
  first.hold.steps[0].quota_places = {place("2027-03-01", 0), place("2027-03-02", 0)};
  ASSERT_TRUE(put(first).has_value());
  HoldRecord second = hold(2, {visit_at(60)});
  second.hold.steps[0].quota_places = {place("2027-03-02", 0)};
  auto const refused = put(second);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Errc::slot_taken);
  EXPECT_FALSE(find(2).has_value());
  second.hold.steps[0].quota_places = {place("2027-03-02", 1)};
  ASSERT_TRUE(put(second).has_value());
  // Another service has places of its own.
  HoldRecord other = hold(3, {visit_at(120)});
  other.hold.steps[0].service = ServiceCode("other");
  other.hold.steps[0].quota_places = {place("2027-03-02", 1)};
  ASSERT_TRUE(put(other).has_value());

  auto const taken = [&](Instant now) {
    return db->read([&](Session& session) {
      return places_taken(session, first.hold.steps[0].service,
                          {*parse_date("2027-03-02"), *parse_date("2027-03-31")}, now);
    });
  };
  EXPECT_EQ(taken(kNow), (std::vector<QuotaPlace>{place("2027-03-02", 0), place("2027-03-02", 1)}));
  EXPECT_EQ(taken(kNow + Seconds(100)), (std::vector<QuotaPlace>{place("2027-03-02", 1)}));
  wrote([&](Session& session) { sweep_expired(session, kNow + Seconds(100)); });
  HoldRecord third = hold(4, {visit_at(180)});
  third.hold.steps[0].quota_places = {place("2027-03-01", 0), place("2027-03-02", 0)};
  EXPECT_TRUE(put(third).has_value());
}

TEST_P(HoldTest, anExtraSeatKeepsItsReasonWithTheVisit) {
  wrote([&](Session& session) {
    session.execute("UPDATE resource SET overbook_max = 1 WHERE kind <> 'patient'");
  });
  ASSERT_TRUE(put(hold(1, {visit_at(0)})).has_value());
  HoldRecord extra = hold(2, {visit_at(0)});
  for (Assignment& one : extra.hold.steps[0].assignments) one.seat = 1;
  EXPECT_FALSE(put(extra).has_value());
  extra.hold.steps[0].overbook_reason = "urgent_case";
  ASSERT_TRUE(put(extra).has_value());
  EXPECT_EQ(find(2)->hold.steps, extra.hold.steps);
}

TEST_P(HoldTest, aHoldBecomesAnAppointmentInOneTransaction) {
  ASSERT_TRUE(put(hold(1, {visit_at(0)})).has_value());
  wrote([](Session& session) { end_hold(session, numbered<HoldId>(1), kNow); });
  book(1, visit_at(0), patient_id);
  auto const own = db->read(
      [](Session& s) { return assignments_of(s, AllocationOwner(numbered<AppointmentId>(1))); });
  EXPECT_EQ(own, planned(visit_at(0)).assignments);
  // An appointment has no expiry.
  EXPECT_EQ(occupied(cells_at(visit_at(0)), {}, kNow + Hours(9999)).size(), 2U);
}

TEST_P(HoldTest, occupancyIsWindowedFilteredAndOrdered) {
  book(1, visit_at(0), patient_id);
  book(2, visit_at(60), patient_id, 1);
  ASSERT_TRUE(put(hold(3, {visit_at(30)})).has_value());
  Instant const ends = hold(3, {}).hold.expires_at;
  EXPECT_EQ(occupied(cells_at(visit_at(30)), {practitioner_key}),
            (std::vector<Occupied>{{practitioner_key, 0, cells_at(visit_at(30)), ends}}));
  EXPECT_EQ(occupied(cells_at(visit_at(0, 90)), {room_key}),
            (std::vector<Occupied>{{room_key, 0, cells_at(visit_at(0)), {}},
                                   {room_key, 0, cells_at(visit_at(30)), ends},
                                   {room_key, 1, cells_at(visit_at(60)), {}}}));
  EXPECT_EQ(occupied(cells_at(visit_at(0, 90)), {}).size(), 6U);
  EXPECT_EQ(occupied(cells_at(visit_at(0, 90)), {patient_key}).size(), 0U);
  // One cell of the window is enough, at either end.
  EXPECT_EQ(occupied(cells_at(visit_at(25, 10)), {room_key}).size(), 2U);
  // More resources than one query takes.
  std::vector<ResourceKey> many(2500, ResourceKey{999999});
  many.back() = practitioner_key;
  many.front() = room_key;
  EXPECT_EQ(occupied(cells_at(visit_at(0, 90)), many).size(), 6U);
}

TEST_P(HoldTest, theLongestVisitIsFoundFromItsFarEnd) {
  // 48 hours, the most that the schema allows; one cell more is refused.
  Interval const long_stay = visit_at(0, 48 * 60);
  ASSERT_TRUE(put(hold(1, {long_stay})).has_value());
  Interval const last_cell{long_stay.end - Minutes(5), long_stay.end};
  EXPECT_EQ(occupied(cells_at(last_cell), {practitioner_key}).size(), 1U);
  EXPECT_FALSE(put(hold(2, {last_cell})).has_value());
  EXPECT_TRUE(put(hold(3, {visit_at(48 * 60)})).has_value());
  EXPECT_FALSE(put(hold(4, {visit_at(6000, 48 * 60 + 5)})).has_value());
}

}  // namespace
}  // namespace plexus::store
