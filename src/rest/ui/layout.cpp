#include "rest/ui/layout.h"

#include <algorithm>

#include "engine/metadata.h"

namespace stead::rest::ui {

namespace {

using engine::column;
using record::MetadataRow;
using record::Snapshot;

constexpr std::size_t most_generated_columns = 7;

std::int64_t number(const MetadataRow& row, std::string_view name, std::int64_t fallback = 0) {
    return base::to_integer(column(row, name)).value_or(fallback);
}

// The rows of a table that name `parent` in `link`, by their position.
base::TextMap<std::vector<const MetadataRow*>> by_parent(const Snapshot& snapshot,
                                                         std::string_view table,
                                                         std::string_view link) {
    base::TextMap<std::vector<const MetadataRow*>> groups;
    for (const auto& row : snapshot.rows(table)) groups[column(row, link)].push_back(&row);
    for (auto& [parent, rows] : groups)
        std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
            return number(*a, "position") < number(*b, "position");
        });
    return groups;
}

bool is_plain_element(const MetadataRow& row) {
    const auto& type = column(row, "type");
    return type.empty() || type == "element";
}

bool is_worth_showing(const model::Field& field) {
    return field.active && !field.name.starts_with("sys_") &&
           field.kind() != model::Kind::virtual_field;
}

FormLayout generated_form(const model::Table& table) {
    FormLayout form;
    form.title = table.display_field().name;
    SectionLayout section;
    section.id = "all";
    section.label = table.label;
    for (const auto& field : table.fields())
        if (is_worth_showing(field)) section.fields.push_back(field.name);
    form.sections.push_back(std::move(section));
    return form;
}

bool is_short(const model::Field& field) {
    return field.kind() != model::Kind::long_text && field.kind() != model::Kind::journal &&
           field.kind() != model::Kind::password && field.max_length <= 255;
}

ListLayout generated_list(const model::Table& table) {
    ListLayout list;
    list.elements.push_back({table.display_field().name});
    for (const auto& field : table.fields()) {
        if (list.elements.size() >= most_generated_columns) break;
        if (is_worth_showing(field) && is_short(field) && &field != &table.display_field())
            list.elements.push_back({field.name});
    }
    if (table.find("sys_updated_on")) list.elements.push_back({"sys_updated_on"});
    return list;
}

// What is said for the table or its nearest ancestor, in this view.
template <class Value>
const Value* nearest(const base::TextMap<Value>& map, const model::Table& table,
                     std::string_view view) {
    for (const auto* at = &table; at; at = at->parent)
        if (const auto found = map.find(at->name + "@" + std::string(view)); found != map.end())
            return &found->second;
    return nullptr;
}

template <class Value>
const Value* nearest_or_default(const base::TextMap<Value>& map, const model::Table& table,
                                std::string_view view) {
    const auto* found = nearest(map, table, view);
    return found || view.empty() ? found : nearest(map, table, "");
}

}  // namespace

Layouts::Layouts(const Snapshot& snapshot) {
    read_views(snapshot);
    read_sections(snapshot);
    read_related(snapshot);
    read_forms(snapshot);
    read_lists(snapshot);
}

void Layouts::read_views(const Snapshot& snapshot) {
    for (const auto& row : snapshot.rows("sys_ui_view"))
        views_[column(row, "sys_id")] = column(row, "name");
}

std::string Layouts::view_name(std::string_view sys_id) const {
    const auto found = views_.find(sys_id);
    return found == views_.end() ? std::string() : found->second;
}

std::string Layouts::key_of(const MetadataRow& row) const {
    return column(row, "name") + "@" + view_name(column(row, "view"));
}

void Layouts::read_sections(const Snapshot& snapshot) {
    const auto elements = by_parent(snapshot, "sys_ui_element", "sys_ui_section");
    for (const auto& row : snapshot.rows("sys_ui_section")) {
        SectionLayout section;
        section.id = column(row, "sys_id");
        section.label = column(row, "caption");
        section.condition = column(row, "condition");
        section.columns = number(row, "columns", 2) == 1 ? 1 : 2;
        section.collapsed = engine::flag(row, "collapsed");
        if (const auto found = elements.find(section.id); found != elements.end())
            for (const auto* element : found->second)
                if (is_plain_element(*element))
                    section.fields.push_back(column(*element, "element"));
        sections_[section.id] = std::move(section);
    }
}

void Layouts::read_related(const Snapshot& snapshot) {
    const auto entries = by_parent(snapshot, "sys_ui_related_list_entry", "list_id");
    for (const auto& row : snapshot.rows("sys_ui_related_list")) {
        const auto found = entries.find(column(row, "sys_id"));
        if (found == entries.end()) continue;
        auto& related = related_[key_of(row)];
        for (const auto* entry : found->second)
            related.push_back({column(*entry, "sys_id"), column(*entry, "related_list"),
                               column(*entry, "label"), column(*entry, "filter")});
    }
}

void Layouts::read_forms(const Snapshot& snapshot) {
    const auto links = by_parent(snapshot, "sys_ui_form_section", "sys_ui_form");
    for (const auto& row : snapshot.rows("sys_ui_form")) {
        if (!column(row, "user").empty()) continue;
        FormLayout form;
        form.view = view_name(column(row, "view"));
        form.title = column(row, "title");
        form.chips = base::split_names(column(row, "chips"));
        if (!column(row, "page").empty()) form.page = column(row, "page");
        if (const auto found = links.find(column(row, "sys_id")); found != links.end())
            for (const auto* link : found->second)
                if (const auto section = sections_.find(column(*link, "sys_ui_section"));
                    section != sections_.end())
                    form.sections.push_back(section->second);
        if (const auto found = related_.find(key_of(row)); found != related_.end())
            form.related = found->second;
        forms_[key_of(row)] = std::move(form);
    }
}

void Layouts::read_lists(const Snapshot& snapshot) {
    const auto elements = by_parent(snapshot, "sys_ui_list_element", "list_id");
    for (const auto& row : snapshot.rows("sys_ui_list")) {
        if (!column(row, "user").empty() || !column(row, "parent").empty()) continue;
        ListLayout list;
        list.order = column(row, "order_by");
        if (const auto found = elements.find(column(row, "sys_id")); found != elements.end())
            for (const auto* element : found->second)
                list.elements.push_back(
                    {column(*element, "element"), static_cast<int>(number(*element, "width"))});
        if (!list.elements.empty()) lists_[key_of(row)] = std::move(list);
    }
}

FormLayout Layouts::form(const model::Table& table, std::string_view view) const {
    const auto* found = nearest_or_default(forms_, table, view);
    auto form = found ? *found : generated_form(table);
    if (form.title.empty()) form.title = table.display_field().name;
    return form;
}

ListLayout Layouts::list(const model::Table& table, std::string_view view) const {
    const auto* found = nearest_or_default(lists_, table, view);
    return found ? *found : generated_list(table);
}

std::vector<std::string> Layouts::views(const model::Table& table) const {
    std::vector<std::string> names;
    for (const auto& [id, name] : views_)
        if (!name.empty() && nearest(forms_, table, name)) names.push_back(name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::shared_ptr<const Layouts> layouts(const Snapshot& snapshot) {
    static const char key = 0;
    return std::static_pointer_cast<const Layouts>(
        snapshot.attachment(&key, [](const Snapshot& made_from) -> std::shared_ptr<const void> {
            return std::make_shared<Layouts>(made_from);
        }));
}

}  // namespace stead::rest::ui
