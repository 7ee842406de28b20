#include "rest/attachment.h"

#include "rest/attachment_file.h"
#include "rest/attachment_upload.h"
#include "rest/file_door.h"

namespace stead::rest {

namespace {

using record::Unit;

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
                         http::RouteOptions options = {}) {
        router.add(method, pattern, handler(store, callers, std::move(handle)), options);
    };
    http::RouteOptions large;
    large.body_limit = largest_file;
    large.memory_limit = largest_in_memory;
    add(Method::get, "/api/now/[v]/attachment", list_files);
    add(
        Method::post, "/api/now/[v]/attachment/file",
        [](Call& call) { keep(call, read_raw(call)); }, large);
    add(
        Method::post, "/api/now/[v]/attachment/upload",
        [](Call& call) { keep(call, read_form(call)); }, large);
    add(Method::get, "/api/now/[v]/attachment/{sys_id}", get_metadata);
    add(Method::patch, "/api/now/[v]/attachment/{sys_id}", rename_file);
    add(Method::del, "/api/now/[v]/attachment/{sys_id}", delete_file);
    add(Method::get, "/api/now/[v]/attachment/{sys_id}/file", get_bytes);
    router.add(Method::get, "/sys_attachment.do",
               handler(store, callers, get_attachment_page, plugin::Callers::Guests::welcome));
}

}  // namespace stead::rest
