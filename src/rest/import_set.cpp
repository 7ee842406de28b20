#include "rest/import_set.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "engine/import/import_set.h"
#include "engine/metadata.h"
#include "record/snapshot.h"
#include "rest/body.h"
#include "rest/documented.h"
#include "rest/input.h"
#include "rest/table_answer.h"

namespace stead::rest {

namespace {

using base::Error;
using base::JsonWriter;
using base::Status;
using record::Record;
using record::Unit;

constexpr std::size_t most_rows = 10'000;
constexpr const char* results =
    R"({"import_set":"ISET0010001","staging_table":"u_x","result":[{"transform_map":"",)"
    R"("table":"","display_name":"","display_value":"","record_link":"","status":"inserted",)"
    R"("sys_id":"","status_message":"","error_message":""}]})";

const model::Table& staging_table(const Call& call, Unit& unit) {
    const auto& table = served_table(unit, call.path("staging"));
    engine::require_staging(table);
    return table;
}

Record new_set(Unit& unit, const model::Table& staging, std::string_view mode) {
    Record set(unit.dictionary().get("sys_import_set"));
    set.set("table_name", staging.name);
    set.set("mode", std::string(mode));
    return set;
}

Record staged_row(Unit& unit, const model::Table& staging, const boost::json::object& body) {
    Record row(staging);
    set_fields(unit, row, body, Spelling::raw);
    row.set("sys_id", "");
    return row;
}

// The target as the caller may see it: an import may write what its caller cannot read.
void write_target(JsonWriter& json, const Call& call, Unit& unit, const engine::RowResult& result) {
    const auto* table = unit.dictionary().find(result.table);
    if (!table || result.sys_id.empty()) return;
    const auto row = unit.find(table->name, result.sys_id);
    json.member("display_name", table->display_field().name);
    json.member("display_value", row ? unit.display_value(*row) : std::string());
    json.member("record_link", call.api_base() + "/table/" + table->name + "/" + result.sys_id);
}

void write_result(JsonWriter& json, const Call& call, Unit& unit, const engine::RowResult& result) {
    json.begin_object().member("transform_map", result.map).member("table", result.table);
    write_target(json, call, unit, result);
    json.member("status", result.status);
    if (!result.sys_id.empty()) json.member("sys_id", result.sys_id);
    if (!result.status_message.empty()) json.member("status_message", result.status_message);
    if (!result.error_message.empty()) json.member("error_message", result.error_message);
    json.end_object();
}

std::string answer_text(const Call& call, Unit& unit, const std::string& set,
                        const std::string& table, const std::vector<engine::RowResult>& results) {
    std::string text;
    JsonWriter json(text);
    json.begin_object().member("import_set", set).member("staging_table", table);
    json.key("result").begin_array();
    for (const auto& result : results) write_result(json, call, unit, result);
    json.end_array().end_object();
    return text;
}

void import_row(Call& call, script::Scripts& scripts) {
    const auto body = body_of(call);
    engine::ImportSet set;
    std::string row_id;
    call.write([&](Unit& unit) {
        const auto& staging = staging_table(call, unit);
        std::vector<Record> rows{staged_row(unit, staging, body)};
        set = engine::load_rows(unit, rows, new_set(unit, staging, "synchronous"));
        row_id = rows.front().sys_id();
    });
    engine::ImportRun run(call.store, scripts, call.session(), set);
    run.begin();
    const auto results = run.transform(row_id);
    run.end();
    call.read([&](Unit& unit) {
        call.answer(answer_text(call, unit, set.number, set.table, results), 201);
    });
}

void get_row(Call& call) {
    call.read([&](Unit& unit) {
        const auto& staging = staging_table(call, unit);
        const auto row = unit.get(staging.name, base::lower(call.path("sys_id")));
        const auto set = unit.display_value(row, row.table().get("sys_import_set"));
        call.answer(answer_text(call, unit, set, row.table().name,
                                engine::read_results(row.get("transform_results"))));
    });
}

// Rows are transformed unless the definition of the table says that they are only loaded.
bool is_transformed(const Unit& unit, const model::Table& staging) {
    for (const auto& row : unit.snapshot().rows("sys_rest_insert_multiple"))
        if (engine::column(row, "source_table") == staging.name)
            return engine::flag(row, "transform");
    return true;
}

// The one that the caller named, or a new one.
std::string multi_import_set(const Call& call, Unit& unit, const model::Table& staging) {
    auto program = unit.as(with_acls(unit.session_ptr(), false));
    const auto wanted = base::lower(call.query("multi_import_set_id"));
    if (!wanted.empty()) return program.get("sys_multi_import_set", wanted).sys_id();
    Record row(unit.dictionary().get("sys_multi_import_set"));
    row.set("source_table", staging.name);
    record::insert_or_throw(program, row);
    return row.sys_id();
}

std::vector<Record> staged_rows(Unit& unit, const model::Table& staging,
                                const boost::json::object& body) {
    const auto* records = body.if_contains("records");
    if (!records || !records->is_array())
        throw Error(Status::bad_request, "Exception while reading request",
                    "records is a list of objects");
    if (records->get_array().size() > most_rows)
        throw Error(Status::bad_request, "Exception while reading request",
                    "One call takes at most 10000 records");
    std::vector<Record> rows;
    for (const auto& record : records->get_array()) {
        if (!record.is_object())
            throw Error(Status::bad_request, "Exception while reading request",
                        "records is a list of objects");
        rows.push_back(staged_row(unit, staging, record.get_object()));
    }
    return rows;
}

void insert_multiple(Call& call) {
    const auto body = body_of(call);
    std::string text;
    call.write([&](Unit& unit) {
        const auto& staging = staging_table(call, unit);
        auto rows = staged_rows(unit, staging, body);
        auto wanted = new_set(unit, staging, "asynchronous");
        const auto multi = multi_import_set(call, unit, staging);
        wanted.set("multi_import_set", multi);
        const auto set = engine::load_rows(unit, rows, std::move(wanted));
        if (is_transformed(unit, staging))
            engine::queue_import(unit, set, base::lower(call.query("run_after")));
        JsonWriter(text)
            .begin_object()
            .member("import_set_id", set.sys_id)
            .member("multi_import_set_id", multi)
            .end_object();
    });
    call.answer(std::move(text), 201);
}

}  // namespace

void add_import_set_routes(http::Router& router, record::Store& store, plugin::Callers& callers,
                           script::Scripts& scripts) {
    using http::Method;
    const auto add = [&](Method method, const char* pattern, Handle handle,
                         http::RouteOptions options) {
        router.add(method, pattern, handler(store, callers, std::move(handle)), std::move(options));
    };
    add(
        Method::post, "/api/now/[v]/import/{staging}",
        [&scripts](Call& call) { import_row(call, scripts); },
        documented("Imports one row, now", {}, R"({"u_name":""})", results, 201));
    add(Method::post, "/api/now/[v]/import/{staging}/insertMultiple", insert_multiple,
        documented("Takes many rows and imports them in the background",
                   {{"multi_import_set_id", "What the rows belong to, of an earlier answer", ""},
                    {"run_after", "sys_id of the import set that must be done first", ""}},
                   R"({"records":[{"u_name":""}]})",
                   R"({"import_set_id":"","multi_import_set_id":""})", 201));
    add(Method::get, "/api/now/[v]/import/{staging}/{sys_id}", get_row,
        documented("What became of an imported row", {}, {}, results));
}

}  // namespace stead::rest
