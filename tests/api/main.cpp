// Ends the shared servers after the last test; one that does not end well fails the program.
#include <gtest/gtest.h>

#include <cstdio>

#include "tests/api/server.hpp"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  int const code = RUN_ALL_TESTS();
  if (plexus::test::stop_shared_installations()) return code;
  std::puts("a server did not exit with 0 after SIGTERM");
  return 1;
}
