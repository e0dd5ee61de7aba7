// Puts the found case and the engine's decision side by side, as sorted words.
#include "routing/proof/replay.hpp"

#include <algorithm>
#include <set>

#include "routing/plan.hpp"
#include "routing/proof/samples.hpp"

namespace plexus::routing::proof {
namespace {

using Words = std::multiset<std::string>;

std::string join(Words const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "nothing" : text;
}

class SideBySide {
 public:
  SideBySide(World const& world, Answers const& answers)
      : world_(world),
        protocol_(world.protocol),
        plan_(make_plan(protocol_, Evaluation(protocol_, answers))) {
    bool const speechless = plan_.level == Urgency::stat && plan_.emergency == kNoIndex;
    if (!speechless) decision_ = decide(protocol_, answers);
  }

  std::vector<std::string> run() {
    compare("rules", [&](Words& formulas, Words& engine) { rules(formulas, engine); });
    compare("guards", [&](Words& formulas, Words& engine) { guards(formulas, engine); });
    compare("level", [&](Words& formulas, Words& engine) { level(formulas, engine); });
    if (decision_) {
      compare("specialists", [&](Words& f, Words& e) { specialists(f, e); });
      compare("tests", [&](Words& formulas, Words& engine) { tests(formulas, engine); });
      compare("call-back and flags", [&](Words& f, Words& e) { follow_up(f, e); });
    }
    return std::move(found_);
  }

  std::optional<Decision> take_decision() { return std::move(decision_); }

 private:
  bool holds(Bool const& value) const { return world_.logic.holds(value); }

  template <class Fill>
  void compare(std::string const& what, Fill fill) {
    Words formulas, engine;
    fill(formulas, engine);
    if (formulas == engine) return;
    found_.push_back(what + ": formulas say " + join(formulas) + "; engine says " + join(engine));
  }

  void rules(Words& formulas, Words& engine) const {
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      RuleSymbols const& rule = world_.levels.rules[i];
      if (holds(rule.settled.yes)) formulas.insert(protocol_.rules[i].id);
      if (holds(rule.unknown)) formulas.insert(protocol_.rules[i].id + "?");
    }
    for (Index const rule : plan_.rules_true) engine.insert(protocol_.rules[rule].id);
    for (Index const rule : plan_.rules_unknown) engine.insert(protocol_.rules[rule].id + "?");
  }

  void guards(Words& formulas, Words& engine) const {
    for (std::size_t i = 0; i < world_.plan.guards.size(); ++i) {
      if (holds(world_.plan.guards[i])) formulas.insert(protocol_.guards[i].id);
    }
    for (FiredGuardIndex const& fired : plan_.guards) {
      engine.insert(protocol_.guards[fired.guard].id);
    }
  }

  void level(Words& formulas, Words& engine) const {
    std::size_t level = 0;
    while (level + 1 < kLevels && holds(world_.levels.at_least[level + 1])) ++level;
    formulas.insert(std::string(to_word(static_cast<Urgency>(level))));
    engine.insert(std::string(to_word(plan_.level)));
    if (holds(world_.plan.emergency)) formulas.insert("emergency instruction");
    if (plan_.emergency != kNoIndex) engine.insert("emergency instruction");
    if (holds(world_.levels.incomplete)) formulas.insert("incomplete");
    if (plan_.incomplete) engine.insert("incomplete");
  }

  void specialists(Words& formulas, Words& engine) const {
    std::set<std::string> different;
    for (std::size_t i = 0; i < protocol_.specialists.size(); ++i) {
      std::string const& id = protocol_.specialists[i].id;
      if (holds(world_.plan.offered[i])) formulas.insert(id);
      if (holds(world_.plan.first[i])) formulas.insert("first " + id);
    }
    if (holds(world_.plan.offered_twice)) formulas.insert("somebody twice");
    auto const& chosen = decision_->specialists;
    for (SpecialistChoice const& choice : chosen) different.insert(choice.specialty.str());
    engine.insert(different.begin(), different.end());
    if (!chosen.empty()) engine.insert("first " + chosen.front().specialty.str());
    if (different.size() != chosen.size()) engine.insert("somebody twice");
  }

  std::string word(Index service, Index region, bool now, bool held, bool exempt, bool dye) const {
    return protocol_.services[service].id + " " + protocol_.regions[region].id +
           (now ? " now" : " reserved") + (held ? " held" : "") + (exempt ? " exempt" : "") +
           (dye ? " dye" : "");
  }

  void tests(Words& formulas, Words& engine) const {
    for (TestRow const& row : world_.plan.tests) {
      if (!holds(row.planned)) continue;
      formulas.insert(word(row.service, row.region, holds(row.book_now),
                           holds(world_.plan.held[row.service]), holds(row.exempt),
                           holds(row.dye_possible)));
    }
    for (std::size_t i = 0; i < decision_->diagnostics.size(); ++i) {
      DiagnosticChoice const& choice = decision_->diagnostics[i];
      PlannedTest const& test = plan_.tests[i];
      engine.insert(word(test.test.service, test.test.region, choice.mode == Mode::book_now,
                         choice.held.has_value(), test.imaging_exempt,
                         choice.contrast == Contrast::possible));
    }
  }

  void follow_up(Words& formulas, Words& engine) const {
    std::optional<int> hours;
    for (auto const& [limit, opened] : world_.plan.callback_hours) {
      if (!hours && holds(opened)) hours = limit;
    }
    if (hours) formulas.insert("call-back within " + std::to_string(*hours));
    if (decision_->callback_within_hours) {
      engine.insert("call-back within " + std::to_string(*decision_->callback_within_hours));
    }
    if (holds(world_.plan.callback)) formulas.insert("call-back");
    if (decision_->callback_within_hours) engine.insert("call-back");
    for (auto const& [flag, raised] : world_.plan.flags) {
      if (holds(raised)) formulas.insert(flag);
      auto const& flags = decision_->flags;
      if (std::find(flags.begin(), flags.end(), flag) != flags.end()) engine.insert(flag);
    }
  }

  World const& world_;
  Protocol const& protocol_;
  Plan plan_;
  std::optional<Decision> decision_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> disagreements(World const& world, Answers const& answers) {
  return SideBySide(world, answers).run();
}

Replay replay(World const& world) {
  Replay result;
  result.answers = world.symbols.answers(world.logic);
  SideBySide comparison(world, result.answers);
  result.disagreements = comparison.run();
  result.decision = comparison.take_decision();
  return result;
}

std::vector<std::string> compare_with_engine(World& world, std::uint64_t samples) {
  for (std::uint64_t seed = 1; seed <= samples; ++seed) {
    Answers const answers = sample_answers(world.protocol, world.cells, seed);
    if (!world.logic.satisfiable(world.symbols.equals(answers))) {
      return {"sample " + std::to_string(seed) + ": no case has these answers"};
    }
    std::vector<std::string> found = disagreements(world, answers);
    if (world.symbols.answers(world.logic) != answers) found.push_back("answers read back differ");
    if (found.empty()) continue;
    found.insert(found.begin(), "sample " + std::to_string(seed));
    return found;
  }
  return {};
}

}  // namespace plexus::routing::proof
