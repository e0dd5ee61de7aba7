// One patient's answers as truth variables: every finding in its four states, numbers by cell,
// choices by bit, facts with "not known". Any assignment that keeps the stated shape is one set of
// answers and the other way round. It must not know rules or plans.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "routing/answers.hpp"
#include "routing/proof/cuts.hpp"
#include "routing/proof/logic.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing::proof {

/// Shape: present implies possible implies open, with
///   present: present                    unknown: possible and not present
///   absent:  not open                   unasked: open and not possible
/// so that what only asks for findings reads "present" for yes, "possible" for the settled maybe
/// and "open" for the raw maybe. `from_cell[j]`: the number lies in cell j or a later one.
struct FindingSymbols {
  Bool present, possible, open;
  std::vector<Bool> from_cell;
  std::vector<Bool> choices;

  Bool unknown() const { return both(possible, opposite(present)); }
  Bool unasked() const { return both(open, opposite(possible)); }
  Bool absent() const { return opposite(open); }
};

struct FactSymbols {
  Bool known;
  std::vector<Bool> from_cell;  // numbers
  std::vector<Bool> words;      // exactly one when known, none otherwise
};

class Symbols {
 public:
  /// Adds the shape to the logic's requirements. `copy` keeps two patients' variables apart.
  /// Keeps references: protocol and cells must outlive it.
  Symbols(Logic& logic, Protocol const& protocol, CellTable const& cells, std::string const& copy);

  FindingSymbols const& finding(Index index) const { return findings_[index]; }
  FactSymbols const& fact(FactId id) const { return facts_[static_cast<std::size_t>(id)]; }
  std::size_t finding_count() const noexcept { return findings_.size(); }

  /// "The number compares so", for a number that is there.
  Bool compares(FindingSymbols const& finding, Index index, Comparison comparison,
                double number) const;
  Bool compares(FactId fact, Comparison comparison, double number) const;

  /// The answers that a found case stands for.
  Answers answers(Logic const& logic) const;
  /// "The answers are exactly these."
  Bool equals(Answers const& answers) const;
  /// "Finding `index` is answered as in `other`", with its value.
  Bool same_finding(Symbols const& other, Index index) const;
  Bool same_facts(Symbols const& other) const;
  /// "In `other` age, sex and pregnancy are as here, or answered where they are open here."
  Bool facts_answered_in(Symbols const& other) const;

 private:
  Bool same_fact(Symbols const& other, std::size_t fact) const;
  void add_finding(Finding const& finding, Cells const& cells, std::string const& name);
  void add_fact(FactId id, Cells const& cells, std::string const& name);
  std::vector<Bool> cell_chain(Cells const& cells, std::string const& name);
  Bool compares(std::vector<Bool> const& from_cell, Cells const& cells, Comparison comparison,
                double number) const;
  Bool in_cell(std::vector<Bool> const& from_cell, std::size_t cell) const;
  static std::size_t found_cell(Logic const& logic, std::vector<Bool> const& from_cell);

  Logic& logic_;
  Protocol const& protocol_;
  CellTable const& cells_;
  std::vector<FindingSymbols> findings_;
  std::vector<FactSymbols> facts_;
};

}  // namespace plexus::routing::proof
