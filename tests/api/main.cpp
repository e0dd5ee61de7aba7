// Ends the shared servers after the last test; one that does not end well fails the program.
#include <gtest/gtest.h>

#include "tests/api/server.hpp"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  int const code = RUN_ALL_TESTS();
  return plexus::test::stop_shared_installations() ? code : 1;
}
