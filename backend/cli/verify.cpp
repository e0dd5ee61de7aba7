// plexus protocol verify: every fault of a protocol's structure with line and column; then, where
// there is none, the safety invariants proved for all answers, and what can never happen at all.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <boost/json.hpp>

#include "backend/app/protocol_shelf.hpp"
#include "backend/cli/cli.hpp"
#include "routing/proof/prove.hpp"
#include "routing/proof/reach.hpp"
#include "routing/proof/read_invariants.hpp"
#include "routing/proof/worked_case.hpp"

namespace plexus::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
namespace proof = routing::proof;
using SteadyClock = std::chrono::steady_clock;

double seconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

std::string seconds_word(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f s", seconds);
  return text;
}

std::string joined(std::vector<std::string> const& words) {
  std::string text;
  for (std::string const& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Prints as it goes, or gathers one JSON document.
class Verifier {
 public:
  Verifier(std::string const& invariants_file, bool as_json)
      : as_json_(as_json), all_([&] {
          std::ifstream file(invariants_file, std::ios::binary);
          std::string text((std::istreambuf_iterator<char>(file)), {});
          return proof::read_invariants({invariants_file, std::move(text)});
        }()) {}

  /// The invariants' own faults: nothing can be proved with those.
  bool ready() const {
    for (auto const& fault : all_.faults) std::cerr << to_string(fault) << "\n";
    return all_.faults.empty() && !all_.invariants.empty();
  }

  bool verify(std::string const& folder) {
    row_ = json::object{{"folder", folder}};
    bool const sound = structure(folder);
    documents_.push_back(std::move(row_));
    return sound;
  }

  void finish() const {
    if (as_json_) std::cout << json::serialize(documents_) << "\n";
  }

 private:
  void say(std::string const& line) const {
    if (!as_json_) std::cout << line << std::endl;  // a proof takes time: show each line at once
  }

  bool structure(std::string const& folder) {
    auto const result = app::read_protocol_folder(folder);
    json::array faults;
    for (auto const& fault : result.faults) {
      say(to_string(fault));
      faults.push_back(json::string(to_string(fault)));
    }
    row_["faults"] = std::move(faults);
    if (!result.edition) {
      say(folder + ": " + std::to_string(result.faults.size()) + " faults, nothing proved");
      return false;
    }
    auto const& protocol = result.edition->pack.base;
    row_["protocol"] = protocol.id;
    row_["version"] = protocol.version;
    auto const count = [](auto const& list, char const* what) {
      return std::to_string(list.size()) + " " + what;
    };
    say(protocol.id + " " + protocol.version + ": " + count(protocol.findings, "findings, ") +
        count(protocol.derived, "derived, ") + count(protocol.rules, "rules, ") +
        count(protocol.guards, "guards, ") + count(protocol.services, "services, ") +
        count(protocol.sources, "sources, ") +
        count(result.edition->pack.translated, "translations: structure checked, 0 faults"));
    return prove(protocol);
  }

  bool prove(routing::Protocol const& protocol) {
    auto const start = SteadyClock::now();
    proof::Prover prover(protocol, all_.invariants);
    bool const faithful = compare(prover.world());
    std::size_t refuted = 0, proved = 0, checked = 0;
    json::array rows;
    for (auto const& invariant : all_.invariants) {
      auto const began = SteadyClock::now();
      auto const outcome = prover.prove(invariant);
      (outcome.verdict == proof::Verdict::proved    ? proved
       : outcome.verdict == proof::Verdict::checked ? checked
                                                    : refuted) += 1;
      rows.push_back(tell_outcome(protocol, invariant, outcome, seconds_since(began)));
    }
    row_["invariants"] = std::move(rows);
    tell_reach(proof::find_reach(prover.world()));
    double const seconds = seconds_since(start);
    row_["seconds"] = seconds;
    say(std::to_string(proved) + " proved, " + std::to_string(checked) + " checked, " +
        std::to_string(refuted) + " refuted in " + seconds_word(seconds));
    return faithful && refuted == 0;
  }

  /// A proof about formulas that say something else than the engine would be worth nothing.
  bool compare(proof::World& world) {
    constexpr std::uint64_t kSamples = 200;
    auto const differences = proof::compare_with_engine(world, kSamples);
    say("formulas and engine on " + std::to_string(kSamples) + " sampled answers: " +
        (differences.empty() ? "no difference" : "THEY DIFFER, so nothing below is proved"));
    for (auto const& difference : differences) say("    " + difference);
    row_["differences"] = json::value_from(differences);
    return differences.empty();
  }

  json::object tell_outcome(routing::Protocol const& protocol, proof::Invariant const& invariant,
                            proof::Outcome const& outcome, double seconds) const {
    std::string word(to_word(outcome.verdict));
    word.resize(9, ' ');
    std::string const note = outcome.vacuous == 0
                                 ? ""
                                 : "  (vacuous in " + std::to_string(outcome.vacuous) + " of " +
                                       std::to_string(outcome.claims) + " claims)";
    say(invariant.id + " " + word + seconds_word(seconds) + "  " + invariant.statement + note);
    if (!outcome.not_here.empty()) say("    not in this protocol: " + joined(outcome.not_here));
    json::array failures;
    for (auto const& failure : outcome.failures) {
      say("    " + failure.text);
      json::array lines;
      if (failure.worked_case) {
        for (auto const& line : proof::tell(protocol, *failure.worked_case)) {
          say("      " + line);
          lines.push_back(json::string(line));
        }
      }
      failures.push_back(json::object{{"claim", failure.text}, {"case", std::move(lines)}});
    }
    return json::object{{"id", invariant.id},
                        {"verdict", to_word(outcome.verdict)},
                        {"statement", invariant.statement},
                        {"seconds", seconds},
                        {"claims", outcome.claims},
                        {"vacuous", outcome.vacuous},
                        {"not_here", json::value_from(outcome.not_here)},
                        {"failures", std::move(failures)}};
  }

  void tell_reach(proof::Reach const& reach) {
    json::object rows;
    for (auto const& [word, what, list] :
         {std::tuple{"unreachable_rules", "rules that never fire", &reach.unreachable_rules},
          std::tuple{"shadowed_rules", "rules that fire but never matter", &reach.shadowed_rules},
          std::tuple{"unused_findings", "findings that no rule uses", &reach.unused_findings},
          std::tuple{"unused_derived", "derived findings that nothing uses", &reach.unused_derived},
          std::tuple{"never_offered", "services never offered", &reach.never_offered}}) {
      say(std::string(what) + ": " + (list->empty() ? "none" : joined(*list)));
      rows[word] = json::value_from(*list);
    }
    row_["reach"] = std::move(rows);
  }

  bool as_json_;
  proof::ReadInvariants all_;
  json::object row_;
  json::array documents_;
};

/// Beside the protocol's folder, where a clinic keeps its own; else with the protocols in force.
std::string invariants_beside(std::string const& folder, std::string const& protocols_dir) {
  fs::path const beside = fs::weakly_canonical(folder).parent_path() / "invariants.yaml";
  std::error_code error;
  if (fs::exists(beside, error)) return beside.string();
  return (fs::path(protocols_dir) / "invariants.yaml").string();
}

}  // namespace

int protocol_verify(Given const& given, VerifyOptions const& options) {
  auto const loaded = load_settings(given);
  if (!loaded) return kUsage;
  auto const& protocols = loaded->config.protocols_dir;
  std::vector<std::string> folders;
  if (!options.folder.empty()) folders.push_back(options.folder);
  std::error_code error;
  for (fs::directory_iterator at(protocols, error), end; !error && at != end; at.increment(error)) {
    bool const named = !options.folder.empty();
    if (named || !at->is_directory() || at->path().filename() == app::kCommonFolder) continue;
    folders.push_back(at->path().string());
  }
  std::sort(folders.begin(), folders.end());
  if (folders.empty()) {
    std::cerr << "plexus: no protocol found in " << protocols << "\n";
    return kFailed;
  }
  std::string const invariants = !options.invariants.empty()
                                     ? options.invariants
                                     : invariants_beside(folders.front(), protocols);
  Verifier verifier(invariants, options.json);
  if (!verifier.ready()) {
    std::cerr << "plexus: no invariants to prove in " << invariants << "\n";
    return kFailed;
  }
  bool sound = true;
  for (auto const& folder : folders) sound = verifier.verify(folder) && sound;
  verifier.finish();
  return sound ? kDone : kFailed;
}

}  // namespace plexus::cli
