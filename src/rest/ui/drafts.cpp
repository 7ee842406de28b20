#include "rest/ui/drafts.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/text.h"
#include "rest/ui/door.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::JsonWriter;
using base::Status;
using record::Record;
using record::Unit;

constexpr std::string_view table_of_drafts = "stead_draft";
constexpr std::size_t longest = 200'000;

std::vector<Record> own_drafts(Unit& unit, const std::string& table, const std::string& sys_id) {
    std::vector<record::Equals> own = {{"user", unit.session().user_id}, {"table_name", table}};
    if (!base::is_sys_id(sys_id)) return unit.rows_with(table_of_drafts, own, "record_idISEMPTY");
    own.push_back({"record_id", sys_id});
    return unit.rows_with(table_of_drafts, own);
}

std::optional<Record> find(Unit& unit, const Call& call) {
    const auto& table = unit.dictionary().get(call.path("table"));
    const auto kind = plain_name(call.path("kind"));
    for (auto& draft : own_drafts(unit, table.name, call.path("sys_id")))
        if (draft.get("kind") == kind) return std::move(draft);
    return {};
}

Record new_draft(const Unit& unit, const Call& call) {
    Record row(unit.dictionary().get(table_of_drafts));
    row.set("user", unit.session().user_id);
    row.set("table_name", call.path("table"));
    if (base::is_sys_id(call.path("sys_id"))) row.set("record_id", call.path("sys_id"));
    row.set("kind", call.path("kind"));
    return row;
}

// The column holds JSON, because a mail or a new record is more than one text.
std::string wrapped(std::string_view body) {
    std::string text;
    base::JsonWriter(text).begin_object().member("body", body).end_object();
    return text;
}

std::string body_in(const Record& row) {
    const auto value = base::parse_json(row.get("content"));
    return value.is_object() ? base::json_text(value.get_object(), "body") : std::string();
}

}  // namespace

void write_drafts(JsonWriter& json, Unit& unit, const std::string& table,
                  const std::string& sys_id) {
    json.begin_array();
    if (unit.dictionary().find(table_of_drafts))
        for (const auto& row : own_drafts(unit, table, sys_id))
            json.begin_object()
                .member("kind", row.get("kind"))
                .member("updated", row.get("sys_updated_on"))
                .end_object();
    json.end_array();
}

void get_draft(Call& call) {
    std::string text;
    call.store.read(call.session(), [&](Unit& unit) {
        const auto row = find(unit, call);
        if (!row) throw Error(Status::not_found, "There is no draft");
        JsonWriter(text)
            .begin_object()
            .member("body", body_in(*row))
            .member("updated", row->get("sys_updated_on"))
            .end_object();
    });
    call.answer(std::move(text));
}

void put_draft(Call& call) {
    const auto body = base::clean_utf8(base::json_text(body_of(call), "body"));
    if (body.size() > longest)
        throw Error(Status::bad_request, "This draft is too long to be kept");
    call.store.write(call.session(), [&](Unit& unit) {
        auto row = find(unit, call);
        if (!row) row = new_draft(unit, call);
        row->set("content", wrapped(body));
        record::update_or_throw(unit, *row);
    });
    call.answer("{}");
}

void remove_draft(Call& call) {
    call.store.write(call.session(), [&](Unit& unit) {
        if (const auto row = find(unit, call)) record::remove_or_throw(unit, *row);
    });
    call.answer("{}");
}

}  // namespace stead::rest::ui
