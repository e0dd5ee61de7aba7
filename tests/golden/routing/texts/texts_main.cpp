// Scores the reader on the labelled complaints: routing_texts [--misses [CLASS]]
// Prints the table for the open and the held out rows. A miss of a held out row is never shown: it
// would no longer say anything about new people.
#include <iostream>

#include "tests/golden/routing/texts/text_score.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

namespace {

using namespace plexus::routing;
using namespace plexus::routing::texts;

int run(bool misses, std::string const& only_class) {
  Protocol const protocol = test::load_folder("routing/protocols/back_numbness");
  auto const rows = read_rows(PLEXUS_SOURCE_DIR "/tests/golden/routing/texts", protocol);
  std::vector<RowResult> results;
  for (Row const& row : rows) results.push_back(judge(protocol, row));
  if (misses) print_misses(std::cout, rows, results, only_class);
  std::cout << "\nOpen texts\n\n";
  print(std::cout, make_table(rows, results, Half::open));
  std::cout << "\nHeld out texts\n\n";
  print(std::cout, make_table(rows, results, Half::held_out));
  return 0;
}

}  // namespace

int main(int count, char** words) {
  bool const misses = count > 1 && std::string(words[1]) == "--misses";
  if (count > 3 || (count > 1 && !misses)) {
    std::cerr << "usage: routing_texts [--misses [CLASS]]\n";
    return 2;
  }
  try {
    return run(misses, count > 2 ? words[2] : "");
  } catch (std::exception const& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
