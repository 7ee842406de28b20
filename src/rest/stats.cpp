#include "rest/stats.h"

#include <array>
#include <cstdio>

#include "base/error.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "record/aggregate.h"
#include "rest/documented.h"
#include "rest/list_query.h"
#include "rest/paging.h"
#include "rest/table_answer.h"

namespace stead::rest {

namespace {

using base::JsonWriter;
using record::Aggregate;
using record::AggregateRequest;
using record::Unit;
using Function = Aggregate::Function;

constexpr std::int64_t most_groups = 10'000;

struct Named {
    std::string_view name;
    Function function;
};
// In the order of the answer.
constexpr std::array<Named, 4> of_fields{{{"sum", Function::sum},
                                          {"avg", Function::average},
                                          {"min", Function::minimum},
                                          {"max", Function::maximum}}};

[[noreturn]] void refuse(const std::string& detail) {
    throw base::Error(base::Status::bad_request, "Invalid query parameter", detail);
}

bool is_column(const Unit& unit, const model::Table& table, std::string_view text) {
    const auto path = model::find_path(unit.dictionary(), table, text);
    return path && !path->last().column.empty();
}

// The names of a comma list that are columns; others are ignored, as everywhere.
std::vector<std::string> columns(const Call& call, const Unit& unit, const model::Table& table,
                                 std::string_view parameter) {
    std::vector<std::string> names;
    for (auto& name : base::split_names(call.query(parameter)))
        if (is_column(unit, table, name)) names.push_back(std::move(name));
    return names;
}

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    for (const auto& part : base::split(text, '^')) parts.emplace_back(base::trim(part));
    return parts;
}

std::optional<Function> function_named(std::string_view text) {
    if (base::equals_ignoring_case(text, "count")) return Function::count;
    for (const auto& [name, function] : of_fields)
        if (base::equals_ignoring_case(text, name)) return function;
    return {};
}

// One clause of sysparm_having: aggregate^field^operator^value.
AggregateRequest::Having having(const Unit& unit, const model::Table& table,
                                std::string_view text) {
    const auto parts = parts_of(text);
    const auto function = function_named(parts.front());
    if (parts.size() != 4 || !function) refuse("sysparm_having is aggregate^field^operator^value");
    if (*function == Function::count) return {{}, parts[2], parts[3]};
    if (!is_column(unit, table, parts[1])) refuse("There is no column " + parts[1]);
    return {{*function, parts[1]}, parts[2], parts[3]};
}

bool is_group(const AggregateRequest& request, std::string_view name) {
    for (const auto& group : request.groups)
        if (group == name) return true;
    return false;
}

// One term of sysparm_order_by: `AVG^field`, `COUNT` or a grouped field, and `^DESC`.
void add_order(const Unit& unit, const model::Table& table, std::string_view text,
               AggregateRequest& request) {
    auto parts = parts_of(text);
    AggregateRequest::Order order;
    if (base::equals_ignoring_case(parts.back(), "desc")) order.descending = true, parts.pop_back();
    if (parts.empty()) return;
    if (is_group(request, parts[0])) {
        order.field = parts[0];
    } else if (const auto function = function_named(parts[0])) {
        const bool counts = *function == Function::count;
        if (!counts && (parts.size() < 2 || !is_column(unit, table, parts[1]))) return;
        order.aggregate = {*function, counts ? std::string() : parts[1]};
    } else if (is_column(unit, table, parts[0])) {
        refuse(parts[0] + " is no sysparm_group_by field");
    } else {
        return;
    }
    request.order.push_back(std::move(order));
}

// The first value is always the number of rows: it tells whether the others mean anything.
AggregateRequest request_of(const Call& call, const Unit& unit, const model::Table& table) {
    const Page page = page_of(call, most_groups);
    AggregateRequest request;
    request.table = table.name;
    request.query = list_query(call, unit, table);
    request.groups = columns(call, unit, table, "sysparm_group_by");
    if (!request.groups.empty()) request.limit = page.limit, request.offset = page.offset;
    request.aggregates.push_back({});
    for (const auto& [name, function] : of_fields)
        for (auto& field : columns(call, unit, table, "sysparm_" + std::string(name) + "_fields"))
            request.aggregates.push_back({function, std::move(field)});
    for (const auto& clause : base::split(call.query("sysparm_having"), ','))
        if (!base::trim(clause).empty())
            request.having.push_back(having(unit, table, base::trim(clause)));
    for (const auto& term : base::split(call.query("sysparm_order_by"), ','))
        if (!base::trim(term).empty()) add_order(unit, table, base::trim(term), request);
    return request;
}

// Writes the groups of one answer.
class Writer {
public:
    Writer(Unit& unit, const model::Table& table, const AggregateRequest& request, Display display)
        : unit_(unit), table_(table), request_(request), display_(display) {}

    void stats(JsonWriter& json, const record::AggregateRow& row, bool with_count) {
        json.key("stats").begin_object();
        if (with_count) json.member("count", row.values.front());
        if (row.values.front() != "0")
            for (const auto& [name, function] : of_fields)
                write_function(json, row, name, function);
        json.end_object();
    }

    // The groups of all rows, because what references show is asked for together.
    void learn(const std::vector<record::AggregateRow>& rows) {
        if (display_ == Display::raw) return;
        for (std::size_t i = 0; i < request_.groups.size(); ++i) {
            std::vector<std::string> values;
            for (const auto& row : rows) values.push_back(row.groups[i]);
            shown_.push_back(displays_of(unit_, field(request_.groups[i]), values));
        }
    }

    void groups(JsonWriter& json, const record::AggregateRow& row, std::size_t index) {
        json.key("groupby_fields").begin_array();
        for (std::size_t i = 0; i < row.groups.size(); ++i) {
            json.begin_object().member("field", request_.groups[i]);
            json.member("value", display_ == Display::display ? shown_[i][index] : row.groups[i]);
            if (display_ == Display::all) json.member("display_value", shown_[i][index]);
            json.end_object();
        }
        json.end_array();
    }

private:
    const model::Field& field(const std::string& path) const {
        return model::find_path(unit_.dictionary(), table_, path)->last();
    }

    void write_function(JsonWriter& json, const record::AggregateRow& row, std::string_view name,
                        Function function) {
        bool open = false;
        for (std::size_t i = 1; i < request_.aggregates.size(); ++i) {
            const auto& asked = request_.aggregates[i];
            if (asked.function != function) continue;
            if (!open) json.key(name).begin_object();
            open = true;
            json.key(asked.field);
            write_value(json, asked, row.values[i]);
        }
        if (open) json.end_object();
    }

    void write_value(JsonWriter& json, const Aggregate& asked, const std::string& value) {
        const bool is_value =
            asked.function == Function::minimum || asked.function == Function::maximum;
        if (asked.function == Function::average) {
            json.text(four_decimals(value));
        } else if (!is_value || display_ == Display::raw) {
            json.text(value);
        } else {
            const auto shown = displays_of(unit_, field(asked.field), {value}).front();
            if (display_ == Display::display)
                json.text(shown);
            else
                json.begin_object()
                    .member("display_value", shown)
                    .member("value", value)
                    .end_object();
        }
    }

    // Averages of durations are durations.
    static std::string four_decimals(const std::string& value) {
        const auto number = base::to_number(value);
        if (!number) return value;
        std::array<char, 400> text{};
        const int size = std::snprintf(text.data(), text.size(), "%.4f", *number);
        return {text.data(), static_cast<std::size_t>(size)};
    }

    Unit& unit_;
    const model::Table& table_;
    const AggregateRequest& request_;
    Display display_;
    std::vector<std::vector<std::string>> shown_;  // by group, then by row
};

void get_stats(Call& call) {
    call.store.read(call.session(), [&](Unit& unit) {
        const auto& table = served_table(unit, call.path("table"));
        const auto request = request_of(call, unit, table);
        const bool grouped = !base::trim(call.query("sysparm_group_by")).empty();
        const bool with_count = call.flag("sysparm_count");
        const auto rows = record::aggregate(unit, request);
        Writer writer(unit, table, request, display_mode(call.query("sysparm_display_value")));
        writer.learn(rows);
        std::string text;
        JsonWriter json(text);
        json.begin_object().key("result");
        if (grouped) json.begin_array();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (grouped && rows[i].values.front() == "0") continue;  // a group of nothing
            json.begin_object();
            writer.stats(json, rows[i], with_count);
            if (grouped) writer.groups(json, rows[i], i);
            json.end_object();
        }
        if (!grouped && rows.empty())
            json.begin_object().key("stats").begin_object().end_object().end_object();
        if (grouped) json.end_array();
        json.end_object();
        call.answer(std::move(text));
    });
}

http::RouteOptions told() {
    return documented(
        "Numbers made of many records; a list when they are grouped",
        {{"sysparm_query", "Encoded query", "active=true"},
         {"sysparm_count", "true: the number of records", "true"},
         {"sysparm_sum_fields", "Comma list of fields", ""},
         {"sysparm_avg_fields", "Comma list of fields", ""},
         {"sysparm_min_fields", "Comma list of fields", "sys_created_on"},
         {"sysparm_max_fields", "Comma list of fields", ""},
         {"sysparm_group_by", "Comma list of fields", ""},
         {"sysparm_having", "aggregate^field^operator^value; comma list", "count^state^>^1"},
         {"sysparm_order_by", "Aggregate or group; comma list", "COUNT^DESC"},
         {"sysparm_display_value", "true or all: what groups show", "true"},
         {"sysparm_limit", "Most groups", "100"},
         {"sysparm_offset", "Groups to leave out", "0"}},
        {}, R"({"result":{"stats":{"count":"55"}}})");
}

}  // namespace

void add_stats_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    router.add(http::Method::get, "/api/now/[v]/stats/{table}", handler(store, callers, get_stats),
               told());
}

}  // namespace stead::rest
