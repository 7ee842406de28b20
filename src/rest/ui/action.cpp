#include "rest/ui/action.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "rest/ui/action_run.h"
#include "rest/ui/door.h"
#include "rest/ui/form_json.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::JsonWriter;
using base::Status;
using record::Unit;

constexpr std::int64_t most_records = 500;

// What is asked for: an action of a table, on these records, with what a dialog asked.
struct Errand {
    std::string table, action;
    std::vector<std::string> sys_ids;
    boost::json::object values;
};

struct Outcome {
    std::string sys_id, open;
    bool ok = true;
    std::string message;
    std::vector<record::Message> messages;
};

std::vector<std::string> ids_of_query(Unit& unit, const std::string& table,
                                      const std::string& query) {
    record::ListRequest request;
    request.table = table;
    request.query = query;
    request.fields = {"sys_id"};
    request.limit = most_records + 1;
    request.display_values = false;
    std::vector<std::string> ids;
    unit.list(request, [&](const record::Row& row) {
        ids.emplace_back(row.sys_id);
        return true;
    });
    return ids;
}

Errand errand_of(Call& call) {
    const auto body = body_of(call);
    Errand errand{base::json_text(body, "table"), call.path("name"), {}, {}};
    if (const auto* values = body.if_contains("values"); values && values->is_object())
        errand.values = values->get_object();
    if (const auto* ids = body.if_contains("sys_ids"); ids && ids->is_array()) {
        for (const auto& id : ids->get_array())
            errand.sys_ids.push_back(base::lower(base::json_scalar(id)));
    } else if (body.contains("query")) {
        call.store.read(call.session(), [&](Unit& unit) {
            errand.sys_ids = ids_of_query(unit, errand.table, base::json_text(body, "query"));
        });
    }
    if (errand.sys_ids.empty())
        throw Error(Status::bad_request, "No record is named for this action");
    if (errand.sys_ids.size() > most_records)
        throw Error(Status::bad_request, "These are too many records at once",
                    "At most " + std::to_string(most_records));
    return errand;
}

// The dialog of an action whose mandatory values are missing; "" when nothing is missing.
std::string dialog_for(Call& call, const Errand& errand) {
    std::string text;
    call.store.read(call.session(), [&](Unit& unit) {
        const auto& table = unit.dictionary().get(errand.table);
        const auto& action = action_named(unit, table, errand.action);
        for (const auto& asked : action.asked) {
            if (!asked.mandatory || errand.values.contains(asked.field)) continue;
            text = "{\"dialog\":";
            JsonWriter json(text);
            write_action_form(json, unit, table, action, nullptr);
            text += "}";
            return;
        }
    });
    return text;
}

Outcome run_once(Call& call, script::Scripts& scripts, const Errand& errand,
                 const std::string& sys_id) {
    Outcome outcome;
    outcome.sys_id = sys_id;
    call.store.write(call.session(), [&](Unit& unit) {
        const auto& table = unit.dictionary().get(errand.table);
        const auto& action = action_named(unit, table, errand.action);
        outcome.open =
            client_address(run_on_record(unit, scripts, action, table, sys_id, errand.values));
        outcome.messages = unit.messages();
    });
    return outcome;
}

std::string first_error(const Refused& refused) {
    const auto body = base::parse_json(refused.body);
    const auto* errors = body.as_object().if_contains("errors");
    if (!errors || errors->get_array().empty()) return refused.what();
    return base::json_text(errors->get_array()[0].get_object(), "message");
}

// Of several records each goes its own way: what one is refused does not stop the others.
Outcome try_once(Call& call, script::Scripts& scripts, const Errand& errand,
                 const std::string& sys_id) {
    Outcome failed;
    failed.sys_id = sys_id;
    failed.ok = false;
    try {
        return run_once(call, scripts, errand, sys_id);
    } catch (const Refused& refused) {
        failed.message = first_error(refused);
    } catch (const Error& error) {
        if (error.status == Status::internal || error.status == Status::unavailable) throw;
        failed.message = error.what();
    }
    return failed;
}

std::string information(const std::vector<record::Message>& messages) {
    std::string text;
    for (const auto& message : messages)
        if (message.kind == record::Message::Kind::info)
            text += (text.empty() ? "" : "\n") + message.text;
    return text;
}

void write_result(JsonWriter& json, const Outcome& outcome) {
    json.begin_object().member("sys_id", outcome.sys_id).member("ok", outcome.ok);
    const auto message = outcome.ok ? information(outcome.messages) : outcome.message;
    if (!message.empty()) json.member("message", message);
    json.end_object();
}

// The record as it is now; not when it is gone or no longer readable.
void write_form(JsonWriter& json, Call& call, script::Scripts& scripts, const Errand& errand) {
    call.store.read(call.session(), [&](Unit& unit) {
        const auto record = unit.find(errand.table, errand.sys_ids.front());
        if (!record) return;
        auto page = form_page(unit, record->table(), record->sys_id(), call.query("view"));
        json.key("form").raw(form_json(page, scripts));
    });
}

std::string answer_for_one(Call& call, script::Scripts& scripts, const Errand& errand,
                           const Outcome& outcome) {
    std::string text;
    JsonWriter json(text);
    json.begin_object().key("results").begin_array();
    write_result(json, outcome);
    json.end_array();
    const auto message = information(outcome.messages);
    if (!message.empty()) json.member("message", message);
    if (!outcome.open.empty()) json.member("open", outcome.open);
    write_form(json, call, scripts, errand);
    json.end_object();
    return text;
}

}  // namespace

void run_action(Call& call, script::Scripts& scripts) {
    const auto errand = errand_of(call);
    if (auto dialog = dialog_for(call, errand); !dialog.empty())
        return call.answer(std::move(dialog));
    if (errand.sys_ids.size() == 1) {
        const auto outcome = run_once(call, scripts, errand, errand.sys_ids.front());
        return call.answer(answer_for_one(call, scripts, errand, outcome));
    }
    std::string text;
    JsonWriter json(text);
    json.begin_object().key("results").begin_array();
    for (const auto& sys_id : errand.sys_ids)
        write_result(json, try_once(call, scripts, errand, sys_id));
    json.end_array().end_object();
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
