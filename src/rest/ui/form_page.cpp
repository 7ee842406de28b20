#include "rest/ui/form_page.h"

#include <algorithm>

#include "base/error.h"
#include "base/ids.h"
#include "engine/metadata.h"
#include "model/display.h"
#include "record/access.h"
#include "record/snapshot.h"
#include "rest/ui/columns.h"
#include "rest/ui/draft_record.h"
#include "rest/ui/policies.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::Status;
using engine::column;
using model::Field;
using model::Kind;
using record::Permission;
using record::Unit;

// What every page needs beside its layout: identity, writing, and what the person follows.
constexpr std::string_view always[] = {"number", "comments", "work_notes", "watch_list",
                                       "sys_updated_on"};

void add_name(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

void drop_hidden_sections(FormPage& page) {
    std::erase_if(page.layout.sections, [&](const SectionLayout& section) {
        return !section.condition.empty() && !page.unit.matches(section.condition, page.record);
    });
}

std::vector<std::string> wanted_names(const FormPage& page) {
    std::vector<std::string> names;
    for (const auto& section : page.layout.sections)
        for (const auto& name : section.fields) add_name(names, name);
    add_name(names, page.layout.title);
    add_name(names, page.table().display_field().name);
    for (const auto& chip : page.layout.chips) add_name(names, chip);
    for (const auto name : always) add_name(names, std::string(name));
    for (const auto& name : policy_fields(page.unit, page.table())) add_name(names, name);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (const auto* field = page.table().find(names[i])) add_name(names, field->dependent);
    return names;
}

bool is_computed(const Field& field) {
    return !field.calculation.empty() || field.name.starts_with("sys_") ||
           (field.column.empty() && field.kind() != Kind::journal);
}

FieldFlags flags_of(FormPage& page, const Field& field, bool dotted) {
    const auto permission = page.is_new ? Permission::create : Permission::write;
    const auto& access = page.unit.access(page.table());
    const bool readonly = dotted || field.read_only || is_computed(field) || !page.may_write ||
                          !access.may(permission, field, page.unit, page.record);
    return {field.mandatory && !readonly, readonly};
}

// Adds the fields of the page that exist; values come later.
std::vector<FormField> candidates(FormPage& page) {
    std::vector<FormField> fields;
    for (auto& name : wanted_names(page)) {
        const auto path = model::find_path(page.unit.dictionary(), page.table(), name);
        if (!path || !path->last().active) continue;
        const bool dotted = path->steps.size() > 1;
        FormField field{
            std::move(name), &path->last(), flags_of(page, path->last(), dotted), {}, {}};
        fields.push_back(std::move(field));
    }
    return fields;
}

std::string document_display(FormPage& page, const Field& field, const std::string& id) {
    const auto* table = page.unit.dictionary().find(page.record.get(field.dependent));
    return table && base::is_sys_id(id) ? page.unit.display_value_of(table->name, id)
                                        : std::string();
}

// The values of a stored record, read as a list of one row: what may not be read is not there.
void read_values(FormPage& page) {
    auto wanted = candidates(page);
    record::ListRequest request;
    request.table = page.table().name;
    request.query = "sys_id=" + page.record.sys_id();
    for (const auto& field : wanted) request.fields.push_back(field.name);
    request.limit = 1;
    request.query_from_outside = false;
    const auto result = page.unit.list(request, [&](const record::Row& row) {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto& cell = row.cells[i];
            if (!cell.readable) continue;
            wanted[i].value = cell.value;
            wanted[i].display = cell.display;
            page.fields.push_back(std::move(wanted[i]));
        }
        return false;
    });
    (void)result;
    for (auto& field : page.fields) {
        if (field.field->kind() == Kind::journal) field.value.clear();
        if (field.field->kind() == Kind::document_id)
            field.display = document_display(page, *field.field, field.value);
    }
}

void take_values(FormPage& page) {
    const auto& access = page.unit.access(page.table());
    for (auto& field : candidates(page)) {
        const auto path = model::find_path(page.unit.dictionary(), page.table(), field.name);
        if (!may_read(page.unit, *path) && !access.may(Permission::create, *field.field)) continue;
        if (path->steps.size() > 1) continue;
        field.value = model::wire_value(*field.field, page.record.get(*field.field));
        field.display = page.unit.display_value(page.record, *field.field);
        page.fields.push_back(std::move(field));
    }
}

// The view of a page: the one that is asked for, else the first view rule that fits.
std::string view_for(Unit& unit, const record::Record& record, std::string_view asked) {
    if (!asked.empty()) return std::string(asked);
    for (const auto& rule : unit.snapshot().rows("sysrule_view")) {
        if (!record.table().is_a(column(rule, "table"))) continue;
        if (!unit.session().has_any_role(column(rule, "roles"))) continue;
        const auto& condition = column(rule, "condition");
        if (condition.empty() || unit.matches(condition, record))
            return layouts(unit.snapshot())->view_name(column(rule, "view"));
    }
    return {};
}

}  // namespace

const FormField* FormPage::find(std::string_view name) const {
    for (const auto& field : fields)
        if (field.name == name) return &field;
    return nullptr;
}

FormPage form_page(Unit& unit, const model::Table& table, const std::string& sys_id,
                   std::string_view view) {
    const auto seen = unit.get(table.name, sys_id);
    auto record = trusted(unit).get(seen.table().name, sys_id);
    const auto& access = unit.access(record.table());
    FormPage page{unit, record, {}, false, access.may(Permission::write, unit, record), {}};
    page.layout = layouts(unit.snapshot())->form(page.table(), view_for(unit, record, view));
    drop_hidden_sections(page);
    read_values(page);
    return page;
}

FormPage new_form_page(Unit& unit, const model::Table& table, std::string_view prefill,
                       std::string_view view) {
    if (table.extensions_only)
        throw Error(Status::bad_request,
                    table.label + " has no records of its own; use one of its extensions");
    if (!unit.access(table).may(Permission::create))
        throw Error(Status::forbidden, "You are not allowed to create this");
    FormPage page{unit, new_record(unit, table, prefill), {}, true, true, {}};
    page.layout = layouts(unit.snapshot())->form(table, view_for(unit, page.record, view));
    drop_hidden_sections(page);
    take_values(page);
    return page;
}

}  // namespace stead::rest::ui
