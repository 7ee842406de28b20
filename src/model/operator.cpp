#include "model/operator.h"

namespace stead::model {

namespace {

struct Token {
    std::string_view text;
    Operator op;
};

// The canonical spelling of an operator stands before its aliases.
constexpr Token tokens[] = {
    {"=", Operator::equals},
    {"!=", Operator::not_equals},
    {"<", Operator::less},
    {"<=", Operator::less_or_equal},
    {">", Operator::greater},
    {">=", Operator::greater_or_equal},
    {"STARTSWITH", Operator::starts_with},
    {"ENDSWITH", Operator::ends_with},
    {"%", Operator::ends_with},
    {"LIKE", Operator::contains},
    {"CONTAINS", Operator::contains},
    {"*", Operator::contains},
    {"NOT LIKE", Operator::not_contains},
    {"NOTLIKE", Operator::not_contains},
    {"DOES NOT CONTAIN", Operator::not_contains},
    {"!*", Operator::not_contains},
    {"IN", Operator::in},
    {"NOT IN", Operator::not_in},
    {"NOTIN", Operator::not_in},
    {"ISEMPTY", Operator::is_empty},
    {"EMPTY", Operator::is_empty},
    {"IS_NULL", Operator::is_empty},
    {"ISNOTEMPTY", Operator::is_not_empty},
    {"NOTEMPTY", Operator::is_not_empty},
    {"IS_NOT_NULL", Operator::is_not_empty},
    {"ANYTHING", Operator::anything},
    {"EMPTYSTRING", Operator::empty_string},
    {"BETWEEN", Operator::between},
    {"SAMEAS", Operator::same_as},
    {"NSAMEAS", Operator::not_same_as},
    {"GT_FIELD", Operator::greater_field},
    {"LT_FIELD", Operator::less_field},
    {"GT_OR_EQUALS_FIELD", Operator::greater_or_equal_field},
    {"LT_OR_EQUALS_FIELD", Operator::less_or_equal_field},
    {"INSTANCEOF", Operator::instance_of},
    {"DYNAMIC", Operator::dynamic},
    {"IN_HIERARCHY", Operator::in_hierarchy},
    {"IN_HIERARCHY_DYNAMIC", Operator::in_hierarchy_dynamic},
    {"ON", Operator::on},
    {"NOTON", Operator::not_on},
    {"DATEPART", Operator::date_part},
    {"RELATIVEGT", Operator::relative_gt},
    {"RELATIVELT", Operator::relative_lt},
    {"RELATIVEGE", Operator::relative_ge},
    {"RELATIVELE", Operator::relative_le},
    {"RELATIVEEE", Operator::relative_ee},
    {"MORETHAN", Operator::more_than},
    {"LESSTHAN", Operator::less_than},
    {"VALCHANGES", Operator::value_changes},
    {"CHANGESFROM", Operator::changes_from},
    {"CHANGESTO", Operator::changes_to},
};

}  // namespace

std::string_view spelling(Operator op) {
    for (const auto& token : tokens)
        if (token.op == op) return token.text;
    return "123TEXTQUERY321=";
}

std::optional<OperatorToken> find_operator(std::string_view text) {
    std::optional<OperatorToken> longest;
    for (const auto& token : tokens)
        if (text.starts_with(token.text) && (!longest || token.text.size() > longest->length))
            longest = OperatorToken{token.op, token.text.size()};
    return longest;
}

bool takes_value(Operator op) {
    return op != Operator::is_empty && op != Operator::is_not_empty && op != Operator::anything &&
           op != Operator::empty_string && op != Operator::value_changes;
}

bool reveals_range(Operator op) {
    switch (op) {
        case Operator::equals:
        case Operator::not_equals:
        case Operator::in:
        case Operator::not_in:
        case Operator::same_as:
        case Operator::not_same_as:
        case Operator::anything:
        case Operator::is_empty:
        case Operator::is_not_empty:
        case Operator::empty_string:
            return false;
        default:
            return true;
    }
}

bool compares_fields(Operator op) {
    switch (op) {
        case Operator::same_as:
        case Operator::not_same_as:
        case Operator::greater_field:
        case Operator::less_field:
        case Operator::greater_or_equal_field:
        case Operator::less_or_equal_field:
        case Operator::more_than:
        case Operator::less_than:
            return true;
        default:
            return false;
    }
}

}  // namespace stead::model
