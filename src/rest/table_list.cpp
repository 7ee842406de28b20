#include "rest/table_list.h"

#include "base/error.h"
#include "rest/table_answer.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

constexpr std::int64_t default_limit = 10'000;

struct Page {
    std::int64_t limit = default_limit;
    std::int64_t offset = 0;
};

std::int64_t number(const Call& call, std::string_view name, std::int64_t fallback) {
    const auto text = base::trim(call.query(name));
    if (text.empty()) return fallback;
    const auto value = base::to_integer(text);
    if (!value || *value < 0)
        throw Error(Status::bad_request, "Invalid query parameter",
                    std::string(name) + " must be a number from 0 on");
    return *value;
}

// `field=value` parameters narrow the list; every other name is ignored.
std::string field_conditions(const Call& call, const record::Unit& unit,
                             const model::Table& table) {
    std::string query;
    for (const auto& [name, value] : call.exchange.request.query)
        if (!name.starts_with("sysparm_") && model::find_path(unit.dictionary(), table, name))
            query += "^" + name + "=" + base::replace_all(value, "^", "^^");
    return query;
}

// The conditions hold for every alternative, so they are added to each ^NQ block.
std::string combined(std::string query, const std::string& conditions) {
    if (conditions.empty()) return query;
    if (query.empty()) return conditions.substr(1);
    return base::replace_all(std::move(query), "^NQ", conditions + "^NQ") + conditions;
}

std::string page_url(const Call& call, const Page& page, std::int64_t offset) {
    http::Query query = call.exchange.request.query;
    query.set("sysparm_limit", std::to_string(page.limit));
    query.set("sysparm_offset", std::to_string(offset));
    return http::base_url(call.exchange.request) + call.exchange.request.path + "?" + query.text();
}

void add_links(Call& call, const Page& page, std::int64_t total) {
    if (call.flag("sysparm_suppress_pagination_header") || page.limit == 0) return;
    const auto link = [&](std::int64_t offset, const char* rel) {
        return "<" + page_url(call, page, offset) + ">;rel=\"" + rel + "\"";
    };
    std::string links = link(0, "first");
    if (page.offset > 0)
        links += "," + link(std::max<std::int64_t>(0, page.offset - page.limit), "prev");
    if (page.offset + page.limit < total) links += "," + link(page.offset + page.limit, "next");
    links += "," + link(total <= 0 ? 0 : (total - 1) / page.limit * page.limit, "last");
    call.exchange.response.headers.set("Link", links);
}

}  // namespace

void list_records(Call& call) {
    const Page page{number(call, "sysparm_limit", default_limit),
                    number(call, "sysparm_offset", 0)};
    call.store.read(call.session(), [&](record::Unit& unit) {
        const auto& table = served_table(unit, call.path("table"));
        const auto what = wanted(call, unit, table);
        record::ListRequest request;
        request.table = table.name;
        request.query =
            combined(std::string(call.query("sysparm_query")), field_conditions(call, unit, table));
        request.fields = names_of(table, what);
        request.offset = page.offset;
        request.limit = page.limit;
        request.display_values = what.display != Display::raw;
        std::string text;
        base::JsonWriter json(text);
        const RowWriter writer(request.fields, what.display, what.links,
                               call.api_base() + "/table");
        json.begin_object().key("result").begin_array();
        std::int64_t rows = 0;
        if (page.limit > 0)
            unit.list(request, [&](const record::Row& row) {
                writer.write(json, row);
                ++rows;
                return true;
            });
        json.end_array().end_object();
        if (!call.flag("sysparm_no_count")) {
            const bool all_seen = rows > 0 && rows < page.limit;
            const auto total =
                all_seen ? page.offset + rows : unit.count(table.name, request.query, true);
            call.exchange.response.headers.set("X-Total-Count", std::to_string(total));
            add_links(call, page, total);
        }
        if (rows == 0 && page.limit > 0 && call.exchange.parameters.version == 1)
            throw Error(Status::not_found, "No Record found",
                        "Record doesn't exist or ACL restricts the record retrieval");
        call.answer(std::move(text));
    });
}

}  // namespace stead::rest
