#include "rest/paging.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

constexpr std::size_t long_address = 2048;
constexpr std::int64_t most = 1'000'000'000;  // so that sums stay numbers

std::int64_t number(const Call& call, std::string_view name, std::int64_t fallback) {
    const auto text = base::trim(call.query(name));
    if (text.empty()) return fallback;
    const auto value = base::to_integer(text);
    if (!value || *value < 0)
        throw Error(Status::bad_request, "Invalid query parameter",
                    std::string(name) + " must be a number from 0 on");
    return std::min(*value, most);
}

std::string page_url(const Call& call, const Page& page, std::int64_t offset) {
    http::Query query = call.exchange.request.query;
    query.set("sysparm_limit", std::to_string(page.limit));
    query.set("sysparm_offset", std::to_string(offset));
    return call.base() + call.exchange.request.path + "?" + query.text();
}

// Of a long address only the link that leads on: many clients read no more than 16 KB of headers.
void add_links(Call& call, const Page& page, std::int64_t total) {
    if (call.flag("sysparm_suppress_pagination_header") || page.limit == 0) return;
    std::string links;
    const auto add = [&](std::int64_t offset, const char* rel) {
        if (!links.empty()) links += ",";
        links += "<" + page_url(call, page, offset) + ">;rel=\"" + rel + "\"";
    };
    const bool more = page.offset + page.limit < total;
    if (call.exchange.request.target.size() <= long_address) {
        add(0, "first");
        if (page.offset > 0) add(std::max<std::int64_t>(0, page.offset - page.limit), "prev");
        if (more) add(page.offset + page.limit, "next");
        add(total <= 0 ? 0 : (total - 1) / page.limit * page.limit, "last");
    } else if (more) {
        add(page.offset + page.limit, "next");
    }
    if (!links.empty()) call.exchange.response.headers.set("Link", links);
}

}  // namespace

Page page_of(const Call& call, std::int64_t default_limit) {
    return {number(call, "sysparm_limit", default_limit), number(call, "sysparm_offset", 0)};
}

void add_page_headers(Call& call, const Page& page, std::int64_t total) {
    call.exchange.response.headers.set("X-Total-Count", std::to_string(total));
    add_links(call, page, total);
}

}  // namespace stead::rest
