#include "record/query_algebra.h"

namespace stead::record {

namespace {

using model::Block;
using model::Condition;
using model::EncodedQuery;

std::string joined(std::string_view path, std::string_view field) {
    std::string text(path);
    if (!text.empty()) text += '.';
    return text.append(field);
}

void move_behind(std::string_view path, Condition& condition) {
    if (condition.field.empty()) return;
    condition.field = joined(path, condition.field);
    if (model::compares_fields(condition.op)) condition.value = joined(path, condition.value);
}

}  // namespace

EncodedQuery seen_from(const EncodedQuery& query, std::string_view path) {
    EncodedQuery moved{query.table, query.any, {}};
    if (path.empty()) return moved;
    for (auto& block : moved.any)
        for (auto& clause : block.all) {
            for (auto& condition : clause.any) move_behind(path, condition);
            for (auto& related : clause.related)
                related.own_field = joined(path, related.own_field);
        }
    return moved;
}

}  // namespace stead::record
