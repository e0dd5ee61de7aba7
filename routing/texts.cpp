// Walks a protocol in a fixed order and names its texts.
#include "routing/texts.hpp"

#include "routing/phrase.hpp"

namespace plexus::routing {
namespace {

class Walk {
 public:
  explicit Walk(Protocol& protocol) : protocol_(protocol) {}

  std::vector<TextSlot> run() {
    add("protocol.title", protocol_.title);
    for (UrgencyLevel& level : protocol_.urgency_levels) {
      add("urgency." + std::string(to_word(level.code)) + ".meaning", level.meaning);
    }
    for (EmergencyText& row : protocol_.emergency_texts) {
      std::string const at = "emergency." + row.id;
      add(at + ".title", row.title);
      add(at + ".text", row.text);
      add(at + ".say", row.say);
    }
    for (Specialist& row : protocol_.specialists) {
      add("specialist." + row.id + ".label", row.label);
      add("specialist." + row.id + ".about", row.about);
    }
    for (Region& row : protocol_.regions) add("region." + row.id + ".label", row.label);
    facts();
    groups_and_findings();
    for (QuestionPage& row : protocol_.pages) {
      add("page." + row.id + ".title", row.title);
      add("page." + row.id + ".why", row.why);
    }
    for (Rule& row : protocol_.rules) add("rule." + row.id + ".reason", row.reason);
    for (Guard& row : protocol_.guards) add("guard." + row.id + ".reason", row.reason);
    for (Service& row : protocol_.services) {
      std::string const at = "service." + row.id;
      add(at + ".label", row.label);
      add(at + ".preparation", row.preparation);
      labels(at + ".panel.", row.panel_labels);
    }
    for (PhraseForm const& form : kPhraseForms) {
      add("phrase." + std::string(form.key),
          protocol_.phrases[static_cast<std::size_t>(form.phrase)]);
    }
    return std::move(slots_);
  }

 private:
  void add(std::string key, std::string& text) { slots_.push_back({std::move(key), &text}); }

  void labels(std::string const& at, std::map<std::string, std::string>& texts) {
    for (auto& [value, text] : texts) add(at + value, text);
  }

  /// Facts, groups and findings are questions: they share these members.
  template <class Row>
  void question(std::string const& at, Row& row) {
    add(at + ".question", row.question);
    add(at + ".why", row.why);
    add(at + ".help", row.help);
  }

  void facts() {
    for (Fact& row : protocol_.facts) {
      std::string const at = "fact." + std::string(fact_word(row.id));
      question(at, row);
      add(at + ".unit", row.unit);
      labels(at + ".value.", row.value_labels);
    }
  }

  void groups_and_findings() {
    for (Group& row : protocol_.groups) {
      add("group." + row.id + ".label", row.label);
      question("group." + row.id, row);
    }
    for (Finding& row : protocol_.findings) {
      std::string const at = "finding." + row.id;
      question(at, row);
      add(at + ".option", row.option);
      add(at + ".unit", row.unit);
      labels(at + ".value.", row.value_labels);
    }
  }

  Protocol& protocol_;
  std::vector<TextSlot> slots_;
};

}  // namespace

std::vector<TextSlot> text_slots(Protocol& protocol) {
  return Walk(protocol).run();
}

}  // namespace plexus::routing
