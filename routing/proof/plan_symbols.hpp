// A whole plan as formulas: what routing/plan.cpp, guards.cpp, refine.cpp and decide.cpp would make
// of any answers. Values only; encode_plan.hpp fills them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "routing/proof/levels.hpp"
#include "routing/proof/logic.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing::proof {

/// One row that may stand in the list of tests. Two rows may have the same service and region: a
/// test put in another's place is not merged with one that a rule asked for.
struct TestRow {
  Index service = kNoIndex, region = kNoIndex;
  Bool planned, book_now, exempt, dye_possible, dye_none, fasting;
};

/// Whom the rules ask for, before any guard.
struct Voices {
  /// A rule's word for one specialist, in the order in which the engine hears them.
  struct Request {
    Index specialist;
    Bool heard;
  };
  std::vector<Request> requests;
  std::vector<Bool> chosen;    // by specialist
  std::vector<Bool> speaking;  // by rule: true, and yields to no other true rule
  std::vector<Bool> heard;     // by rule: its specialists are listened to
};

struct EncodedPlan {
  Levels levels;
  Voices voices;
  Bool stat, emergency;      // emergency: an instruction is there to be shown
  std::vector<Bool> guards;  // fired; none at stat

  std::vector<Bool> offered;  // by specialist
  std::vector<Bool> first;    // by specialist
  Bool offered_twice;         // somebody stands in the list twice

  std::vector<TestRow> tests;
  std::vector<Bool> held;  // by service, also of services not planned

  Bool callback;
  std::map<int, Bool> callback_hours;  // hours: a call-back within exactly these is opened
  std::map<std::string, Bool> flags;
};

}  // namespace plexus::routing::proof
