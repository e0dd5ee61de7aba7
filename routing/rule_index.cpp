// Builds the tables from the conditions, and reads them.
#include "routing/rule_index.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "routing/evaluate.hpp"

namespace plexus::routing {
namespace {

using Bits = std::vector<std::uint64_t>;

// Rows that every table starts with; kValues is the first of its own.
constexpr std::size_t kUnknown = 0, kUnasked = 1, kNotSure = 2, kAbsent = 3, kValues = 4;
constexpr int kWholeMax = 256;  // whole numbers with a row at hand: ages, scores, days

void set_bit(Bits& bits, std::size_t at) {
  bits[at / 64] |= std::uint64_t{1} << (at % 64);
}
void clear_bit(Bits& bits, std::size_t at) {
  bits[at / 64] &= ~(std::uint64_t{1} << (at % 64));
}

/// One of these terms must not be ruled out, or the condition is no. None: no such set of terms.
using Wakers = std::optional<std::set<std::uint16_t>>;

Wakers wakers_of(Condition const& condition, std::uint32_t at) {
  Node const& node = condition.nodes[at];
  if (node.kind == NodeKind::term) return std::set<std::uint16_t>{node.subject};
  if (node.kind == NodeKind::all) {  // any part's wakers will do: take the fewest
    Wakers fewest;
    for (std::uint32_t part = at + 1; part < node.end; part = condition.nodes[part].end) {
      Wakers const wakers = wakers_of(condition, part);
      if (wakers && (!fewest || wakers->size() < fewest->size())) fewest = wakers;
    }
    return fewest;
  }
  if (node.kind != NodeKind::any) return std::nullopt;
  std::set<std::uint16_t> together;
  for (std::uint32_t part = at + 1; part < node.end; part = condition.nodes[part].end) {
    Wakers const wakers = wakers_of(condition, part);
    if (!wakers) return std::nullopt;
    together.insert(wakers->begin(), wakers->end());
  }
  return together;
}

bool is_limit(NodeKind kind) {
  return kind == NodeKind::number_fact || kind == NodeKind::word_fact || kind == NodeKind::scalar ||
         kind == NodeKind::choices;
}

/// The limits that must all hold: the condition itself, or the parts of its outermost "all".
std::vector<Node const*> limits_of(Condition const& condition) {
  std::vector<Node const*> limits;
  Node const& top = condition.nodes.front();
  if (is_limit(top.kind)) limits.push_back(&top);
  if (top.kind != NodeKind::all) return limits;
  for (std::uint32_t part = 1; part < top.end; part = condition.nodes[part].end) {
    if (is_limit(condition.nodes[part].kind)) limits.push_back(&condition.nodes[part]);
  }
  return limits;
}

bool only_limits(Condition const& condition) {
  Node const& top = condition.nodes.front();
  if (is_limit(top.kind)) return true;
  return top.kind == NodeKind::all && top.end > 1 &&
         limits_of(condition).size() + 1 == condition.nodes.size();
}

}  // namespace

class RuleIndex::Builder {
 public:
  Builder(RuleIndex& index, std::span<Condition const* const> rules) : index_(index) {
    index_.words_ = (rules.size() + 63) / 64;
    index_.always_ = index_.plain_ = Bits(index_.words_);
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      wake(rule, *rules[rule]);
      collect(rule, *rules[rule]);
    }
    for (auto& [limits, table] : tables_) index_.tables_.push_back(fill(limits, table));
  }

 private:
  struct Limit {
    std::size_t rule;
    Node node;
  };

  void wake(std::size_t rule, Condition const& condition) {
    Wakers const wakers = wakers_of(condition, 0);
    if (!wakers) {
      set_bit(index_.always_, rule);
      return;
    }
    for (std::uint16_t const term : *wakers) {
      if (index_.woken_by_.size() <= term) index_.woken_by_.resize(term + 1);
      if (index_.woken_by_[term].empty()) index_.woken_by_[term] = Bits(index_.words_);
      set_bit(index_.woken_by_[term], rule);
    }
  }

  void collect(std::size_t rule, Condition const& condition) {
    bool plain = only_limits(condition);
    for (Node const* const limit : limits_of(condition)) {
      bool const by_choice = limit->kind == NodeKind::choices || limit->kind == NodeKind::word_fact;
      auto& [limits, table] = table_for(*limit, by_choice);
      // Two sets of choices on one subject are not one set: the second is left to the tree.
      bool const second = by_choice && std::any_of(limits.begin(), limits.end(),
                                                   [&](Limit const& l) { return l.rule == rule; });
      plain = plain && !second;
      if (!second) limits.push_back(Limit{rule, *limit});
    }
    if (plain) set_bit(index_.plain_, rule);
  }

  std::pair<std::vector<Limit>, Table>& table_for(Node const& node, bool by_choice) {
    bool const fact = node.kind == NodeKind::number_fact || node.kind == NodeKind::word_fact;
    for (auto& entry : tables_) {
      if (entry.second.fact == fact && entry.second.subject == node.subject) return entry;
    }
    Table table;
    table.fact = fact;
    table.by_choice = by_choice;
    table.subject = node.subject;
    return tables_.emplace_back(std::vector<Limit>{}, std::move(table));
  }

  /// Adds a row: all rules stand but those that `truth_of` says no or unknown for.
  template <class Truths>
  void add_row(std::vector<Limit> const& limits, Table& table, Truths const& truth_of) const {
    Bits yes(index_.words_, ~std::uint64_t{0}), possible = yes;
    for (Limit const& limit : limits) {
      Truth const truth = truth_of(limit.node);
      if (truth != Truth::yes) clear_bit(yes, limit.rule);
      if (truth == Truth::no) clear_bit(possible, limit.rule);
    }
    table.rows.insert(table.rows.end(), yes.begin(), yes.end());
    table.rows.insert(table.rows.end(), possible.begin(), possible.end());
  }

  Table fill(std::vector<Limit> const& limits, Table table) const {
    auto const as = [](bool holds) { return holds ? Truth::yes : Truth::no; };
    add_row(limits, table, [](Node const&) { return Truth::unknown; });
    add_row(limits, table, [&](Node const& node) { return as(node.if_unasked); });
    add_row(limits, table,
            [](Node const& node) { return node.if_unsure ? Truth::yes : Truth::unknown; });
    add_row(limits, table, [](Node const&) { return Truth::no; });
    if (table.by_choice) {
      for (int bit = 0; bit < 64; ++bit) {
        add_row(limits, table, [&](Node const& node) { return as((node.mask >> bit & 1) != 0); });
      }
      return table;
    }
    std::set<double> cuts;
    for (Limit const& limit : limits) cuts.insert(limit.node.number);
    table.cuts.assign(cuts.begin(), cuts.end());
    for (std::size_t stretch = 0; stretch < 2 * table.cuts.size() + 1; ++stretch) {
      add_row(limits, table,
              [&](Node const& node) { return as(holds(table.cuts, stretch, node)); });
    }
    for (int whole = 0; whole < kWholeMax; ++whole) {
      table.whole_rows.push_back(static_cast<std::uint32_t>(row_of(table, whole)));
    }
    return table;
  }

  /// Whether the limit holds anywhere, hence everywhere, in a stretch that no cut divides.
  static bool holds(std::vector<double> const& cuts, std::size_t stretch, Node const& node) {
    std::size_t const cut = stretch / 2;
    if (stretch % 2 == 1) return compare(cuts[cut], node.comparison, node.number);
    double const inside = cut == cuts.size() ? cuts[cut - 1] + 1
                          : cut == 0         ? cuts[0] - 1
                                             : (cuts[cut - 1] + cuts[cut]) / 2;
    return compare(inside, node.comparison, node.number);
  }

  RuleIndex& index_;
  std::vector<std::pair<std::vector<Limit>, Table>> tables_;
};

RuleIndex::RuleIndex(std::span<Condition const* const> rules) {
  Builder(*this, rules);
}

inline std::size_t RuleIndex::row_of(Table const& table, double number) {
  if (number >= 0 && number < static_cast<double>(table.whole_rows.size())) {
    auto const whole = static_cast<std::size_t>(number);
    if (static_cast<double>(whole) == number) return table.whole_rows[whole];
  }
  auto const at = std::lower_bound(table.cuts.begin(), table.cuts.end(), number);
  bool const on_cut = at != table.cuts.end() && *at == number;
  return kValues + 2 * static_cast<std::size_t>(at - table.cuts.begin()) + (on_cut ? 1 : 0);
}

/// The row for what is known of a table's subject. Several choices together make `mixed`.
[[gnu::always_inline]] inline std::uint64_t const* RuleIndex::find_row(Table const& table,
                                                                       Evaluation const& evaluation,
                                                                       Reading reading,
                                                                       Bits& mixed) const {
  auto const row = [&](std::size_t at) { return table.rows.data() + at * 2 * words_; };
  double number = 0;
  std::uint64_t choices = 0;
  if (table.fact) {
    auto const fact = static_cast<FactId>(table.subject);
    if (table.by_choice) {
      choices = evaluation.fact_choice(fact);
      if (choices == 0) return row(kUnknown);
    } else {
      if (!evaluation.fact_number(fact, number)) return row(kUnknown);
    }
  } else {
    Answer const& answer = evaluation.answer(table.subject);
    if (answer.state == AnswerState::absent) return row(kAbsent);
    if (answer.state == AnswerState::unasked && reading == Reading::settled) return row(kUnasked);
    if (answer.state == AnswerState::unknown) return row(kNotSure);
    if (answer.state != AnswerState::present) return row(kUnknown);
    number = answer.number;
    choices = answer.choices;
  }
  if (!table.by_choice) return row(row_of(table, number));
  if (choices == 0) return row(kAbsent);
  auto const row_of_lowest = [&](std::uint64_t bits) {
    return row(kValues + static_cast<std::size_t>(__builtin_ctzll(bits)));
  };
  if ((choices & (choices - 1)) == 0) return row_of_lowest(choices);
  mixed.assign(row(kAbsent), row(kAbsent) + 2 * words_);
  for (std::uint64_t left = choices; left != 0; left &= left - 1) {
    std::uint64_t const* const one = row_of_lowest(left);
    for (std::size_t w = 0; w < 2 * words_; ++w) mixed[w] |= one[w];
  }
  return mixed.data();
}

/// `kWords` 0: any number of words. A number known to the compiler keeps the sets in registers.
template <std::size_t kWords>
void RuleIndex::combine(Evaluation const& evaluation, Reading reading, StandingRules& out) const {
  std::size_t const words = kWords == 0 ? words_ : kWords;
  std::array<std::uint64_t, kWords == 0 ? 1 : kWords> few_yes, few_open;
  std::uint64_t* const yes = kWords == 0 ? out.yes.data() : few_yes.data();
  std::uint64_t* const open = kWords == 0 ? out.open.data() : few_open.data();
  for (std::size_t w = 0; w < words; ++w) open[w] = always_[w];
  if (!woken_by_.empty()) {
    evaluation.for_each_not_ruled_out(reading, [&](std::size_t term) {
      if (term >= woken_by_.size() || woken_by_[term].empty()) return;
      for (std::size_t w = 0; w < words; ++w) open[w] |= woken_by_[term][w];
    });
  }
  for (std::size_t w = 0; w < words; ++w) yes[w] = open[w];
  Bits mixed;
  for (Table const& table : tables_) {
    std::uint64_t const* const row = find_row(table, evaluation, reading, mixed);
    for (std::size_t w = 0; w < words; ++w) {
      yes[w] &= row[w];
      open[w] &= row[words + w];
    }
  }
  for (std::size_t w = 0; w < words; ++w) {
    std::uint64_t const plain = plain_[w], left = open[w];
    out.yes[w] = yes[w] & plain;
    out.unknown[w] = left & plain & ~yes[w];
    out.open[w] = left & ~plain;
  }
}

void RuleIndex::standing(Evaluation const& evaluation, Reading reading, StandingRules& out) const {
  out.yes.resize(words_);
  out.unknown.resize(words_);
  out.open.resize(words_);
  switch (words_) {
    case 1:
      return combine<1>(evaluation, reading, out);
    case 2:
      return combine<2>(evaluation, reading, out);
    case 3:
      return combine<3>(evaluation, reading, out);
    default:
      return combine<0>(evaluation, reading, out);
  }
}

}  // namespace plexus::routing
