// From a handler's answer to a response: idempotent writes, versions, alternatives.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "backend/api/context.hpp"
#include "backend/app/alternatives.hpp"
#include "backend/auth/token.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/request.hpp"
#include "backend/http/response.hpp"

namespace plexus::api {

namespace json = boost::json;

/// A member of the answer that is a derived token. It is left null where the answer is kept.
struct TokenMember {
  std::string member;
  auth::TokenKind kind{};
  std::string id;
  std::string salt;
};

struct Reply {
  int status = 200;
  json::object body;
  std::string etag;      // empty: none
  std::string location;  // empty: none
  std::vector<TokenMember> tokens;
};

/// A plain answer, not kept.
http::Response to_response(Context const& context, Reply reply);

/// More members for a refusal, such as alternatives; runs outside the failed transaction.
using Extras = std::function<json::object(Error const&)>;
using Work = std::function<Result<Reply>(store::Session&, app::Attempt&)>;

/// Runs a write under its Idempotency-Key.
/// Errors: 400 without a key; else as app::run_once; failures of `work` become problems, which are
/// kept and given again like answers (401, 403 and 429 are not: the next try may be allowed).
///         `work` reads the body too, so that a faulty one is kept under its key as well.
http::Response once(Context& context, http::Request const& request, Work const& work,
                    Extras const& extras = {});

/// Runs `work` without keeping anything: previews.
http::Response unkept(Context& context, http::Request const& request, Work const& work,
                      Extras const& extras = {});

/// The version in If-Match. Errors: precondition_required when missing; stale_version when it is
/// no version of ours.
Result<int> if_match(http::Request const& request);

/// slot_taken, hold_expired and patient_overlap carry what else is free. `wanted` is asked only
/// then.
using AlternativesOf = std::function<app::AlternativesQuery(store::Session&)>;
Extras with_alternatives(Context& context, AlternativesOf wanted);

}  // namespace plexus::api
