// Wishes, member by member and parameter by parameter.
#include "backend/api/wish_reader.hpp"

#include "backend/app/plan.hpp"

namespace plexus::api {
namespace {

/// A code word: what could stand in an address or a column.
bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= kWordCharsMax &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
             "_.-") == std::string_view::npos;
}

RegionCode region_of(std::string const& word) {
  return word == "none" ? RegionCode{} : RegionCode(word);
}

void read_circumstances(Reader& reader, app::Wish& wish) {
  auto const* list = reader.raw("circumstances");
  if (list == nullptr || list->is_null()) return;
  if (!list->is_array() || list->as_array().size() > kCircumstancesMax) {
    return reader.fault("circumstances",
                        "must be a list of at most " + std::to_string(kCircumstancesMax));
  }
  for (auto const& entry : list->as_array()) {
    if (!entry.is_string() || !is_word(std::string_view(entry.as_string()))) {
      return reader.fault("circumstances", "must hold words such as interpreter");
    }
    wish.circumstances.emplace_back(entry.as_string());
  }
}

/// One value of a trait, or a list of several that all must hold.
bool add_trait(std::string_view key, json::value const& value, std::vector<Trait>& traits) {
  if (value.is_array()) {
    if (value.as_array().size() > kTraitsMax) return false;
    for (auto const& one : value.as_array()) {
      if (one.is_array() || !add_trait(key, one, traits)) return false;
    }
    return true;
  }
  if (!value.is_string() || !is_word(key) || !is_word(std::string_view(value.as_string()))) {
    return false;
  }
  traits.push_back({std::string(key), std::string(value.as_string())});
  return traits.size() <= kTraitsMax;
}

/// {"language": "de", "sex": "female"}
void read_traits(Reader& reader, std::string_view name, std::vector<Trait>& traits) {
  auto const* given = reader.raw(name);
  if (given == nullptr || given->is_null()) return;
  bool good = given->is_object();
  if (good) {
    for (auto const& [key, value] : given->as_object()) {
      good = good && add_trait(key, value, traits);
    }
  }
  if (!good) {
    reader.fault(name, "must say at most " + std::to_string(kTraitsMax) +
                           " things, such as {\"language\": \"de\"}");
  }
}

/// language:de
void read_traits(QueryReader& query, std::string_view name, std::vector<Trait>& traits) {
  for (auto const& text : query.all(name)) {
    auto const colon = text.find(':');
    bool const good = colon != std::string::npos && is_word(text.substr(0, colon)) &&
                      is_word(text.substr(colon + 1)) && traits.size() < kTraitsMax;
    if (!good) {
      return query.fault(
          name, "must be at most " + std::to_string(kTraitsMax) + " things such as language:de");
    }
    traits.push_back({text.substr(0, colon), text.substr(colon + 1)});
  }
}

}  // namespace

void read_preferences(Reader& reader, app::Wish& wish) {
  if (!reader.is_null("location")) wish.location = reader.id<LocationTag>("location");
  if (!reader.is_null("practitioner")) wish.practitioner = reader.id<ResourceTag>("practitioner");
  if (!reader.is_null("prefer_practitioner")) {
    wish.prefer_practitioner = reader.id<ResourceTag>("prefer_practitioner");
  }
  read_circumstances(reader, wish);
  read_traits(reader, "must", wish.must);
  read_traits(reader, "prefer", wish.prefer);
}

app::Wish read_wish(Reader& step) {
  app::Wish wish;
  wish.service = ServiceCode(step.required_text("service", kWordCharsMax));
  read_details(step, wish);
  return wish;
}

void read_details(Reader& step, app::Wish& wish) {
  if (!step.is_null("region")) {
    wish.region = region_of(step.text("region", kWordCharsMax).value_or("none"));
  }
  wish.contrast = step.flag("contrast").value_or(false);
  read_preferences(step, wish);
}

app::Wish read_wish(QueryReader& query) {
  app::Wish wish;
  auto const service = query.text("service");
  if (!service) query.fault("service", "is missing");
  wish.service = ServiceCode(service.value_or(""));
  wish.region = region_of(query.text("region").value_or("none"));
  wish.contrast = query.flag("contrast").value_or(false);
  wish.location = query.id<LocationTag>("location");
  wish.practitioner = query.id<ResourceTag>("practitioner");
  wish.prefer_practitioner = query.id<ResourceTag>("prefer_practitioner");
  wish.circumstances = query.all("circumstance");
  if (wish.circumstances.size() > kCircumstancesMax) {
    query.fault("circumstance",
                "may stand here at most " + std::to_string(kCircumstancesMax) + " times");
  }
  for (auto const& word : wish.circumstances) {
    if (!is_word(word)) query.fault("circumstance", "must be a word such as interpreter");
  }
  read_traits(query, "must", wish.must);
  read_traits(query, "prefer", wish.prefer);
  for (auto const& word : query.all("part_of_day")) {
    auto const part = from_word<scheduling::PartOfDay>(word);
    if (part)
      wish.parts_of_day.insert(*part);
    else
      query.fault("part_of_day", "is not one of the allowed words");
  }
  wish.overbook = query.flag("overbook").value_or(false);
  if (auto const word = query.text("urgency")) {
    auto const level = from_word<Urgency>(*word);
    if (!level || *level == Urgency::stat)
      query.fault("urgency", "is not one of the allowed words");
    wish.urgent = level && app::is_urgent(*level);
  }
  return wish;
}

}  // namespace plexus::api
