// The formulas against the engine: on any answers, both must make the same plan. What is proved of
// the formulas holds of the engine only because of this.
#include <gtest/gtest.h>

#include "routing/proof/replay.hpp"
#include "routing/proof/world.hpp"
#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

std::vector<std::string> const kNone;

std::vector<std::string> differences(Protocol const& protocol, std::uint64_t samples) {
  proof::World world(protocol, {});
  return proof::compare_with_engine(world, samples);
}

TEST(Encoding, AgreesWithTheEngineOnTheSmallProtocol) {
  EXPECT_EQ(differences(test::small_protocol(), 1500), kNone);
}

TEST(Encoding, AgreesWithTheEngineOnTheLiveProtocol) {
  EXPECT_EQ(differences(test::live_protocol(), 2000), kNone);
}

TEST(Encoding, AgreesWithTheEngineOnTheFrozenProtocol) {
  EXPECT_EQ(differences(test::reference_protocol(), 2000), kNone);
}

TEST(Encoding, ADifferenceIsNoticed) {
  // The engine decides with another policy than the formulas were made of.
  Protocol protocol = test::small_protocol();
  proof::World world(protocol, {});
  ASSERT_EQ(proof::compare_with_engine(world, 100), kNone);
  protocol.unknown_policy.stat_rule = Urgency::urgent;
  EXPECT_NE(proof::compare_with_engine(world, 100), kNone);
}

}  // namespace
}  // namespace plexus::routing
