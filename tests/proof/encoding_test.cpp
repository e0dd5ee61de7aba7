// The formulas against the engine: on any answers, both must make the same plan. What is proved of
// the formulas holds of the engine only because of this.
#include <gtest/gtest.h>

#include "routing/proof/replay.hpp"
#include "routing/proof/samples.hpp"
#include "routing/proof/world.hpp"
#include "tests/unit/routing/protocol_folder.hpp"
#include "tests/unit/routing/small_protocol.hpp"

namespace plexus::routing {
namespace {

void compare_samples(Protocol const& protocol, std::uint64_t seeds) {
  proof::World world(protocol, {});
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Answers const answers = proof::sample_answers(protocol, world.cells, seed);
    ASSERT_TRUE(world.logic.satisfiable(world.symbols.equals(answers))) << "seed " << seed;
    ASSERT_EQ(world.symbols.answers(world.logic), answers) << "seed " << seed;
    ASSERT_EQ(proof::disagreements(world, answers), std::vector<std::string>()) << "seed " << seed;
  }
}

TEST(Encoding, AgreesWithTheEngineOnTheSmallProtocol) {
  compare_samples(test::small_protocol(), 1500);
}

TEST(Encoding, AgreesWithTheEngineOnTheLiveProtocol) {
  compare_samples(test::live_protocol(), 2000);
}

TEST(Encoding, AgreesWithTheEngineOnTheFrozenProtocol) {
  compare_samples(test::reference_protocol(), 2000);
}

}  // namespace
}  // namespace plexus::routing
