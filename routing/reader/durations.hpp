// Lengths of time and marks out of ten in text: "for two months", "3 wks", "since yesterday",
// "7/10". Without a clock: "since Tuesday" is left unread.
#pragma once

#include <vector>

#include "routing/reader/match.hpp"
#include "routing/reader/tokenise.hpp"

namespace plexus::routing {

/// Units: days; months count 30 days, years 365.
struct DurationMention {
  TokenRange range;
  double days = 0;
  bool anchored = false;  // said with for, since, ago, past: it surely is how long
};

struct MarkMention {
  TokenRange range;
  double value = 0;  // 0 to 10
};

/// Ages ("52 years old") and rhythms ("every two hours", "twice a day") are no durations.
std::vector<DurationMention> find_durations(std::vector<Token> const& tokens);
std::vector<MarkMention> find_marks(std::vector<Token> const& tokens);

}  // namespace plexus::routing
