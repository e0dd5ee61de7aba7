// Answers of writes, kept under the caller's key for 24 hours, in the transaction of the write.
#pragma once

#include <optional>
#include <string>

#include "backend/store/database.hpp"
#include "schema/model/time.hpp"

namespace plexus::store {

struct StoredAnswer {
  std::string scope;        // who calls: user, capability, or anonymous
  std::string key;          // the Idempotency-Key as sent
  std::string fingerprint;  // hash of method, path and body
  int status = 0;
  std::string headers_json;  // the few that belong to the answer: ETag, Location
  std::string body;          // tokens left out
  std::string tokens_json;   // where derived tokens go: [{pointer, kind, id}]
  Instant created_at{};
};

std::optional<StoredAnswer> find_answer(Session& session, std::string_view scope,
                                        std::string_view key);
/// Where nobody is known to have used the key. Errors: a call that has, or does at this moment, runs
/// the unit of work again, which then looks first.
void keep_answer(Session& session, StoredAnswer const& answer);
/// False when the key was taken in the meantime by a concurrent call (the caller replays that).
bool insert_answer(Session& session, StoredAnswer const& answer);
int sweep_answers(Session& session, Instant older_than);

}  // namespace plexus::store
