// What the tests of the administrator's routes share: an installation of their own, for they change
// what the others read, and the steps read, change, put back.
#pragma once

#include "tests/api/clinic.hpp"

namespace plexus::test {

inline std::string const kAdmin = "/api/v1/admin";

class AdminTest : public ApiTest {
 protected:
  AdminTest() : ApiTest("admin"), admin(staff("admin")) {}

  /// Reads an object of the catalogue; asserts 200.
  Answer read(std::string const& path);
  /// Puts `body` over what is there now, whatever its version.
  Answer change(std::string const& path, json::value const& body, std::string const& query = "");
  /// The ids of a list of the API, in its order.
  std::vector<std::string> ids(std::string const& path);
  /// The first site of the clinic.
  std::string site() { return ids(kAdmin + "/locations").front(); }

  /// `METHOD path` is refused for every caller but an administrator.
  void refuses_others(std::string const& method, std::string const& path);
  /// A change of `path` without a version, and with one that is not in force, is refused.
  void wants_the_version(std::string const& path, json::value const& body);
  /// Puts `body` with `member` at JSON pointer `pointer` replaced by each of `values`; each is
  /// refused with that status and pointer.
  void refuses(std::string const& path, json::value const& body, std::string const& pointer,
               std::vector<json::value> const& values, int status = 400);

  /// Rows of the audit about an object, as "action from to".
  std::vector<std::string> audit(std::string const& kind, std::string const& id) const;

  HttpHeaders admin;
};

#define PLEXUS_ADMIN_SUITE(Suite)                                                    \
  class Suite : public AdminTest {};                                                 \
  INSTANTIATE_TEST_SUITE_P(Each, Suite, testing::ValuesIn(store::tested_dialects()), \
                           store::dialect_name)

}  // namespace plexus::test
