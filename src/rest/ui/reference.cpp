#include "rest/ui/reference.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "record/access.h"
#include "record/reference_qualifier.h"
#include "rest/ui/columns.h"
#include "rest/ui/draft_record.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::JsonWriter;
using base::Status;
using model::Field;
using model::Kind;
using model::Operator;
using model::Table;
using record::Permission;
using record::Record;
using record::Unit;

constexpr std::int64_t most_rows = 15;
constexpr std::size_t secondary_columns = 2;

// The rows that a reference may name, for one page and one text.
struct Search {
    Unit& unit;
    const Table& target;
    std::string limits;           // encoded query, of a trusted row
    std::vector<Column> columns;  // beside the display value
    std::vector<std::string> seen;
};

// Two more texts that tell rows of one name apart: what the lookup list of the table shows.
std::vector<Column> secondary(Unit& unit, const Table& target) {
    auto layout = layouts(unit.snapshot())->list(target, "sys_ref_list");
    auto columns = columns_of(unit, target, "", layout).shown;
    std::erase_if(columns, [&](const Column& column) {
        const auto kind = column.field->kind();
        return column.name == target.display_field().name || kind == Kind::boolean ||
               kind == Kind::date_time || kind == Kind::date || kind == Kind::list;
    });
    if (columns.size() > secondary_columns) columns.resize(secondary_columns);
    return columns;
}

bool is_seen(const Search& search, std::string_view sys_id) {
    return std::find(search.seen.begin(), search.seen.end(), sys_id) != search.seen.end();
}

void write_row(JsonWriter& json, Search& search, const record::Row& row) {
    search.seen.emplace_back(row.sys_id);
    json.begin_object().member("sys_id", row.sys_id);
    json.member("display", row.cells[0].display).key("columns").begin_array();
    for (std::size_t i = 1; i < row.cells.size(); ++i) json.text(row.cells[i].display);
    json.end_array();
    if (!row.class_name.empty()) json.member("table", row.class_name);
    json.end_object();
}

void find_rows(JsonWriter& json, Search& search, std::vector<model::Condition> where,
               const std::string& order) {
    const auto already = static_cast<std::int64_t>(search.seen.size());
    if (already >= most_rows) return;
    record::ListRequest request;
    request.table = search.target.name;
    request.query = search.limits;
    request.where = std::move(where);
    request.query += (request.query.empty() ? "" : "^") + order;
    request.fields.push_back(search.target.display_field().name);
    for (const auto& column : search.columns) request.fields.push_back(column.name);
    request.limit = most_rows + already;
    request.query_from_outside = false;
    search.unit.list(request, [&](const record::Row& row) {
        if (!is_seen(search, row.sys_id)) write_row(json, search, row);
        return static_cast<std::int64_t>(search.seen.size()) < most_rows;
    });
}

// What starts with the text comes first, then what holds it anywhere, then other columns.
void find_by_text(JsonWriter& json, Search& search, std::string_view q) {
    const auto& display = search.target.display_field();
    if (!search.unit.access(search.target).may(Permission::read, display)) return;
    const std::string text(q);
    const auto order = "ORDERBY" + display.name;
    const auto find = [&](const std::string& name, Operator op) {
        find_rows(json, search, {{name, op, text, true}}, order);
    };
    find(display.name, Operator::starts_with);
    find(display.name, Operator::contains);
    for (const auto& column : search.columns)
        if (column.field->kind() == Kind::text && !column.field->column.empty())
            find(column.name, Operator::starts_with);
}

boost::json::object values_of(const Call& call) {
    const auto text = call.query("values");
    if (text.empty()) return {};
    auto value = base::parse_json(text);
    return value.is_object() ? std::move(value.get_object()) : boost::json::object();
}

}  // namespace

void get_reference(Call& call) {
    std::string text;
    JsonWriter json(text);
    call.store.read(call.session(), [&](Unit& unit) {
        const auto& table = unit.dictionary().get(call.path("table"));
        const auto path = model::find_path(unit.dictionary(), table, call.path("field"));
        if (!path) throw Error(Status::bad_request, "There is no such field", call.path("field"));
        const auto& field = path->last();
        auto record = draft_record(unit, table, call.query("sys_id"), values_of(call));
        const auto& target = record::reference_target(unit, field, record);
        Search search{unit,
                      target,
                      record::reference_qualifier(unit, field, record),
                      secondary(unit, target),
                      {}};
        json.begin_object().key("rows").begin_array();
        const auto q = base::trim(call.query("q"));
        if (q.empty())
            find_rows(json, search, {}, "ORDERBY" + target.display_field().name);
        else
            find_by_text(json, search, q);
        json.end_array();
        json.member("create",
                    !target.extensions_only && unit.access(target).may(Permission::create));
        json.end_object();
    });
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
