#include "rest/export.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "http/conditional.h"
#include "record/snapshot.h"
#include "rest/paging.h"
#include "rest/ui/columns.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;
using record::Row;

constexpr std::int64_t default_limit = 10'000;
constexpr std::size_t piece = 64 * 1024;  // bytes that are sent at once

// A kind of file: how it begins, what a row is, how it ends.
struct Format {
    std::string_view key, extension, media_type;
};
constexpr std::array formats = {Format{"CSV", "csv", "text/csv;charset=UTF-8"},
                                Format{"JSONv2", "json", "application/json;charset=UTF-8"},
                                Format{"JSON", "json", "application/json;charset=UTF-8"},
                                Format{"XML", "xml", "application/xml;charset=UTF-8"}};

const Format* format_of(const http::Query& query) {
    for (const auto& format : formats)
        if (query.find(format.key)) return &format;
    return nullptr;
}

using Names = std::vector<std::string>;

std::string csv_head(const Names& names) {
    std::string line = "\xEF\xBB\xBF";  // tells spreadsheets that this is UTF-8
    for (std::size_t i = 0; i < names.size(); ++i) line += (i > 0 ? "," : "") + csv_cell(names[i]);
    return line + "\r\n";
}

std::string csv_row(const Row& row) {
    std::string line;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        line += (i > 0 ? "," : "") + csv_cell(row.cells[i].display);
    return line + "\r\n";
}

std::string json_row(const Names& names, const Row& row) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (row.cells[i].readable) json.member(names[i], row.cells[i].value);
    json.member("sys_id", row.sys_id).end_object();
    return text;
}

std::string xml_row(const std::string& table, const Names& names, const Row& row) {
    std::string text = "<" + table + ">";
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& cell = row.cells[i];
        if (!cell.readable) continue;
        text += "<" + names[i];
        if (cell.target) text += " display_value=\"" + base::html_escape(cell.display) + "\"";
        text += ">" + base::html_escape(cell.value) + "</" + names[i] + ">";
    }
    return text + "</" + table + ">\n";
}

std::string head(const Format& format, const Names& names) {
    if (format.extension == "csv") return csv_head(names);
    if (format.extension == "json") return "{\"records\":[";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml>\n";
}

std::string body(const Format& format, const std::string& table, const Names& names, const Row& row,
                 bool first) {
    if (format.extension == "csv") return csv_row(row);
    if (format.extension == "json") return (first ? "" : ",") + json_row(names, row);
    return xml_row(table, names, row);
}

std::string_view tail(const Format& format) {
    if (format.extension == "csv") return "";
    return format.extension == "json" ? "]}" : "</xml>\n";
}

std::int64_t limit_for(const record::Unit& unit, const Format& format) {
    const auto& snapshot = unit.snapshot();
    auto text = snapshot.property("glide." + std::string(format.extension) + ".export.limit");
    if (text.empty()) text = snapshot.property("glide.ui.export.limit");
    return base::to_integer(text).value_or(default_limit);
}

record::ListRequest request_for(const Call& call, record::Unit& unit, const model::Table& table,
                                const Format& format) {
    record::ListRequest request;
    request.table = table.name;
    request.query = call.query("sysparm_query");
    const auto layout = ui::layouts(unit.snapshot())->list(table, call.query("sysparm_view"));
    for (const auto& column :
         ui::columns_of(unit, table, call.query("sysparm_fields"), layout).shown)
        request.fields.push_back(column.name);
    request.limit = limit_for(unit, format);
    if (const auto count = base::to_integer(call.query("sysparm_record_count"));
        count && *count > 0)
        request.limit = std::min(request.limit, *count);
    return request;
}

}  // namespace

bool is_export(const http::Query& query) {
    return format_of(query) != nullptr;
}

std::string csv_cell(std::string_view text) {
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    const bool number = formula && base::to_number(text).has_value();
    std::string cell = formula && !number ? "\"'" : "\"";
    cell += base::replace_all(std::string(text), "\"", "\"\"");
    return cell + '"';
}

void export_list(Call& call, const std::string& name) {
    const auto& format = *format_of(call.exchange.request.query);
    call.store.read(call.session(), [&](record::Unit& unit) {
        const auto& table = unit.dictionary().get(name);
        const auto request = request_for(call, unit, table, format);
        auto& headers = call.exchange.response.headers;
        headers.set("Content-Type", format.media_type);
        headers.set("Content-Disposition",
                    http::content_disposition(name + "." + std::string(format.extension), true));
        headers.set("X-Content-Type-Options", "nosniff");
        // A query that is refused is refused before the file begins.
        unit.count(table.name, request.query, true);
        auto& stream = call.exchange.stream();
        std::string pending = head(format, request.fields);
        bool first = true;
        unit.list(request, [&](const Row& row) {
            pending += body(format, table.name, request.fields, row, first);
            first = false;
            if (pending.size() < piece) return true;
            const bool goes_on = stream.write(pending);
            pending.clear();
            return goes_on;
        });
        stream.write(pending.append(tail(format)));
    });
}

}  // namespace stead::rest
