// A visit that lasts as its practitioners need, as several visits of one length each.
#include <algorithm>
#include <set>

#include "scheduling/openings.hpp"

namespace plexus::scheduling {
namespace {

/// The first requirement whose role has somebody, at whatever site, who needs another time.
std::optional<std::size_t> telling_requirement(ClinicView const& view,
                                               VisitRequest const& request) {
  std::vector<ResourceView const*> others;
  for (auto const& [id, duration] : request.durations) {
    ResourceView const* resource = view.resource(id);
    if (resource != nullptr && resource->active()) others.push_back(resource);
  }
  for (std::size_t i = 0; i < request.requirements.size(); ++i) {
    if (std::any_of(others.begin(), others.end(), [&](ResourceView const* one) {
          return one->has_role(request.requirements[i].role);
        })) {
      return i;
    }
  }
  return std::nullopt;
}

/// Those of the listed whose time passes `test`.
template <class Test>
std::vector<ResourceId> listed(VisitRequest const& request, Test&& test) {
  std::vector<ResourceId> who;
  for (auto const& [id, duration] : request.durations) {
    if (test(duration)) who.push_back(id);
  }
  return who;
}

/// The visit of `length`: one place of the requirement is for who needs just that, the others are
/// for who needs no more.
VisitRequest form(VisitRequest const& request, std::size_t telling, Minutes length) {
  VisitRequest made = request;
  made.durations.clear();
  made.duration = length;
  auto const narrow = [&](std::size_t requirement, auto const& fits) {
    if (fits(request.duration)) {
      made.narrowed.push_back(
          {requirement, false, listed(request, [&](Minutes m) { return !fits(m); })});
    } else {
      made.narrowed.push_back({requirement, true, listed(request, fits)});
    }
  };
  int const count = made.requirements[telling].count;
  if (count > 1) {
    Requirement rest = made.requirements[telling];
    rest.count = count - 1;
    made.requirements[telling].count = 1;
    // Behind the one that tells the length; what was narrowed there moves with it.
    auto const at = static_cast<std::ptrdiff_t>(telling) + 1;
    made.requirements.insert(made.requirements.begin() + at, std::move(rest));
    std::vector<Narrowing> of_rest;
    for (Narrowing& narrowing : made.narrowed) {
      if (narrowing.requirement == telling) of_rest.push_back(narrowing);
      if (narrowing.requirement > telling) ++narrowing.requirement;
    }
    for (Narrowing& narrowing : of_rest) {
      narrowing.requirement = telling + 1;
      made.narrowed.push_back(std::move(narrowing));
    }
    narrow(telling + 1, [length](Minutes m) { return m <= length; });
  }
  narrow(telling, [length](Minutes m) { return m == length; });
  return made;
}

}  // namespace

std::vector<VisitRequest> forms_of(ClinicView const& view, VisitRequest const& request) {
  auto const telling = telling_requirement(view, request);
  if (!telling) {
    VisitRequest same = request;
    same.durations.clear();
    return {std::move(same)};
  }
  std::set<Minutes> lengths{request.duration};
  for (auto const& [id, duration] : request.durations) lengths.insert(duration);
  std::vector<VisitRequest> forms;
  for (Minutes const length : lengths) forms.push_back(form(request, *telling, length));
  return forms;
}

}  // namespace plexus::scheduling
