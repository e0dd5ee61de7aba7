// Any bytes as a protocol file, alone and as one more file of a small protocol: either a protocol
// and no faults, or faults and no protocol. Built by the preset fuzz with Clang and its sanitizers.
#include <array>
#include <cstdlib>

#include "routing/parse/load.hpp"
#include "tests/unit/routing/small_protocol.hpp"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  using namespace plexus::routing;
  static std::string const whole = test::small_protocol_text();
  std::string const text(reinterpret_cast<char const*>(data), size);
  LoadResult const alone = load_protocol(std::array{SourceFile{"fuzz.yaml", text}});
  if (alone.protocol.has_value() != alone.faults.empty()) std::abort();
  LoadResult const beside =
      load_protocol(std::array{SourceFile{"fuzz.yaml", text}, SourceFile{"small.yaml", whole}});
  if (beside.protocol.has_value() != beside.faults.empty()) std::abort();
  return 0;
}
