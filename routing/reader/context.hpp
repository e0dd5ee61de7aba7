// Whether words around a phrase turn it round: denied, long gone, merely feared, not certain.
// In the manner of NegEx and ConText (Chapman 2001, Harkema 2009), with short scopes: when in
// doubt the phrase counts, for a question follows anyway and under-reading does harm.
#pragma once

#include <cstddef>
#include <vector>

#include "routing/reader/match.hpp"
#include "routing/reader/tokenise.hpp"

namespace plexus::routing {

/// "no fever", "fever: no", "no fever, chills or weight loss".
bool is_denied(std::vector<Token> const& tokens, TokenRange phrase);
/// "asked me about fever, I said no", "fever, weak legs: all no".
bool is_answered_no(std::vector<Token> const& tokens, TokenRange phrase);
/// "had sciatica in 2019, gone": it was, and is no more.
bool is_over(std::vector<Token> const& tokens, TokenRange phrase);
/// "in case I lose my sight", "what if my legs go numb": nothing of it has happened.
bool is_only_supposed(std::vector<Token> const& tokens, TokenRange phrase);
/// "worried it is cancer", "googled MS": for the names of illnesses, which people fear and look up.
bool is_only_feared(std::vector<Token> const& tokens, TokenRange phrase);
/// "maybe numb down there", "not sure if I can feel it": to be asked, not to be believed.
bool is_unsure(std::vector<Token> const& tokens, TokenRange phrase);

std::size_t sentence_start(std::vector<Token> const& tokens, std::size_t at);
/// One past the last token of the sentence.
std::size_t sentence_end(std::vector<Token> const& tokens, std::size_t at);

}  // namespace plexus::routing
