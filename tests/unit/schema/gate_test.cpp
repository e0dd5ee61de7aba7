// The transition table of gates over the full square.
#include "schema/model/gate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace plexus {
namespace {

using enum GateState;

TEST(GateState, EveryPairIsAllowedOrRefusedAsTheTableSays) {
  std::vector<GateState> const order{needed, answered, cleared, failed, expired};
  // Rows: from. Columns, in the same order: to. x = allowed.
  std::vector<std::string> const table{
      // nee ans cle fai exp
      ".xxxx",  // needed
      "x.xxx",  // answered
      "xx...",  // cleared
      "x...x",  // failed
      "x....",  // expired
  };
  ASSERT_EQ(order.size(), CodeWords<GateState>::words.size());
  for (std::size_t from = 0; from < order.size(); ++from) {
    for (std::size_t to = 0; to < order.size(); ++to) {
      EXPECT_EQ(may_become(order[from], order[to]), table[from][to] == 'x')
          << to_word(order[from]) << " -> " << to_word(order[to]);
    }
  }
}

TEST(GateState, OnlyAClearedGateLetsTheVisitGoOn) {
  for (auto const state : {needed, answered, failed, expired}) {
    EXPECT_TRUE(is_open(state)) << to_word(state);
  }
  EXPECT_FALSE(is_open(cleared));
}

TEST(GateState, WordsAreReadBack) {
  for (auto const& [value, word] : CodeWords<GateState>::words) {
    EXPECT_EQ(from_word<GateState>(word), value);
  }
  for (auto const& [value, word] : CodeWords<GateKind>::words) {
    EXPECT_EQ(from_word<GateKind>(word), value);
  }
}

}  // namespace
}  // namespace plexus
