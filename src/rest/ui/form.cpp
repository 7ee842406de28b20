#include "rest/ui/form.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "record/access.h"
#include "rest/ui/action_run.h"
#include "rest/ui/conflicts.h"
#include "rest/ui/door.h"
#include "rest/ui/form_check.h"
#include "rest/ui/form_json.h"
#include "rest/ui/form_page.h"
#include "rest/ui/repeat.h"
#include "rest/ui/saving.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::Status;
using record::Record;
using record::Unit;

constexpr std::string_view new_id = "-1";

std::string sys_id_of(const Call& call) {
    auto id = base::lower(call.path("sys_id"));
    if (!base::is_sys_id(id))
        throw Error(Status::not_found, "No Record found",
                    "Record doesn't exist or ACL restricts the record retrieval");
    return id;
}

boost::json::object values_in(const boost::json::object& body) {
    const auto* values = body.if_contains("values");
    return values && values->is_object() ? values->get_object() : boost::json::object();
}

std::vector<std::string> overwritten_in(const boost::json::object& body) {
    std::vector<std::string> names;
    if (const auto* list = body.if_contains("overwrite"); list && list->is_array())
        for (const auto& name : list->get_array()) names.push_back(base::json_scalar(name));
    return names;
}

// Throws Refused 409 when others changed what the page wants to change.
void require_no_conflict(Unit& unit, const Record& record, const boost::json::object& body) {
    const auto seen = base::to_integer(base::json_text(body, "base_mod_count"));
    const auto now = base::to_integer(record.get("sys_mod_count")).value_or(0);
    if (!seen || *seen >= now) return;
    const auto stored = unit.get(record.table().name, record.sys_id());
    const auto found = conflicts(unit, stored, record, *seen, overwritten_in(body));
    if (!found.empty()) throw Refused(409, conflict_body(found));
}

// The page after a write, as the person may see it now.
void answer_page(Call& call, script::Scripts& scripts, const std::string& table,
                 const std::string& sys_id, const std::vector<record::Message>& messages,
                 int status) {
    std::string text;
    call.store.read(call.session(), [&](Unit& unit) {
        auto page = form_page(unit, unit.dictionary().get(table), sys_id, call.query("view"));
        text = form_json(page, scripts, messages);
    });
    call.answer(std::move(text), status);
}

}  // namespace

void get_form(Call& call, script::Scripts& scripts) {
    std::string text;
    call.store.read(call.session(), [&](Unit& unit) {
        const auto& table = unit.dictionary().get(call.path("table"));
        auto page = call.path("sys_id") == new_id
                        ? new_form_page(unit, table, call.query("query"), call.query("view"))
                        : form_page(unit, table, sys_id_of(call), call.query("view"));
        text = form_json(page, scripts);
    });
    call.answer(std::move(text));
}

void save_form(Call& call, script::Scripts& scripts) {
    const auto body = body_of(call);
    const auto sys_id = sys_id_of(call);
    const Repeat repeat(call);
    std::string table;
    std::vector<record::Message> messages;
    call.store.write(call.session(), [&](Unit& unit) {
        auto record = unit.get(call.path("table"), sys_id);
        table = record.table().name;
        if (repeat.made(unit)) return;
        record.clear_touched();
        set_values(unit, record, values_in(body));
        require_no_conflict(unit, record, body);
        if (const auto action = base::json_text(body, "action"); !action.empty())
            run_on_record(unit, scripts, action_named(unit, record.table(), action), record.table(),
                          sys_id, values_in(body));
        else
            write_or_refuse(unit, record, [&] { return unit.update(record); });
        repeat.remember(unit, {table, sys_id});
        messages = unit.messages();
    });
    answer_page(call, scripts, table, sys_id, messages, 200);
}

void create_form(Call& call, script::Scripts& scripts) {
    if (call.path("sys_id") != new_id)
        throw Error(Status::bad_request, "A new record is sent to -1");
    const auto body = body_of(call);
    const Repeat repeat(call);
    std::string table, sys_id;
    std::vector<record::Message> messages;
    call.store.write(call.session(), [&](Unit& unit) {
        if (const auto made = repeat.made(unit)) {
            table = made->table;
            sys_id = made->sys_id;
            return;
        }
        Record record(unit.dictionary().get(call.path("table")));
        table = record.table().name;
        set_values(unit, record, values_in(body));
        record.set("sys_id", "");
        write_or_refuse(unit, record, [&] { return unit.insert(record); });
        sys_id = record.sys_id();
        repeat.remember(unit, {table, sys_id});
        messages = unit.messages();
    });
    answer_page(call, scripts, table, sys_id, messages, 201);
}

void delete_form(Call& call) {
    call.store.write(call.session(), [&](Unit& unit) {
        const auto record = unit.get(call.path("table"), sys_id_of(call));
        write_or_refuse(unit, record, [&] { return unit.remove(record); });
    });
    call.answer("{}");
}

void check_form(Call& call) {
    const auto body = body_of(call);
    std::string text;
    call.store.read(call.session(), [&](Unit& unit) {
        const auto& table = unit.dictionary().get(call.path("table"));
        text = form_check_json(unit, table, base::lower(call.path("sys_id")), values_in(body),
                               base::json_text(body, "changed"));
    });
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
