#include "rest/ui/search.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"
#include "record/access.h"
#include "record/words.h"
#include "rest/ui/columns.h"
#include "rest/ui/list_menu.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Kind;
using model::Table;
using record::Permission;
using record::Unit;

constexpr std::int64_t palette_rows = 5;
constexpr std::int64_t page_rows = 50;
constexpr std::size_t subtitle_parts = 3;
constexpr std::string_view words_are = "123TEXTQUERY321=";

bool is_searched(Unit& unit, const Table& table) {
    return table.text_index && !table.is_metadata() && unit.access(table).may(Permission::read);
}

// Rows of descendants that are searched by themselves are found there.
std::string without_descendants(Unit& unit, const Table& table) {
    std::string classes;
    for (const auto& name : table.descendants) {
        if (name == table.name) continue;
        const auto* child = unit.dictionary().find(name);
        if (child && is_searched(unit, *child)) classes += (classes.empty() ? "" : ",") + name;
    }
    return classes.empty() ? "" : "^sys_class_nameNOT IN" + classes;
}

// What the person works on comes first: the tables of his lists, in their order.
std::vector<const Table*> searched_tables(Unit& unit, std::string_view groups) {
    std::vector<const Table*> tables;
    const auto add = [&](const std::string& name) {
        const auto* table = unit.dictionary().find(name);
        if (table && is_searched(unit, *table) &&
            std::find(tables.begin(), tables.end(), table) == tables.end())
            tables.push_back(table);
    };
    if (!groups.empty()) {
        for (const auto& name : base::split_names(groups)) add(name);
        return tables;
    }
    for (const auto& category : list_menu(unit))
        for (const auto& list : category.lists) add(list.table);
    for (const auto& table : unit.dictionary().tables()) add(table->name);
    return tables;
}

// How a found row presents itself: number, title, and what tells it from others.
struct Shape {
    std::vector<std::string> fields;  // number, title, then the subtitle
    bool numbered = false;
};

Shape shape_of(Unit& unit, const Table& table) {
    Shape shape;
    const auto& access = unit.access(table);
    const auto* title = table.find("number") ? table.find("short_description") : nullptr;
    if (!title || !access.may(Permission::read, *title)) title = &table.display_field();
    shape.numbered = table.find("number") && title->name != "number";
    shape.fields = {shape.numbered ? "number" : title->name, title->name};
    auto columns = columns_of(unit, table, "", layouts(unit.snapshot())->list(table, "")).shown;
    for (const auto& column : columns) {
        const bool tells =
            column.field->kind() == Kind::reference || !column.field->choices.empty();
        if (tells && shape.fields.size() < 2 + subtitle_parts) shape.fields.push_back(column.name);
    }
    return shape;
}

void write_row(JsonWriter& json, const Table& table, const Shape& shape, const record::Row& row) {
    json.begin_object().member("sys_id", row.sys_id);
    json.member("table", row.class_name.empty() ? std::string_view(table.name) : row.class_name);
    if (shape.numbered) json.member("number", row.cells[0].value);
    json.member("title", row.cells[1].display);
    std::string subtitle;
    for (std::size_t i = 2; i < row.cells.size(); ++i)
        if (!row.cells[i].display.empty())
            subtitle.append(subtitle.empty() ? "" : ", ").append(row.cells[i].display);
    if (!subtitle.empty()) json.member("subtitle", subtitle);
    json.end_object();
}

bool reads(Unit& unit, const Table& table, const model::Field& field) {
    return unit.access(table).may(Permission::read, field);
}

// The index mixes all texts of a row. Who may not read all of them must not learn from it what the
// others say.
bool may_ask_index(Unit& unit, const Table& table) {
    for (const auto* field : model::searchable_fields(table))
        if (!reads(unit, table, *field)) return false;
    return std::all_of(table.fields().begin(), table.fields().end(), [&](const auto& field) {
        return field.kind() != Kind::journal || reads(unit, table, field);
    });
}

// Each word in one of the texts that the person may read; nothing when there is none.
std::string words_in_fields(Unit& unit, const Table& table, const std::string& text) {
    std::string query;
    for (const auto& word : base::split_names(text, ' ')) {
        std::string any;
        for (const auto* field : model::searchable_fields(table))
            if (reads(unit, table, *field) && field->kind() != Kind::reference)
                any += (any.empty() ? "" : "^OR") + field->name + "LIKE" + word;
        if (any.empty()) return {};
        query += (query.empty() ? "" : "^") + any;
    }
    return query;
}

// "" when there is nothing to look into.
std::string query_for(Unit& unit, const Table& table, const std::string& text) {
    const bool by_number = table.number && !table.number->prefix.empty() &&
                           base::lower(text).starts_with(base::lower(table.number->prefix)) &&
                           text.find(' ') == std::string::npos;
    if (by_number) {
        const auto exact = "number=" + text;
        if (unit.count(table.name, exact, true) > 0) return exact;
    }
    const auto found = may_ask_index(unit, table) ? std::string(words_are) + text
                                                  : words_in_fields(unit, table, text);
    return found.empty() ? found : found + without_descendants(unit, table);
}

void write_group(JsonWriter& json, Unit& unit, const Table& table, const std::string& text,
                 std::int64_t limit) {
    const auto shape = shape_of(unit, table);
    record::ListRequest request;
    request.table = table.name;
    request.query = query_for(unit, table, text);
    if (request.query.empty()) return;
    request.fields = shape.fields;
    request.limit = limit;
    std::string rows;
    JsonWriter row_json(rows);
    row_json.begin_array();
    const auto result = unit.list(request, [&](const record::Row& row) {
        write_row(row_json, table, shape, row);
        return true;
    });
    row_json.end_array();
    if (result.rows == 0) return;
    json.begin_object().member("table", table.name).member("label", unit.words().plural(table));
    json.member("total",
                result.rows < limit ? result.rows : unit.count(table.name, request.query, true));
    json.member("exact", true).key("rows").raw(rows).end_object();
}

}  // namespace

void get_search(Call& call) {
    const auto text = base::replace_all(std::string(base::trim(call.query("q"))), "^", " ");
    const auto groups = call.query("groups");
    std::string answer;
    JsonWriter json(answer);
    json.begin_object().key("groups").begin_array();
    if (!text.empty())
        call.store.read(call.session(), [&](Unit& unit) {
            for (const auto* table : searched_tables(unit, groups))
                write_group(json, unit, *table, text, groups.empty() ? palette_rows : page_rows);
        });
    json.end_array().end_object();
    call.answer(std::move(answer));
}

}  // namespace stead::rest::ui
