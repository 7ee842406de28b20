#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "http/response.h"

namespace stead::http {

// How the end of a body is told.
enum class Framing { length, chunked, until_close };

struct HeadFacts {
    base::Time now;
    Framing framing = Framing::length;
    std::uint64_t length = 0;  // for Framing::length
    bool keep_alive = true;
    bool http_10 = false;
};

// Whether answers of this status have a body at all (RFC 9110 6.4.1).
bool may_have_body(int status);

// Status line and fields up to and with the empty line. `always` are fields of every answer, which
// the response may override. Line breaks in values become spaces, so that no value can add a field.
std::string response_head(const Response& response, const Headers& always, const HeadFacts& facts);

}  // namespace stead::http
