#pragma once

#include <cstdint>
#include <string_view>

#include "rest/call.h"

namespace stead::rest {

// Which rows of a list a caller asks for, and the headers that lead to the others (rest-api.md
// §1.6).
struct Page {
    std::int64_t limit;
    std::int64_t offset = 0;
};

// sysparm_limit and sysparm_offset. Throws Error(bad_request).
Page page_of(const Call& call, std::int64_t default_limit);

// X-Total-Count and Link.
void add_page_headers(Call& call, const Page& page, std::int64_t total);

}  // namespace stead::rest
