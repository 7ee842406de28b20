#include "rest/ui/preference.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "rest/ui/door.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::Status;

constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_value = 65'000;

std::string menu_entry(const record::Record& row) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    json.member("id", row.sys_id()).member("label", row.get("title"));
    json.member("table", row.get("table")).member("query", row.get("condition"));
    json.member("mine", true).end_object();
    return text;
}

}  // namespace

std::map<std::string, std::string> preferences(record::Unit& unit) {
    std::map<std::string, std::string> found;
    for (const auto& row : unit.query("sys_user_preference", "userISEMPTY^system=true"))
        found[row.get("name")] = row.get("value");
    for (const auto& row :
         unit.rows_with("sys_user_preference", {{"user", unit.session().user_id}}))
        found[row.get("name")] = row.get("value");
    return found;
}

void store_preference(record::Unit& unit, const std::string& name, const std::string& value) {
    auto row = unit.row_with("sys_user_preference",
                             {{"user", unit.session().user_id}, {"name", plain_name(name)}});
    if (value.empty()) {
        if (row) record::remove_or_throw(unit, *row);
        return;
    }
    if (!row) {
        row.emplace(unit.dictionary().get("sys_user_preference"));
        row->set("name", name);
        row->set("user", unit.session().user_id);
    }
    row->set("value", value);
    record::update_or_throw(unit, *row);
}

void set_preference(Call& call) {
    const std::string name = base::clean_utf8(call.path("name"));
    const std::string value = base::clean_utf8(base::json_text(body_of(call), "value"));
    if (base::utf8_length(name) > longest_name || value.size() > longest_value)
        throw Error(Status::bad_request, "This preference is too long to be kept");
    call.store.write(call.session(),
                     [&](record::Unit& unit) { store_preference(unit, name, value); });
    call.answer("{}");
}

void save_list(Call& call) {
    const auto body = body_of(call);
    std::string answer;
    call.store.write(call.session(), [&](record::Unit& unit) {
        const auto& table = unit.dictionary().get(base::json_text(body, "table"));
        record::Record row(unit.dictionary().get("sys_ux_my_list"));
        row.set("title", base::clean_utf8(base::json_text(body, "label")));
        row.set("table", table.name);
        row.set("user", unit.session().user_id);
        row.set("condition", base::clean_utf8(base::json_text(body, "query")));
        row.set("columns", base::clean_utf8(base::json_text(body, "columns")));
        if (row.get("title").empty())
            throw Error(Status::unprocessable, "Give the list a name", "label");
        record::insert_or_throw(unit, row);
        answer = menu_entry(row);
    });
    call.answer(std::move(answer), 201);
}

void remove_list(Call& call) {
    call.store.write(call.session(), [&](record::Unit& unit) {
        record::remove_or_throw(unit, unit.get("sys_ux_my_list", call.path("id")));
    });
    call.answer("{}");
}

}  // namespace stead::rest::ui
