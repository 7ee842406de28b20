#include "rest/ui/groups.h"

namespace stead::rest::ui {

namespace {

constexpr std::int64_t most_rows = 50'000;

struct Group {
    std::string value, label;
    std::int64_t count = 0;
};

}  // namespace

void write_groups(base::JsonWriter& json, record::Unit& unit, const model::Table& table,
                  const std::string& query, const std::string& field) {
    record::ListRequest request;
    request.table = table.name;
    request.query = query + (query.empty() ? "" : "^") + "ORDERBY" + field;
    request.fields = {field};
    request.limit = most_rows;
    std::vector<Group> groups;
    unit.list(request, [&](const record::Row& row) {
        const auto& cell = row.cells.front();
        if (groups.empty() || groups.back().value != cell.value)
            groups.push_back({std::string(cell.value), std::string(cell.display)});
        ++groups.back().count;
        return true;
    });
    json.begin_array();
    for (const auto& group : groups)
        json.begin_object()
            .member("value", group.value)
            .member("label", group.label)
            .member("count", group.count)
            .end_object();
    json.end_array();
}

}  // namespace stead::rest::ui
