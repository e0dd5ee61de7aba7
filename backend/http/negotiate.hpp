// Content negotiation: which media types and encodings a request accepts. Pure text.
#pragma once

#include <string_view>

namespace plexus::http {

/// Whether an Accept header lets `media_type` ("application/json") through; an empty header does.
/// The most specific range decides, so `text/*;q=0, */*` refuses text/html.
bool accepts_media_type(std::string_view accept, std::string_view media_type) noexcept;

/// Whether an Accept-Encoding header names `coding` ("br") or `*` with a weight above zero.
bool accepts_encoding(std::string_view accept_encoding, std::string_view coding) noexcept;

/// The media type of a Content-Type header, without parameters and blanks.
std::string_view media_type_of(std::string_view content_type) noexcept;

/// Whether an If-None-Match header lists `etag` (quoted, strong) or is `*`; weak forms count.
bool matches_etag(std::string_view if_none_match, std::string_view etag) noexcept;

}  // namespace plexus::http
