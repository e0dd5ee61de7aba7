#include "tests/golden/routing/texts/text_score.hpp"

#include <cstdio>
#include <ostream>

#include "routing/assess.hpp"

namespace plexus::routing::texts {
namespace {

std::string words_of(Range const& range) {
  char text[64];
  std::snprintf(text, sizeof text, "[%g, %g]", range.first, range.second);
  return text;
}

std::string words_of(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", number);
  return text;
}

/// The code points of the span.
std::string quoted(std::string const& text, Span const& span) {
  std::string part;
  std::size_t point = 0;
  for (char const c : text) {
    bool const begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins) ++point;
    if (point > span.start && point <= span.end) part += c;
  }
  return part;
}

bool within(std::map<std::string, Range> const& ranges, std::string const& id, double number) {
  auto const at = ranges.find(id);
  return at != ranges.end() && number >= at->second.first && number <= at->second.second;
}

/// Everything that nobody said is absent; what was said stands beside it.
AnswerMap all_absent(Protocol const& protocol) {
  AnswerMap answers;
  for (Finding const& finding : protocol.findings) {
    if (finding.kind == FindingKind::boolean) answers[finding.id] = std::string("absent");
  }
  return answers;
}

/// Facts that the words do not tell are those of an unremarkable adult.
constexpr int kPlainAge = 40;

Urgency decide_on(Protocol const& protocol, Row const& row, AnswerMap answers) {
  PatientFacts facts = row.facts;
  if (!facts.age_years) facts.age_years = kPlainAge;
  if (!facts.sex) facts.sex = Sex::not_stated;
  if (!facts.pregnancy) facts.pregnancy = Pregnancy::no;
  IntakeInput const input{.complaint = {}, .patient = facts, .answers = std::move(answers)};
  return assess(protocol, input).decision.urgency;
}

class Judge {
 public:
  Judge(Protocol const& protocol, Row const& row)
      : protocol_(protocol), row_(row), answers_(all_absent(protocol)) {}

  RowResult run() {
    ComplaintReading const reading = read_complaint(protocol_, row_.text);
    for (ReadFinding const& read : reading.findings) take(read);
    judge_facts(reading.patient.facts);
    for (std::string const& id : row_.present) {
      if (read_.contains(id)) {
        ++result_.found;
      } else {
        result_.missed.push_back(id);
      }
    }
    for (auto const& [id, range] : row_.numbers) {
      if (!read_.contains(id)) result_.numbers.push_back(id + " not read, " + words_of(range));
    }
    judge_regions();
    judge_urgency();
    return std::move(result_);
  }

 private:
  void take(ReadFinding const& read) {
    Finding const& finding = protocol_.findings[read.finding];
    read_.insert(finding.id);
    switch (finding.kind) {
      case FindingKind::boolean:
        // In doubt is asked and not believed: it finds what is there and accuses nobody.
        if (read.answer.state == AnswerState::unknown) {
          answers_[finding.id] = std::string("unknown");
          return;
        }
        answers_[finding.id] = std::string("present");
        if (row_.must_not.contains(finding.id)) result_.forbidden.push_back(finding.id);
        if (!row_.present.contains(finding.id) && !row_.may.contains(finding.id)) {
          result_.wrong.push_back(finding.id + " from '" + quoted(row_.text, read.span) + "'");
        }
        return;
      case FindingKind::choices:
        for (std::size_t bit = 0; bit < finding.values.size(); ++bit) {
          if ((read.answer.choices >> bit & 1) != 0) regions_.insert(finding.values[bit]);
        }
        answers_[finding.id] = std::vector<std::string>(regions_.begin(), regions_.end());
        return;
      case FindingKind::duration:
      case FindingKind::severity:
        take_number(finding.id, read.answer.number);
        return;
    }
  }

  void take_number(std::string const& id, double number) {
    answers_[id] = number;
    if (within(row_.numbers, id, number) || within(row_.numbers_may, id, number)) return;
    auto const due = row_.numbers.find(id);
    result_.numbers.push_back(id + " read as " + words_of(number) +
                              (due == row_.numbers.end() ? "" : ", " + words_of(due->second)));
  }

  void judge_regions() {
    if (!row_.regions) return;
    for (std::string const& value : *row_.regions) {
      if (!regions_.contains(value)) result_.regions.push_back("no " + value);
    }
    for (std::string const& value : regions_) {
      if (!row_.regions->contains(value) && !row_.regions_may.contains(value)) {
        result_.regions.push_back("not " + value);
      }
    }
  }

  void judge_facts(PatientFacts const& read) {
    if (read.age_years != row_.facts.age_years) {
      result_.facts.push_back("age " + std::to_string(read.age_years.value_or(-1)));
    }
    if (read.sex != row_.facts.sex) {
      result_.facts.push_back("sex " + std::string(read.sex ? to_word(*read.sex) : "not read"));
    }
    if (read.pregnancy != row_.facts.pregnancy) {
      result_.facts.push_back("pregnancy " +
                              std::string(read.pregnancy ? to_word(*read.pregnancy) : "not read"));
    }
  }

  void judge_urgency() {
    AnswerMap labelled = all_absent(protocol_);
    for (std::string const& id : row_.present) labelled[id] = std::string("present");
    for (auto const& [id, range] : row_.numbers) labelled[id] = (range.first + range.second) / 2;
    result_.urgency = decide_on(protocol_, row_, answers_);
    result_.by_label = decide_on(protocol_, row_, std::move(labelled));
    if (row_.urgency.empty()) return;
    result_.urgency_right = row_.urgency.contains(result_.urgency);
    result_.by_label_right = row_.urgency.contains(result_.by_label);
    bool const stat_alone = row_.urgency == std::set<Urgency>{Urgency::stat};
    result_.stat_missed = stat_alone && !result_.urgency_right;
  }

  Protocol const& protocol_;
  Row const& row_;
  AnswerMap answers_;
  std::set<std::string> read_, regions_;
  RowResult result_;
};

double share(int hit, int of) {
  return of == 0 ? 1.0 : static_cast<double>(hit) / of;
}

int size_of(std::vector<std::string> const& list) {
  return static_cast<int>(list.size());
}

void print_line(std::ostream& out, std::string const& name, Tally const& tally) {
  char line[256];
  auto const fraction = [](int hit, int of) {
    return of == 0 ? std::string("-") : std::to_string(hit) + "/" + std::to_string(of);
  };
  std::snprintf(line, sizeof line,
                "| %-18s | %5d | %5.1f %% | %5.1f %% | %8d | %7s | %7s | %7s | %7s | %7s | %4d |\n",
                name.c_str(), tally.texts, 100 * tally.precision(), 100 * tally.recall(),
                tally.forbidden,
                fraction(tally.numbers - tally.number_faults, tally.numbers).c_str(),
                fraction(tally.regions - tally.region_faults, tally.regions).c_str(),
                fraction(tally.facts - tally.fact_faults, tally.facts).c_str(),
                fraction(tally.urgency_right, tally.urgency).c_str(),
                fraction(tally.by_label_right, tally.urgency).c_str(), tally.stat_missed);
  out << line;
}

void print_list(std::ostream& out, char const* name, std::vector<std::string> const& list) {
  if (list.empty()) return;
  out << "  " << name << ":";
  for (std::string const& word : list) out << " " << word << ";";
  out << "\n";
}

}  // namespace

RowResult judge(Protocol const& protocol, Row const& row) {
  return Judge(protocol, row).run();
}

void Tally::count(Row const& row, RowResult const& result) {
  ++texts;
  found += result.found;
  missed += size_of(result.missed);
  wrong += size_of(result.wrong);
  forbidden += size_of(result.forbidden);
  // A row counts once, with the numbers that it asks for or that were made up in it.
  bool const has_numbers = !row.numbers.empty() || !result.numbers.empty();
  numbers += has_numbers ? 1 : 0;
  number_faults += result.numbers.empty() ? 0 : 1;
  regions += row.regions ? 1 : 0;
  region_faults += result.regions.empty() ? 0 : 1;
  bool const has_facts = row.facts != PatientFacts{} || !result.facts.empty();
  facts += has_facts ? 1 : 0;
  fact_faults += result.facts.empty() ? 0 : 1;
  if (row.urgency.empty()) return;
  ++urgency;
  urgency_right += result.urgency_right ? 1 : 0;
  by_label_right += result.by_label_right ? 1 : 0;
  stat_missed += result.stat_missed ? 1 : 0;
}

double Tally::precision() const {
  return share(found, found + wrong);
}

double Tally::recall() const {
  return share(found, found + missed);
}

double Tally::urgency_share() const {
  return share(urgency_right, urgency);
}

Table make_table(std::vector<Row> const& rows, std::vector<RowResult> const& results, Half half) {
  Table table;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (half != Half::all && rows[i].held_out != (half == Half::held_out)) continue;
    table[rows[i].in_class].count(rows[i], results[i]);
  }
  return table;
}

void print(std::ostream& out, Table const& table) {
  out << "| class              | texts | precision | recall | must not | numbers | regions | facts "
         "  | "
         "urgency | by label | stat missed |\n|---|---|---|---|---|---|---|---|---|---|---|\n";
  Tally all;
  for (auto const& [name, tally] : table) {
    print_line(out, name, tally);
    all.texts += tally.texts, all.found += tally.found, all.missed += tally.missed;
    all.wrong += tally.wrong, all.forbidden += tally.forbidden, all.numbers += tally.numbers;
    all.number_faults += tally.number_faults, all.regions += tally.regions;
    all.region_faults += tally.region_faults, all.facts += tally.facts,
        all.fact_faults += tally.fact_faults, all.urgency += tally.urgency;
    all.urgency_right += tally.urgency_right, all.by_label_right += tally.by_label_right;
    all.stat_missed += tally.stat_missed;
  }
  print_line(out, "all", all);
}

void print_misses(std::ostream& out, std::vector<Row> const& rows,
                  std::vector<RowResult> const& results, std::string const& only_class) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row const& row = rows[i];
    RowResult const& result = results[i];
    if (row.held_out || (!only_class.empty() && row.in_class != only_class)) continue;
    bool const clean = result.missed.empty() && result.wrong.empty() && result.numbers.empty() &&
                       result.regions.empty() && result.facts.empty() && result.urgency_right;
    if (clean) continue;
    out << row.in_class << ":" << row.line << " " << row.text << "\n";
    print_list(out, "missed", result.missed);
    print_list(out, "wrong", result.wrong);
    print_list(out, "must not", result.forbidden);
    print_list(out, "numbers", result.numbers);
    print_list(out, "regions", result.regions);
    print_list(out, "facts", result.facts);
    if (!result.urgency_right) {
      out << "  urgency: " << to_word(result.urgency) << (result.stat_missed ? " (stat due)" : "")
          << ", by label " << to_word(result.by_label) << "\n";
    }
  }
}

}  // namespace plexus::routing::texts
