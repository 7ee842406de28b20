#include "rest/export.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/conditional.h"
#include "record/snapshot.h"
#include "rest/export_format.h"
#include "rest/json_v2.h"
#include "rest/table_answer.h"
#include "rest/ui/columns.h"

namespace stead::rest {

namespace {

constexpr std::int64_t default_limit = 10'000;
// A list of more rows than this is read in small batches, whatever its limit.
constexpr std::int64_t most_at_once = 10'000;

constexpr std::string_view sheet_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::array formats = {
    ExportFormat{"CSV", ExportKind::csv, "csv", "text/csv;charset=UTF-8"},
    ExportFormat{"XML", ExportKind::xml, "xml", "application/xml;charset=UTF-8"},
    ExportFormat{"JSONv2", ExportKind::json, "json", "application/json;charset=UTF-8"},
    ExportFormat{"JSON", ExportKind::json, "json", "application/json;charset=UTF-8"},
    ExportFormat{"XLSX", ExportKind::xlsx, "xlsx", sheet_type},
    ExportFormat{"XLS", ExportKind::xlsx, "xlsx", sheet_type},
    ExportFormat{"EXCEL", ExportKind::xlsx, "xlsx", sheet_type}};

std::int64_t limit_for(const Call& call, const record::Unit& unit, const ExportFormat& format) {
    const auto& snapshot = unit.snapshot();
    auto text = snapshot.property("glide." + std::string(format.extension) + ".export.limit");
    if (text.empty()) text = snapshot.property("glide.ui.export.limit");
    const auto most = base::to_integer(text).value_or(default_limit);
    const auto count = base::to_integer(call.query("sysparm_record_count"));
    return count && *count > 0 ? std::min(most, *count) : most;
}

bool is_stored(const model::Field& field) {
    return field.kind() != model::Kind::journal && field.kind() != model::Kind::virtual_field;
}

// What a list of the table would need to show all its columns.
std::string all_fields(const model::Table& table, ExportKind kind) {
    std::string names;
    for (const auto& field : table.fields())
        if (kind != ExportKind::xml || is_stored(field))
            names += (names.empty() ? "" : ",") + field.name;
    return names;
}

// Machines get the whole record, people the columns of the list.
std::vector<std::string> fields_for(const Call& call, record::Unit& unit, const model::Table& table,
                                    ExportKind kind) {
    std::string names(call.query("sysparm_fields"));
    const bool for_people = kind == ExportKind::csv || kind == ExportKind::xlsx;
    const bool all = call.query("sysparm_default_export_fields") == "all" ||
                     (!for_people && call.query("sysparm_view").empty());
    if (names.empty() && all) names = all_fields(table, kind);
    const auto layout = ui::layouts(unit.snapshot())->list(table, call.query("sysparm_view"));
    std::vector<std::string> fields;
    for (const auto& column : ui::columns_of(unit, table, names, layout).shown)
        fields.push_back(column.name);
    return fields;
}

std::string ordered(const Call& call, const record::Unit& unit, const model::Table& table) {
    std::string query(call.query("sysparm_query"));
    const auto order = call.query("sysparm_orderby");
    if (order.empty() || !model::find_path(unit.dictionary(), table, order)) return query;
    return "ORDERBY" + std::string(order) + (query.empty() ? "" : "^") + query;
}

record::ListRequest request_for(const Call& call, record::Unit& unit, const model::Table& table,
                                const ExportFormat& format, const std::string& sys_id) {
    record::ListRequest request;
    request.table = table.name;
    request.fields = fields_for(call, unit, table, format.kind);
    request.query_from_outside = sys_id.empty();
    request.query = sys_id.empty() ? ordered(call, unit, table) : "sys_id=" + sys_id;
    const auto first = base::to_integer(call.query("sysparm_first_row")).value_or(1);
    request.offset = sys_id.empty() ? std::max<std::int64_t>(first - 1, 0) : 0;
    request.display_values =
        format.kind != ExportKind::json || json_v2_shape(call) != JsonV2Shape::stored;
    return request;
}

// A query that is refused is refused before the file begins.
void check(record::Unit& unit, record::ListRequest request) {
    request.limit = 0;
    unit.list(request, [](const record::Row&) { return false; });
}

void set_headers(Call& call, const model::Table& table, const ExportFormat& format) {
    auto& headers = call.exchange.response.headers;
    headers.set("Content-Type", format.media_type);
    headers.set("Content-Disposition",
                http::content_disposition(table.name + "." + std::string(format.extension), true));
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
}

void write_rows(record::Unit& unit, record::ListRequest request, std::int64_t limit,
                ExportWriter& writer) {
    request.limit = limit < 256 ? limit : std::max(limit, most_at_once + 1);
    writer.begin(request.fields);
    std::int64_t rows = 0;
    if (limit > 0)
        unit.list(request,
                  [&](const record::Row& row) { return writer.row(row) && ++rows < limit; });
    writer.end();
}

}  // namespace

const ExportFormat* export_format(const http::Query& query) {
    for (const auto& format : formats)
        if (query.find(format.key)) return &format;
    return nullptr;
}

bool is_export(const http::Query& query) {
    return export_format(query) != nullptr;
}

std::string column_label(const record::Unit& unit, const model::Table& table,
                         std::string_view name) {
    const auto path = model::find_path(unit.dictionary(), table, name);
    return path ? path->last().label : std::string(name);
}

void export_rows(Call& call, const std::string& name, const std::string& sys_id) {
    const auto& format = *export_format(call.parameters());
    call.read([&](record::Unit& unit) {
        const auto& table = served_table(unit, name);
        if (!sys_id.empty()) unit.get(name, sys_id);
        const auto request = request_for(call, unit, table, format, sys_id);
        check(unit, request);
        set_headers(call, table, format);
        const auto writer = format.kind == ExportKind::xlsx
                                ? sheet_writer(call, unit, table)
                                : text_writer(call, unit, table, format);
        write_rows(unit, request, limit_for(call, unit, format), *writer);
    });
}

}  // namespace stead::rest
