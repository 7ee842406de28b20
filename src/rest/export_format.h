#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/url.h"
#include "record/unit.h"
#include "rest/call.h"

namespace stead::rest {

enum class ExportKind { csv, xml, xlsx, json };

// A kind of file, as the address names it: `?CSV`, `?JSONv2`, `?EXCEL` …
struct ExportFormat {
    std::string_view key;
    ExportKind kind;
    std::string_view extension, media_type;
};
// Nothing when the address names none.
const ExportFormat* export_format(const http::Query& query);

// One cell of a CSV file: quoted, and harmless for spreadsheets that run formulas.
std::string csv_cell(std::string_view text, bool escape_formulas = true);

// Writes a list into a file of one kind, row by row. What the file needs is decided by the caller
// and by properties (rest-api.md §6).
class ExportWriter {
public:
    virtual ~ExportWriter() = default;
    virtual void begin(const std::vector<std::string>& names) = 0;
    virtual bool row(const record::Row& row) = 0;  // false: nobody reads any more
    virtual void end() = 0;
};

// `names` are those of the columns. Texts are streamed into the answer; a sheet is made in a file
// first. The writer takes what it needs of the unit now.
std::unique_ptr<ExportWriter> text_writer(Call& call, record::Unit& unit, const model::Table& table,
                                          const ExportFormat& format);
std::unique_ptr<ExportWriter> sheet_writer(Call& call, record::Unit& unit,
                                           const model::Table& table);

// What a column is called for people.
std::string column_label(const record::Unit& unit, const model::Table& table,
                         std::string_view name);

}  // namespace stead::rest
