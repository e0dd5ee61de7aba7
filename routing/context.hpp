// Whether words around a phrase turn it round: denied, somebody else's, long gone, merely feared.
// In the manner of NegEx and ConText (Chapman 2001, Harkema 2009), with short scopes: when in
// doubt the phrase counts, for a question follows anyway and under-reading does harm.
#pragma once

#include <cstddef>
#include <vector>

#include "routing/tokenise.hpp"

namespace plexus::routing {

/// Tokens [first, last] of a matched phrase.
struct TokenRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

bool is_denied(std::vector<Token> const& tokens, TokenRange match);
bool is_of_somebody_else(std::vector<Token> const& tokens, TokenRange match);
bool is_over(std::vector<Token> const& tokens, TokenRange match);
bool is_only_supposed(std::vector<Token> const& tokens, TokenRange match);

/// "but", "however" ...: what stands before speaks of something else.
bool ends_scope(std::string_view word) noexcept;

}  // namespace plexus::routing
