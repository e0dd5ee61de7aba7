// Words one question; which one is asked, and when, is decided in dialogue.cpp.
#include "routing/question.hpp"

#include <algorithm>

namespace plexus::routing {
namespace {

/// A word of the vocabulary as text, where no label is given: leg_left -> "Leg left".
std::string plain_label(std::string word) {
  std::replace(word.begin(), word.end(), '_', ' ');
  if (!word.empty() && word.front() >= 'a' && word.front() <= 'z') {
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
  }
  return word;
}

std::vector<QuestionOption> options_of(std::vector<std::string> const& values,
                                       std::map<std::string, std::string> const& labels) {
  std::vector<QuestionOption> options;
  for (std::string const& value : values) {
    auto const label = labels.find(value);
    options.push_back({value, label == labels.end() ? plain_label(value) : label->second});
  }
  return options;
}

QuestionKind kind_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::boolean:
      return QuestionKind::boolean;
    case FindingKind::duration:
      return QuestionKind::duration;
    case FindingKind::severity:
      return QuestionKind::severity;
    case FindingKind::choices:
      break;
  }
  return QuestionKind::multi_choice;
}

std::string first_of(std::string const& text, std::string const& otherwise) {
  return text.empty() ? otherwise : text;
}

}  // namespace

Question group_question(Protocol const& protocol, Index group, std::vector<Index> const& boxes) {
  Group const& row = protocol.groups[group];
  Question question{.id = row.id,
                    .text = row.question,
                    .help = row.help,
                    .why = row.why,
                    .kind = QuestionKind::group,
                    .safety = row.safety};
  for (Index const box : boxes) {
    Finding const& finding = protocol.findings[box];
    question.options.push_back({finding.id, first_of(finding.option, finding.question)});
  }
  return question;
}

Question finding_question(Protocol const& protocol, Index finding) {
  Finding const& row = protocol.findings[finding];
  Group const& group = protocol.groups[row.group];
  Question question{.id = row.id,
                    .text = row.question,
                    .help = row.help,
                    .why = first_of(row.why, group.why),
                    .kind = kind_of(row.kind),
                    .safety = group.safety || row.must_ask};
  if (row.kind == FindingKind::choices) {
    question.options = options_of(row.values, row.value_labels);
  } else if (row.kind != FindingKind::boolean) {
    question.min = row.min;
    question.max = row.max;
    question.unit = row.unit;
  }
  return question;
}

Question fact_question(Fact const& fact) {
  Question question{
      .id = std::string(fact_word(fact.id)),
      .text = fact.question,
      .help = fact.help,
      .why = fact.why,
      .kind = fact.kind == FactKind::choice ? QuestionKind::choice : QuestionKind::integer,
      .unit = fact.unit,
      .answer_at = fact.answer_at};
  if (fact.kind == FactKind::choice) {
    // Whether a question applies is worked out, not asked.
    std::vector<std::string> values = fact.values;
    std::erase(values, std::string(to_word(Pregnancy::not_applicable)));
    question.options = options_of(values, fact.value_labels);
  } else {
    question.min = fact.min;
    question.max = fact.max;
  }
  return question;
}

std::vector<Question> all_questions(Protocol const& protocol) {
  std::vector<Question> all;
  int page = 1;
  auto const add = [&](Question question) {
    question.page = page;
    all.push_back(std::move(question));
  };
  for (Fact const& fact : protocol.facts) {
    if (fact.ask) add(fact_question(fact));
  }
  for (std::size_t g = 0; g < protocol.groups.size(); ++g) {
    Group const& group = protocol.groups[g];
    ++page;
    if (!group.covers.empty()) add(group_question(protocol, static_cast<Index>(g), group.covers));
    for (Index const finding : group.members) {
      if (!protocol.findings[finding].on_page) add(finding_question(protocol, finding));
    }
  }
  return all;
}

}  // namespace plexus::routing
