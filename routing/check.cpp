// Structure checks over a whole protocol. Each fault says what a patient would meet.
#include "routing/check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "routing/answers.hpp"
#include "routing/evaluate.hpp"

namespace plexus::routing {
namespace {

class Checker {
 public:
  explicit Checker(Protocol const& protocol) : protocol_(protocol) {}

  std::vector<CheckFault> run() {
    check_phrases();
    check_findings();
    check_facts();
    check_services();
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) check_rule(static_cast<Index>(i));
    check_ranks();
    check_fallback();
    for (Guard const& guard : protocol_.guards) check_guard(guard);
    check_reach();
    check_use();
    return std::move(faults_);
  }

 private:
  void fault(Place place, std::string text) {
    faults_.push_back(CheckFault{place, std::move(text)});
  }

  /// A phrase that means two findings means neither.
  void check_phrases() {
    std::map<std::string, Index> owner;
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      Finding const& finding = protocol_.findings[i];
      for (std::string const& phrase : finding.synonyms) {
        auto const [at, fresh] = owner.emplace(phrase, static_cast<Index>(i));
        if (fresh) continue;
        fault(finding.place, at->second == i
                                 ? "phrase '" + phrase + "' stands twice in '" + finding.id + "'"
                                 : "phrase '" + phrase + "' belongs to '" +
                                       protocol_.findings[at->second].id + "' and '" + finding.id +
                                       "'");
      }
    }
  }

  void check_findings() {
    for (Finding const& finding : protocol_.findings) {
      if (finding.red_flag && !finding.must_ask) {
        fault(finding.place, "'" + finding.id + "' is a red flag but need not be asked");
      }
      if (finding.on_page && finding.option.empty()) {
        fault(finding.place, "'" + finding.id + "' is a check box but has no 'option' text");
      }
    }
    for (Group const& group : protocol_.groups) {
      if (group.members.empty()) fault(group.place, "group '" + group.id + "' holds no finding");
      if (group.safety && group.covers.empty()) {
        fault(group.place, "safety group '" + group.id + "' covers nothing");
      }
    }
  }

  void check_facts() {
    for (FactId const id : {FactId::age_years, FactId::sex_at_birth, FactId::pregnancy_status}) {
      if (protocol_.fact(id) == nullptr) {
        fault(Place{}, "the fact '" + std::string(fact_word(id)) + "' is missing");
      }
    }
  }

  void check_services() {
    for (std::size_t i = 0; i < protocol_.specialists.size(); ++i) {
      auto const visits =
          std::count_if(protocol_.services.begin(), protocol_.services.end(),
                        [&](Service const& service) { return service.specialist == i; });
      if (visits == 1) continue;
      Specialist const& specialist = protocol_.specialists[i];
      fault(specialist.place, "specialist '" + specialist.id + "' needs exactly one consultation");
    }
  }

  void check_rule(Index index) {
    Rule const& rule = protocol_.rules[index];
    std::string const name = "rule '" + rule.id + "'";
    if (rule.sources.empty()) fault(rule.place, name + " cites no source");
    if (rule.urgency == Urgency::stat) {
      if (rule.emergency == kNoIndex) {
        fault(rule.place, name + " is stat but has no emergency instruction");
      }
      if (!rule.specialists.empty() || !rule.tests.empty()) {
        fault(rule.place, name + " is stat and must book nothing");
      }
      if (rule.first_consult_within_hours) {
        fault(rule.place, name + " is stat and has no first consultation");
      }
    } else {
      if (rule.emergency != kNoIndex) {
        fault(rule.place, name + " has an emergency instruction but is not stat");
      }
      int const limit = protocol_.limit_hours(rule.urgency);
      if (rule.first_consult_within_hours.value_or(0) > limit) {
        fault(rule.place, name + " gives more time than its level");
      }
    }
    if (rule.phase == Phase::route && rule.urgency > Urgency::urgent) {
      fault(rule.place, name + " is a route rule: asap and stat belong to red_flag rules");
    }
    check_yields(index, name);
    check_tests(rule, name);
  }

  void check_yields(Index index, std::string const& name) {
    Rule const& rule = protocol_.rules[index];
    for (Index const other_index : rule.yields_to) {
      Rule const& other = protocol_.rules[other_index];
      if (other_index == index) {
        fault(rule.place, name + " yields to itself");
        continue;
      }
      if (other.urgency < rule.urgency) {
        fault(rule.place, name + " yields to the less urgent '" + other.id + "'");
      }
      if (other.specialists.empty()) {
        fault(rule.place, name + " yields to '" + other.id + "', which asks for nobody");
      }
      if (index < other_index && std::find(other.yields_to.begin(), other.yields_to.end(), index) !=
                                     other.yields_to.end()) {
        fault(rule.place, name + " and '" + other.id + "' yield to each other");
      }
    }
  }

  void check_tests(Rule const& rule, std::string const& name) {
    for (TestRequest const& test : rule.tests) {
      if (test.region != kNoIndex || test.service == kNoIndex) continue;
      bool const nerve_test = test.service == protocol_.nerve_test;
      Index const fallback = nerve_test ? protocol_.emg_default : protocol_.whole_spine;
      if (protocol_.region_from_symptoms.empty() || fallback == kNoIndex) {
        fault(rule.place, name + " takes a region from the symptoms, but the protocol has no " +
                              (nerve_test ? "'nerve_region'" : "'whole'") +
                              " under 'imaging', or no region rows");
      }
    }
  }

  void check_ranks() {
    std::map<int, Index> seen;
    for (std::size_t i = 0; i < protocol_.rules.size(); ++i) {
      Rule const& rule = protocol_.rules[i];
      auto const [at, fresh] = seen.emplace(rule.rank, static_cast<Index>(i));
      if (!fresh) {
        fault(rule.place,
              "rule '" + rule.id + "' has the rank of '" + protocol_.rules[at->second].id + "'");
      }
    }
  }

  /// Somebody must see whoever no rule fits; that rule also names the general doctor.
  void check_fallback() {
    auto const count = std::count_if(protocol_.rules.begin(), protocol_.rules.end(),
                                     [](Rule const& rule) { return rule.fallback; });
    if (count != 1) {
      fault(Place{}, "exactly one rule must always be true ({const: true}); there are " +
                         std::to_string(count));
    }
    for (Rule const& rule : protocol_.rules) {
      if (rule.fallback && (rule.specialists.empty() || rule.urgency != Urgency::routine)) {
        fault(rule.place, "the rule that is always true must be routine and ask for a doctor");
      }
    }
  }

  void check_guard(Guard const& guard) {
    if (guard.sources.empty()) fault(guard.place, "guard '" + guard.id + "' cites no source");
    if (guard.effects.empty()) fault(guard.place, "guard '" + guard.id + "' does nothing");
  }

  /// Cheap reachability: with every yes/no finding present and the rest open, no rule may be false.
  void check_reach() {
    Answers answers = no_answers(protocol_);
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      bool const boolean = protocol_.findings[i].kind == FindingKind::boolean;
      answers.findings[i].state = boolean ? AnswerState::present : AnswerState::unknown;
    }
    Evaluation const all(protocol_, answers);
    for (Rule const& rule : protocol_.rules) {
      if (all.value(rule.when, Reading::settled) == Truth::no) {
        fault(rule.place, "rule '" + rule.id + "' can never be true");
      }
    }
  }

  void mark(Condition const& condition, std::set<Index>& used) const {
    for (Node const& node : condition.nodes) {
      if (node.kind == NodeKind::term || node.kind == NodeKind::scalar ||
          node.kind == NodeKind::choices) {
        used.insert(node.subject);
      }
    }
  }

  /// A red flag that no red-flag rule reads would be asked and then forgotten.
  void check_use() {
    std::set<Index> used;
    for (Rule const& rule : protocol_.rules) {
      if (rule.phase == Phase::red_flag) mark(rule.when, used);
    }
    for (auto at = protocol_.derived_order.rbegin(); at != protocol_.derived_order.rend(); ++at) {
      auto const term = static_cast<Index>(protocol_.findings.size() + *at);
      if (used.contains(term)) mark(protocol_.derived[*at].when, used);
    }
    for (std::size_t i = 0; i < protocol_.findings.size(); ++i) {
      Finding const& finding = protocol_.findings[i];
      if (finding.red_flag && !used.contains(static_cast<Index>(i))) {
        fault(finding.place, "red flag '" + finding.id + "' is read by no red-flag rule");
      }
    }
  }

  Protocol const& protocol_;
  std::vector<CheckFault> faults_;
};

}  // namespace

std::vector<CheckFault> check_protocol(Protocol const& protocol) {
  return Checker(protocol).run();
}

}  // namespace plexus::routing
