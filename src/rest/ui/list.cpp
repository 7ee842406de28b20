#include "rest/ui/list.h"

#include "base/error.h"
#include "base/ids.h"
#include "base/json_writer.h"
#include "engine/metadata.h"
#include "model/encoded_query.h"
#include "record/access.h"
#include "record/snapshot.h"
#include "record/words.h"
#include "rest/ui/actions.h"
#include "rest/ui/chips.h"
#include "rest/ui/columns.h"
#include "rest/ui/field_json.h"
#include "rest/ui/groups.h"
#include "rest/ui/list_menu.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::JsonWriter;
using base::Status;
using model::EncodedQuery;
using record::Permission;
using record::Unit;

constexpr std::int64_t first_page = 200;
constexpr std::int64_t most_rows = 500;
constexpr std::int64_t live_up_to = 200;  // rows; larger lists are refreshed by hand

// What a call asks for, with what the list menu and the layout add.
struct Wish {
    const model::Table& table;
    std::optional<MenuList> menu;
    EncodedQuery query;  // without its order
    std::vector<model::Order> order;
    std::string view, group;
    Columns columns;
    std::int64_t limit = first_page;
    std::int64_t offset = 0;
};

std::int64_t number(const Call& call, std::string_view name, std::int64_t fallback) {
    const auto text = call.query(name);
    if (text.empty()) return fallback;
    const auto value = base::to_integer(text);
    if (!value || *value < 0)
        throw Error(Status::bad_request, "Invalid query parameter",
                    std::string(name) + " must be a number from 0 on");
    return *value;
}

std::string query_text(const Call& call, const std::optional<MenuList>& menu) {
    if (const auto* text = call.exchange.request.query.find("query")) return *text;
    return menu ? menu->query : std::string();
}

EncodedQuery parse(const Unit& unit, const model::Table& table, std::string_view text) {
    return model::parse_encoded_query(text, unit.dictionary(), table).query;
}

// Every alternative of the query also asks for these rows.
void narrow(EncodedQuery& query, std::string_view sys_ids) {
    model::Condition condition{"sys_id", model::Operator::in, ""};
    for (const auto& id : base::split_names(sys_ids))
        if (base::is_sys_id(id)) condition.value += (condition.value.empty() ? "" : ",") + id;
    if (query.any.empty()) query.any.emplace_back();
    for (auto& block : query.any) block.all.push_back({{condition}, {}});
}

Wish wish_of(const Call& call, Unit& unit) {
    const auto& table = unit.dictionary().get(call.path("table"));
    if (!unit.access(table).may(Permission::read))
        throw Error(Status::forbidden, "You are not allowed to see these records");
    Wish wish{table, find_list(unit, call.query("list")), {}, {}, {}, {}, {}};
    const auto all = layouts(unit.snapshot());
    wish.view = !call.query("view").empty() ? std::string(call.query("view"))
                : wish.menu                 ? all->view_name(wish.menu->view)
                                            : std::string();
    const auto layout = all->list(table, wish.view);
    wish.query = parse(unit, table, query_text(call, wish.menu));
    if (wish.query.order.empty()) wish.query.order = parse(unit, table, layout.order).order;
    wish.order.swap(wish.query.order);
    if (!call.query("sys_ids").empty()) narrow(wish.query, call.query("sys_ids"));
    const auto names = !call.query("fields").empty() ? std::string(call.query("fields"))
                       : wish.menu                   ? wish.menu->columns
                                                     : std::string();
    wish.columns = columns_of(unit, table, names, layout);
    if (const auto* group = table.find(call.query("group")); group && !group->column.empty())
        wish.group = group->name;
    wish.limit = std::min(number(call, "limit", first_page), most_rows);
    wish.offset = number(call, "cursor", 0);
    return wish;
}

std::string ordered_query(const Wish& wish) {
    EncodedQuery query = wish.query;
    if (!wish.group.empty()) query.order.push_back({wish.group, false, false});
    query.order.insert(query.order.end(), wish.order.begin(), wish.order.end());
    return model::to_string(query);
}

void write_row(JsonWriter& json, const Wish& wish, const record::Row& row) {
    const auto count = wish.columns.shown.size();
    json.begin_object().member("sys_id", row.sys_id);
    json.key("mod_count").raw(row.cells[count].value.empty() ? "0" : row.cells[count].value);
    if (!row.class_name.empty() && row.class_name != wish.table.name)
        json.member("table", row.class_name);
    json.key("v").begin_array();
    bool shows_more = false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& cell = row.cells[i];
        shows_more = shows_more || (cell.readable && shows_display(*wish.columns.shown[i].field) &&
                                    cell.display != cell.value);
        cell.readable ? json.text(cell.value) : json.null();
    }
    json.end_array();
    if (shows_more) {
        json.key("d").begin_array();
        for (std::size_t i = 0; i < count; ++i) {
            const auto& cell = row.cells[i];
            const bool differs = cell.readable && shows_display(*wish.columns.shown[i].field) &&
                                 cell.display != cell.value;
            differs ? json.text(cell.display) : json.null();
        }
        json.end_array();
    }
    json.end_object();
}

void write_rows(JsonWriter& json, Unit& unit, const Wish& wish) {
    record::ListRequest request;
    request.table = wish.table.name;
    request.query = ordered_query(wish);
    for (const auto& column : wish.columns.shown) request.fields.push_back(column.name);
    request.fields.emplace_back("sys_mod_count");
    request.offset = wish.offset;
    request.limit = wish.limit;
    json.key("rows").begin_array();
    std::int64_t rows = 0;
    if (wish.limit > 0)
        unit.list(request, [&](const record::Row& row) {
            write_row(json, wish, row);
            ++rows;
            return true;
        });
    json.end_array().key("next_cursor");
    if (rows == wish.limit && rows > 0)
        json.text(std::to_string(wish.offset + rows));
    else
        json.null();
}

void write_sort(JsonWriter& json, const Wish& wish) {
    json.key("sort").begin_array();
    for (const auto& order : wish.order) {
        json.begin_object().member("field", order.field);
        if (order.descending) json.member("desc", true);
        json.end_object();
    }
    json.end_array();
}

void write_can(JsonWriter& json, Unit& unit, const Wish& wish) {
    const auto& access = unit.access(wish.table);
    const auto* saved = unit.dictionary().find("sys_ux_my_list");
    json.key("can").begin_object();
    json.member("create", !wish.table.extensions_only && access.may(Permission::create));
    json.member("export", true);
    json.member("save_list", saved && unit.access(*saved).may(Permission::create));
    json.member("delete", access.may(Permission::remove)).end_object();
}

// Signs before a row, such as a flame, where the list control of the table says when.
void write_row_style(JsonWriter& json, const Unit& unit, const Wish& wish) {
    for (const auto& row : unit.snapshot().rows("sys_ui_list_control")) {
        const auto& styles = engine::column(row, "row_style");
        if (engine::column(row, "name") != wish.table.name || styles.empty()) continue;
        if (base::trim(styles).starts_with('[')) json.key("row_style").raw(styles);
        return;
    }
}

void write_list(JsonWriter& json, Unit& unit, const Wish& wish) {
    const auto query = model::to_string(wish.query);
    const auto total = unit.count(wish.table.name, query, true);
    json.member("table", wish.table.name).member("label", unit.words().label(wish.table));
    json.member("title", wish.menu ? wish.menu->label : unit.words().plural(wish.table));
    if (wish.menu) json.member("list", wish.menu->id);
    if (!wish.view.empty()) json.member("view", wish.view);
    json.member("query", query).key("chips");
    write_chips(json, unit, wish.table, wish.query);
    json.member("total", total).member("exact", true).key("columns");
    write_columns(json, unit, wish.table, wish.columns);
    json.key("choices");
    write_column_choices(json, unit, wish.columns);
    write_row_style(json, unit, wish);
    write_sort(json, wish);
    json.key("actions");
    write_list_actions(json, unit, wish.table);
    json.member("live", total <= live_up_to ? "auto" : "refresh");
    write_can(json, unit, wish);
    if (wish.columns.hidden > 0) json.member("hidden_columns", wish.columns.hidden);
    if (wish.group.empty()) return;
    json.member("group", wish.group).key("groups");
    write_groups(json, unit, wish.table, query, wish.group);
}

void write_count(JsonWriter& json, std::int64_t count) {
    json.begin_object().member("count", count).member("exact", true).end_object();
}

void count_lists(JsonWriter& json, Unit& unit, std::string_view ids) {
    json.begin_object();
    for (const auto& id : base::split_names(ids))
        if (const auto list = find_list(unit, id)) {
            const auto& table = unit.dictionary().get(list->table);
            auto query = parse(unit, table, list->query);
            query.order.clear();
            json.key(id);
            write_count(json, unit.count(table.name, model::to_string(query), true));
        }
    json.end_object();
}

}  // namespace

void get_list(Call& call) {
    std::string text;
    JsonWriter json(text);
    call.store.read(call.session(), [&](Unit& unit) {
        const auto wish = wish_of(call, unit);
        json.begin_object();
        // Further pages and single rows go into a list that the page already has.
        if (wish.offset == 0 && call.query("sys_ids").empty()) write_list(json, unit, wish);
        write_rows(json, unit, wish);
        json.end_object();
    });
    call.answer(std::move(text));
}

void get_count(Call& call) {
    std::string text;
    JsonWriter json(text);
    call.store.read(call.session(), [&](Unit& unit) {
        if (call.query("table").empty()) return count_lists(json, unit, call.query("lists"));
        const auto& table = unit.dictionary().get(call.query("table"));
        write_count(json, unit.count(table.name, call.query("query"), true));
    });
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
