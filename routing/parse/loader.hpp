// What the readers of the single parts share while one protocol is being put together.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "routing/parse/map_reader.hpp"
#include "routing/parse/yaml_tree.hpp"
#include "routing/protocol.hpp"

namespace plexus::routing {

struct Loader {
  explicit Loader(LoadLimits const& load_limits)
      : limits(load_limits), faults(protocol.files, load_limits.faults_max) {}

  LoadLimits const& limits;
  Protocol protocol;
  FaultList faults;
  /// The `texts` of each translation file, with the place of its language.
  struct TextsFile {
    std::string language;  // in lower case
    YamlNode const* texts = nullptr;
  };
  std::vector<TextsFile> text_files;
  /// Every top-level key with its values from all files, in file order.
  std::map<std::string, std::vector<YamlNode const*>, std::less<>> sections;

  NameTable terms{"finding"};
  NameTable groups{"group"};
  NameTable rules{"rule"};
  NameTable guards{"guard"};
  NameTable services{"service"};
  NameTable specialists{"specialist"};
  NameTable regions{"region"};
  NameTable sources{"source"};
  NameTable conditions{"condition"};
  NameTable emergencies{"emergency instruction"};
  NameTable roles{"resource role"};

  /// The items of a list section from all files. Errors: a fault for a section that is no list.
  std::vector<YamlNode const*> items(std::string_view section);
  /// The one value of a section that may stand once.
  YamlNode const* single(std::string_view section);
};

/// Where a condition stands decides what it may hold.
enum class ConditionPlace { finding, guard };

/// Errors: faults; what is broken becomes "unknown", and nothing is returned to the caller then.
Condition read_condition(Loader& loader, YamlNode const& node, ConditionPlace where);

void read_head(Loader& loader);               // protocol, levels, policy, texts, specialists, facts
void read_knowledge_lists(Loader& loader);    // sources, conditions
void read_services(Loader& loader);           // consultations, services, roles
void read_findings(Loader& loader);           // groups, findings, derived
void read_service_screening(Loader& loader);  // after the findings
void read_regions(Loader& loader);            // region rows, after the findings
void read_pages(Loader& loader);  // after the findings
void read_rules(Loader& loader);
void read_guards(Loader& loader);
void read_lexicon(Loader& loader);  // after the findings; closes the lexicon
void read_phrases(Loader& loader);

/// One protocol for each language, after everything else. Errors: faults for texts that are
/// unknown, empty, given twice, missing, or that hold other placeholders than the original.
std::map<std::string, Protocol, std::less<>> read_translations(Loader& loader);
/// Faults for what would be shown to people and has no words.
void check_words(Loader& loader);

/// The bits of `panel` words of a service. Errors: faults for unknown words.
std::uint64_t read_panel(Loader& loader, MapReader& reader, std::string_view key,
                         std::optional<Index> service);

}  // namespace plexus::routing
