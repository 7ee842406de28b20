#include "rest/tiny_url.h"

#include <boost/json.hpp>

#include "base/ids.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "rest/body.h"
#include "rest/documented.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

constexpr std::string_view table = "sys_tiny_url";
constexpr std::string_view parameter = "sysparm_tiny";
constexpr std::size_t longest = 65'000;

// The path and what follows it: links name this server or nothing.
std::string_view without_host(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos || scheme > url.find('?')) return url;
    const auto path = url.find_first_of("/?", scheme + 3);
    return path == std::string_view::npos ? std::string_view() : url.substr(path);
}

void create_tiny_url(Call& call) {
    const auto body = body_of(call);
    const std::string url = base::clean_utf8(base::json_text(body, "url"));
    if (url.empty() || url.size() > longest)
        throw Error(Status::bad_request, "Exception while reading request",
                    "The body names no url, or one of more than 65000 characters");
    std::string id;
    call.write([&](record::Unit& unit) {
        record::Record row(unit.dictionary().get(table));
        row.set("url", url);
        record::insert_or_throw(unit, row);
        id = row.sys_id();
    });
    const auto address = without_host(url);
    std::string short_url(address.substr(0, address.find('?')));
    short_url.append("?").append(parameter).append("=").append(id);
    std::string text;
    base::JsonWriter(text).begin_object().member("result", short_url).end_object();
    call.answer(std::move(text));
}

}  // namespace

std::optional<http::Query> tiny_parameters(const Call& call) {
    const auto id = base::lower(call.query(parameter));
    if (id.empty() || call.exchange.request.method == http::Method::post) return {};
    std::string url;
    call.store.read(call.session(), [&](record::Unit& unit) {
        if (base::is_sys_id(id)) url = unit.get(table, id).get("url");
    });
    if (url.empty())
        throw Error(Status::not_found, "No Record found", "This short address is not known");
    const auto question = url.find('?');
    auto query = http::Query::parse(question == std::string::npos ? std::string()
                                                                  : url.substr(question + 1));
    for (const auto& [name, value] : call.exchange.request.query) query.set(name, value);
    return query;
}

void add_tiny_url_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    router.add(http::Method::post, "/api/now/[v]/tinyurl", handler(store, callers, create_tiny_url),
               documented("A short address for a long one", {},
                          R"({"url":"https://host/api/now/table/task?sysparm_query="})",
                          R"({"result":"task_list.do?sysparm_tiny="})"));
}

}  // namespace stead::rest
