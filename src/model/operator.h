#pragma once

#include <optional>
#include <string_view>

namespace stead::model {

// Comparison operators of encoded queries (rest-api.md §3.2-3.3).
enum class Operator {
    equals,
    not_equals,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    starts_with,
    ends_with,
    contains,
    not_contains,
    in,
    not_in,
    is_empty,
    is_not_empty,
    anything,
    empty_string,
    between,
    same_as,
    not_same_as,
    greater_field,
    less_field,
    greater_or_equal_field,
    less_or_equal_field,
    instance_of,
    dynamic,
    in_hierarchy,
    in_hierarchy_dynamic,
    on,
    not_on,
    date_part,
    relative_gt,
    relative_lt,
    relative_ge,
    relative_le,
    relative_ee,
    more_than,
    less_than,
    value_changes,
    changes_from,
    changes_to,
    text_search
};

std::string_view spelling(Operator op);  // the canonical token: "=", "STARTSWITH", "IN" …

// The longest operator token, alias or not, at the start of the text.
struct OperatorToken {
    Operator op;
    std::size_t length;
};
std::optional<OperatorToken> find_operator(std::string_view text);

bool takes_value(Operator op);  // false: ISEMPTY, ANYTHING and their like

// What a query ACL asks: `query_match` for tests of equality, `query_range` for everything else.
bool reveals_range(Operator op);

// Does the value of such a condition begin with the name of another field? Whoever may not read
// that field may not compare with it either.
bool compares_fields(Operator op);

}  // namespace stead::model
