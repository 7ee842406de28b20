#pragma once

#include <string>
#include <vector>

#include "record/unit.h"
#include "rest/call.h"
#include "rest/row_json.h"

namespace stead::rest {

// What the caller wants to see of rows: fields, display mode, links.
struct Wanted {
    std::vector<std::string> fields;  // of sysparm_fields or of the view; empty: all
    Display display = Display::raw;
    bool links = true;
};
Wanted wanted(const Call& call, record::Unit& unit, const model::Table& table);

// `{"result":{…}}` for one row as the session sees it. Throws Error(not_found).
std::string record_json(Call& call, record::Unit& unit, const model::Table& table,
                        const std::string& sys_id);

// Throws Error(forbidden) for tables that are closed to web services, Error(bad_request) for
// unknown ones.
const model::Table& served_table(record::Unit& unit, const std::string& name);

}  // namespace stead::rest
