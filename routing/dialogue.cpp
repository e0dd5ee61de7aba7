// The order of the questions:
//   1 red flags that were only read in the complaint, to be confirmed, on a page of their own;
//   2 age and sex;
//   3 the safety screening, page by page as the protocol lays it out; the page that has most to do
//     with what was said first, and pregnancy where it applies;
//   4 what can still change how soon, who comes first or the tests, the most telling first.
// A group shows every open check box, for "none of these" answers them all.
#include "routing/dialogue.hpp"

#include <algorithm>

#include "routing/evaluate.hpp"
#include "routing/narrow.hpp"
#include "routing/paging.hpp"
#include "routing/plan.hpp"
#include "routing/question.hpp"

namespace plexus::routing {
namespace {

class Dialogue {
 public:
  Dialogue(Protocol const& protocol, DialogueState const& state)
      : protocol_(protocol),
        state_(state),
        asked_groups_(protocol.groups.size(), false),
        asked_findings_(protocol.findings.size(), false) {}

  std::vector<Question> run() {
    confirm();
    about_the_person();
    screen();
    pregnancy();
    for (OpenQuestion const& open : open_narrowing(protocol_, state_.answers)) {
      if (open.group != kNoIndex) {
        ask_group(open.group);
      } else {
        ask_alone(open.finding);
      }
    }
    pages_.fill();
    return pages_.take();
  }

 private:
  bool unasked(Index finding) const {
    return state_.answers.findings[finding].state == AnswerState::unasked;
  }
  bool open(Index finding) const { return unasked(finding) || state_.unconfirmed[finding]; }

  int level_of(Index finding) const {
    return static_cast<int>(protocol_.findings[finding].red_flag.value_or(Urgency::routine));
  }

  void confirm() {
    for (int level = 3; level >= 0; --level) {
      for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
        if (state_.unconfirmed[i] && level_of(static_cast<Index>(i)) == level) {
          ask(static_cast<Index>(i));
        }
      }
    }
    pages_.fill();
    about_page_ = pages_.filled() + 1;
  }

  void about_the_person() {
    PatientFacts const& facts = state_.answers.facts;
    fact(FactId::age_years, !facts.age_years);
    fact(FactId::sex_at_birth, !facts.sex);
  }

  /// Not on the page that asks for age and sex, for they say whether it applies.
  void pregnancy() {
    PatientFacts const& facts = state_.answers.facts;
    bool const clear = facts.age_years && facts.sex;
    fact(FactId::pregnancy_status, !facts.pregnancy && pregnancy_applies(protocol_, facts),
         clear ? 1 : about_page_ + 1);
  }

  void fact(FactId id, bool due, int from_page = 1) {
    Fact const* const row = protocol_.fact(id);
    if (due && row != nullptr && row->ask) pages_.add(fact_question(*row), from_page);
  }

  bool must_ask(Index group) const {
    auto const& members = protocol_.groups[group].members;
    return std::any_of(members.begin(), members.end(), [&](Index finding) {
      return protocol_.findings[finding].must_ask && unasked(finding);
    });
  }

  /// The screening groups, those of one laid-out page after each other. The page that has most to
  /// do with what is known comes first, then the one that the protocol puts first.
  void screen() {
    std::vector<int> const evidence = evidence_for(protocol_, state_.answers);
    auto const weight = [&](std::vector<Index> const& groups) {
      int most = 0;
      for (Index const group : groups) {
        for (Index const finding : protocol_.groups[group].members) {
          if (protocol_.findings[finding].must_ask) most = std::max(most, evidence[finding]);
        }
      }
      return most;
    };
    std::vector<std::pair<std::size_t, std::vector<Index>>> rows;
    for (std::size_t i = 0; i < protocol_.pages.size(); ++i) {
      rows.emplace_back(i, protocol_.pages[i].groups);
    }
    for (std::size_t g = 0; g < protocol_.groups.size(); ++g) {
      auto const group = static_cast<Index>(g);
      bool const laid_out = std::any_of(rows.begin(), rows.end(), [&](auto const& row) {
        return std::find(row.second.begin(), row.second.end(), group) != row.second.end();
      });
      if (!laid_out) rows.emplace_back(protocol_.pages.size() + g, std::vector{group});
    }
    std::stable_sort(rows.begin(), rows.end(), [&](auto const& a, auto const& b) {
      return weight(a.second) > weight(b.second);
    });
    for (auto const& [row, groups] : rows) {
      bool const own_page = row < protocol_.pages.size();
      pages_.keep_together(own_page ? static_cast<int>(row) : Pages::kAnywhere);
      for (Index const group : groups) {
        if (must_ask(group)) ask_must(group);
      }
    }
    pages_.keep_together(Pages::kAnywhere);
  }

  void ask_must(Index group) {
    for (Index const finding : protocol_.groups[group].members) {
      if (protocol_.findings[finding].must_ask && unasked(finding)) ask(finding);
    }
  }

  /// On its group's page where it has one, else alone; each once.
  void ask(Index finding) {
    if (protocol_.findings[finding].on_page) {
      ask_group(protocol_.findings[finding].group);
    } else {
      ask_alone(finding);
    }
  }

  void ask_alone(Index finding) {
    if (asked_findings_[finding]) return;
    asked_findings_[finding] = true;
    pages_.add(finding_question(protocol_, finding));
  }

  void ask_group(Index group) {
    if (asked_groups_[group]) return;
    asked_groups_[group] = true;
    std::vector<Index> boxes;
    for (Index const box : protocol_.groups[group].covers) {
      if (open(box) || state_.from_text[box]) boxes.push_back(box);
    }
    if (boxes.empty()) return;
    pages_.add(boxes.size() == 1 ? finding_question(protocol_, boxes.front())
                                 : group_question(protocol_, group, boxes));
  }

  Protocol const& protocol_;
  DialogueState const& state_;
  std::vector<bool> asked_groups_, asked_findings_;
  Pages pages_;
  int about_page_ = 1;
};

}  // namespace

DialogueState no_dialogue(Protocol const& protocol) {
  std::vector<bool> const none(protocol.findings.size(), false);
  return DialogueState{no_answers(protocol), none, none};
}

std::vector<Question> open_questions(Protocol const& protocol, DialogueState const& state) {
  Evaluation const evaluation(protocol, state.answers);
  if (make_plan(protocol, evaluation).level == Urgency::stat) return {};
  return Dialogue(protocol, state).run();
}

}  // namespace plexus::routing
