#include "model/column_plan.h"

namespace stead::model {

namespace {

std::string_view suffix(db::ColumnType type) {
    switch (type) {
        case db::ColumnType::text_exact:
            return "__exact";
        case db::ColumnType::integer:
            return "__integer";
        case db::ColumnType::real:
            return "__real";
        default:
            return "__text";
    }
}

bool is_stored(Kind kind) {
    return kind != Kind::journal && kind != Kind::virtual_field;
}

}  // namespace

std::string ColumnPlan::take(const std::string& root, const Field& field) {
    if (!is_stored(field.kind())) return {};
    const auto type = field.type->column;
    const auto [found, is_new] = taken_.emplace(root + '.' + field.name, type);
    if (found->second == type) return field.name;
    return field.name + std::string(suffix(type));
}

}  // namespace stead::model
