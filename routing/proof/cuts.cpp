// Collects every number that a condition compares with, and finds a plain value for each cell.
#include "routing/proof/cuts.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace plexus::routing::proof {
namespace {

struct Domain {
  double min = 0, max = 0;
  bool whole = false;  // whole numbers only
};

/// A number strictly between the two, a whole one where there is any.
std::optional<double> between(double low, double high, bool whole) {
  double const next = std::floor(low) + 1;
  if (next < high) return next;
  if (whole || low >= high) return std::nullopt;
  return (low + high) / 2;
}

Cells make_cells(std::set<double> const& cuts, Domain const& domain) {
  Cells cells;
  cells.cuts.assign(cuts.begin(), cuts.end());
  auto const allowed = [&](std::optional<double> value) -> std::optional<double> {
    bool const fits = value && *value >= domain.min && *value <= domain.max &&
                      (!domain.whole || *value == std::floor(*value));
    return fits ? value : std::nullopt;
  };
  double low = domain.min - 1;  // outside, so that the least number itself may be taken
  for (double const cut : cells.cuts) {
    double const from = std::max(low, domain.min - 1);
    auto gap = between(from, std::min(cut, domain.max + 1), domain.whole);
    if (!allowed(gap)) {
      gap = between(std::max(low, domain.min), std::min(cut, domain.max), domain.whole);
    }
    cells.value.push_back(allowed(gap));
    cells.value.push_back(allowed(cut));
    low = cut;
  }
  auto last = between(std::max(low, domain.min - 1), domain.max + 1, domain.whole);
  if (!allowed(last)) last = between(std::max(low, domain.min), domain.max, domain.whole);
  cells.value.push_back(allowed(last));
  return cells;
}

class Collector {
 public:
  explicit Collector(Protocol const& protocol)
      : protocol_(protocol), findings_(protocol.findings.size()) {}

  CellTable run(std::vector<ExtraCut> const& extra) {
    for (Rule const& rule : protocol_.rules) add(rule.when);
    for (Derived const& derived : protocol_.derived) add(derived.when);
    for (Fact const& fact : protocol_.facts) {
      if (fact.applies_when) add(*fact.applies_when);
    }
    for (Guard const& guard : protocol_.guards) {
      add(guard.when);
      for (Effect const& effect : guard.effects) {
        if (effect.when) add(*effect.when);
        if (effect.not_when) add(*effect.not_when);
      }
    }
    for (ExtraCut const& cut : extra) {
      auto& cuts = cut.finding == kNoIndex ? facts_[static_cast<std::size_t>(cut.fact)]
                                           : findings_[cut.finding];
      cuts.insert(cut.number);
    }
    CellTable table;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      Finding const& finding = protocol_.findings[i];
      table.findings.push_back(make_cells(findings_[i], Domain{finding.min, finding.max, false}));
    }
    for (std::size_t i = 0; i < kFactCount; ++i) {
      table.facts[i] = make_cells(facts_[i], domain_of(static_cast<FactId>(i)));
    }
    return table;
  }

 private:
  void add(Condition const& condition) {
    for (Node const& node : condition.nodes) {
      if (node.kind == NodeKind::scalar) findings_[node.subject].insert(node.number);
      if (node.kind == NodeKind::number_fact) facts_[node.subject].insert(node.number);
    }
  }

  Domain domain_of(FactId id) const {
    constexpr double kAnyResult = 1e6;  // blood values are taken as they are on record
    Fact const* const fact = protocol_.fact(id);
    bool const ranged = fact != nullptr && fact->min < fact->max;
    bool const whole = id == FactId::age_years;
    return Domain{ranged ? fact->min : 0, ranged ? fact->max : whole ? 120 : kAnyResult, whole};
  }

  Protocol const& protocol_;
  std::vector<std::set<double>> findings_;
  std::array<std::set<double>, kFactCount> facts_;
};

}  // namespace

std::size_t Cells::cell_of(double number) const noexcept {
  std::size_t cell = 0;
  for (double const cut : cuts) {
    if (number < cut) return cell;
    if (number == cut) return cell + 1;
    cell += 2;
  }
  return cell;
}

CellTable cells_of(Protocol const& protocol, std::vector<ExtraCut> const& extra) {
  return Collector(protocol).run(extra);
}

}  // namespace plexus::routing::proof
