#include "rest/attachment.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "model/encoded_query.h"
#include "record/attachment_rows.h"
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

constexpr std::int64_t default_limit = 1000;
constexpr std::size_t largest_file = std::size_t{1024} * 1024 * 1024;
constexpr std::size_t largest_in_memory = std::size_t{1024} * 1024;
constexpr std::size_t largest_form = std::size_t{64} * 1024 * 1024;

Record attachment_of(const Call& call, Unit& unit) {
    auto row = record::find_attachment(unit, base::lower(call.path("sys_id")));
    if (!row)
        throw Error(Status::not_found, "No Record found",
                    "Record doesn't exist or ACL restricts the record retrieval");
    return std::move(*row);
}

// Rows are chosen by what stands in them; which of them a caller may read is asked row by row. So a
// condition may not look any further than the row.
bool stays_in_row(const model::Condition& condition) {
    return !condition.field.empty() && condition.field.find('.') == std::string::npos &&
           !condition.value.starts_with("javascript:");
}

std::string own_conditions(const Call& call, const Unit& unit) {
    const auto& table = unit.dictionary().get("sys_attachment");
    std::string text(call.query("sysparm_query"));
    for (const auto& [name, value] : call.exchange.request.query)
        if (table.find(name))
            text += (text.empty() ? "" : "^") + name + "=" + base::replace_all(value, "^", "^^");
    auto query = model::parse_encoded_query(text, unit.dictionary(), table).query;
    for (auto& block : query.any)
        for (auto& clause : block.all) {
            bool fits = clause.related.empty();
            for (const auto& condition : clause.any) fits = fits && stays_in_row(condition);
            if (!fits)
                throw Error(Status::bad_request, "Invalid query parameter",
                            "Attachments are found by their own fields only");
        }
    std::erase_if(query.order,
                  [](const auto& order) { return order.field.find('.') != std::string::npos; });
    return model::to_string(query);
}

void list_attachments(Call& call) {
    const auto page = page_of(call, default_limit);
    std::string text;
    base::JsonWriter json(text);
    call.store.read(call.session(), [&](Unit& unit) {
        const auto rows = record::attachments(unit, own_conditions(call, unit));
        json.begin_object().key("result").begin_array();
        const auto total = static_cast<std::int64_t>(rows.size());
        const auto end = std::min(total, page.offset + page.limit);
        for (auto i = page.offset; i < end; ++i)
            write_attachment(json, call, rows[static_cast<std::size_t>(i)]);
        json.end_array().end_object();
        add_page_headers(call, page, total);
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
        record::require_attachment_change(unit, row);
        row.clear_touched();
        row.set("file_name", base::clean_utf8(name));
        auto keeper = unit.as(record::with_acls(unit.session_ptr(), false));
        record::update_or_throw(keeper, row);
    });
    call.answer_empty();
}

void delete_attachment(Call& call) {
    call.store.write(call.session(), [&](Unit& unit) {
        const auto row = attachment_of(call, unit);
        record::require_attachment_change(unit, row);
        auto keeper = unit.as(record::with_acls(unit.session_ptr(), false));
        record::remove_or_throw(keeper, row);
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
