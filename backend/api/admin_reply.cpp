// Edits over HTTP.
#include "backend/api/admin_reply.hpp"

#include "backend/api/gate.hpp"
#include "backend/api/reply.hpp"
#include "backend/api/visit_json.hpp"
#include "backend/http/problem.hpp"

namespace plexus::api {
namespace {

json::array warnings_json(std::vector<FieldError> const& warnings) {
  json::array list;
  for (auto const& one : warnings) {
    list.push_back(json::object{{"pointer", one.pointer}, {"detail", one.detail}});
  }
  return list;
}

/// For people; a program reads the word beside it.
std::string explained(app::Clinic const& clinic, app::StrandedVisit const& visit) {
  auto const* resource = visit.resource ? clinic.resource(*visit.resource) : nullptr;
  std::string const name = resource == nullptr ? "The service" : resource->name;
  switch (visit.why) {
    case app::StrandedWhy::service_retired:
      return "The service is no longer offered.";
    case app::StrandedWhy::resource_retired:
      return name + " takes no visits any more.";
    case app::StrandedWhy::role_gone:
      return name + " no longer has the role that the visit needs.";
    case app::StrandedWhy::seat_gone:
      return name + " no longer has so many places.";
    case app::StrandedWhy::closed:
      return name + " is not open then.";
  }
  return "";
}

}  // namespace

json::object stranded_json(app::Clinic const& clinic, app::StrandedVisit const& visit) {
  return {{"appointment", visit.id.text()},
          {"start", clinic.local_text(visit.time.start, visit.location)},
          {"end", clinic.local_text(visit.time.end, visit.location)},
          {"service", visit.service.str()},
          {"location", visit.location.text()},
          {"problem", to_word(visit.why)},
          {"resource", visit.resource ? json::value(visit.resource->text()) : json::value(nullptr)},
          {"detail", explained(clinic, visit)}};
}

Result<app::EditHead> read_edit_head(http::Request const& request, EditKind kind) {
  QueryReader query(request, {"preview"});
  app::EditHead head;
  head.preview = query.flag("preview").value_or(false);
  if (auto const error = query.error()) return *error;
  if (kind == EditKind::create) return head;
  auto const version = if_match(request);
  if (!version) return version.error();
  head.seen = *version;
  return head;
}

http::Response run_edit(Context& context, http::Request const& request, EditKind kind,
                        Result<app::CatalogueEdit> const& edit, EditAnswer const& answer,
                        std::string_view path) {
  auto const head = read_edit_head(request, kind);
  if (!head) return http::problem_response(head.error(), request);
  if (!edit) return http::problem_response(edit.error(), request);
  auto const& services = context.services;
  auto const done =
      app::edit_catalogue(services.database, services.clock, caller_of(request), *head, *edit);
  if (!done) return http::problem_response(done.error(), request);
  Reply reply;
  reply.body = answer(*done);
  json::array stranded;
  for (auto const& visit : done->stranded.first) {
    stranded.push_back(stranded_json(*done->clinic, visit));
  }
  reply.body["stranded"] = std::move(stranded);
  reply.body["stranded_count"] = done->stranded.count;
  reply.body["warnings"] = warnings_json(done->warnings);
  reply.body["preview"] = head->preview;
  if (!head->preview) reply.etag = etag_of(done->version);
  if (kind == EditKind::create && !head->preview) {
    reply.status = 201;
    reply.location = std::string(path) + "/" + done->id;
  }
  return to_response(context, std::move(reply));
}

http::Response read_versioned(Context& context, http::Request const& request,
                              store::CataloguePart part, std::string const& id,
                              std::function<std::optional<json::object>(app::Clinic const&)> find) {
  auto const stored = app::read_catalogue(context.services.database, part, id);
  auto body = find(*stored.clinic);
  if (!body) return http::problem_response({Errc::not_found, "there is no such object"}, request);
  return to_response(context, {.body = std::move(*body), .etag = etag_of(stored.version)});
}

void read_own_id(Reader& reader, std::string_view member, std::string_view id) {
  auto const given = reader.text(member, kWordCharsMax);
  if (given && *given != id) reader.fault(member, "is not the one that the path names");
}

}  // namespace plexus::api
