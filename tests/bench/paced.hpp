// Clients that keep a server busy for a while, as fast as it answers or at a given pace, and what
// they measured. Knows no request: the caller gives one.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace plexus::bench {

struct Figures {
  long answers = 0;
  long failures = 0;  // what `ask` said was no good answer; exceptions too
  double seconds = 0;
  std::vector<double> microseconds;  // of each good answer, sorted

  double a_second() const { return seconds > 0 ? static_cast<double>(answers) / seconds : 0; }
  /// 0.5 for the median. 0 when there is none.
  double within(double part) const;
};

/// Makes what asks once and says whether the answer was good; one for each client, on its thread.
using Asker = std::function<bool()>;

/// `pace` 0: each client asks again at once. Else all of them together ask `pace` times a second;
/// the time of an answer then counts from when it was due, so that waiting in line is not hidden.
Figures keep_busy(int clients, double seconds, double pace,
                  std::function<Asker(int client)> const& make);

}  // namespace plexus::bench
