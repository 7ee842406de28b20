#pragma once

#include <string>

#include "rest/call.h"

namespace stead::rest {

// Lists as files: /{table}_list.do?CSV, JSON, JSONv2, XML (rest-api.md §6). Only rows and fields
// that the person may read; written while they are read, whatever their number.
bool is_export(const http::Query& query);
void export_list(Call& call, const std::string& table);

// One cell of a CSV file: quoted, and harmless for spreadsheets that run formulas.
std::string csv_cell(std::string_view text);

}  // namespace stead::rest
