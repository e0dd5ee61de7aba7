// Tokens open exactly one thing; passwords verify; references can be read aloud.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

#include "backend/auth/password.hpp"
#include "backend/auth/random.hpp"
#include "backend/auth/token.hpp"

namespace plexus::auth {
namespace {

class Auth : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { start_crypto(); }
};

std::string const kKeyHex(64, 'a');
std::string const kSalt = "00112233445566778899aabbccddeeff";

TEST_F(Auth, TokenIsTheSameEachTimeAndOpensOnlyItsOwn) {
  auto const key = ServerKey::from_hex(kKeyHex);
  auto const token = key.derive(TokenKind::hold, "01ARZ3NDEKTSV4RRFFQ69G5FAV", kSalt);
  EXPECT_EQ(token.size(), 43U);
  EXPECT_EQ(token, key.derive(TokenKind::hold, "01ARZ3NDEKTSV4RRFFQ69G5FAV", kSalt));
  EXPECT_TRUE(key.matches(TokenKind::hold, "01ARZ3NDEKTSV4RRFFQ69G5FAV", kSalt, token));
  EXPECT_FALSE(key.matches(TokenKind::booking, "01ARZ3NDEKTSV4RRFFQ69G5FAV", kSalt, token));
  EXPECT_FALSE(key.matches(TokenKind::hold, "01ARZ3NDEKTSV4RRFFQ69G5FAW", kSalt, token));
  EXPECT_FALSE(key.matches(TokenKind::hold, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "other", token));
  EXPECT_FALSE(key.matches(TokenKind::hold, "01ARZ3NDEKTSV4RRFFQ69G5FAV", kSalt, ""));
  auto const other = ServerKey::from_hex(std::string(64, 'b'));
  EXPECT_NE(token, other.derive(TokenKind::hold, "01ARZ3NDEKTSV4RRFFQ69G5FAV", kSalt));
}

TEST_F(Auth, KeyFileIsMadeOnceAndForItsOwnerAlone) {
  std::string const path = ::testing::TempDir() + "plexus_key_" + std::to_string(::getpid());
  ::unlink(path.c_str());
  auto const first = ServerKey::from_file(path);
  auto const again = ServerKey::from_file(path);
  EXPECT_EQ(first.derive(TokenKind::hold, "x", "y"), again.derive(TokenKind::hold, "x", "y"));
  struct stat state {};
  ASSERT_EQ(::stat(path.c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0600U);
  ::unlink(path.c_str());
  EXPECT_THROW(ServerKey::from_file("/nonexistent/folder/key"), std::runtime_error);
}

TEST_F(Auth, ServerKeyMustBeWhole) {
  EXPECT_THROW(ServerKey::from_hex("abc"), std::runtime_error);
  EXPECT_THROW(ServerKey::from_hex(std::string(66, 'a')), std::runtime_error);
  EXPECT_THROW(ServerKey::from_hex(std::string(64, 'g')), std::runtime_error);
}

TEST_F(Auth, Sha256OfTheStandardsExample) {
  // FIPS 180-2, appendix B.1.
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(Auth, PasswordVerifiesOnlyItself) {
  PasswordCost const cheap{.passes = 1, .memory_bytes = 8192};
  auto const hash = hash_password("correct horse battery", cheap);
  EXPECT_EQ(hash.rfind("$argon2id$", 0), 0U);
  EXPECT_TRUE(verify_password(hash, "correct horse battery"));
  EXPECT_FALSE(verify_password(hash, "correct horse batterz"));
  EXPECT_FALSE(verify_password(hash, ""));
  EXPECT_FALSE(verify_password("", "correct horse battery"));
  EXPECT_FALSE(verify_password(std::string(500, 'x'), "correct horse battery"));
  EXPECT_NE(hash, hash_password("correct horse battery", cheap));
}

TEST_F(Auth, RandomnessDiffersAndHasItsShape) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    EXPECT_TRUE(seen.insert(random_token()).second);
    EXPECT_TRUE(seen.insert(random_salt()).second);
    auto const reference = random_reference();
    EXPECT_EQ(reference.size(), 8U);
    EXPECT_EQ(reference.find_first_of("AEIOU01258BSZL"), std::string::npos) << reference;
  }
  EXPECT_EQ(random_token().size(), 43U);
  EXPECT_EQ(random_salt().size(), 32U);
}

}  // namespace
}  // namespace plexus::auth
