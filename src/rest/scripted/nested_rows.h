#pragma once

#include <string>
#include <vector>

#include "record/unit.h"
#include "rest/row_json.h"

namespace stead::rest::scripted {

// A reference that shows the whole record it names instead of its sys_id.
struct Expansion {
    std::string field;
    bool as_list = false;           // an array with that one record, or an empty one
    std::vector<Expansion> within;  // references of that record

    // "account", "profile[]", "profile.channel"
    static std::vector<Expansion> parse(const std::vector<std::string>& names);
};

struct NestedRow {
    std::string sys_id;
    std::string json;
};

// The rows that a request finds, each as a JSON object of flat values without links, with the named
// references expanded: one more query for each of them, however many rows there are. A record that
// the person may not read stays a sys_id; a name that is no field is empty. Expanded records show
// no passwords.
std::vector<NestedRow> nested_rows(record::Unit& unit, const record::ListRequest& request,
                                   Display display, const std::vector<Expansion>& expansions);

// The names of all fields of a table but passwords.
std::vector<std::string> plain_fields(const model::Table& table);

}  // namespace stead::rest::scripted
