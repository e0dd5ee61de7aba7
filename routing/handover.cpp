// Picks what a receiving clinician needs from the account of a decision, and lays it out.
#include "routing/handover.hpp"

#include <algorithm>
#include <set>

namespace plexus::routing {
namespace {

using Lines = std::vector<HandoverLine>;

constexpr std::size_t kReasonsMax = 3;  // more would push the findings off the page
constexpr std::size_t kRulesMax = 4;

std::string list_of(std::vector<std::string> const& words, std::string_view between) {
  std::string text;
  for (std::string const& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

class Sheet {
 public:
  Sheet(Protocol const& protocol, IntakeInput const& input, Assessment const& assessment)
      : protocol_(protocol),
        input_(input),
        assessment_(assessment),
        decision_(assessment.decision),
        account_(account_for(protocol, input, assessment)) {}

  Handover run(std::string_view made_at) {
    Handover sheet;
    sheet.title = words(Saying::sheet_title);
    sheet.name_label = words(Saying::sheet_name);
    sections_ = &sheet.sections;
    add(SheetPart::say, Saying::sheet_say, {{say(), {}, {}}});
    add(SheetPart::reason, Saying::sheet_reason, reasons());
    if (!input_.complaint.empty()) {
      add(SheetPart::words, Saying::sheet_words, {{input_.complaint, {}, input_.complaint}});
    }
    add(SheetPart::person, Saying::sheet_person, person());
    add(SheetPart::since, Saying::sheet_since, amounts());
    add(SheetPart::present, Saying::sheet_present, present());
    add(SheetPart::unsure, Saying::sheet_unsure, told(account_.unsure));
    add(SheetPart::background, Saying::sheet_background, background());
    add(SheetPart::denied, Saying::sheet_denied, denied());
    add(SheetPart::clinician, Saying::sheet_clinician, rules());
    sheet.foot = foot(made_at);
    return sheet;
  }

 private:
  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  std::string const& words(Saying phrase) const { return protocol_.phrase(phrase); }
  std::string said(Saying phrase, Values const& values) const {
    return filled(protocol_.phrase(phrase), values);
  }

  void add(SheetPart part, Saying title, Lines lines) {
    if (lines.empty()) return;
    sections_->push_back(
        HandoverSection{.part = part, .title = words(title), .lines = std::move(lines)});
  }

  std::string say() const {
    if (decision_.emergency && !decision_.emergency->say.empty()) {
      return std::string(decision_.emergency->say);
    }
    return said(Saying::sheet_say_when,
                {{"when", hours_in_words(protocol_, decision_.within_hours)}});
  }

  /// The rules that set the level; those that are only possible where none is certain.
  std::vector<std::size_t> telling_rules() const {
    std::vector<std::size_t> certain, possible;
    for (std::size_t i = 0; i < decision_.rules.size(); ++i) {
      FiredRule const& rule = decision_.rules[i];
      if (rule.certain && rule.urgency == decision_.urgency) certain.push_back(i);
      bool const may_be = !rule.certain && rule.speaks;
      if (may_be && rule.urgency >= decision_.urgency) possible.push_back(i);
    }
    if (certain.empty() && possible.empty() && !decision_.rules.empty()) certain.push_back(0);
    certain.insert(certain.end(), possible.begin(), possible.end());
    return certain;
  }

  Lines reasons() const {
    Lines lines;
    for (std::size_t const i : telling_rules()) {
      FiredRule const& rule = decision_.rules[i];
      bool const told = std::any_of(lines.begin(), lines.end(), [&](HandoverLine const& line) {
        return line.text == rule.reason;
      });
      if (!told && lines.size() < kReasonsMax) {
        lines.push_back({std::string(rule.reason), std::string(rule.id), {}});
      }
    }
    return lines;
  }

  std::string fact_word_of(FactId id, std::string_view word) const {
    Fact const* const fact = protocol_.fact(id);
    if (fact == nullptr) return std::string(word);
    auto const label = fact->value_labels.find(std::string(word));
    return label == fact->value_labels.end() ? std::string(word) : label->second;
  }

  Lines person() const {
    PatientFacts const& facts = assessment_.patient;
    std::string const& not_asked = words(Saying::not_asked);
    Lines lines;
    lines.push_back(
        {said(Saying::sheet_age,
              {{"number", facts.age_years ? std::to_string(*facts.age_years) : not_asked}}),
         std::string(fact_word(FactId::age_years)),
         {}});
    lines.push_back(
        {said(Saying::sheet_sex,
              {{"word",
                facts.sex ? fact_word_of(FactId::sex_at_birth, to_word(*facts.sex)) : not_asked}}),
         std::string(fact_word(FactId::sex_at_birth)),
         {}});
    if (facts.pregnancy || pregnancy_applies(protocol_, facts)) {
      if (facts.pregnancy == Pregnancy::not_applicable) return lines;
      lines.push_back({said(Saying::sheet_pregnancy,
                            {{"word", facts.pregnancy ? fact_word_of(FactId::pregnancy_status,
                                                                     to_word(*facts.pregnancy))
                                                      : not_asked}}),
                       std::string(fact_word(FactId::pregnancy_status)),
                       {}});
    }
    return lines;
  }

  HandoverLine line_of(Evidence const& told) const {
    HandoverLine line{told.text, told.id, told.quote};
    if (!told.value.empty()) {
      line.text = said(Saying::sheet_value, {{"text", told.text}, {"value", told.value}});
    }
    if (!told.quote.empty()) {
      line.text = said(Saying::sheet_quote, {{"text", line.text}, {"quote", told.quote}});
    }
    return line;
  }

  Lines told(std::vector<Evidence> const& list) const {
    Lines lines;
    for (Evidence const& each : list) lines.push_back(line_of(each));
    return lines;
  }

  Finding const& finding(Evidence const& told) const {
    return protocol_.findings[protocol_.find_finding(told.id).value()];
  }
  bool is_background(Finding const& finding) const {
    return finding.group != kNoIndex && protocol_.groups[finding.group].background;
  }

  Lines amounts() const {
    Lines lines;
    for (Evidence const& each : account_.present) {
      if (!each.value.empty()) lines.push_back(line_of(each));
    }
    return lines;
  }

  /// First what makes it urgent, then the other warning signs, then the rest.
  Lines present() const {
    std::set<std::string> telling;
    for (std::size_t const i : telling_rules()) {
      for (Evidence const& each : account_.rules[i].because) telling.insert(each.id);
    }
    Lines urgent, warning, other;
    for (Evidence const& each : account_.present) {
      Finding const& row = finding(each);
      if (!each.value.empty() || is_background(row)) continue;
      Lines& into = telling.contains(each.id) ? urgent : row.red_flag ? warning : other;
      into.push_back(line_of(each));
    }
    urgent.insert(urgent.end(), warning.begin(), warning.end());
    urgent.insert(urgent.end(), other.begin(), other.end());
    return urgent;
  }

  /// Silence would read as "takes nothing": what was not asked is said to be so.
  Lines background() const {
    Lines lines;
    for (Evidence const& each : account_.present) {
      if (each.value.empty() && is_background(finding(each))) lines.push_back(line_of(each));
    }
    Answers const answers = answers_of(protocol_, assessment_);
    std::vector<std::string> open;
    std::size_t groups = 0;
    for (Group const& group : protocol_.groups) {
      if (!group.background) continue;
      ++groups;
      bool const asked = std::all_of(group.members.begin(), group.members.end(), [&](Index row) {
        return answers.findings[row].state != AnswerState::unasked;
      });
      if (!asked) open.push_back(group.label);
    }
    if (!open.empty() && open.size() == groups && lines.empty()) {
      lines.push_back({words(Saying::not_asked), {}, {}});
    } else if (!open.empty()) {
      std::string const list = list_of(open, "; ");
      lines.push_back(
          {said(Saying::sheet_some_of, {{"group", list}, {"list", words(Saying::not_asked)}}),
           {},
           {}});
    } else if (lines.empty() && groups > 0) {
      lines.push_back({words(Saying::none_named), {}, {}});
    }
    return lines;
  }

  /// Signs of a group of which something is there are named; the other groups share a line.
  Lines denied() const {
    Lines lines;
    std::vector<std::string> whole;
    for (Group const& group : protocol_.groups) {
      std::vector<std::string> no;
      std::size_t warning = 0;
      for (Index const member : group.members) {
        Finding const& row = protocol_.findings[member];
        if (!row.red_flag) continue;
        ++warning;
        if (is_denied(row)) no.push_back(row.option.empty() ? row.question : row.option);
      }
      if (no.empty()) continue;
      if (no.size() == warning) {
        whole.push_back(group.label);
      } else {
        lines.push_back(
            {said(Saying::sheet_some_of, {{"group", group.label}, {"list", list_of(no, "; ")}}),
             group.id,
             {}});
      }
    }
    if (!whole.empty()) {
      std::string const groups = list_of(whole, "; ");
      lines.push_back({said(Saying::sheet_none_of, {{"group", groups}}), {}, {}});
    }
    return lines;
  }

  bool is_denied(Finding const& row) const {
    return std::any_of(account_.denied.begin(), account_.denied.end(),
                       [&](Evidence const& each) { return each.id == row.id; });
  }

  std::vector<std::string> foot(std::string_view made_at) const {
    std::vector<std::string> lines;
    if (!account_.unasked.empty()) {
      std::string const count = std::to_string(account_.unasked.size());
      lines.push_back(said(Saying::sheet_unasked, {{"count", count}}));
    }
    lines.push_back(said(Saying::sheet_foot, {{"protocol", decision_.protocol_id},
                                              {"version", decision_.protocol_version},
                                              {"time", made_at}}));
    lines.push_back(words(Saying::sheet_not_examined));
    return lines;
  }

  std::string source_words(std::string_view id) const {
    auto const found = std::find_if(decision_.sources.begin(), decision_.sources.end(),
                                    [&](Source const* source) { return source->id == id; });
    if (found == decision_.sources.end()) return std::string(id);
    Source const& source = **found;
    if (source.year.empty()) return source.title;
    return said(Saying::sheet_source_dated, {{"title", source.title}, {"year", source.year}});
  }

  Lines rules() const {
    Lines lines;
    for (std::size_t const i : telling_rules()) {
      if (lines.size() == kRulesMax) break;
      FiredRule const& rule = decision_.rules[i];
      std::vector<std::string> sources;
      for (std::string_view const id : rule.sources) sources.push_back(source_words(id));
      lines.push_back({said(rule.certain ? Saying::sheet_rule : Saying::sheet_rule_possible,
                            {{"rule", rule.id},
                             {"urgency", to_word(rule.urgency)},
                             {"sources", list_of(sources, "; ")}}),
                       std::string(rule.id),
                       {}});
    }
    return lines;
  }

  Protocol const& protocol_;
  IntakeInput const& input_;
  Assessment const& assessment_;
  Decision const& decision_;
  Account account_;
  std::vector<HandoverSection>* sections_ = nullptr;
};

}  // namespace

Handover handover_of(Protocol const& protocol, IntakeInput const& input,
                     Assessment const& assessment, std::string_view made_at) {
  return Sheet(protocol, input, assessment).run(made_at);
}

}  // namespace plexus::routing
