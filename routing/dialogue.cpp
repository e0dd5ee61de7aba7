// The order of the questions:
//   1 red flags that were only read in the complaint, to be confirmed;
//   2 what must be asked of everyone, the most urgent first, age right after the emergencies;
//   3 what a red-flag rule still waits for;
//   4 what can still change the plan: one page a group, only groups that matter;
//   5 sex, then pregnancy where it applies.
// A page shows every open check box of its group, for "none of these" answers them all.
#include "routing/dialogue.hpp"

#include <algorithm>
#include <set>

#include "routing/evaluate.hpp"
#include "routing/narrow.hpp"
#include "routing/plan.hpp"
#include "routing/question.hpp"

namespace plexus::routing {
namespace {

class Dialogue {
 public:
  Dialogue(Protocol const& protocol, DialogueState const& state)
      : protocol_(protocol),
        state_(state),
        evaluation_(protocol, state.answers),
        asked_groups_(protocol.groups.size(), false),
        asked_findings_(protocol.findings.size(), false) {}

  bool stat() const { return make_plan(protocol_, evaluation_).level == Urgency::stat; }

  std::vector<Question> run() {
    confirm();
    must_ask(Urgency::stat, Urgency::stat);
    fact(FactId::age_years, !state_.answers.facts.age_years);
    must_ask(Urgency::asap, Urgency::routine);
    for (Index const finding : awaited_by_red_flags(protocol_, state_.answers)) {
      ask(finding);
    }
    for (Index const finding : narrowing_findings(protocol_, state_.answers)) ask(finding);
    fact(FactId::sex_at_birth, !state_.answers.facts.sex);
    fact(FactId::pregnancy_status,
         !state_.answers.facts.pregnancy && pregnancy_applies(protocol_, state_.answers.facts));
    return std::move(questions_);
  }

  bool complete() const {
    PatientFacts const& facts = state_.answers.facts;
    if (!facts.age_years || !facts.sex) return false;
    if (!facts.pregnancy && pregnancy_applies(protocol_, facts)) return false;
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      if (state_.unconfirmed[i]) return false;
      if (protocol_.findings[i].must_ask && unasked(static_cast<Index>(i))) return false;
    }
    return !red_flags_open(protocol_, evaluation_);
  }

 private:
  bool unasked(Index finding) const {
    return state_.answers.findings[finding].state == AnswerState::unasked;
  }
  bool open(Index finding) const { return unasked(finding) || state_.unconfirmed[finding]; }

  void confirm() {
    for (int level = 3; level >= 0; --level) {
      for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
        if (state_.unconfirmed[i] && level_of(static_cast<Index>(i)) == level) {
          ask(static_cast<Index>(i));
        }
      }
    }
  }

  int level_of(Index finding) const {
    return static_cast<int>(protocol_.findings[finding].red_flag.value_or(Urgency::routine));
  }

  void must_ask(Urgency from, Urgency down_to) {
    for (int level = static_cast<int>(from); level >= static_cast<int>(down_to); --level) {
      for (std::size_t g = 0; g < protocol_.groups.size(); ++g) {
        for (Index const finding : protocol_.groups[g].members) {
          bool const due = protocol_.findings[finding].must_ask && level_of(finding) == level;
          if (due && unasked(finding)) ask(finding);
        }
      }
    }
  }

  void fact(FactId id, bool due) {
    Fact const* const row = protocol_.fact(id);
    if (due && row != nullptr && row->ask) questions_.push_back(fact_question(*row));
  }

  /// On its group's page where it has one, else alone; each once.
  void ask(Index finding) {
    Finding const& row = protocol_.findings[finding];
    if (!row.on_page) {
      if (asked_findings_[finding]) return;
      asked_findings_[finding] = true;
      questions_.push_back(finding_question(protocol_, finding));
      return;
    }
    if (asked_groups_[row.group]) return;
    asked_groups_[row.group] = true;
    std::vector<Index> boxes;
    for (Index const other : protocol_.groups[row.group].covers) {
      if (open(other)) boxes.push_back(other);
    }
    questions_.push_back(boxes.size() == 1 ? finding_question(protocol_, boxes.front())
                                           : group_question(protocol_, row.group, boxes));
  }

  Protocol const& protocol_;
  DialogueState const& state_;
  Evaluation evaluation_;
  std::vector<bool> asked_groups_, asked_findings_;
  std::vector<Question> questions_;
};

}  // namespace

std::vector<Question> open_questions(Protocol const& protocol, DialogueState const& state) {
  Dialogue dialogue(protocol, state);
  if (dialogue.stat()) return {};
  return dialogue.run();
}

bool is_complete(Protocol const& protocol, DialogueState const& state) {
  Dialogue const dialogue(protocol, state);
  return dialogue.stat() || dialogue.complete();
}

}  // namespace plexus::routing
