#include "rest/table_answer.h"

#include <algorithm>

#include "base/error.h"
#include "record/snapshot.h"
#include "rest/ui/layout.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

void add_new(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void add_form_fields(std::vector<std::string>& names, record::Unit& unit, const model::Table& table,
                     std::string_view view) {
    const auto form = ui::layouts(unit.snapshot())->form(table, view);
    for (const auto& section : form.sections)
        for (const auto& field : section.fields)
            if (model::find_path(unit.dictionary(), table, field)) add_new(names, field);
}

// The fields of a form in the view that sysparm_view names. A view that the table does not have
// shows what the default one does, as it does on the page.
std::vector<std::string> view_fields(record::Unit& unit, const model::Table& table,
                                     const std::string& view) {
    std::vector<std::string> names;
    const bool both = view == "both";
    if (both || view == "desktop" || view == "default") add_form_fields(names, unit, table, "");
    if (names.empty() || both) add_form_fields(names, unit, table, both ? "mobile" : view);
    add_new(names, "sys_id");
    return names;
}

}  // namespace

Wanted wanted(const Call& call, record::Unit& unit, const model::Table& table) {
    Wanted wanted;
    for (auto& name : base::split_names(call.query("sysparm_fields")))
        if (model::find_path(unit.dictionary(), table, name))
            wanted.fields.push_back(std::move(name));
    if (call.query("sysparm_fields").empty() && !call.query("sysparm_view").empty())
        wanted.fields = view_fields(unit, table, base::lower(call.query("sysparm_view")));
    wanted.display = display_mode(call.query("sysparm_display_value"));
    wanted.links = !call.flag("sysparm_exclude_reference_link");
    return wanted;
}

const model::Table& served_table(record::Unit& unit, const std::string& name) {
    const auto& table = unit.dictionary().get(name);
    if (!table.rest_access)
        throw Error(Status::forbidden, "User Not Authorized",
                    "Web service access to this table is off");
    return table;
}

std::string record_json(Call& call, record::Unit& unit, const model::Table& table,
                        const std::string& sys_id) {
    const auto what = wanted(call, unit, table);
    record::ListRequest request;
    request.table = table.name;
    request.query = "sys_id=" + base::replace_all(sys_id, "^", "");
    request.fields = what.fields;
    request.limit = 1;
    request.display_values = what.display != Display::raw;
    request.query_from_outside = false;
    const RowWriter writer(what.display, what.links, call.api_base() + "/table");
    std::string text;
    text.reserve(4096);
    base::JsonWriter json(text);
    json.begin_object().key("result");
    const auto result = unit.list(request, [&](const record::Row& row) {
        writer.write(json, row);
        return false;
    });
    if (result.rows == 0 && text.back() == ':')
        throw Error(Status::not_found, "No Record found",
                    "Record doesn't exist or ACL restricts the record retrieval");
    json.end_object();
    return text;
}

}  // namespace stead::rest
