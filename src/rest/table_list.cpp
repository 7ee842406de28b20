#include "rest/table_list.h"

#include "base/error.h"
#include "rest/list_query.h"
#include "rest/paging.h"
#include "rest/table_answer.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

constexpr std::int64_t default_limit = 10'000;

struct Listed {
    std::int64_t rows = 0;
    bool complete = true;
};

// Writes `"result":[…]`. When the time is over, the reason stands beside the rows so far (§1.5).
Listed write_rows(base::JsonWriter& json, record::Unit& unit, const record::ListRequest& request,
                  const RowWriter& writer) {
    Listed listed;
    json.begin_object().key("result").begin_array();
    try {
        if (request.limit > 0)
            unit.list(request, [&](const record::Row& row) {
                writer.write(json, row);
                ++listed.rows;
                return true;
            });
        json.end_array();
    } catch (const db::OutOfTime& reason) {
        listed.complete = false;
        json.end_array().key("error").begin_object();
        json.member("message", std::string_view(reason.what()));
        json.member("detail", reason.detail).end_object().member("status", "failure");
    }
    json.end_object();
    return listed;
}

}  // namespace

void list_records(Call& call) {
    const Page page = page_of(call, default_limit);
    call.read([&](record::Unit& unit) {
        const auto& table = served_table(unit, call.path("table"));
        const auto what = wanted(call, unit, table);
        record::ListRequest request;
        request.table = table.name;
        request.query = list_query(call, unit, table);
        request.fields = what.fields;
        request.offset = page.offset;
        request.limit = page.limit;
        request.display_values = what.display != Display::raw;
        std::string text;
        base::JsonWriter json(text);
        const RowWriter writer(what.display, what.links, call.api_base() + "/table");
        const auto [rows, complete] = write_rows(json, unit, request, writer);
        if (!complete) return call.answer(std::move(text));
        if (!call.flag("sysparm_no_count")) {
            const bool all_seen = rows > 0 && rows < page.limit;
            const auto total =
                all_seen ? page.offset + rows : unit.count(table.name, request.query, true);
            add_page_headers(call, page, total);
        }
        if (rows == 0 && page.limit > 0 && call.exchange.parameters.version == 1)
            throw Error(Status::not_found, "No Record found",
                        "Record doesn't exist or ACL restricts the record retrieval");
        call.answer(std::move(text));
    });
}

}  // namespace stead::rest
