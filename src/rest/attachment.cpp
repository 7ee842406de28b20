#include "rest/attachment.h"

#include "rest/attachment_file.h"
#include "rest/attachment_upload.h"
#include "rest/documented.h"
#include "rest/file_door.h"

namespace stead::rest {

namespace {

using record::Unit;

constexpr const char* one_file = R"({"result":{"sys_id":"","file_name":"","size_bytes":"",)"
                                 R"("content_type":"","table_name":"","table_sys_id":"",)"
                                 R"("hash":"","download_link":""}})";
constexpr std::size_t largest_file = std::size_t{1024} * 1024 * 1024;
constexpr std::size_t largest_in_memory = std::size_t{1024} * 1024;

FileDoor door_of(const Call& call) {
    FileDoor door;
    door.base = call.api_base() + "/attachment";
    return door;
}

void list_files(Call& call) {
    std::string text;
    call.read([&](Unit& unit) { text = files_json(call, unit, door_of(call)); });
    call.answer(std::move(text));
}

void get_metadata(Call& call) {
    const auto door = door_of(call);
    call.read([&](Unit& unit) {
        const auto row = file_of(unit, door, call.path("sys_id"));
        call.answer("{\"result\":" + file_json(unit, door, row) + "}");
    });
}

void get_bytes(Call& call) {
    const auto door = door_of(call);
    call.read([&](Unit& unit) {
        answer_with_bytes(call, unit, door, file_of(unit, door, call.path("sys_id")));
    });
}

void keep(Call& call, Upload upload) {
    const auto door = door_of(call);
    stage_upload(call.store, upload);
    std::string text;
    call.write([&](Unit& unit) {
        const auto row = record::attach(unit, upload.file);
        call.exchange.response.headers.set("Location", door.download_link(row.sys_id()));
        text = "{\"result\":" + file_json(unit, door, row) + "}";
    });
    call.answer(std::move(text), 201);
}

void rename_file(Call& call) {
    const auto name = wanted_name(call);
    call.write([&](Unit& unit) {
        auto row = file_of(unit, door_of(call), call.path("sys_id"));
        record::rename_attachment(unit, row, name);
    });
    call.answer_empty();
}

void delete_file(Call& call) {
    call.write([&](Unit& unit) {
        record::remove_or_throw(unit, file_of(unit, door_of(call), call.path("sys_id")));
    });
    call.answer_empty();
}

}  // namespace

void add_attachment_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    using http::Method;
    const auto add = [&](Method method, const char* pattern, Handle handle,
                         http::RouteOptions options) {
        router.add(method, pattern, handler(store, callers, std::move(handle)), options);
    };
    const auto large = [](const char* summary, std::vector<http::QueryParameter> parameters = {}) {
        auto options = documented(summary, std::move(parameters), {}, one_file, 201);
        options.body_limit = largest_file;
        options.memory_limit = largest_in_memory;
        return options;
    };
    add(Method::get, "/api/now/[v]/attachment", list_files,
        documented("Files of records that the caller may read",
                   {{"sysparm_query", "Encoded query", "table_name=task"},
                    {"sysparm_limit", "Most files", "20"},
                    {"sysparm_offset", "Files to leave out", "0"}},
                   {}, R"({"result":[{"sys_id":"","file_name":""}]})"));
    add(
        Method::post, "/api/now/[v]/attachment/file",
        [](Call& call) { keep(call, read_raw(call)); },
        large("Attaches the body to a record", {{"table_name", "Table of the record", "task"},
                                                {"table_sys_id", "sys_id of the record", ""},
                                                {"file_name", "Name of the file", "a.txt"},
                                                {"content_type", "Else that of the body", ""}}));
    add(
        Method::post, "/api/now/[v]/attachment/upload",
        [](Call& call) { keep(call, read_form(call)); },
        large("Attaches a file of a form: table_name, table_sys_id, then the file"));
    add(Method::get, "/api/now/[v]/attachment/{sys_id}", get_metadata,
        documented("What is known about a file", {}, {}, one_file));
    add(Method::patch, "/api/now/[v]/attachment/{sys_id}", rename_file,
        documented("Renames a file", {}, R"({"file_name":""})", {}, 204));
    add(Method::del, "/api/now/[v]/attachment/{sys_id}", delete_file,
        documented("Deletes a file", {}, {}, {}, 204));
    add(Method::get, "/api/now/[v]/attachment/{sys_id}/file", get_bytes,
        documented("The bytes of a file"));
    router.add(Method::get, "/sys_attachment.do",
               handler(store, callers, get_attachment_page, plugin::Callers::Guests::welcome));
}

}  // namespace stead::rest
