// The routing knowledge in force, with its sources, for everybody to read.
#include "backend/api/handlers.hpp"
#include "backend/api/intake_json.hpp"
#include "backend/api/json_values.hpp"
#include "backend/api/page.hpp"
#include "backend/http/problem.hpp"
#include "routing/question.hpp"

namespace plexus::api {
namespace {

using routing::Protocol;

json::object summary_json(app::ProtocolEdition const& edition) {
  Protocol const& protocol = edition.pack.base;
  json::array languages{protocol.language};
  for (auto const& [language, translation] : edition.pack.translated) {
    languages.emplace_back(language);
  }
  return {{"id", protocol.id},
          {"version", protocol.version},
          {"checksum", edition.checksum},
          {"title", protocol.title},
          {"language", protocol.language},
          {"languages", std::move(languages)}};
}

json::array source_ids(Protocol const& protocol, std::vector<routing::Index> const& sources) {
  json::array ids;
  for (auto const source : sources) ids.emplace_back(protocol.sources[source].id);
  return ids;
}

json::array levels_json(Protocol const& protocol) {
  json::array list;
  for (auto const& level : protocol.urgency_levels) {
    list.push_back(json::object{{"code", to_word(level.code)},
                                {"within_hours", level.within_hours},
                                {"meaning", level.meaning}});
  }
  return list;
}

json::array findings_json(Protocol const& protocol) {
  json::array list;
  for (auto const& finding : protocol.findings) {
    json::object out{{"id", finding.id},
                     {"kind", to_word(finding.kind)},
                     {"question", finding.question},
                     {"must_ask", finding.must_ask}};
    if (finding.red_flag) out["red_flag"] = to_word(*finding.red_flag);
    if (finding.group != routing::kNoIndex) out["group"] = protocol.groups[finding.group].id;
    list.push_back(std::move(out));
  }
  return list;
}

json::array questions_json(Protocol const& protocol) {
  json::array list;
  for (auto const& question : routing::all_questions(protocol)) {
    list.push_back(question_json(question));
  }
  return list;
}

json::array groups_json(Protocol const& protocol) {
  json::array list;
  for (auto const& group : protocol.groups) {
    list.push_back(json::object{{"id", group.id}, {"label", group.label}});
  }
  return list;
}

json::array rules_json(Protocol const& protocol) {
  json::array list;
  for (auto const& rule : protocol.rules) {
    json::array specialists;
    for (auto const& request : rule.specialists) {
      specialists.emplace_back(protocol.specialists[request.specialist].id);
    }
    json::array tests;
    for (auto const& request : rule.tests) {
      tests.emplace_back(protocol.services[request.service].id);
    }
    list.push_back(json::object{{"id", rule.id},
                                {"phase", to_word(rule.phase)},
                                {"urgency", to_word(rule.urgency)},
                                {"reason", rule.reason},
                                {"specialists", std::move(specialists)},
                                {"diagnostics", std::move(tests)},
                                {"sources", source_ids(protocol, rule.sources)}});
  }
  return list;
}

json::array guards_json(Protocol const& protocol) {
  json::array list;
  for (auto const& guard : protocol.guards) {
    list.push_back(json::object{{"id", guard.id},
                                {"reason", guard.reason},
                                {"sources", source_ids(protocol, guard.sources)}});
  }
  return list;
}

json::array services_json(Protocol const& protocol) {
  json::array list;
  for (auto const& service : protocol.services) {
    list.push_back(json::object{{"id", service.id},
                                {"label", service.label},
                                {"minutes", service.minutes},
                                {"preparation", service.preparation},
                                {"sources", source_ids(protocol, service.sources)}});
  }
  return list;
}

json::array sources_json(Protocol const& protocol) {
  json::array list;
  for (auto const& source : protocol.sources) {
    list.push_back(json::object{{"id", source.id},
                                {"title", source.title},
                                {"year", source.year},
                                {"checked", source.checked},
                                {"use", source.use},
                                {"url", text_or_null(source.url)}});
  }
  return list;
}

json::array specialists_json(Protocol const& protocol) {
  json::array list;
  for (auto const& specialist : protocol.specialists) {
    list.push_back(json::object{
        {"id", specialist.id}, {"label", specialist.label}, {"about", specialist.about}});
  }
  return list;
}

}  // namespace

http::Response list_protocols(Context& context, http::Request const& request) {
  QueryReader query(request, {"limit", "cursor"});
  json::array all;
  for (auto const* edition : context.services.protocols.all_in_force()) {
    all.push_back(summary_json(*edition));
  }
  auto out = page_of(std::move(all), query);
  if (auto const error = query.error()) return http::problem_response(*error, request);
  return http::json_response(200, json::serialize(out));
}

http::Response get_protocol(Context& context, http::Request const& request) {
  auto const* edition = context.services.protocols.in_force(request.path_parameter("id"));
  if (edition == nullptr) {
    return http::problem_response({Errc::not_found, "there is no such protocol"}, request);
  }
  Protocol const* const protocol = &edition->pack.base;
  auto out = summary_json(*edition);
  out["urgency_levels"] = levels_json(*protocol);
  out["specialists"] = specialists_json(*protocol);
  out["findings"] = findings_json(*protocol);
  out["groups"] = groups_json(*protocol);
  out["questions"] = questions_json(*protocol);
  out["rules"] = rules_json(*protocol);
  out["guards"] = guards_json(*protocol);
  out["services"] = services_json(*protocol);
  out["sources"] = sources_json(*protocol);
  return http::json_response(200, json::serialize(out));
}

}  // namespace plexus::api
