// Patients, users and their sessions.
#include <array>
#include <barrier>
#include <thread>
#include <vector>

#include "backend/store/audit_store.hpp"
#include "backend/store/idempotency_store.hpp"
#include "backend/store/intake_store.hpp"
#include "backend/store/patient_store.hpp"
#include "backend/store/user_store.hpp"
#include "tests/store/fixture.hpp"

namespace plexus::store {
namespace {

class PeopleTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Store, PeopleTest, testing::ValuesIn(tested_dialects()), dialect_name);

Patient person(int number, std::string given, std::string family) {
  Patient patient;
  patient.id = numbered<PatientId>(number);
  patient.given_name = std::move(given);
  patient.family_name = std::move(family);
  patient.birth_date = *parse_date("1980-02-29");
  patient.phone = "+49 151";
  patient.email = "Some.One@example.org";
  return patient;
}

TEST_P(PeopleTest, namesOfEveryScriptComeBackByteForByte) {
  std::vector<std::pair<std::string, std::string>> const names = {
      {"محمد", "عبد الله"},
      {"שרה", "לוי"},
      {"𠮷野", "𝒜𝓁𝒾"},                       // four bytes a letter
      {"O'Brien \\ \"x\"", "Zu\u0308rich"},  // quotes; a letter with its mark apart
      {"?, :p1 --", "'; DROP TABLE patient; --"},
      {"e\u0301 ", " e\u0301"},  // outer space is kept
      {"\U0001F9D1\u200D\u2695\uFE0F", "x"},
      {std::string(400, 'a'), "b"},
  };
  int number = 100;
  for (auto const& [given, family] : names) {
    Patient patient = person(++number, given, family);
    wrote([&](Session& session) { patient.resource = insert_patient(session, patient, kNow); });
    auto const read = db->read([&](Session& session) { return find_patient(session, patient.id); });
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, patient);
  }
  EXPECT_EQ(db->read([](Session& s) { return find_patient(s, numbered<PatientId>(9)); }),
            std::nullopt);
}

TEST_P(PeopleTest, onePersonWhoComesTwiceAtOnceIsWrittenOnce) {
  constexpr int kClients = 8;
  std::barrier ready(kClients);
  std::vector<std::thread> clients;
  std::array<PatientId, kClients> got;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&, i] {
      Patient const like = person(10 + i, "Zoë", "Ivanova");
      ready.arrive_and_wait();
      auto const id = db->write([&](Session& session) -> Result<PatientId> {
        if (auto const same = find_same_patient(session, like)) return same->id;
        insert_patient(session, like, kNow);
        return like.id;
      });
      got[static_cast<std::size_t>(i)] = *id;
    });
  }
  for (auto& client : clients) client.join();
  for (auto const& id : got) EXPECT_EQ(id, got.front());
}

TEST_P(PeopleTest, theSamePersonIsFoundAgain) {
  Patient first = person(1, "Jörg", "ÅNGSTRÖM");
  Patient second = person(2, "JÖRG", "Ångström");
  second.email = "second@example.org";  // alike enough to be found, not the very same
  wrote([&](Session& session) {
    insert_patient(session, second, kNow + Seconds(5));
    insert_patient(session, first, kNow);
  });
  auto same = [&](Patient const& like) {
    auto const found = db->read([&](Session& s) { return find_same_patient(s, like); });
    return found ? std::optional(found->id) : std::nullopt;
  };
  Patient like = person(3, "  jörg", "ångström ");
  EXPECT_EQ(same(like), first.id);  // the older of the two
  like.phone = "";
  like.email = "some.one@EXAMPLE.org";
  EXPECT_EQ(same(like), first.id);
  like.email = "";
  EXPECT_EQ(same(like), std::nullopt);  // no contact is no proof
  like = person(3, "jorg", "angstrom");
  EXPECT_EQ(same(like), std::nullopt);  // another letter is another name
  like = person(3, "Jörg", "Ångström");
  like.birth_date = *parse_date("1980-02-28");
  EXPECT_EQ(same(like), std::nullopt);
  like = person(3, "Jörg", "Ångström");
  like.phone = "+49 152";
  like.email = "other@example.org";
  EXPECT_EQ(same(like), std::nullopt);
}

TEST_P(PeopleTest, theSamePersonInOtherScripts) {
  wrote([&](Session& session) {
    insert_patient(session, person(1, "Иван", "Чехов"), kNow);
    insert_patient(session, person(2, "Ελένη", "Παππά"), kNow);
  });
  auto same = [&](std::string given, std::string family) {
    auto const found =
        db->read([&](Session& s) { return find_same_patient(s, person(9, given, family)); });
    return found ? found->id : PatientId{};
  };
  EXPECT_EQ(same("ИВАН", "чехов"), numbered<PatientId>(1));
  EXPECT_EQ(same("ΕΛΈΝΗ", "παππά"), numbered<PatientId>(2));
}

TEST_P(PeopleTest, usersSignIn) {
  make_clinic();
  UserRecord record;
  record.user.id = numbered<UserId>(1);
  record.user.username = "frontdesk";
  record.user.name = "Иван ‘Vanya’";
  record.user.roles = {UserRole::front_desk, UserRole::auditor};
  record.user.locations = {location};
  record.user.practitioner = practitioner;
  record.password_hash = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA";
  EXPECT_EQ(db->read(count_users), 0);
  written([&](Session& session) { return insert_user(session, record, kNow); });
  EXPECT_EQ(db->read(count_users), 1);

  auto const by_name =
      db->read([](Session& session) { return find_user_by_name(session, "frontdesk"); });
  ASSERT_TRUE(by_name.has_value());
  EXPECT_EQ(by_name->user, record.user);
  EXPECT_EQ(by_name->password_hash, record.password_hash);
  EXPECT_FALSE(by_name->disabled);
  for (char const* const wrong : {"Frontdesk", "frontdes", "' OR 1=1 --", ""}) {
    EXPECT_FALSE(db->read([&](Session& s) { return find_user_by_name(s, wrong); }).has_value());
  }

  UserRecord second = record;
  second.user.id = numbered<UserId>(2);
  auto const taken =
      db->write([&](Session& session) { return insert_user(session, second, kNow); });
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code, Errc::invalid_input);
  ASSERT_EQ(taken.error().fields.size(), 1U);
  EXPECT_EQ(taken.error().fields.front().pointer, "/username");
  EXPECT_EQ(db->read(count_users), 1);

  wrote([&](Session& session) { update_password_hash(session, record.user.id, "other"); });
  auto const changed =
      db->read([&](Session& session) { return find_user(session, record.user.id); });
  ASSERT_TRUE(changed.has_value());
  EXPECT_EQ(changed->password_hash, "other");
}

TEST_P(PeopleTest, sessionsEnd) {
  UserRecord record;
  record.user.id = numbered<UserId>(1);
  record.user.username = "a";
  written([&](Session& session) { return insert_user(session, record, kNow); });
  auto staff = [&](char letter, int seconds, int idle) {
    return StaffSession{std::string(64, letter), "csrf",
                        record.user.id,          kNow,
                        kNow + Seconds(seconds), kNow + Seconds(idle)};
  };
  wrote([&](Session& session) {
    insert_session(session, staff('a', 100, 50));
    insert_session(session, staff('b', 100, 10));
    insert_session(session, staff('c', 10, 50));
  });
  auto found = [&](char letter) {
    return db->read([&](Session& s) { return find_session(s, std::string(64, letter)); });
  };
  ASSERT_TRUE(found('a').has_value());
  EXPECT_EQ(found('a')->user, record.user.id);
  EXPECT_EQ(found('a')->csrf_token, "csrf");
  EXPECT_EQ(found('a')->expires_at, kNow + Seconds(100));
  wrote([&](Session& session) {
    touch_session(session, std::string(64, 'a'), kNow + Seconds(90));
    EXPECT_EQ(sweep_sessions(session, kNow + Seconds(10)), 2);
  });
  ASSERT_TRUE(found('a').has_value());
  EXPECT_EQ(found('a')->idle_expires_at, kNow + Seconds(90));
  EXPECT_FALSE(found('b').has_value());
  EXPECT_FALSE(found('c').has_value());
  wrote([&](Session& session) {
    EXPECT_TRUE(delete_session(session, std::string(64, 'a')));
    EXPECT_FALSE(delete_session(session, std::string(64, 'a')));
  });
}

TEST_P(PeopleTest, intakesKeepTheirVersion) {
  IntakeRecord record;
  record.id = numbered<IntakeId>(1);
  record.salt = "00ff";
  record.protocol = "back_numbness";
  record.protocol_version = "2026-11-01+sha";
  record.input_json = "{\"complaint\": \"" + std::string(4000, 'x') + "\\n\"}";
  record.answer_json = "{\"a\": \"𝒜 'quoted' \\\\\"}";
  record.urgency = Urgency::urgent;
  record.created_at = kNow;
  record.updated_at = kNow;
  wrote([&](Session& session) { insert_intake(session, record); });
  auto read = [&] { return db->read([&](Session& s) { return find_intake(s, record.id); }); };
  ASSERT_TRUE(read().has_value());
  EXPECT_EQ(read()->input_json, record.input_json);
  EXPECT_EQ(read()->answer_json, record.answer_json);
  EXPECT_EQ(read()->salt, record.salt);
  EXPECT_EQ(read()->protocol_version, record.protocol_version);
  EXPECT_EQ(read()->urgency, Urgency::urgent);
  EXPECT_EQ(read()->version, 1);

  IntakeRecord next = record;
  next.complete = true;
  next.urgency = Urgency::stat;
  next.updated_at = kNow + Seconds(9);
  wrote([&](Session& session) {
    EXPECT_TRUE(update_intake(session, next));
    EXPECT_FALSE(update_intake(session, next));  // version 1 is gone
  });
  EXPECT_EQ(read()->version, 2);
  EXPECT_TRUE(read()->complete);
  EXPECT_EQ(read()->urgency, Urgency::stat);
  EXPECT_EQ(read()->created_at, kNow);
  EXPECT_EQ(read()->updated_at, kNow + Seconds(9));
  EXPECT_FALSE(db->read([](Session& s) { return find_intake(s, numbered<IntakeId>(2)); }));
}

TEST_P(PeopleTest, anAnswerIsKeptOnceUnderItsKey) {
  StoredAnswer answer;
  answer.scope = "user 1";
  answer.key = "a key";
  answer.fingerprint = std::string(64, 'f');
  answer.status = 201;
  answer.headers_json = R"({"ETag":"\"1\""})";
  answer.body = R"({"note":"Größe 𝒜"})";
  answer.tokens_json = "[]";
  answer.created_at = kNow;
  wrote([&](Session& session) {
    EXPECT_TRUE(insert_answer(session, answer));
    // Refused, and the transaction goes on.
    StoredAnswer again = answer;
    again.body = "other";
    EXPECT_FALSE(insert_answer(session, again));
    StoredAnswer other = answer;
    other.key = "a key ";  // another key: one more space
    EXPECT_TRUE(insert_answer(session, other));
    other = answer;
    other.scope = "user 2";
    other.created_at = kNow + Seconds(1);
    EXPECT_TRUE(insert_answer(session, other));
  });
  auto const read = db->read([](Session& s) { return find_answer(s, "user 1", "a key"); });
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->fingerprint, answer.fingerprint);
  EXPECT_EQ(read->status, 201);
  EXPECT_EQ(read->headers_json, answer.headers_json);
  EXPECT_EQ(read->body, answer.body);
  EXPECT_EQ(read->created_at, kNow);
  EXPECT_FALSE(db->read([](Session& s) { return find_answer(s, "user 1", "A key"); }));
  wrote([&](Session& session) { EXPECT_EQ(sweep_answers(session, kNow + Seconds(1)), 2); });
  EXPECT_TRUE(db->read([](Session& s) { return find_answer(s, "user 2", "a key"); }));
}

TEST_P(PeopleTest, theAuditOnlyGrows) {
  AuditEvent event;
  event.at = kNow;
  event.actor = "visitor";
  event.action = "appointment.status";
  event.object_kind = "appointment";
  event.object_id = numbered<AppointmentId>(1).str();
  event.patient = numbered<PatientId>(1);
  event.from_state = "booked";
  event.to_state = "checked-in";
  event.reason = "arrived";
  event.request_id = "01J-req";
  AuditEvent other = event;
  other.patient.reset();
  other.at = kNow - Seconds(60);
  wrote([&](Session& session) {
    append_audit(session, event);
    append_audit(session, other);
  });
  auto read = [&] {
    return db->read([&](Session& s) { return audit_of(s, "appointment", event.object_id); });
  };
  EXPECT_EQ(read(), (std::vector<AuditEvent>{event, other}));

  RawSql hand(fresh->application());
  for (char const* const sql :
       {"UPDATE audit_event SET actor = 'nobody'", "DELETE FROM audit_event",
        "REPLACE INTO audit_event (audit_key, happened_at, actor, action, object_kind, object_id, "
        "from_state, to_state, reason, request_id) VALUES (1, 0, 'x', 'x', 'x', 'x', '', '', '', "
        "'')",
        "DROP TABLE audit_event"}) {
    if (GetParam() == Dialect::sqlite && std::string_view(sql).starts_with("DROP")) continue;
    EXPECT_NE(hand.run(sql), 0) << sql;
  }
  EXPECT_EQ(read().size(), 2U);
  if (GetParam() == Dialect::mysql) {
    RawSql root(fresh->owner());
    EXPECT_NE(root.run("DELETE FROM audit_event"), 0);
    EXPECT_NE(root.run("UPDATE audit_event SET actor = 'nobody'"), 0);
  }
}

}  // namespace
}  // namespace plexus::store
