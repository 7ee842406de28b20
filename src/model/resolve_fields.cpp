#include "model/condition_resolver.h"

// Conditions that compare with other fields, and those on journals, whose entries are rows of
// sys_journal_field.
namespace stead::model {

std::optional<Comparison> ConditionResolver::resolve_field_comparison() const {
    const auto [name, unit] = cut(condition_.value, '@');
    auto other = find_path(dictionary_, table_, name);
    if (!other || other->last().column.empty()) return {};
    check_access(*other);
    if (domain_of(field_) != domain_of(other->last()) || is_date(field_) != is_date(other->last()))
        return {};
    if (!unit.empty()) return resolve_same_part(std::move(*other), unit);
    if (is_date(field_) && field_.kind() != other->last().kind()) return {};
    auto comparison = make(Test::compare_field);
    comparison.op = simple_operator();
    comparison.other = std::move(other);
    return comparison;
}

Operator ConditionResolver::simple_operator() const {
    switch (condition_.op) {
        case Operator::same_as:
            return Operator::equals;
        case Operator::not_same_as:
            return Operator::not_equals;
        case Operator::greater_field:
            return Operator::greater;
        case Operator::less_field:
            return Operator::less;
        case Operator::greater_or_equal_field:
            return Operator::greater_or_equal;
        default:
            return Operator::less_or_equal;
    }
}

std::optional<Comparison> ConditionResolver::resolve_journal() const {
    auto comparison = make(Test::related);
    switch (condition_.op) {
        case Operator::anything:
            return make(Test::always);
        case Operator::is_empty:
        case Operator::empty_string:
            comparison.related = {entries("=", 0, {})};
            break;
        case Operator::is_not_empty:
            comparison.related = {entries(">=", 1, {})};
            break;
        case Operator::not_contains:
            comparison.related = {entries(">=", 1, {}),
                                  entries("=", 0, entry_condition(Operator::contains))};
            break;
        case Operator::contains:
        case Operator::starts_with:
        case Operator::ends_with:
        case Operator::equals:
            comparison.related = {entries(">=", 1, entry_condition(condition_.op))};
            break;
        case Operator::value_changes:
            return make(Test::value_changes);
        default:
            return {};
    }
    if (!dictionary_.find("sys_journal_field")) return {};
    return comparison;
}

Clause ConditionResolver::entry_condition(Operator op) const {
    return {{Condition{"value", op, condition_.value, condition_.literal}}, {}};
}

Related ConditionResolver::entries(std::string comparison, std::int64_t count,
                                   Clause clause) const {
    const auto walked = condition_.field.rfind('.') + 1;  // 0 without a dot
    const auto own_field = condition_.field.substr(0, walked) + "sys_id";
    Block block;
    block.all.push_back({{Condition{"element", Operator::equals, field_.name, true}}, {}});
    if (!clause.any.empty()) block.all.push_back(std::move(clause));
    return {"sys_journal_field",   "element_id", own_field,
            std::move(comparison), count,        {std::move(block)}};
}

}  // namespace stead::model
