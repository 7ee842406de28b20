#include "rest/table_answer.h"

#include "base/error.h"
#include "record/snapshot.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

// Fields of a view's form, as sysparm_view asks for.
std::vector<std::string> view_fields(record::Unit& unit, const model::Table& table,
                                     std::string_view view) {
    std::vector<std::string> fields;
    const auto& sections = unit.snapshot().rows("sys_ui_section");
    for (const auto& section : sections) {
        const auto name = section.find("name");
        if (name == section.end() || name->second != table.name) continue;
        const auto section_view = section.find("view");
        const std::string shown = section_view == section.end()
                                      ? ""
                                      : unit.display_value_of("sys_ui_view", section_view->second);
        if (!base::equals_ignoring_case(shown, view) && !(shown.empty() && view == "default"))
            continue;
        for (const auto& element : unit.snapshot().rows("sys_ui_element"))
            if (const auto in = element.find("sys_ui_section");
                in != element.end() && in->second == section.at("sys_id") &&
                element.contains("element"))
                fields.push_back(element.at("element"));
    }
    if (!fields.empty()) fields.push_back("sys_id");
    return fields;
}

}  // namespace

Wanted wanted(const Call& call, record::Unit& unit, const model::Table& table) {
    Wanted wanted;
    for (auto& name : base::split_names(call.query("sysparm_fields")))
        if (model::find_path(unit.dictionary(), table, name))
            wanted.fields.push_back(std::move(name));
    if (call.query("sysparm_fields").empty() && !call.query("sysparm_view").empty())
        wanted.fields = view_fields(unit, table, call.query("sysparm_view"));
    wanted.display = display_mode(call.query("sysparm_display_value"));
    wanted.links = !call.flag("sysparm_exclude_reference_link");
    return wanted;
}

std::vector<std::string> names_of(const model::Table& table, const Wanted& wanted) {
    if (!wanted.fields.empty()) return wanted.fields;
    std::vector<std::string> names;
    names.reserve(table.fields().size());
    for (const auto& field : table.fields()) names.push_back(field.name);
    return names;
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
    request.fields = names_of(table, what);
    request.limit = 1;
    request.display_values = what.display != Display::raw;
    request.query_from_outside = false;
    const RowWriter writer(request.fields, what.display, what.links, call.api_base() + "/table");
    std::string text;
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
