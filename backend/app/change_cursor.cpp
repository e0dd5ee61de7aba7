// Numbers handled, and numbers waited for.
#include "backend/app/change_cursor.hpp"

#include <algorithm>

namespace plexus::app {

ChangeCursor::ChangeCursor(std::span<std::int64_t const> seen, Time now) {
  if (seen.empty()) return;
  highest_ = seen.front();
  for (auto const id : seen.subspan(1)) handle(id, now);
}

std::vector<std::int64_t> ChangeCursor::missing() const {
  std::vector<std::int64_t> ids;
  ids.reserve(missing_.size());
  for (auto const& [id, since] : missing_) ids.push_back(id);
  return ids;
}

bool ChangeCursor::handled(std::int64_t id) const noexcept {
  return id <= highest_ && !missing_.contains(id);
}

void ChangeCursor::handle(std::int64_t id, Time now) {
  if (id <= highest_) {
    missing_.erase(id);
    return;
  }
  auto const most = static_cast<std::int64_t>(kMissingMax);
  for (auto passed = std::max(highest_ + 1, id - most); passed < id; ++passed) {
    missing_.emplace_hint(missing_.end(), passed, now);
  }
  while (missing_.size() > kMissingMax) missing_.erase(missing_.begin());
  highest_ = id;
}

void ChangeCursor::forget(Time now) {
  std::erase_if(missing_, [now](auto const& one) { return now - one.second >= kLateMax; });
}

}  // namespace plexus::app
