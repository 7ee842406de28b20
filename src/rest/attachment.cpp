#include "rest/attachment.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "rest/attachment_file.h"
#include "rest/attachment_json.h"
#include "rest/attachment_upload.h"
#include "rest/paging.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;
using record::Record;
using record::Unit;

constexpr const char* files = "sys_attachment";
constexpr std::int64_t default_limit = 1000;
constexpr std::size_t largest_file = std::size_t{1024} * 1024 * 1024;
constexpr std::size_t largest_in_memory = std::size_t{1024} * 1024;
constexpr std::size_t largest_form = std::size_t{64} * 1024 * 1024;

Record attachment_of(const Call& call, Unit& unit) {
    auto row = unit.find(files, base::lower(call.path("sys_id")));
    if (!row)
        throw Error(Status::not_found, "No Record found",
                    "Record doesn't exist or ACL restricts the record retrieval");
    return std::move(*row);
}

std::string conditions(const Call& call, const model::Table& table) {
    std::string text(call.query("sysparm_query"));
    for (const auto& [name, value] : call.parameters())
        if (table.find(name))
            text += (text.empty() ? "" : "^") + name + "=" + base::replace_all(value, "^", "^^");
    return text;
}

void list_attachments(Call& call) {
    const auto page = page_of(call, default_limit);
    std::string text;
    base::JsonWriter json(text);
    call.store.read(call.session(), [&](Unit& unit) {
        record::ListRequest request;
        request.table = files;
        request.query = conditions(call, unit.dictionary().get(files));
        request.fields = attachment_columns();
        request.offset = page.offset;
        request.limit = page.limit;
        request.display_values = false;
        json.begin_object().key("result").begin_array();
        if (page.limit > 0)
            unit.list(request, [&](const record::Row& row) {
                write_attachment(json, call, row);
                return true;
            });
        json.end_array().end_object();
        add_page_headers(call, page, unit.count(files, request.query, true));
    });
    call.answer(std::move(text));
}

void get_attachment(Call& call) {
    call.store.read(call.session(), [&](Unit& unit) {
        call.answer("{\"result\":" + attachment_json(call, attachment_of(call, unit)) + "}");
    });
}

void get_file(Call& call) {
    call.store.read(call.session(), [&](Unit& unit) {
        const auto row = attachment_of(call, unit);
        call.exchange.response.headers.set("X-Attachment-Metadata",
                                           in_ascii(attachment_json(call, row)));
        answer_attachment(call, unit, row, Shown::as_download);
    });
}

void rename_attachment(Call& call) {
    const auto body = base::parse_json(call.exchange.request.body);
    const std::string name =
        body.is_object() ? base::json_text(body.get_object(), "file_name") : std::string();
    if (base::trim(name).empty())
        throw Error(Status::bad_request, "Exception while reading request",
                    "The body names no file_name");
    call.store.write(call.session(), [&](Unit& unit) {
        auto row = attachment_of(call, unit);
        row.clear_touched();
        row.set("file_name", base::clean_utf8(name));
        record::update_or_throw(unit, row);
    });
    call.answer_empty();
}

void delete_attachment(Call& call) {
    call.store.write(call.session(),
                     [&](Unit& unit) { record::remove_or_throw(unit, attachment_of(call, unit)); });
    call.answer_empty();
}

}  // namespace

void add_attachment_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    using http::Method;
    const auto add = [&](Method method, const char* pattern, Handle handle,
                         http::RouteOptions options = {}) {
        router.add(method, pattern, handler(store, callers, std::move(handle)), options);
    };
    http::RouteOptions raw;
    raw.body_limit = largest_file;
    raw.memory_limit = largest_in_memory;
    http::RouteOptions form;
    form.body_limit = largest_form;
    add(Method::get, "/api/now/[v]/attachment", list_attachments);
    add(Method::post, "/api/now/[v]/attachment/file", upload_raw, raw);
    add(Method::post, "/api/now/[v]/attachment/upload", upload_multipart, form);
    add(Method::get, "/api/now/[v]/attachment/{sys_id}", get_attachment);
    add(Method::patch, "/api/now/[v]/attachment/{sys_id}", rename_attachment);
    add(Method::del, "/api/now/[v]/attachment/{sys_id}", delete_attachment);
    add(Method::get, "/api/now/[v]/attachment/{sys_id}/file", get_file);
    router.add(Method::get, "/sys_attachment.do",
               handler(store, callers, get_attachment_page, plugin::Callers::Guests::welcome));
}

}  // namespace stead::rest
