#include "rest/ui/groups.h"

#include "record/aggregate.h"

namespace stead::rest::ui {

namespace {

constexpr std::int64_t most_groups = 1000;

}  // namespace

void write_groups(base::JsonWriter& json, record::Unit& unit, const model::Table& table,
                  const std::string& query, const std::string& field) {
    record::AggregateRequest request;
    request.table = table.name;
    request.query = query;
    request.groups = {field};
    request.aggregates = {{}};
    request.order = {{field, {}, false}};
    request.limit = most_groups;
    const auto groups = record::aggregate(unit, request);
    std::vector<std::string> values;
    for (const auto& group : groups) values.push_back(group.groups.front());
    const auto labels = record::displays_of(unit, table.get(field), values);
    json.begin_array();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        json.begin_object().member("value", values[i]).member("label", labels[i]);
        json.key("count").raw(groups[i].values.front()).end_object();
    }
    json.end_array();
}

}  // namespace stead::rest::ui
