// How the screening questions are laid out: which groups stand on one page.
#include <algorithm>

#include "routing/parse/loader.hpp"

namespace plexus::routing {
namespace {

void read_page(Loader& loader, YamlNode const& item, NameTable& ids, std::vector<bool>& placed) {
  MapReader reader(item, "page", loader.faults);
  Protocol& protocol = loader.protocol;
  QuestionPage page;
  if (YamlNode const* const id = reader.require("id")) {
    ids.add(*id, static_cast<Index>(protocol.pages.size()), loader.faults);
    page.id = id->text;
  }
  page.title = reader.text("title");
  page.why = reader.text("why");
  reader.require("groups");
  for (YamlNode const* word : reader.word_nodes("groups")) {
    auto const group = loader.groups.resolve(*word, loader.faults);
    if (!group) continue;
    auto const& members = protocol.groups[*group].members;
    bool const screens = std::any_of(members.begin(), members.end(), [&](Index finding) {
      return protocol.findings[finding].must_ask;
    });
    if (placed[*group]) {
      loader.faults.add(word->place, "group '" + word->text + "' stands on two pages");
    } else if (!screens) {
      loader.faults.add(word->place, "group '" + word->text + "' holds nothing that must be asked");
    } else {
      placed[*group] = true;
      page.groups.push_back(*group);
    }
  }
  page.place = item.place;
  reader.finish();
  protocol.pages.push_back(std::move(page));
}

}  // namespace

void read_pages(Loader& loader) {
  auto const items = loader.items("pages");
  NameTable ids("page");
  std::vector<bool> placed(loader.protocol.groups.size(), false);
  for (YamlNode const* item : items) read_page(loader, *item, ids, placed);
}

}  // namespace plexus::routing
