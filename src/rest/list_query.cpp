#include "rest/list_query.h"

#include <algorithm>

#include "base/text.h"
#include "rest/input.h"

namespace stead::rest {

namespace {

// By what is stored or by what is shown.
std::string field_conditions(const Call& call, const record::Unit& unit,
                             const model::Table& table) {
    std::string query;
    for (const auto& [name, value] : call.parameters()) {
        const auto path = name.starts_with("sysparm_")
                              ? std::nullopt
                              : model::find_path(unit.dictionary(), table, name);
        if (!path) continue;
        query += name + "=" +
                 base::replace_all(choice_value(unit, path->last(), value), "^", "^^") + "^";
    }
    return query;
}

// The conditions hold for every alternative of the query. They come before its own, because all
// that follows a JOIN belongs to it.
std::string combined(std::string_view query, const std::string& conditions) {
    if (conditions.empty()) return std::string(query);
    const auto join = std::min(query.find("JOIN"), query.size());
    return conditions +
           base::replace_all(std::string(query.substr(0, join)), "^NQ", "^NQ" + conditions) +
           std::string(query.substr(join));
}

}  // namespace

std::string list_query(const Call& call, const record::Unit& unit, const model::Table& table) {
    return combined(call.query("sysparm_query"), field_conditions(call, unit, table));
}

}  // namespace stead::rest
