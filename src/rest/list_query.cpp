#include "rest/list_query.h"

#include "base/text.h"

namespace stead::rest {

namespace {

std::string field_conditions(const Call& call, const record::Unit& unit,
                             const model::Table& table) {
    std::string query;
    for (const auto& [name, value] : call.exchange.request.query)
        if (!name.starts_with("sysparm_") && model::find_path(unit.dictionary(), table, name))
            query += "^" + name + "=" + base::replace_all(value, "^", "^^");
    return query;
}

// The conditions hold for every alternative, so they are added to each ^NQ block.
std::string combined(std::string query, const std::string& conditions) {
    if (conditions.empty()) return query;
    if (query.empty()) return conditions.substr(1);
    return base::replace_all(std::move(query), "^NQ", conditions + "^NQ") + conditions;
}

}  // namespace

std::string list_query(const Call& call, const record::Unit& unit, const model::Table& table) {
    return combined(std::string(call.query("sysparm_query")), field_conditions(call, unit, table));
}

}  // namespace stead::rest
