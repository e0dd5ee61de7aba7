// write_plans FOLDER: writes plans from a fixed seed as FOLDER/NAME.dzn, and what the scheduler
// makes of each as FOLDER/NAME.found. Must not judge; itinerary_minizinc does.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/golden/scheduling/random_plan.hpp"

namespace {

using namespace plexus::scheduling::plans;

constexpr std::uint64_t kFirstSeed = 20270301;

void write(std::filesystem::path const& folder, std::string const& name, Plan const& plan) {
  std::ofstream data(folder / (name + ".dzn"));
  write_data(plan, data);
  std::ofstream found(folder / (name + ".found"));
  found << solved(plan) << '\n';
  if (!data.flush() || !found.flush()) throw std::runtime_error("cannot write " + name);
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "write_plans FOLDER\n";
    return 2;
  }
  std::uint64_t seed = kFirstSeed;
  auto const some = [&](Order order, char const* kind, int steps, int plans) {
    for (int i = 0; i < plans; ++i, ++seed) {
      std::string const name =
          kind + std::string("-") + std::to_string(steps) + "-" + std::to_string(seed);
      write(words[1], name, random_plan(seed, order, steps));
    }
  };
  for (int steps = 4; steps <= 6; ++steps) some(Order::general, "general", steps, 10);
  for (int steps = 4; steps <= 12; ++steps) some(Order::star, "star", steps, steps > 10 ? 8 : 4);
  return 0;
}
