// What the clinic offers, its protocols, and how lists are paged.
#include <set>

#include "tests/api/clinic.hpp"

namespace plexus::test {
namespace {

PLEXUS_API_SUITE(CatalogueTest);

std::set<std::string> ids(json::array const& items) {
  std::set<std::string> all;
  for (auto const& item : items) all.insert(text_at(item, "/id"));
  return all;
}

TEST_P(CatalogueTest, ServicesAreTheWordsOfTheVocabulary) {
  auto const answer = client.get("/api/v1/services?limit=200");
  ASSERT_EQ(answer.status, 200);
  auto const items = list_at(answer, "/items");
  std::set<std::string> const expected{"consultation_therapist",
                                       "consultation_neurologist",
                                       "consultation_orthopedist",
                                       "consultation_neurosurgeon",
                                       "consultation_vascular_surgeon",
                                       "consultation_manual_therapist",
                                       "clinical_blood_test",
                                       "biochemical_blood_test",
                                       "spine_radiography",
                                       "mri",
                                       "ct",
                                       "soft_tissue_ultrasound",
                                       "emg"};
  EXPECT_EQ(ids(items), expected);
  for (auto const& one : items) {
    SCOPED_TRACE(json::serialize(one));
    EXPECT_FALSE(text_at(one, "/name").empty());
    EXPECT_GT(at(one, "/minutes").as_int64(), 0);
    EXPECT_FALSE(list_at(one, "/resources").empty());
    for (auto const& need : list_at(one, "/resources")) {
      EXPECT_FALSE(text_at(need, "/role").empty());
      EXPECT_GE(at(need, "/count").as_int64(), 1);
    }
    EXPECT_NE(at(one, "/preparation"), json::value("(absent)"));
    EXPECT_TRUE(at(one, "/self_bookable").is_bool());
    EXPECT_EQ(at(one, "/bookable_without_intake"),
              json::value(text_at(one, "/id") == "consultation_therapist"));
  }
}

TEST_P(CatalogueTest, TwoSitesWithZoneAndHours) {
  auto const items = list_at(client.get("/api/v1/locations"), "/items");
  ASSERT_EQ(items.size(), 2U);
  for (auto const& one : items) {
    EXPECT_NE(text_at(one, "/zone").find('/'), std::string::npos) << json::serialize(one);
    for (char const* const name : {"/name", "/address", "/phone"}) {
      EXPECT_NE(text_at(one, name), "(absent)") << name;
    }
    EXPECT_FALSE(list_at(one, "/hours").empty());
  }
}

TEST_P(CatalogueTest, AtLeastTwelvePractitionersOfAllSpecialties) {
  auto const items = list_at(client.get("/api/v1/practitioners?limit=200"), "/items");
  EXPECT_GE(items.size(), 12U);
  auto const sites = ids(list_at(client.get("/api/v1/locations"), "/items"));
  std::set<std::string> roles;
  for (auto const& one : items) {
    EXPECT_FALSE(text_at(one, "/name").empty());
    for (auto const& role : list_at(one, "/roles")) roles.insert(std::string(role.as_string()));
    EXPECT_FALSE(list_at(one, "/locations").empty()) << json::serialize(one);
    for (auto const& site : list_at(one, "/locations")) {
      EXPECT_TRUE(sites.count(std::string(site.as_string())));
    }
    EXPECT_FALSE(list_at(one, "/languages").empty());
  }
  for (char const* const role : {"therapist", "neurologist", "orthopedist", "neurosurgeon",
                                 "vascular_surgeon", "manual_therapist"}) {
    EXPECT_TRUE(roles.count(role)) << role;
  }
}

TEST_P(CatalogueTest, ResourcesCoverWhatServicesNeedAndHoldNoPatients) {
  std::set<std::string> roles;
  std::string path = "/api/v1/resources?limit=200";
  auto const answer = client.get(path);
  for (auto const& one : list_at(answer, "/items")) {
    roles.insert(text_at(one, "/role"));
    EXPECT_FALSE(text_at(one, "/id").empty());
    EXPECT_FALSE(text_at(one, "/name").empty());
    EXPECT_NE(at(one, "/location"), json::value("(absent)"));
  }
  EXPECT_FALSE(roles.count("patient"));
  for (auto const& service : list_at(client.get("/api/v1/services?limit=200"), "/items")) {
    for (auto const& need : list_at(service, "/resources")) {
      EXPECT_TRUE(roles.count(text_at(need, "/role"))) << text_at(need, "/role");
    }
  }
}

TEST_P(CatalogueTest, PagesAddUpToTheWholeList) {
  for (std::string const& path :
       {std::string("/api/v1/services"), std::string("/api/v1/resources"),
        std::string("/api/v1/practitioners"), std::string("/api/v1/locations")}) {
    auto const whole = ids(list_at(client.get(path + "?limit=200"), "/items"));
    std::set<std::string> found;
    std::size_t count = 0;
    std::string cursor;
    for (int page = 0; page < 100; ++page) {
      auto const answer = client.get(path + "?limit=3" + cursor);
      ASSERT_EQ(answer.status, 200) << answer.raw.body;
      auto const items = list_at(answer, "/items");
      EXPECT_LE(items.size(), 3U);
      count += items.size();
      found.merge(ids(items));
      if (at(answer, "/next").is_null()) break;
      cursor = "&cursor=" + text_at(answer, "/next");
    }
    EXPECT_EQ(found, whole) << path;
    EXPECT_EQ(count, whole.size()) << path;
  }
}

TEST_P(CatalogueTest, BadQueriesAreRefused) {
  for (std::string const& query :
       {std::string("limit=0"), std::string("limit=201"), std::string("limit=x"),
        std::string("limit="), std::string("cursor=no%20cursor"), std::string("sort=name")}) {
    auto const answer = client.get("/api/v1/services?" + query);
    EXPECT_TRUE(is_problem(answer, 400, "invalid-input")) << query;
    EXPECT_TRUE(has_pointer(answer, "?" + query.substr(0, query.find('=')))) << answer.raw.body;
  }
}

TEST_P(CatalogueTest, ProtocolIsPublishedWithItsSources) {
  auto const list = client.get("/api/v1/protocols");
  ASSERT_EQ(list.status, 200);
  ASSERT_EQ(ids(list_at(list, "/items")),
            (std::set<std::string>{"back_numbness", "low_back_pain"}));
  EXPECT_EQ(text_at(list, "/items/0/checksum").size(), 64U);
  EXPECT_EQ(list_at(list, "/items/0/languages").size(), 2U);
  auto const answer = client.get("/api/v1/protocols/back_numbness");
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(text_at(answer, "/id"), "back_numbness");
  EXPECT_EQ(text_at(answer, "/version"), text_at(list, "/items/0/version"));
  EXPECT_GT(list_at(answer, "/sources").size(), 10U);
  EXPECT_GT(list_at(answer, "/rules").size(), 30U);
  EXPECT_GT(list_at(answer, "/findings").size(), 100U);
  EXPECT_TRUE(is_problem(client.get("/api/v1/protocols/headache"), 404, "not-found"));
}

}  // namespace
}  // namespace plexus::test
