#include "base/text.h"
#include "plugin/layout.h"
#include "plugin/shorthand.h"

namespace stead::plugin {

namespace {

constexpr int step = 100;  // between positions, so that other plugins find room

struct Layout {
    const std::string& file;
    Definition& definition;
    std::string table;
    std::string view;  // "" = default

    RowDefinition row(const std::string& type, std::string key, int line) const {
        RowDefinition row;
        row.table = type;
        row.key = std::move(key);
        row.file = file;
        row.line = line;
        return row;
    }
    RowDefinition named(const std::string& type, std::string key, int line) const {
        auto made = row(type, std::move(key), line);
        made.add("name", table);
        if (!view.empty()) made.add("view", view);
        return made;
    }
    void ship(RowDefinition row) const { definition.rows.push_back(std::move(row)); }
    std::string id() const { return table + "@" + view; }
};

Layout layout_of(const std::string& name, const std::string& file, Definition& definition) {
    const auto at = name.find('@');
    return {file, definition, name.substr(0, at),
            at == std::string::npos ? "" : name.substr(at + 1)};
}

std::string joined(const Node* list) {
    std::string text;
    if (list)
        for (const auto& item : list->items) text += (text.empty() ? "" : ",") + item.text;
    return text;
}

void add_element(const Layout& layout, const std::string& section_key, const std::string& element,
                 int position, const std::string& after, int line) {
    auto row = layout.row("sys_ui_element", section_key + " " + element, line);
    row.add("sys_ui_section", "#" + section_key);
    row.add("element", element);
    row.add("type", "element");
    row.add("position", std::to_string(position));
    if (!after.empty()) row.add(std::string(after_column), after);
    layout.ship(std::move(row));
}

void add_section(const Layout& layout, const Node& section, int position) {
    const std::string key = section_key(layout.table, layout.view, section.get("label"));
    auto row = layout.named("sys_ui_section", key, section.line);
    row.add("caption", section.get("label"));
    row.add("columns", section.get("columns", "2"));
    row.add("collapsed", section.get("collapsed", "false"));
    row.add("condition", section.get("condition"));
    layout.ship(std::move(row));
    auto link = layout.row("sys_ui_form_section",
                           "form " + layout.id() + " " + section.get("label"), section.line);
    link.add("sys_ui_form", "#form " + layout.id());
    link.add("sys_ui_section", "#" + key);
    link.add("position", std::to_string(position));
    layout.ship(std::move(link));
    int place = 0;
    if (const auto* fields = section.find("fields"))
        for (const auto& field : fields->items)
            add_element(layout, key, field.text, place += step, "", section.line);
}

void add_form(const Layout& layout, const Node& form) {
    auto row = layout.named("sys_ui_form", "form " + layout.id(), form.line);
    row.add("title", form.get("title"));
    row.add("chips", joined(form.find("chips")));
    row.add("page", form.get("page", "form"));
    layout.ship(std::move(row));
    int position = 0;
    if (const auto* sections = form.find("sections"))
        for (const auto& section : sections->items) add_section(layout, section, position += step);
}

void add_related(const Layout& layout, const Node& related) {
    const std::string key = "related " + layout.id();
    layout.ship(layout.named("sys_ui_related_list", key, related.line));
    int position = 0;
    for (const auto& item : related.items) {
        auto entry = layout.row("sys_ui_related_list_entry", key + " " + item.text, related.line);
        entry.add("list_id", "#" + key);
        entry.add("related_list", item.text);
        entry.add("position", std::to_string(position += step));
        layout.ship(std::move(entry));
    }
}

// What another plugin adds to a form: placed after a field once all forms are known.
void add_to_form(const Layout& layout, const Node& additions) {
    for (const auto& addition : additions.items) {
        const std::string key = section_key(layout.table, layout.view, addition.get("section"));
        int order = 0;
        if (const auto* fields = addition.find("fields"))
            for (const auto& field : fields->items)
                add_element(layout, key, field.text, ++order, addition.get("after"), addition.line);
    }
}

void add_list(const Layout& layout, const Node& list) {
    const std::string key = "list " + layout.id();
    auto row = layout.named("sys_ui_list", key, list.line);
    row.add("order_by", list.get("order"));
    layout.ship(std::move(row));
    int position = 0;
    if (const auto* fields = list.find("fields"))
        for (const auto& field : fields->items) {
            auto element = layout.row("sys_ui_list_element", key + " " + field.text, list.line);
            element.add("list_id", "#" + key);
            element.add("element", field.text);
            element.add("position", std::to_string(position += step));
            layout.ship(std::move(element));
        }
}

}  // namespace

std::string section_key(const std::string& table, const std::string& view,
                        const std::string& label) {
    return "section " + table + "@" + view + " " + label;
}

void expand_forms(const Node& forms, const std::string& file, Definition& definition,
                  Problems& problems) {
    for (const auto& [name, form] : forms.members) {
        check_members(form, "title,chips,page,sections,related,add", "form " + name, file,
                      problems);
        const auto layout = layout_of(name, file, definition);
        if (form.find("sections")) add_form(layout, form);
        if (const auto* related = form.find("related")) add_related(layout, *related);
        if (const auto* additions = form.find("add")) add_to_form(layout, *additions);
    }
}

void expand_lists(const Node& lists, const std::string& file, Definition& definition,
                  Problems& problems) {
    for (const auto& [name, list] : lists.members) {
        check_members(list, "fields,order", "list " + name, file, problems);
        add_list(layout_of(name, file, definition), list);
    }
}

void place_added_elements(std::vector<Definition>& definitions, Problems& problems) {
    base::TextMap<int> positions;  // "section … element" → position
    for (const auto& definition : definitions)
        for (const auto& row : definition.rows)
            if (row.table == "sys_ui_element" && !row.find(after_column))
                positions[row.key] =
                    static_cast<int>(base::to_integer(row.find("position")->text).value_or(0));
    for (auto& definition : definitions)
        for (auto& row : definition.rows) {
            const auto* after = row.find(after_column);
            if (!after) continue;
            const std::string key = row.find("sys_ui_section")->text.substr(1) + " " + after->text;
            const auto found = positions.find(key);
            if (found == positions.end())
                problems.push_back(
                    {row.file, row.line,
                     "there is no field \"" + after->text + "\" in that section of the form"});
            for (auto& [name, value] : row.values)
                if (name == "position" && found != positions.end())
                    value.text =
                        std::to_string(found->second + base::to_integer(value.text).value_or(1));
            std::erase_if(row.values, [](const auto& v) { return v.first == after_column; });
        }
}

}  // namespace stead::plugin
