#pragma once

#include <string>

#include "rest/call.h"

namespace stead::rest {

// Rows as files (rest-api.md §6): /{table}_list.do?CSV, XML, JSON, JSONv2, XLSX (also XLS, EXCEL),
// and /{table}.do?sys_id=…&CSV for one record. Only rows and fields that the person may read;
// written while they are read, in memory of constant size.
bool is_export(const http::Query& query);
// `sys_id` "" means the list.
void export_rows(Call& call, const std::string& table, const std::string& sys_id = {});

}  // namespace stead::rest
