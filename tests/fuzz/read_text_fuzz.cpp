// Any bytes as a complaint to the live protocol: the reader must not crash, and what it reports
// must lie inside the text. Built by the preset fuzz with Clang and its sanitizers.
#include <cstdlib>

#include "routing/read_text.hpp"
#include "tests/unit/routing/protocol_folder.hpp"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  using namespace plexus::routing;
  static Protocol const& protocol = test::live_protocol();
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  ComplaintReading const reading = read_complaint(protocol, text);
  for (ReadFinding const& found : reading.findings) {
    bool const state =
        found.answer.state == AnswerState::present || found.answer.state == AnswerState::unknown;
    bool const inside = found.span.start < found.span.end && found.span.end <= size;
    if (!state || !inside || found.finding >= protocol.findings.size()) std::abort();
  }
  auto const age = reading.patient.facts.age_years;
  if (age && (*age < 0 || *age > 120)) std::abort();
  return 0;
}
