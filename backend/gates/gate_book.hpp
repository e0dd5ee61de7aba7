// What the clinic asks before a visit, as data: a sheet for each kind of gate, with its questions
// in every language, who clears it, by when, and what may take the visit's place. Parsed from one
// YAML text that the caller reads; knows no visits, no database, no clock.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "routing/parse/load.hpp"
#include "schema/model/gate.hpp"
#include "schema/model/person.hpp"

namespace plexus::gates {

/// When a visit needs the gate.
enum class When { always, contrast, may_be_pregnant, minor, reserved };

/// The same words in each language of the book.
class Texts {
 public:
  Texts() = default;
  explicit Texts(std::map<std::string, std::string> by_language)
      : by_language_(std::move(by_language)) {}
  /// Of the language, its base ("ru" for "ru-RU"), else English, else any.
  std::string const& in(std::string_view language) const;
  std::map<std::string, std::string> const& all() const noexcept { return by_language_; }

 private:
  std::map<std::string, std::string> by_language_;
};

struct GateQuestion {
  std::string id;
  Texts text;
  GateAnswer safe = GateAnswer::absent;  // any other answer is a danger
};

/// What may be done instead when the gate of such a visit has failed.
struct SubstituteRule {
  ServiceCode from;
  ServiceCode to;
  bool without_contrast = false;
};

struct GateSource {
  std::string id;
  std::string title;
  std::string url;
};

struct GateSheet {
  GateKind kind{};
  When when = When::always;
  std::vector<RoleCode> resources;  // of the services that need it; empty: any service
  Hours due_before{24};             // before the visit
  Hours notice{4};                  // never due earlier than so long after the booking
  std::optional<std::chrono::days> valid_for;  // a clearing counts for visits so soon after it
  std::vector<UserRole> cleared_by;
  bool clears_itself = false;  // when all answers are safe
  Texts title;
  Texts why;
  std::vector<GateQuestion> questions;
  std::vector<SubstituteRule> substitutes;
  std::vector<std::string> sources;
};

struct GateBook {
  std::vector<std::string> languages;  // every text is there in each of them
  int adult_from_age = 18;
  int pregnancy_from_age = 0;
  int pregnancy_to_age = 0;
  std::vector<GateSource> sources;
  std::vector<GateSheet> sheets;  // one for each kind, in the order of the kinds

  GateSheet const& sheet(GateKind kind) const;
};

/// Shape: either a book and no faults, or faults and no book.
struct GateBookResult {
  std::optional<GateBook> book;
  std::vector<routing::Fault> faults;  // with line and column
};

/// Errors: faults for what does not fit: unknown keys and words, a kind that is missing or there
///         twice, a text that lacks a language, a source or question without a name.
GateBookResult load_gate_book(routing::SourceFile const& file);

/// The file of this installation. Errors: throws std::runtime_error with every fault; a clinic does
/// not open without its safety questions.
GateBook read_gate_book(std::string const& path);

}  // namespace plexus::gates

namespace plexus {

template <>
struct CodeWords<gates::When> {
  static constexpr std::array<std::pair<gates::When, std::string_view>, 5> words{{
      {gates::When::always, "always"},
      {gates::When::contrast, "contrast"},
      {gates::When::may_be_pregnant, "may_be_pregnant"},
      {gates::When::minor, "minor"},
      {gates::When::reserved, "reserved"},
  }};
};

}  // namespace plexus
