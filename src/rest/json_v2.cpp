#include "rest/json_v2.h"

#include <boost/json.hpp>

#include "base/ids.h"
#include "base/json.h"
#include "record/snapshot.h"
#include "rest/body.h"
#include "rest/input.h"
#include "rest/table_answer.h"

namespace stead::rest {

namespace {

using base::Error;
using base::JsonWriter;
using base::Status;
using record::Unit;

constexpr std::int64_t default_row_limit = 250;

std::int64_t row_limit(const Call& call) {
    const auto text = call.store.snapshot()->property("glide.processor.json.row_limit");
    const auto most = base::to_integer(text).value_or(default_row_limit);
    const auto wanted = base::to_integer(call.query("sysparm_record_count"));
    return wanted && *wanted > 0 ? std::min(most, *wanted) : most;
}

std::vector<std::string> all_names(const model::Table& table) {
    std::vector<std::string> names;
    for (const auto& field : table.fields()) names.push_back(field.name);
    return names;
}

// Which records the caller means: one by sysparm_sys_id, or those of sysparm_query.
record::ListRequest wanted_rows(const Call& call, const model::Table& table) {
    record::ListRequest request;
    request.table = table.name;
    const std::string id(call.query("sysparm_sys_id").empty() ? call.query("sys_id")
                                                              : call.query("sysparm_sys_id"));
    const bool single = base::is_sys_id(base::lower(id));
    if (!id.empty() && !single) throw Error(Status::bad_request, "Invalid sys_id");
    request.query = single ? "sys_id=" + id : std::string(call.query("sysparm_query"));
    request.query_from_outside = !single;
    request.limit = row_limit(call);
    return request;
}

std::vector<std::string> wanted_ids(Call& call, const std::string& table) {
    std::vector<std::string> ids;
    call.read([&](Unit& unit) {
        auto request = wanted_rows(call, served_table(unit, table));
        request.fields = {"sys_id"};
        request.display_values = false;
        unit.list(request, [&](const record::Row& row) {
            ids.emplace_back(row.sys_id);
            return true;
        });
    });
    return ids;
}

void write_record(JsonWriter& json, Call& call, Unit& unit, record::ListRequest request) {
    const auto& table = unit.dictionary().get(request.table);
    const auto shape = json_v2_shape(call);
    request.fields = all_names(table);
    request.display_values = shape != JsonV2Shape::stored;
    unit.list(request, [&](const record::Row& row) {
        json.begin_object();
        write_json_v2(json, request.fields, row, shape);
        json.member("__status", "success").end_object();
        return true;
    });
}

void write_failure(JsonWriter& json, const Error& error, const std::string& sys_id) {
    json.begin_object();
    if (!sys_id.empty()) json.member("sys_id", sys_id);
    json.member("__status", "failure").key("__error").begin_object();
    json.member("message", base::clean_utf8(error.what()));
    json.member("reason", base::clean_utf8(error.detail)).end_object().end_object();
}

// Each record is written on its own: what is refused for one does not hold up the others.
void write_each(JsonWriter& json, Call& call, const std::string& sys_id,
                const std::function<void(Unit&, std::string&)>& work) {
    std::string text;
    try {
        call.write([&](Unit& unit) { work(unit, text); });
        json.raw(text);
    } catch (const Error& error) {
        if (error.status == Status::internal || error.status == Status::unavailable) throw;
        write_failure(json, error, sys_id);
    }
}

std::string written(Call& call, Unit& unit, const record::Record& record) {
    record::ListRequest request;
    request.table = record.table().name;
    request.query = "sys_id=" + record.sys_id();
    request.query_from_outside = false;
    std::string text;
    JsonWriter json(text);
    write_record(json, call, unit, request);
    if (text.empty()) json.begin_object().member("__status", "success").end_object();
    return text;
}

void insert(JsonWriter& json, Call& call, const std::string& table,
            const boost::json::object& values) {
    write_each(json, call, "", [&](Unit& unit, std::string& text) {
        record::Record record(served_table(unit, table));
        set_fields(unit, record, values, Spelling::raw);
        record.set("sys_id", "");
        record::insert_or_throw(unit, record);
        text = written(call, unit, record);
    });
}

void insert_all(JsonWriter& json, Call& call, const std::string& table) {
    const auto body = body_of(call);
    const auto* records = body.if_contains("records");
    if (!records || !records->is_array()) return insert(json, call, table, body);
    for (const auto& each : records->get_array())
        if (each.is_object()) insert(json, call, table, each.get_object());
}

void update_all(JsonWriter& json, Call& call, const std::string& table) {
    const auto body = body_of(call);
    for (const auto& id : wanted_ids(call, table))
        write_each(json, call, id, [&](Unit& unit, std::string& text) {
            auto record = unit.get(table, id);
            record.clear_touched();
            set_fields(unit, record, body, Spelling::raw);
            record::update_or_throw(unit, record);
            text = written(call, unit, record);
        });
}

void remove_all(JsonWriter& json, Call& call, const std::string& table) {
    for (const auto& id : wanted_ids(call, table))
        write_each(json, call, id, [&](Unit& unit, std::string& text) {
            record::remove_or_throw(unit, unit.get(table, id));
            JsonWriter(text)
                .begin_object()
                .member("sys_id", id)
                .member("__status", "success")
                .end_object();
        });
}

void read_all(JsonWriter& json, Call& call, const std::string& table) {
    call.read([&](Unit& unit) {
        write_record(json, call, unit, wanted_rows(call, served_table(unit, table)));
    });
}

// Without a condition these would mean every row of the table.
void require_condition(const Call& call) {
    if (call.query("sysparm_sys_id").empty() && call.query("sys_id").empty() &&
        call.query("sysparm_query").empty())
        throw Error(Status::bad_request, "Invalid query parameter",
                    "sysparm_sys_id or sysparm_query is needed");
}

void run(JsonWriter& json, Call& call, const std::string& table, std::string_view action) {
    const bool writes = call.exchange.request.method == http::Method::post;
    if (action.empty() || action == "getRecords" || action == "get")
        return read_all(json, call, table);
    if (action == "getKeys") {
        for (const auto& id : wanted_ids(call, table)) json.text(id);
    } else if (!writes) {
        throw Error(Status::bad_request, "Invalid action", "Writing needs a POST");
    } else if (action == "insert" || action == "insertMultiple") {
        insert_all(json, call, table);
    } else if (action == "update") {
        require_condition(call);
        update_all(json, call, table);
    } else if (action == "deleteRecord" || action == "deleteMultiple") {
        require_condition(call);
        remove_all(json, call, table);
    } else {
        throw Error(Status::bad_request, "Invalid action", std::string(action));
    }
}

}  // namespace

bool is_json_v2(const Call& call) {
    return call.parameters().find("JSONv2") || call.parameters().find("JSON");
}

void answer_json_v2(Call& call, const std::string& table) {
    std::string text;
    JsonWriter json(text);
    json.begin_object().key("records").begin_array();
    run(json, call, table, call.query("sysparm_action"));
    json.end_array().end_object();
    call.answer(std::move(text));
}

JsonV2Shape json_v2_shape(const Call& call) {
    const auto wanted =
        base::lower(call.query("displayvalue").empty() ? call.query("sysparm_display_value")
                                                       : call.query("displayvalue"));
    if (wanted == "true") return JsonV2Shape::shown;
    return wanted == "all" ? JsonV2Shape::both : JsonV2Shape::stored;
}

void write_json_v2(JsonWriter& json, const std::vector<std::string>& names, const record::Row& row,
                   JsonV2Shape shape) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& cell = row.cells[i];
        if (!cell.readable) continue;
        json.member(names[i], shape == JsonV2Shape::shown ? cell.display : cell.value);
        if (shape == JsonV2Shape::both) json.member("dv_" + names[i], cell.display);
    }
}

}  // namespace stead::rest
