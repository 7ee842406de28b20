#include "rest/scripted/records_object.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "rest/body.h"
#include "rest/input.h"
#include "rest/paging.h"
#include "rest/scripted/nested_rows.h"
#include "rest/scripted/options.h"
#include "script/glide/record_object.h"

namespace stead::rest::scripted {

namespace {

using base::Error;
using base::Status;
using record::Unit;
using script::Arguments;
using script::Value;

constexpr std::int64_t default_limit = 10'000;

RecordsObject& self(Arguments& args) {
    return args.self<RecordsObject>();
}

// What the caller asks for wins over what the service shows by itself.
record::ListRequest request_for(const Call& call, const Unit& unit, const model::Table& table,
                                const Value& options) {
    record::ListRequest request;
    request.table = table.name;
    for (auto& name : base::split_names(call.query("sysparm_fields")))
        if (const auto path = model::find_path(unit.dictionary(), table, name);
            path && path->last().kind() != model::Kind::password)
            request.fields.push_back(std::move(name));
    if (call.query("sysparm_fields").empty()) request.fields = names(options, "fields");
    if (request.fields.empty() && call.query("sysparm_fields").empty()) {
        request.fields = plain_fields(table);
        for (auto& name : names(options, "also"))
            if (!table.find(name)) request.fields.push_back(std::move(name));
    }
    request.display_values = display_mode(call.query("sysparm_display_value")) != Display::raw;
    return request;
}

std::vector<NestedRow> rows_for(const Call& call, Unit& unit, const record::ListRequest& request,
                                const Value& options) {
    const bool flat = base::equals_ignoring_case(call.query("sysparm_reference_fields"), "false");
    return nested_rows(
        unit, request, display_mode(call.query("sysparm_display_value")),
        flat ? std::vector<Expansion>() : Expansion::parse(names(options, "expand")));
}

Value list(Arguments& args) {
    auto& records = self(args);
    auto& unit = script::call_of(args).unit;
    const auto options = args.value(1);
    const auto& table = unit.dictionary().get(args.text(0));
    const auto page = page_of(records.call, number(options, "limit", default_limit));
    auto request = request_for(records.call, unit, table, options);
    request.query = records.call.query("sysparm_query");
    request.offset = page.offset;
    request.limit = page.limit;
    std::vector<NestedRow> rows;
    if (page.limit > 0) rows = rows_for(records.call, unit, request, options);
    const auto count = static_cast<std::int64_t>(rows.size());
    const bool all_seen = count > 0 && count < page.limit;
    add_page_headers(records.call, page,
                     all_seen ? page.offset + count : unit.count(table.name, request.query, true));
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("result").begin_array();
    for (const auto& row : rows) json.raw(row.json);
    json.end_array().end_object();
    records.response.json = std::move(text);
    return {};
}

Value get(Arguments& args) {
    auto& records = self(args);
    auto& unit = script::call_of(args).unit;
    const auto options = args.value(2);
    const auto& table = unit.dictionary().get(args.text(0));
    const auto id = args.text(1);
    auto request = request_for(records.call, unit, table, options);
    request.query = "sys_id=" + id;
    request.query_from_outside = false;
    request.limit = 1;
    std::vector<NestedRow> rows;
    if (base::is_sys_id(base::lower(id))) rows = rows_for(records.call, unit, request, options);
    if (rows.empty())
        throw Error(Status::not_found, "No Record found",
                    "Record doesn't exist or ACL restricts the record retrieval");
    records.response.json = "{\"result\":" + rows.front().json + "}";
    return {};
}

Spelling spelling_of(const Call& call) {
    return call.flag("sysparm_input_display_value") ? Spelling::display : Spelling::raw;
}

// What was written, for the script: readable and writable as any GlideRecord.
Value record_of(Arguments& args, record::Record row) {
    return script::RecordObject::on(script::call_of(args), std::move(row));
}

// `otherwise`: what fields say that the body leaves empty.
void set_missing(record::Record& row, const Value& options) {
    const auto* otherwise = options.member("otherwise");
    const auto* members = otherwise ? otherwise->as<script::Members>() : nullptr;
    if (!members) return;
    for (const auto& [name, value] : *members)
        if (const auto* field = row.table().find(name); field && row.get(*field).empty())
            row.set(*field, value.text());
}

Value insert(Arguments& args) {
    auto& records = self(args);
    auto& unit = script::call_of(args).unit;
    unit.require_writable();
    record::Record row(unit.dictionary().get(args.text(0)));
    set_fields(unit, row, body_of(records.call), spelling_of(records.call));
    row.set("sys_id", "");
    set_missing(row, args.value(1));
    record::insert_or_throw(unit, row);
    records.response.status = 201;
    records.response.headers.emplace_back("Location", records.base + "/" + row.sys_id());
    return record_of(args, std::move(row));
}

Value update(Arguments& args) {
    auto& records = self(args);
    auto& unit = script::call_of(args).unit;
    unit.require_writable();
    auto row = unit.get(unit.dictionary().get(args.text(0)).name, args.text(1));
    row.clear_touched();
    set_fields(unit, row, body_of(records.call), spelling_of(records.call));
    record::update_or_throw(unit, row);
    return record_of(args, std::move(row));
}

}  // namespace

const std::shared_ptr<const script::HostClass>& RecordsObject::host_class() const {
    static const auto made = [] {
        script::HostClass shape{.name = "Records"};
        shape.methods = {{"list", list}, {"get", get}, {"insert", insert}, {"update", update}};
        return std::make_shared<const script::HostClass>(std::move(shape));
    }();
    return made;
}

}  // namespace stead::rest::scripted
