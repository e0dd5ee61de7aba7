// Who a text is about: the writer, or somebody the writer cares for; and whether a phrase in it
// speaks of another person.
#pragma once

#include <cstdint>
#include <vector>

#include "routing/reader/match.hpp"
#include "routing/reader/tokenise.hpp"

namespace plexus::routing {

class People {
 public:
  /// Borrows the tokens. Cost: linear.
  explicit People(std::vector<Token> const& tokens);

  /// True when the phrase is said of a person who is not the patient. `illness`: it names one, and
  /// "my mum has MS" is then said of her even in the present tense.
  bool is_of_somebody_else(TokenRange phrase, bool illness) const;

  /// True when the writer asks for another person.
  bool by_carer() const noexcept { return patient_ != kWriter; }
  /// part::female or part::male of the person cared for; 0 when the text does not tell.
  std::uint32_t patient_sex() const noexcept;
  /// The token that names the person cared for. Only where by_carer().
  std::size_t patient() const noexcept { return patient_; }

 private:
  static constexpr std::size_t kWriter = static_cast<std::size_t>(-1);

  void find_patient();
  bool is_writer(std::size_t token) const;
  bool owns(std::size_t relative) const;
  bool is_present(std::size_t relative) const;
  bool is_family(TokenRange phrase) const;
  bool took_a_relative(TokenRange phrase) const;
  std::size_t relative_of(std::size_t pronoun) const;
  bool same_person(std::size_t a, std::size_t b) const;

  std::vector<Token> const& tokens_;
  std::size_t patient_ = kWriter;  // the token that names who is cared for
};

}  // namespace plexus::routing
