// Every option of the list of free times: what people and rooms must be, when, how long, for whom.
#include <map>
#include <set>

#include "schema/model/time.hpp"
#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

class SlotOptionsTest : public ApiTest {
 protected:
  json::array slots(std::string const& service, std::string const& more = "",
                    std::string const& from = "2026-12-07", std::string const& to = "2026-12-19") {
    auto const answer = list(service, more, from, to);
    EXPECT_EQ(answer.status, 200) << answer.raw.body;
    return list_at(answer, "/items");
  }
  Answer list(std::string const& service, std::string const& more = "",
              std::string const& from = "2026-12-07", std::string const& to = "2026-12-19",
              HttpHeaders const& headers = {}) {
    return client.get(
        "/api/v1/slots?service=" + service + "&from=" + from + "&to=" + to + "&limit=200" + more,
        headers);
  }
  /// What the clinic says of a person, room or device.
  json::value traits_of(json::value const& slot, std::string_view role, std::string_view key) {
    if (known_.empty()) {
      for (auto const& one : list_at(client.get("/api/v1/resources?limit=200"), "/items")) {
        known_[text_at(one, "/id")] = at(one, "/traits");
      }
    }
    for (auto const& one : list_at(slot, "/resources")) {
      if (text_at(one, "/role") == role) {
        return at(known_[text_at(one, "/id")], "/" + std::string(key));
      }
    }
    ADD_FAILURE() << role << " is missing in " << json::serialize(slot);
    return nullptr;
  }

 private:
  std::map<std::string, json::value> known_;
};
INSTANTIATE_TEST_SUITE_P(Each, SlotOptionsTest, testing::ValuesIn(store::tested_dialects()),
                         store::dialect_name);

Instant start_of(json::value const& slot) {
  return *parse_instant(text_at(slot, "/start"));
}

/// Minutes after midnight, as the answer writes it: the site's clock.
int clock_of(json::value const& slot) {
  auto const text = text_at(slot, "/start");
  return std::stoi(text.substr(11, 2)) * 60 + std::stoi(text.substr(14, 2));
}

Minutes length_of(json::value const& slot) {
  return std::chrono::floor<Minutes>(*parse_instant(text_at(slot, "/end")) - start_of(slot));
}

TEST_P(SlotOptionsTest, MustsHoldForWhoeverSaysAnythingOfThem) {
  auto const women = slots("consultation_neurologist", "&must=sex:female");
  ASSERT_FALSE(women.empty());
  for (auto const& slot : women) {
    EXPECT_EQ(traits_of(slot, "neurologist", "sex"), json::value(json::array{"female"}));
  }
  auto const all = slots("consultation_neurologist");
  EXPECT_LT(women.size(), all.size());
  // A room without a step; the doctors say nothing of steps and are not asked.
  for (auto const& slot : slots("consultation_neurologist", "&must=access:step_free")) {
    EXPECT_EQ(traits_of(slot, "consulting_room", "access"), json::value(json::array{"step_free"}));
  }
  auto const strong = slots("mri", "&must=field_strength:3t");
  ASSERT_FALSE(strong.empty());
  for (auto const& slot : strong) {
    EXPECT_EQ(traits_of(slot, "mri_scanner", "field_strength"), json::value(json::array{"3t"}));
  }
  // Two musts hold together; a language is a trait like any other.
  auto const both = slots("consultation_neurologist", "&must=sex:male&must=language:pl");
  ASSERT_FALSE(both.empty());
  std::set<std::string> who;
  for (auto const& slot : both) who.insert(text_at(slot, "/practitioner"));
  EXPECT_EQ(who.size(), 1U);
}

TEST_P(SlotOptionsTest, AMustThatNobodyMeetsSaysSoAndWhatWouldHelp) {
  auto const answer = list("consultation_neurologist", "&must=language:xx");
  ASSERT_EQ(answer.status, 200) << answer.raw.body;
  EXPECT_TRUE(list_at(answer, "/items").empty());
  auto const why = list_at(answer, "/none_because");
  ASSERT_FALSE(why.empty());
  EXPECT_EQ(text_at(why.front(), "/constraint"), "attribute");
  bool offered = false;
  for (auto const& one : why) offered = offered || at(one, "/next").is_string();
  EXPECT_TRUE(offered) << json::serialize(why);
}

TEST_P(SlotOptionsTest, WishesMoveNoTime) {
  auto const plain = slots("consultation_therapist");
  auto const wished = slots("consultation_therapist", "&prefer=language:tr");
  ASSERT_EQ(plain.size(), wished.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    EXPECT_EQ(at(plain[i], "/start"), at(wished[i], "/start"));
    EXPECT_EQ(at(plain[i], "/location"), at(wished[i], "/location"));
    EXPECT_EQ(at(plain[i], "/unmet"), json::value("(absent)"));
  }
  bool lacking = false;
  for (auto const& slot : wished) lacking = lacking || at(slot, "/unmet").is_array();
  EXPECT_TRUE(lacking) << "one therapist alone speaks it";
}

TEST_P(SlotOptionsTest, APreferredPractitionerIsTakenWhereFree) {
  auto const all = slots("consultation_neurologist", "&must=language:pl");
  ASSERT_FALSE(all.empty());
  auto const who = text_at(all.front(), "/practitioner");
  auto const wished = slots("consultation_neurologist", "&prefer_practitioner=" + who);
  std::map<std::string, std::string> with;
  for (auto const& slot : wished) {
    with[text_at(slot, "/start") + text_at(slot, "/location")] = text_at(slot, "/practitioner");
  }
  for (auto const& slot : all) {
    auto const at_start = with.find(text_at(slot, "/start") + text_at(slot, "/location"));
    if (at_start != with.end()) {
      EXPECT_EQ(at_start->second, who);
    }
  }
}

TEST_P(SlotOptionsTest, PartsOfTheDayAreByTheClockOfTheSite) {
  for (auto const& slot : slots("consultation_therapist", "&part_of_day=evening")) {
    EXPECT_GE(clock_of(slot), 17 * 60);
  }
  std::set<bool> seen;
  for (auto const& slot : slots("mri", "&part_of_day=morning&part_of_day=evening")) {
    EXPECT_TRUE(clock_of(slot) < 12 * 60 || clock_of(slot) >= 17 * 60);
    seen.insert(clock_of(slot) < 12 * 60);
  }
  EXPECT_TRUE(seen.contains(true));
}

TEST_P(SlotOptionsTest, CircumstancesLengthenAVisitOrBindItsTime) {
  auto const longer = slots("consultation_neurologist", "&circumstance=interpreter");
  ASSERT_FALSE(longer.empty());
  for (auto const& slot : longer) EXPECT_GE(length_of(slot), Minutes{60});
  auto const fasting = slots("biochemical_blood_test", "&circumstance=fasting");
  ASSERT_FALSE(fasting.empty());
  for (auto const& slot : fasting) {
    EXPECT_GE(clock_of(slot), 7 * 60);
    EXPECT_LT(clock_of(slot), 10 * 60 + 30);
  }
}

TEST_P(SlotOptionsTest, WhoNeedsLongerGetsLonger) {
  auto const services = list_at(client.get("/api/v1/services?limit=200"), "/items");
  std::string who;
  std::int64_t minutes = 0;
  for (auto const& service : services) {
    if (text_at(service, "/id") != "consultation_neurologist") continue;
    auto const all = at(service, "/minutes_by_practitioner");
    for (auto const& [id, own] : all.as_object()) {
      who = id;
      minutes = own.as_int64();
    }
  }
  ASSERT_FALSE(who.empty());
  auto const own = slots("consultation_neurologist", "&practitioner=" + who);
  ASSERT_FALSE(own.empty());
  for (auto const& slot : own) EXPECT_EQ(length_of(slot), Minutes{minutes});
  auto const desk = staff("frontdesk");
  auto const held =
      hold({{"steps", json::array{step("consultation_neurologist", own.front())}}}, desk);
  ASSERT_EQ(held.status, 201) << held.raw.body;
  EXPECT_EQ(at(held, "/steps/0/end"), at(own.front(), "/end"));
  client.del("/api/v1/holds/" + text_at(held, "/id"), desk);
}

TEST_P(SlotOptionsTest, TheFirstOfEachDayIsTheFirstOfThatDay) {
  auto const firsts = slots("consultation_orthopedist", "&first_each_day=true");
  std::map<std::string, std::string> first;
  for (auto const& slot : slots("consultation_orthopedist")) {
    first.emplace(text_at(slot, "/start").substr(0, 10), text_at(slot, "/start"));
  }
  ASSERT_FALSE(firsts.empty());
  std::set<std::string> dates;
  for (auto const& slot : firsts) {
    auto const date = text_at(slot, "/start").substr(0, 10);
    EXPECT_TRUE(dates.insert(date).second) << date << " twice";
    // The full list may have ended before this date.
    if (first.contains(date)) {
      EXPECT_EQ(text_at(slot, "/start"), first[date]);
    }
  }
  EXPECT_GE(dates.size(), first.size());
}

TEST_P(SlotOptionsTest, UrgentCasesSeeWhatIsKeptForThem) {
  auto const routine = slots("consultation_neurologist", "", "2026-12-14", "2026-12-19");
  auto const urgent =
      slots("consultation_neurologist", "&urgency=urgent", "2026-12-14", "2026-12-19");
  std::set<std::string> seen;
  for (auto const& slot : urgent) seen.insert(text_at(slot, "/start"));
  for (auto const& slot : routine) {
    EXPECT_TRUE(seen.contains(text_at(slot, "/start"))) << text_at(slot, "/start");
  }
}

TEST_P(SlotOptionsTest, OddOptionsAreNamed) {
  struct Case {
    std::string more;
    std::string pointer;
  };
  for (auto const& [more, pointer] :
       {Case{"&must=sex", "?must"}, Case{"&must=colour:red", "?must/colour"},
        Case{"&prefer=:x", "?prefer"}, Case{"&circumstance=unheard_of", "?circumstances/0"},
        Case{"&part_of_day=night", "?part_of_day"}, Case{"&urgency=stat", "?urgency"},
        Case{"&urgency=soon", "?urgency"}, Case{"&first_each_day=2", "?first_each_day"},
        Case{"&prefer_practitioner=01M8R9WAYG67AX8GKM7NATF8CH", "?prefer_practitioner"}}) {
    auto const answer = list("mri", more);
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << more;
    EXPECT_TRUE(has_pointer(answer, pointer)) << more << answer.raw.body;
  }
  EXPECT_TRUE(is_problem(list("consultation_therapist", "&overbook=true"), 401, "sign-in"));
}

}  // namespace
}  // namespace plexus::test
