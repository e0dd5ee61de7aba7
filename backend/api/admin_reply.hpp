// What the administrator's routes share: the head of a request, carrying an edit out, and the
// answer with the visits that it strands. Must not know what is edited.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <string>

#include "backend/api/context.hpp"
#include "backend/api/reader.hpp"
#include "backend/app/catalogue_edit.hpp"
#include "backend/http/request.hpp"
#include "backend/http/response.hpp"

namespace plexus::api {

/// How an edit is asked for: a new object needs no version, a change does.
enum class EditKind { create, change };

/// `?preview=` and, for a change, If-Match.
/// Errors: invalid_input, precondition_required, stale_version.
Result<app::EditHead> read_edit_head(http::Request const& request, EditKind kind);

/// The members of the answer beside `stranded`, `stranded_count`, `warnings` and `preview`.
using EditAnswer = std::function<json::object(app::EditOutcome const&)>;

/// Carries the edit out (or looks what it would do), puts the new catalogue in force in this
/// process, and answers 200, or 201 with `Location: path/ID` for what was created.
http::Response run_edit(Context& context, http::Request const& request, EditKind kind,
                        Result<app::CatalogueEdit> const& edit, EditAnswer const& answer,
                        std::string_view path);

/// The edit that a body asks for, or what is wrong with the body.
template <class T, class Make>
Result<app::CatalogueEdit> edit_of(Result<T> const& body, Make const& make) {
  if (!body) return body.error();
  return make(*body);
}

/// An object of the catalogue as it is stored, with its version as ETag; not_found where `find`
/// answers nothing. Read from the database: another process may have changed it a moment ago.
http::Response read_versioned(Context& context, http::Request const& request,
                              store::CataloguePart part, std::string const& id,
                              std::function<std::optional<json::object>(app::Clinic const&)> find);

json::object stranded_json(app::Clinic const& clinic, app::StrandedVisit const& visit);

/// The member that a body may repeat from its path; a fault when it is another.
void read_own_id(Reader& reader, std::string_view member, std::string_view id);

}  // namespace plexus::api
