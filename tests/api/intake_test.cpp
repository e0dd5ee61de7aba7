// From a complaint to a decision: the dialogue, what is read in the text, merging, emergencies.
#include <set>

#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(IntakeTest);

std::set<std::string> const kKinds{"boolean",  "group",    "choice",  "multi_choice",
                                   "duration", "severity", "integer", "date"};
std::set<std::string> const kUrgencies{"stat", "asap", "urgent", "routine"};
std::set<std::string> const kSpecialties{"therapist",    "neurologist",      "orthopedist",
                                         "neurosurgeon", "vascular_surgeon", "manual_therapist"};
std::set<std::string> const kTests{"clinical_blood_test",
                                   "biochemical_blood_test",
                                   "spine_radiography",
                                   "mri",
                                   "ct",
                                   "soft_tissue_ultrasound",
                                   "emg"};

/// The code points [from, to) of a UTF-8 text, counted by its lead bytes.
std::string cut(std::string const& text, std::int64_t from, std::int64_t to) {
  std::string out;
  std::int64_t point = -1;
  for (char const c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++point;
    if (point >= from && point < to) out += c;
  }
  return out;
}

json::value finding(json::value const& intake, std::string_view id) {
  for (auto const& one : list_at(intake, "/findings")) {
    if (text_at(one, "/id") == id) return one;
  }
  return nullptr;
}

void expect_question_shape(json::value const& question) {
  SCOPED_TRACE(json::serialize(question));
  EXPECT_FALSE(text_at(question, "/id").empty());
  EXPECT_GT(text_at(question, "/text").size(), 5U);
  auto const kind = text_at(question, "/kind");
  EXPECT_TRUE(kKinds.count(kind)) << kind;
  EXPECT_TRUE(at(question, "/safety").is_bool());
  EXPECT_TRUE(at(question, "/page").is_int64());
  if (kind == "group" || kind == "choice" || kind == "multi_choice") {
    EXPECT_FALSE(list_at(question, "/options").empty());
  }
  for (auto const& option : list_at(question, "/options")) {
    EXPECT_NE(text_at(option, "/value"), "(absent)");
    EXPECT_FALSE(text_at(option, "/text").empty());
  }
  auto const pointer = text_at(question, "/answer_at");
  EXPECT_TRUE(pointer == "(absent)" || pointer.rfind("/patient/", 0) == 0) << pointer;
}

void expect_routing_shape(json::value const& routing) {
  SCOPED_TRACE(json::serialize(routing));
  EXPECT_TRUE(kUrgencies.count(text_at(routing, "/urgency")));
  EXPECT_TRUE(at(routing, "/within_hours").is_int64());
  for (char const* const name : {"/emergency", "/callback", "/book_by"}) {
    EXPECT_NE(at(routing, name), json::value("(absent)")) << name;
  }
  for (char const* const name : {"/flags", "/not_offered", "/specialists", "/diagnostics"}) {
    EXPECT_TRUE(at(routing, name).is_array()) << name;
  }
  std::int64_t rank = 0;
  for (auto const& one : list_at(routing, "/specialists")) {
    EXPECT_TRUE(kSpecialties.count(text_at(one, "/specialty")));
    EXPECT_EQ(at(one, "/rank"), json::value(++rank));
    EXPECT_EQ(text_at(one, "/when"), rank == 1 ? "first" : "follow_on");
    EXPECT_GT(text_at(one, "/reason").size(), 10U);
    EXPECT_FALSE(list_at(one, "/rules").empty());
  }
  for (auto const& one : list_at(routing, "/diagnostics")) {
    EXPECT_TRUE(kTests.count(text_at(one, "/service"))) << text_at(one, "/service");
    auto const timing = text_at(one, "/timing");
    EXPECT_TRUE(timing == "before_consultation" || timing == "after_consultation" ||
                timing == "any");
    auto const mode = text_at(one, "/mode");
    EXPECT_TRUE(mode == "book_now" || mode == "reserve_pending_consult");
    for (char const* const name : {"/region", "/held", "/contrast", "/panel", "/min_gap_hours",
                                   "/book_by", "/preparation", "/substitutes"}) {
      EXPECT_NE(at(one, name), json::value("(absent)")) << name;
    }
    EXPECT_TRUE(at(one, "/screening").is_array());
    EXPECT_GT(text_at(one, "/reason").size(), 10U);
    EXPECT_FALSE(list_at(one, "/rules").empty());
  }
  for (auto const& one : list_at(routing, "/not_offered")) {
    EXPECT_FALSE(text_at(one, "/what").empty());
    EXPECT_FALSE(text_at(one, "/reason").empty());
  }
  EXPECT_EQ(text_at(routing, "/protocol/id"), "back_numbness");
  EXPECT_NE(text_at(routing, "/protocol/version"), "(absent)");
}

TEST_P(IntakeTest, StoryIsAnsweredQuestionByQuestionUntilItIsComplete) {
  auto intake = begin({{"complaint",
                        "My lower back and left leg have been numb for two months after lifting, "
                        "no trouble peeing, no fever"}});
  EXPECT_EQ(at(intake.body, "/complete"), json::value(false));
  EXPECT_EQ(at(intake.body, "/provisional"), json::value(true));
  ASSERT_FALSE(list_at(intake.body, "/questions").empty());
  for (auto const& question : list_at(intake.body, "/questions")) expect_question_shape(question);
  expect_routing_shape(at(intake.body, "/routing"));
  // What was told to be absent is asked all the same: negated text proves nothing.
  EXPECT_EQ(finding(intake.body, "urinary_retention_new"), nullptr);
  EXPECT_EQ(finding(intake.body, "fever"), nullptr);

  finish(intake);
  EXPECT_EQ(at(intake.body, "/provisional"), json::value(false));
  EXPECT_TRUE(list_at(intake.body, "/questions").empty());
  auto const routing = at(intake.body, "/routing");
  expect_routing_shape(routing);
  EXPECT_NE(text_at(routing, "/urgency"), "stat");
  EXPECT_EQ(at(routing, "/emergency"), nullptr);
  EXPECT_FALSE(list_at(routing, "/specialists").empty());
}

TEST_P(IntakeTest, QuestionsComeOnPagesThatMayBeAnsweredAtOnce) {
  auto intake = begin({{"complaint", "Numb patch on my back for a month"}});
  int pages = 0;
  for (; pages < 12 && at(intake.body, "/complete") != json::value(true); ++pages) {
    auto const questions = list_at(intake.body, "/questions");
    auto const heads = list_at(intake.body, "/pages");
    ASSERT_FALSE(questions.empty());
    EXPECT_EQ(at(questions.back(), "/page"), at(heads.back(), "/page"));
    std::int64_t number = 0;
    for (auto const& head : heads) EXPECT_EQ(at(head, "/page"), json::value(++number));
    json::object patient, answers;
    for (auto const& question : questions) {
      if (at(question, "/page") != json::value(1)) break;
      auto const place = text_at(question, "/answer_at");
      if (place == "/patient/age") {
        patient["age"] = 41;
      } else if (place == "/patient/sex") {
        patient["sex"] = "male";
      } else {
        bool const boxes = text_at(question, "/kind") == "group";
        answers[text_at(question, "/id")] = boxes ? "absent" : "unknown";
      }
    }
    auto const answer = client.patch(intake.path(), {{"patient", patient}, {"answers", answers}},
                                     bearer(intake.token));
    ASSERT_EQ(answer.status, 200) << answer.raw.body;
    intake.body = answer.body;
  }
  EXPECT_EQ(at(intake.body, "/complete"), json::value(true)) << "after " << pages << " pages";
}

TEST_P(IntakeTest, NobodyIsSpokenToAsAChildBeforeTheAgeIsAsked) {
  // Adults and children are one and the same until then; no word may be meant for one of them.
  for (char const* complaint : {"My back is numb", "My leg is numb", "weak legs, numb feet"}) {
    auto intake = begin({{"complaint", complaint}});
    for (char const* part : {"/routing/specialists", "/routing/diagnostics", "/routing/rules"}) {
      auto const text = json::serialize(at(intake.body, part));
      EXPECT_EQ(text.find("parent or carer"), std::string::npos) << text;
      EXPECT_EQ(text.find(" child"), std::string::npos) << text;
    }
    auto const told = client.get(intake.path() + "/explanation", bearer(intake.token));
    ASSERT_EQ(told.status, 200) << told.raw.body;
    auto const patient = json::serialize(at(told, "/patient"));
    EXPECT_EQ(patient.find("parent or carer"), std::string::npos) << patient;
  }
  auto const child = begin({{"complaint", "My back is numb"}, {"patient", {{"age", 12}}}});
  auto const reason = text_at(child.body, "/routing/specialists/0/reason");
  EXPECT_NE(reason.find("parent or carer"), std::string::npos) << reason;
}

TEST_P(IntakeTest, PainAndNumbnessOfOneLegLeadToANeurologistAndAScanAfterwards) {
  auto const intake = story();
  auto const routing = at(intake.body, "/routing");
  expect_routing_shape(routing);
  EXPECT_EQ(text_at(routing, "/specialists/0/specialty"), "neurologist");
  json::value scan;
  for (auto const& one : list_at(routing, "/diagnostics")) {
    if (text_at(one, "/service") == "mri") scan = one;
  }
  ASSERT_TRUE(scan.is_object()) << json::serialize(routing);
  EXPECT_EQ(text_at(scan, "/region"), "spine_lumbosacral");
  EXPECT_EQ(text_at(scan, "/timing"), "after_consultation");
  EXPECT_EQ(text_at(scan, "/mode"), "reserve_pending_consult");
}

TEST_P(IntakeTest, ExampleOfTheContractIsAnsweredInItsShape) {
  auto const intake =
      begin({{"complaint",
              "Left leg pain below the knee and a numb foot for two months, worse lifting, no "
              "trouble peeing"},
             {"language", "en"},
             {"patient", {{"age", 52}, {"sex", "female"}, {"pregnant", false}}},
             {"answers", {{"numbness_saddle", "absent"}, {"numbness_duration", 60}}}});
  EXPECT_FALSE(intake.token.empty());
  EXPECT_LE(intake.id.size(), 64U);
  auto const read = finding(intake.body, "pain_radiating_leg_below_knee");
  EXPECT_EQ(text_at(read, "/state"), "present");
  EXPECT_EQ(text_at(read, "/from"), "complaint");
  // "Left leg pain below the knee": the side is quoted with the words.
  EXPECT_EQ(at(read, "/span/0"), json::value(0));
  EXPECT_EQ(at(read, "/span/1"), json::value(28));
  auto const told = finding(intake.body, "numbness_saddle");
  EXPECT_EQ(text_at(told, "/state"), "absent");
  EXPECT_EQ(text_at(told, "/from"), "answer");
}

TEST_P(IntakeTest, SpansCountCodePoints) {
  std::string const complaint = "Ünlü Öğretmen 😀🦵 — my foot is numb, naïve question";
  auto const intake = begin({{"complaint", complaint}});
  int spans = 0;
  for (auto const& one : list_at(intake.body, "/findings")) {
    if (text_at(one, "/from") != "complaint") continue;
    ++spans;
    auto const from = at(one, "/span/0").as_int64();
    auto const to = at(one, "/span/1").as_int64();
    auto const words = cut(complaint, from, to);
    EXPECT_NE(words.find("numb"), std::string::npos) << words << " for " << text_at(one, "/id");
    EXPECT_EQ(words.find("na\xC3\xAFve"), std::string::npos) << words;
  }
  EXPECT_GT(spans, 0);
}

TEST_P(IntakeTest, TokenComesOnceAndOpensTheIntake) {
  auto const answer = client.post("/api/v1/intakes", {{"complaint", "My foot is numb"}});
  ASSERT_EQ(answer.status, 201);
  auto const id = text_at(answer, "/id");
  auto const token = text_at(answer, "/token");
  EXPECT_EQ(answer.header("Location"), "/api/v1/intakes/" + id);
  EXPECT_FALSE(answer.header("ETag").empty());
  auto const read = client.get("/api/v1/intakes/" + id, bearer(token));
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(text_at(read, "/token"), "(absent)");
  EXPECT_EQ(read.header("Cache-Control"), "no-store");
  auto expected = answer.body.as_object();
  expected.erase("token");
  EXPECT_EQ(read.body, json::value(expected));
}

TEST_P(IntakeTest, WithoutItsTokenNothingTellsWhetherItExists) {
  auto const one = begin({{"complaint", "My foot is numb"}});
  auto const other = begin({{"complaint", "My hand is numb"}});
  std::string const unknown = "/api/v1/intakes/01M8R9WAYG67AX8GKM7NATF8CH";
  for (auto const& path : {one.path(), unknown, std::string("/api/v1/intakes/no.such-thing")}) {
    for (auto const& headers : {HttpHeaders{}, bearer("wrong"), bearer(other.token)}) {
      auto const read = client.get(path, headers);
      EXPECT_TRUE(is_problem(read, 401, "sign-in"));
      EXPECT_TRUE(is_problem(client.patch(path, {{"complaint", "x"}}, headers), 401, "sign-in"));
      auto shown = read.body.as_object();
      shown.erase("instance");
      auto known = client.get(unknown).body.as_object();
      known.erase("instance");
      EXPECT_EQ(shown, known);
    }
  }
  EXPECT_TRUE(is_problem(client.get(unknown, staff("frontdesk")), 404, "not-found"));
  EXPECT_EQ(client.get(one.path(), staff("frontdesk")).status, 200);
  EXPECT_TRUE(is_problem(client.get(one.path(), staff("auditor")), 403, "not-allowed"));
}

TEST_P(IntakeTest, AnswersMergeAndTheLastOneWins) {
  auto const intake = begin({{"complaint", "My foot is numb"},
                             {"patient", {{"age", 30}}},
                             {"answers", {{"fever", "present"}}}});
  auto change = [&](json::value const& body) {
    auto const answer = client.patch(intake.path(), body, bearer(intake.token));
    EXPECT_EQ(answer.status, 200) << answer.raw.body;
    return answer.body;
  };
  auto now = change({{"answers", {{"numbness_saddle", "absent"}}}});
  EXPECT_EQ(text_at(finding(now, "fever"), "/state"), "present");
  EXPECT_EQ(text_at(finding(now, "numbness_saddle"), "/state"), "absent");
  now = change({{"answers", {{"fever", "absent"}}}});
  EXPECT_EQ(text_at(finding(now, "fever"), "/state"), "absent");
  now = change({{"answers", {{"fever", nullptr}}}});
  EXPECT_EQ(finding(now, "fever"), nullptr);
  EXPECT_EQ(text_at(finding(now, "numbness_saddle"), "/state"), "absent");
  now = change(json::object{});
  EXPECT_EQ(text_at(finding(now, "numbness_saddle"), "/state"), "absent");
  // A new complaint takes what was read from the old one with it.
  auto const read_before = list_at(intake.body, "/findings").size();
  EXPECT_GE(read_before, 2U);
  now = change({{"complaint", "hello"}});
  for (auto const& one : list_at(now, "/findings")) EXPECT_NE(text_at(one, "/from"), "complaint");
}

TEST_P(IntakeTest, AnswerReplacesWhatTheTextSaid) {
  auto const intake = begin({{"complaint", "I have a fever and my foot is numb"}});
  auto const read = finding(intake.body, "fever");
  ASSERT_EQ(text_at(read, "/from"), "complaint") << json::serialize(intake.body);
  auto const answer =
      client.patch(intake.path(), {{"answers", {{"fever", "absent"}}}}, bearer(intake.token));
  auto const told = finding(answer.body, "fever");
  EXPECT_EQ(text_at(told, "/state"), "absent");
  EXPECT_EQ(text_at(told, "/from"), "answer");
}

TEST_P(IntakeTest, GroupTakesItsFindingsOrAClearNo) {
  auto const intake = begin({{"complaint", "My foot is numb"}});
  auto const answer = client.patch(intake.path(), {{"answers", {{"sphincter_saddle", "absent"}}}},
                                   bearer(intake.token));
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_EQ(text_at(finding(answer.body, "urinary_retention_new"), "/state"), "absent");
  auto const some = client.patch(
      intake.path(), {{"answers", {{"sphincter_saddle", json::array{"urinary_retention_new"}}}}},
      bearer(intake.token));
  ASSERT_EQ(some.status, 200) << some.raw.body;
  EXPECT_EQ(text_at(finding(some.body, "urinary_retention_new"), "/state"), "present");
  EXPECT_EQ(text_at(some, "/routing/urgency"), "stat");
}

TEST_P(IntakeTest, EmergencyEndsTheDialogueWithItsInstruction) {
  auto const intake = emergency();
  EXPECT_EQ(text_at(intake.body, "/routing/urgency"), "stat");
  EXPECT_EQ(at(intake.body, "/complete"), json::value(true));
  EXPECT_TRUE(list_at(intake.body, "/questions").empty());
  expect_routing_shape(at(intake.body, "/routing"));
  auto const instruction = json::serialize(at(intake.body, "/routing/emergency"));
  EXPECT_NE(instruction.find("112"), std::string::npos) << instruction;
  EXPECT_EQ(instruction.find("{"), instruction.find("{\"")) << "an unfilled place " << instruction;
  EXPECT_TRUE(list_at(intake.body, "/routing/specialists").empty());
  EXPECT_TRUE(list_at(intake.body, "/routing/diagnostics").empty());
}

TEST_P(IntakeTest, BirthDateStandsForTheAge) {
  // 12 March 1974 makes 52 years on 1 December 2026.
  auto const given = begin({{"complaint", "My foot is numb"},
                            {"patient", {{"birth_date", "1974-03-12"}, {"sex", "male"}}}});
  for (auto const& question : list_at(given.body, "/questions")) {
    EXPECT_NE(text_at(question, "/answer_at"), "/patient/age");
    EXPECT_NE(text_at(question, "/answer_at"), "/patient/pregnant");
  }
}

}  // namespace
}  // namespace plexus::test
