// Reachability by asking the solver for one case of each thing.
#include "routing/proof/reach.hpp"

#include <algorithm>
#include <set>

#include "routing/proof/replay.hpp"

namespace plexus::routing::proof {
namespace {

class ReachFinder {
 public:
  explicit ReachFinder(World& world)
      : world_(world), protocol_(world.protocol), logic_(world.logic) {}

  Reach run() {
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) visit_rule(i);
    find_unused();
    for (std::size_t i = 0; i < protocol_.services.size(); ++i) {
      Service const& service = protocol_.services[i];
      Bool const offered =
          service.is_consultation() ? world_.plan.offered[service.specialist] : planned(i);
      if (!logic_.satisfiable(offered)) reach_.never_offered.push_back(service.id);
    }
    return std::move(reach_);
  }

  std::vector<Failure> check() {
    for (std::size_t i = 0; i < protocol_.services.size(); ++i) {
      Service const& service = protocol_.services[i];
      if (!service.is_consultation()) check_test(i);
    }
    for (std::size_t i = 0; i < protocol_.specialists.size(); ++i) check_specialist(i);
    return std::move(failures_);
  }

 private:
  void visit_rule(std::size_t index) {
    Rule const& rule = protocol_.rules[index];
    Bool const& fires = world_.levels.rules[index].settled.yes;
    if (!logic_.satisfiable(fires)) {
      reach_.unreachable_rules.push_back(rule.id);
    } else if (!logic_.satisfiable(both(fires, has_effect(index)))) {
      reach_.shadowed_rules.push_back(rule.id);
    }
  }

  Bool has_effect(std::size_t index) {
    Rule const& rule = protocol_.rules[index];
    std::vector<Bool> as_urgent;
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      Rule const& other = protocol_.rules[i];
      bool const rival = rule.urgency == Urgency::stat
                             ? other.urgency == Urgency::stat && other.rank < rule.rank
                             : i != index && other.urgency >= rule.urgency;
      if (rival) as_urgent.push_back(world_.levels.rules[i].settled.yes);
    }
    Bool const alone = opposite(logic_.any(as_urgent));
    if (rule.urgency == Urgency::stat) return alone;
    Voices const& voices = world_.plan.voices;
    Bool const asks = either(both(voices.heard[index], logic_.constant(!rule.specialists.empty())),
                             both(voices.speaking[index], logic_.constant(!rule.tests.empty())));
    return both(opposite(world_.plan.stat), either(alone, asks));
  }

  Bool planned(std::size_t service) {
    std::vector<Bool> parts;
    for (TestRow const& row : world_.plan.tests) {
      if (row.service == service) parts.push_back(row.planned);
    }
    return logic_.any(parts);
  }

  template <class Asks>
  Bool asked(Asks asks) {
    std::vector<Bool> parts;
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      if (asks(protocol_.rules[i])) parts.push_back(world_.levels.rules[i].settled.yes);
    }
    return logic_.any(parts);
  }

  void check_test(std::size_t index) {
    std::string const& id = protocol_.services[index].id;
    Bool const free = both(planned(index), opposite(world_.plan.held[index]));
    expect(free, "no answers lead to the test " + id);
    Bool const wanted = asked([&](Rule const& rule) {
      return std::any_of(rule.tests.begin(), rule.tests.end(),
                         [&](TestRequest const& test) { return test.service == index; });
    });
    expect(both(wanted, opposite(free)), "no answers withhold the test " + id + " from a rule");
  }

  void check_specialist(std::size_t index) {
    std::string const& id = protocol_.specialists[index].id;
    expect(world_.plan.offered[index], "no answers lead to the specialist " + id);
    Bool const wanted = asked([&](Rule const& rule) {
      auto const& asked_for = rule.specialists;
      return std::any_of(asked_for.begin(), asked_for.end(), [&](SpecialistRequest const& request) {
        return request.specialist == index;
      });
    });
    expect(both(wanted, opposite(world_.plan.offered[index])),
           "no answers withhold the specialist " + id + " from a rule");
  }

  /// A case that formulas and engine see differently is no case.
  void expect(Bool const& goal, std::string const& otherwise) {
    if (!logic_.satisfiable(goal)) {
      failures_.push_back(Failure{otherwise, std::nullopt});
      return;
    }
    Replay replayed = replay(world_);
    if (replayed.disagreements.empty()) return;
    failures_.push_back(
        Failure{"formulas and engine differ on a case",
                WorkedCase{std::move(replayed.answers), std::nullopt, std::move(replayed.decision),
                           std::nullopt, std::move(replayed.disagreements)}});
  }

  // Who reads what.

  void mark(Condition const& condition) {
    for (Node const& node : condition.nodes) {
      bool const reads = node.kind == NodeKind::term || node.kind == NodeKind::scalar ||
                         node.kind == NodeKind::choices;
      if (reads) used_.insert(node.subject);
    }
  }

  void find_unused() {
    for (Rule const& rule : protocol_.rules) mark(rule.when);
    for (Guard const& guard : protocol_.guards) {
      mark(guard.when);
      for (Effect const& effect : guard.effects) {
        if (effect.when) mark(*effect.when);
        if (effect.not_when) mark(*effect.not_when);
      }
    }
    for (RegionMatch const& match : protocol_.region_from_symptoms) {
      used_.insert(match.if_any.begin(), match.if_any.end());
    }
    for (Service const& service : protocol_.services) {
      for (Screening const& row : service.screening) {
        if (row.finding != kNoIndex) used_.insert(row.finding);
      }
    }
    std::size_t const first = protocol_.findings.size();
    for (auto at = protocol_.derived_order.rbegin(); at != protocol_.derived_order.rend(); ++at) {
      if (used_.contains(static_cast<Index>(first + *at))) mark(protocol_.derived[*at].when);
    }
    for (std::size_t i = 0; i < first; ++i) {
      if (!used_.contains(static_cast<Index>(i))) {
        reach_.unused_findings.push_back(protocol_.findings[i].id);
      }
    }
    for (std::size_t i = 0; i < protocol_.derived.size(); ++i) {
      if (!used_.contains(static_cast<Index>(first + i))) {
        reach_.unused_derived.push_back(protocol_.derived[i].id);
      }
    }
  }

  World& world_;
  Protocol const& protocol_;
  Logic& logic_;
  Reach reach_;
  std::vector<Failure> failures_;
  std::set<Index> used_;
};

}  // namespace

Reach find_reach(World& world) {
  return ReachFinder(world).run();
}

std::vector<Failure> check_everything_can_be_offered(World& world) {
  return ReachFinder(world).check();
}

}  // namespace plexus::routing::proof
