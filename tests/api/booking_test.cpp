// Booking: from a hold or from steps, for a person, and who may read it afterwards.
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(BookingTest);

std::string path_of(json::value const& booking) {
  return "/api/v1/bookings/" + text_at(booking, "/id");
}
std::string first_visit(json::value const& booking) {
  return "/api/v1/appointments/" + text_at(booking, "/appointments/0/id");
}

TEST_P(BookingTest, HoldBecomesABookingOnce) {
  auto const steps = therapist_steps(2);
  auto const held = hold({{"steps", steps}});
  ASSERT_EQ(held.status, 201) << held.raw.body;
  json::object const body{
      {"hold", at(held, "/id")}, {"hold_token", at(held, "/token")}, {"patient", somebody()}};
  auto const made = book(body);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(made.header("Location"), path_of(made.body));
  EXPECT_FALSE(text_at(made, "/reference").empty());
  EXPECT_TRUE(at(made, "/manage_token").is_string());
  EXPECT_NE(at(made, "/confirmation"), json::value("(absent)"));
  auto const visits = list_at(made, "/appointments");
  ASSERT_EQ(visits.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(text_at(visits[i], "/status"), "booked");
    EXPECT_EQ(at(visits[i], "/start"), at(steps[i], "/start"));
    EXPECT_EQ(at(visits[i], "/resources"), at(list_at(held, "/steps")[i], "/resources"));
    for (char const* const name : {"/id", "/service", "/end", "/location", "/practitioner"}) {
      EXPECT_NE(at(visits[i], name), json::value("(absent)")) << name;
    }
  }
  // The hold is used up.
  auto const again = book(merged(body, {{"patient", somebody()}}));
  EXPECT_TRUE(is_problem(again, 409, "hold-expired"));
  EXPECT_TRUE(at(again, "/alternatives").is_array());
}

TEST_P(BookingTest, HoldNeedsItsToken) {
  auto const one = hold({{"steps", therapist_steps()}});
  auto const other = hold({{"steps", therapist_steps()}});
  for (auto const& token : {json::value("wrong"), at(other, "/token")}) {
    EXPECT_TRUE(
        is_problem(book({{"hold", at(one, "/id")}, {"hold_token", token}, {"patient", somebody()}}),
                   401, "sign-in"));
  }
  EXPECT_TRUE(
      is_problem(book({{"hold", at(one, "/id")}, {"patient", somebody()}}), 401, "sign-in"));
  EXPECT_EQ(book({{"hold", at(one, "/id")}, {"patient", somebody()}}, staff("frontdesk")).status,
            201);
  auto const unknown =
      book({{"hold", "01M8R9WAYG67AX8GKM7NATF8CH"}, {"patient", somebody()}}, staff("frontdesk"));
  EXPECT_TRUE(is_problem(unknown, 422, "not-bookable"));
}

TEST_P(BookingTest, StepsAreBookedAllOrNone) {
  auto const steps = therapist_steps(2);
  ASSERT_EQ(book({{"steps", json::array{steps[1]}}, {"patient", somebody()}}).status, 201);
  auto const both = book({{"steps", steps}, {"patient", somebody()}});
  EXPECT_TRUE(is_problem(both, 409, "slot-taken"));
  EXPECT_FALSE(list_at(both, "/alternatives").empty());
  EXPECT_LE(list_at(both, "/alternatives").size(), 5U);
  EXPECT_EQ(book({{"steps", json::array{steps[0]}}, {"patient", somebody()}}).status, 201);
}

TEST_P(BookingTest, OnePersonIsNotInTwoPlacesAtOnce) {
  auto const slots = free_slots("consultation_therapist", "2026-12-03", "2026-12-23", 200);
  // Two therapists who are free at the same time.
  std::size_t first = 0;
  while (first + 1 < slots.size() && at(slots[first], "/start") != at(slots[first + 1], "/start")) {
    ++first;
  }
  ASSERT_LT(first + 1, slots.size()) << "no two therapists are free at once";
  auto const person = somebody();
  auto const one = step("consultation_therapist", slots[first]);
  auto const other = step("consultation_therapist", slots[first + 1]);
  ASSERT_EQ(book({{"steps", json::array{one}}, {"patient", person}}).status, 201);
  auto const twice = book({{"steps", json::array{other}}, {"patient", person}});
  EXPECT_TRUE(is_problem(twice, 409, "patient-overlap"));
  EXPECT_FALSE(list_at(twice, "/alternatives").empty());
  EXPECT_LE(list_at(twice, "/alternatives").size(), 5U);
  for (auto const& slot : list_at(twice, "/alternatives")) {
    EXPECT_NE(at(slot, "/start"), at(one, "/start"));
  }
  EXPECT_EQ(book({{"steps", json::array{other}}, {"patient", somebody()}}).status, 201);
}

TEST_P(BookingTest, BirthDateThatChangesTheDecisionIsRefused) {
  auto const intake = story();  // of a woman of 52
  auto const slot = free_slots("consultation_neurologist").front();
  json::object const body = merged(
      json::object{{"steps", json::array{step("consultation_neurologist", slot)}}}, intake.ref());
  auto person = [&](char const* date) {
    return merged(body, {{"patient", merged(somebody(), {{"birth_date", date}})}});
  };
  // Twelve years old: children are not seen here, whatever the complaint.
  EXPECT_TRUE(is_problem(book(person("2014-05-05")), 409, "intake-changed"));
  EXPECT_EQ(book(person("1974-03-12")).status, 201);
}

TEST_P(BookingTest, SomeWayToReachThePersonIsNeeded) {
  auto const steps = therapist_steps();
  auto with = [&](json::object const& contact) {
    json::object person{
        {"given_name", "Ada"}, {"family_name", "Reach"}, {"birth_date", "1980-01-01"}};
    return book({{"steps", steps}, {"patient", merged(person, contact)}});
  };
  auto const none = with({});
  EXPECT_TRUE(is_problem(none, 400, "invalid-input"));
  EXPECT_TRUE(has_pointer(none, "/patient/phone") || has_pointer(none, "/patient"))
      << none.raw.body;
  for (json::object const& wrong :
       {json::object{{"email", "no address"}}, json::object{{"email", "a@b@c"}},
        json::object{{"phone", "call me"}}, json::object{{"phone", "1"}}}) {
    EXPECT_TRUE(is_problem(with(wrong), 400, "invalid-input")) << json::serialize(wrong);
  }
  EXPECT_EQ(with({{"phone", "+49 (30) 23125-011"}}).status, 201);
}

TEST_P(BookingTest, PatientDetailsAreChecked) {
  auto const steps = therapist_steps();
  auto refused = [&](json::object const& change, std::string_view pointer) {
    auto const answer = book({{"steps", steps}, {"patient", merged(somebody(), change)}});
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << json::serialize(change);
    EXPECT_TRUE(has_pointer(answer, pointer)) << pointer << answer.raw.body;
  };
  refused({{"given_name", ""}}, "/patient/given_name");
  refused({{"family_name", "   "}}, "/patient/family_name");
  refused({{"family_name", std::string(101, 'x')}}, "/patient/family_name");
  refused({{"birth_date", "2030-01-01"}}, "/patient/birth_date");
  refused({{"birth_date", "1700-01-01"}}, "/patient/birth_date");
  refused({{"birth_date", "1974-02-30"}}, "/patient/birth_date");
  refused({{"sex", "female"}}, "/patient/sex");
  auto const nobody = book({{"steps", steps}});
  EXPECT_TRUE(has_pointer(nobody, "/patient")) << nobody.raw.body;
  auto const neither = book({{"patient", somebody()}});
  EXPECT_TRUE(is_problem(neither, 400, "invalid-input"));
}

TEST_P(BookingTest, NamesOfAnyScriptComeBackAsTheyWere) {
  struct Name {
    char const* given;
    char const* family;
  };
  for (auto const& [given, family] :
       {Name{"Zoë-Ánge", "O'Brien–Ørsted"}, Name{"Анна", "Ёлкина"}, Name{"さくら", "髙橋"},
        Name{"فاطمة", "الزهراء"}, Name{"𝓐𝓭𝓪", "👩🏽‍🦽 Emoji"},
        Name{"Zoe\xCC\x88", "Nguyễn"}, Name{"Robert'); DROP TABLE patient;--", "\\%_\"'"}}) {
    auto const person = merged(somebody(), {{"given_name", given}, {"family_name", family}});
    auto const made = book({{"steps", therapist_steps()}, {"patient", person}, {"note", family}});
    ASSERT_EQ(made.status, 201) << made.raw.body;
    auto const read = client.get(first_visit(made.body), bearer(text_at(made, "/manage_token")));
    ASSERT_EQ(read.status, 200) << read.raw.body;
    EXPECT_EQ(text_at(read, "/patient/given_name"), given);
    EXPECT_EQ(text_at(read, "/patient/family_name"), family);
  }
}

TEST_P(BookingTest, ManageTokenOpensItsBookingAndNoOther) {
  auto const one = booked();
  auto const other = booked();
  auto const token = bearer(text_at(one, "/manage_token"));
  auto const read = client.get(path_of(one), token);
  ASSERT_EQ(read.status, 200) << read.raw.body;
  EXPECT_EQ(text_at(read, "/manage_token"), "(absent)");
  EXPECT_EQ(at(read, "/appointments"), at(one, "/appointments"));
  EXPECT_EQ(client.get(first_visit(one), token).status, 200);
  for (auto const& path : {path_of(other), first_visit(other)}) {
    EXPECT_TRUE(is_problem(client.get(path, token), 401, "sign-in"));
    EXPECT_TRUE(is_problem(client.get(path), 401, "sign-in"));
    auto const cancel = client.post(path + "/cancel", {{"reason", "patient_request"}},
                                    token + fresh_key() + if_match("\"1\""));
    EXPECT_TRUE(is_problem(cancel, 401, "sign-in"));
  }
  EXPECT_TRUE(is_problem(client.get("/api/v1/appointments", token), 401, "sign-in"));
  for (char const* const user : {"frontdesk", "clinician", "admin", "auditor"}) {
    EXPECT_EQ(client.get(path_of(one), staff(user)).status, 200) << user;
    EXPECT_EQ(client.get(first_visit(one), staff(user)).status, 200) << user;
  }
  for (char const* const kind : {"bookings", "appointments", "bookings/../bookings"}) {
    auto const absent = client.get("/api/v1/" + std::string(kind) + "/01M8R9WAYG67AX8GKM7NATF8CH",
                                   staff("frontdesk"));
    EXPECT_EQ(absent.status / 100, 4) << kind;
  }
  EXPECT_TRUE(
      is_problem(client.get("/api/v1/bookings/01M8R9WAYG67AX8GKM7NATF8CH", staff("frontdesk")), 404,
                 "not-found"));
}

TEST_P(BookingTest, IdentifiersCannotBeGuessedFromOneAnother) {
  auto const one = text_at(booked(), "/id");
  auto const other = text_at(booked(), "/id");
  ASSERT_EQ(one.size(), other.size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < one.size(); ++i) different += one[i] == other[i] ? 0U : 1U;
  EXPECT_GE(different, 8U) << one << " " << other;
  EXPECT_LE(one.size(), 64U);
}

TEST_P(BookingTest, StaffBookForAPatientTheyKnow) {
  auto const known = booked();
  auto const desk = staff("frontdesk");
  auto const id = text_at(client.get(first_visit(known), desk), "/patient/id");
  json::object const person{{"id", id}};
  auto const made = book({{"steps", therapist_steps(1, "2026-12-09")}, {"patient", person}}, desk);
  ASSERT_EQ(made.status, 201) << made.raw.body;
  EXPECT_EQ(text_at(client.get(first_visit(made.body), desk), "/patient/id"), id);
  auto const visitor = book({{"steps", therapist_steps(1, "2026-12-09")}, {"patient", person}});
  EXPECT_TRUE(is_problem(visitor, 401, "sign-in"));
  auto const unknown = book({{"steps", therapist_steps(1, "2026-12-09")},
                             {"patient", {{"id", "01M8R9WAYG67AX8GKM7NATF8CH"}}}},
                            desk);
  EXPECT_TRUE(is_problem(unknown, 422, "not-bookable"));
  EXPECT_TRUE(has_pointer(unknown, "/patient/id"));
}

}  // namespace
}  // namespace plexus::test
