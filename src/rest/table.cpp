#include "rest/table.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "rest/body.h"
#include "rest/input.h"
#include "rest/table_answer.h"
#include "rest/table_list.h"
#include "rest/table_parameters.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

[[noreturn]] void not_found() {
    throw Error(Status::not_found, "No Record found",
                "Record doesn't exist or ACL restricts the record retrieval");
}

std::string sys_id_of(const Call& call) {
    const std::string id = call.path("sys_id");
    if (!base::is_sys_id(base::lower(id))) not_found();
    return id;
}

Spelling spelling_of(const Call& call) {
    return call.flag("sysparm_input_display_value") ? Spelling::display : Spelling::raw;
}

// Administrators may bring the times and names of a record along, and others where a property says
// so.
std::shared_ptr<const record::Session> writer(const Call& call) {
    const bool allowed =
        call.session()->admin || !call.store.snapshot()->property_is_true(
                                     "glide.rest.table_api.admin_only_sys_fields", true);
    if (!allowed || !call.flag("sysparm_suppress_auto_sys_field")) return call.session();
    auto session = std::make_shared<record::Session>(*call.session());
    session->set_system_fields = false;
    return session;
}

void get_record(Call& call) {
    call.read([&](record::Unit& unit) {
        call.answer(
            record_json(call, unit, served_table(unit, call.path("table")), sys_id_of(call)));
    });
}

// A client may choose the sys_id of a new record, in any case, when it is free.
void take_sys_id(record::Unit& unit, record::Record& record, const boost::json::object& body) {
    const std::string id = base::json_text(body, "sys_id");
    record.set("sys_id", "");
    if (!base::is_sys_id(base::lower(id))) return;
    if (!record::class_of(unit, record.table(), id).empty())
        throw Error(Status::forbidden, "Operation Failed", "The sys_id is taken");
    record.set("sys_id", id);
}

// Who may create a record need not be able to read it: it exists all the same.
std::string created_json(Call& call, record::Unit& unit, const model::Table& table,
                         const std::string& id) {
    try {
        return record_json(call, unit, table, id);
    } catch (const Error& error) {
        if (error.status != Status::not_found) throw;
        return "{\"result\":{}}";
    }
}

void create_record(Call& call) {
    const auto body = body_of(call);
    std::string answer;
    call.write(writer(call), [&](record::Unit& unit) {
        const auto& table = served_table(unit, call.path("table"));
        record::Record record(table);
        set_fields(unit, record, body, spelling_of(call));
        take_sys_id(unit, record, body);
        record::insert_or_throw(unit, record);
        call.exchange.response.headers.set(
            "Location", call.api_base() + "/table/" + table.name + "/" + record.sys_id());
        answer = created_json(call, unit, table, record.sys_id());
    });
    call.answer(std::move(answer), 201);
}

void update_record(Call& call) {
    const auto body = body_of(call);
    const std::string id = sys_id_of(call);
    std::string answer;
    call.write(writer(call), [&](record::Unit& unit) {
        const auto& table = served_table(unit, call.path("table"));
        auto record = unit.get(table.name, id);
        record.clear_touched();
        set_fields(unit, record, body, spelling_of(call));
        record::update_or_throw(unit, record);
        answer = record_json(call, unit, table, id);
    });
    call.answer(std::move(answer));
}

void delete_record(Call& call) {
    const std::string id = sys_id_of(call);
    call.write([&](record::Unit& unit) {
        const auto& table = served_table(unit, call.path("table"));
        record::remove_or_throw(unit, unit.get(table.name, id));
    });
    call.answer_empty();
}

}  // namespace

void add_table_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    using http::Method;
    const auto add = [&](Method method, const char* pattern, Handle handle,
                         http::RouteOptions options) {
        options.body_limit = std::size_t{25} * 1024 * 1024;  // glide.rest.max_content_length says
                                                             // less
        router.add(method, pattern, handler(store, callers, std::move(handle)), options);
    };
    add(Method::get, "/api/now/[v]/table/{table}", list_records, documented_list());
    add(Method::post, "/api/now/[v]/table/{table}", create_record,
        documented_write("Creates a record", 201));
    add(Method::get, "/api/now/[v]/table/{table}/{sys_id}", get_record,
        documented("One record", record_parameters(), {}, R"({"result":{"sys_id":""}})"));
    add(Method::put, "/api/now/[v]/table/{table}/{sys_id}", update_record,
        documented_write("Changes the fields that are sent", 200));
    add(Method::patch, "/api/now/[v]/table/{table}/{sys_id}", update_record,
        documented_write("Changes the fields that are sent", 200));
    add(Method::del, "/api/now/[v]/table/{table}/{sys_id}", delete_record,
        documented("Deletes a record", {}, {}, {}, 204));
}

}  // namespace stead::rest
