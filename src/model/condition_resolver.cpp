#include "model/condition_resolver.h"

#include "base/text.h"
#include "model/query_value.h"

namespace stead::model {

namespace {

constexpr std::size_t longest_pattern = 4096;  // a longer text is contained nowhere

}  // namespace

std::pair<std::string, std::string> cut(const std::string& text, char separator) {
    const auto at = text.find(separator);
    if (at == std::string::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

bool is_date(const Field& field) {
    return field.kind() == Kind::date_time || field.kind() == Kind::date;
}

std::optional<Comparison> ConditionResolver::resolve() const {
    check_access(path_);
    switch (field_.kind()) {
        case Kind::virtual_field:
            return {};
        case Kind::journal:
            return resolve_journal();
        case Kind::password:
            return resolve_emptiness();
        default:
            return resolve_stored();
    }
}

Comparison ConditionResolver::make(Test test, std::vector<std::string> values) const {
    return {.test = test, .path = path_, .values = std::move(values), .op = condition_.op};
}

void ConditionResolver::check_access(const Path& path) const {
    check_query_access(path, reveals_range(condition_.op), environment_);
}

// The text with its script evaluated. Empty: it must not or cannot be.
std::optional<std::string> ConditionResolver::evaluated(const std::string& text) const {
    constexpr std::string_view script = "javascript:";
    if (condition_.literal || !text.starts_with(script)) return text;
    return environment_.evaluate(std::string_view(text).substr(script.size()));
}

bool ConditionResolver::is_computed() const {
    return (!condition_.literal && condition_.value.starts_with("javascript:")) ||
           condition_.op == Operator::dynamic;
}

std::optional<std::string> ConditionResolver::stored(const std::string& text) const {
    return query_value(dictionary_, field_, text, environment_.time_zone());
}

std::optional<std::string> ConditionResolver::stored_operand(const std::string& text) const {
    const auto value = evaluated(text);
    if (!value || value->empty()) return {};
    return stored(*value);
}

std::optional<Comparison> ConditionResolver::resolve_emptiness() const {
    switch (condition_.op) {
        case Operator::is_empty:
        case Operator::empty_string:
            return make(Test::empty);
        case Operator::is_not_empty:
            return make(Test::not_empty);
        case Operator::anything:
            return make(Test::always);
        default:
            return {};
    }
}

std::optional<Comparison> ConditionResolver::resolve_stored() const {
    switch (condition_.op) {
        case Operator::equals:
        case Operator::not_equals:
            return resolve_equality(evaluated(condition_.value));
        case Operator::in:
        case Operator::not_in:
            return resolve_list(evaluated(condition_.value));
        case Operator::dynamic:
            return resolve_list(environment_.dynamic(condition_.value));
        case Operator::less:
        case Operator::less_or_equal:
        case Operator::greater:
        case Operator::greater_or_equal:
            return resolve_order();
        case Operator::starts_with:
            return resolve_like(false, true);
        case Operator::ends_with:
            return resolve_like(true, false);
        case Operator::contains:
        case Operator::not_contains:
            return resolve_like(true, true);
        case Operator::between:
            return resolve_between();
        case Operator::on:
        case Operator::not_on:
            return resolve_on();
        case Operator::instance_of:
            return resolve_instance_of();
        case Operator::in_hierarchy:
        case Operator::in_hierarchy_dynamic:
            return resolve_hierarchy();
        case Operator::same_as:
        case Operator::not_same_as:
        case Operator::greater_field:
        case Operator::less_field:
        case Operator::greater_or_equal_field:
        case Operator::less_or_equal_field:
            return resolve_field_comparison();
        case Operator::date_part:
            return resolve_date_part();
        case Operator::relative_gt:
        case Operator::relative_lt:
        case Operator::relative_ge:
        case Operator::relative_le:
        case Operator::relative_ee:
            return resolve_relative();
        case Operator::more_than:
        case Operator::less_than:
            return resolve_distance();
        case Operator::value_changes:
            return make(Test::value_changes);
        case Operator::changes_from:
        case Operator::changes_to:
            return resolve_change();
        default:
            return resolve_emptiness();
    }
}

bool ConditionResolver::is_negative() const {
    return condition_.op == Operator::not_equals || condition_.op == Operator::not_in;
}

std::optional<Comparison> ConditionResolver::resolve_equality(
    const std::optional<std::string>& value) const {
    if (!value) return {};
    const bool is_nothing = value->empty() || (*value == "NULL" && !is_computed());
    // getMyGroups() answers a list: any of them will do.
    const bool is_list = is_computed() && field_.kind() == Kind::reference;
    if (!is_nothing && is_list) return among(base::split_names(*value));
    if (!is_nothing) return among({*value});
    if (is_negative()) return make(Test::not_empty);
    // A script that answers nothing, as gs.getUserID() for a guest, must not find empty rows.
    return make(is_computed() ? Test::never : Test::empty);
}

std::optional<Comparison> ConditionResolver::resolve_list(
    const std::optional<std::string>& values) const {
    if (!values) return {};
    return among(base::split_names(*values));
}

std::optional<Comparison> ConditionResolver::among(const std::vector<std::string>& texts) const {
    if (field_.kind() == Kind::boolean) return among_booleans(texts);
    auto comparison = make(is_negative() ? Test::none_of : Test::any_of);
    for (const auto& text : texts) {
        const auto value = stored(text);
        if (!value) continue;
        comparison.values.push_back(*value);
        if (may_be_shown(text)) comparison.shown.push_back(text);
    }
    if (!comparison.values.empty()) return comparison;
    if (!texts.empty()) return {};
    return make(is_negative() ? Test::not_empty : Test::never);
}

bool ConditionResolver::may_be_shown(const std::string& text) const {
    const auto* target = target_of(dictionary_, field_);
    if (field_.kind() != Kind::reference || !target || looks_like_id(text)) return false;
    const auto shown = domain_of(display_path(dictionary_, *target).last());
    return shown != Domain::number || base::to_number(text);
}

std::optional<Comparison> ConditionResolver::among_booleans(
    const std::vector<std::string>& texts) const {
    bool yes = false, no = false, readable = texts.empty();
    for (const auto& text : texts)
        if (const auto value = stored(text)) {
            readable = true;
            (*value == "1" ? yes : no) = true;
        }
    if (!readable) return {};
    if (is_negative()) {
        yes = !yes;
        no = !no;
    }
    if (yes == no) return make(yes ? Test::always : Test::never);
    return make(yes ? Test::is_true : Test::is_false);
}

bool ConditionResolver::has_order() const {
    switch (field_.kind()) {
        case Kind::boolean:
        case Kind::reference:
        case Kind::list:
        case Kind::document_id:
            return false;
        default:
            return true;
    }
}

std::optional<Comparison> ConditionResolver::resolve_order() const {
    const auto value = stored_operand(condition_.value);
    if (!value || !has_order()) return {};
    return make(Test::compare, {*value});
}

std::optional<Comparison> ConditionResolver::resolve_between() const {
    const auto [from, to] = cut(condition_.value, '@');
    const auto first = stored_operand(from), last = stored_operand(to);
    if (!first || !last || !has_order()) return {};
    return make(Test::inside, {*first, *last});
}

std::optional<Comparison> ConditionResolver::resolve_like(bool open_start, bool open_end) const {
    const auto text = evaluated(condition_.value);
    const auto domain = domain_of(field_);
    const bool is_real = field_.kind() == Kind::decimal;
    if (!text || text->empty() || domain == Domain::boolean || is_real) return {};
    const bool negative = condition_.op == Operator::not_contains;
    if (text->size() > longest_pattern) return make(negative ? Test::not_empty : Test::never);
    auto comparison = make(negative ? Test::not_like : Test::like, {*text});
    comparison.open_start = open_start;
    comparison.open_end = open_end;
    const bool by_id = field_.kind() == Kind::list && looks_like_id(*text);
    comparison.by_display = target_of(dictionary_, field_) != nullptr && !by_id;
    return comparison;
}

std::optional<Comparison> ConditionResolver::resolve_instance_of() const {
    const auto* table = dictionary_.find(condition_.value);
    if (!table || field_.kind() != Kind::class_name) return {};
    return make(Test::any_of, table->descendants);
}

std::optional<Comparison> ConditionResolver::resolve_hierarchy() const {
    const auto [definition, id] = cut(condition_.value, '@');
    const auto root =
        condition_.op == Operator::in_hierarchy_dynamic ? environment_.dynamic(id) : evaluated(id);
    const auto* target = target_of(dictionary_, field_);
    if (!root || !target || field_.kind() != Kind::reference) return {};
    if (root->empty()) return make(Test::never);
    const auto* parent = target->find(definition);
    if (!parent) parent = target->find("parent");
    const auto* above = parent ? target_of(dictionary_, *parent) : nullptr;
    if (!above || above->root != target->root || parent->kind() != Kind::reference) return {};
    auto comparison = make(Test::below, {*root});
    comparison.parent = parent;
    return comparison;
}

std::optional<Comparison> ConditionResolver::resolve_change() const {
    const bool from = condition_.op == Operator::changes_from;
    auto comparison = make(from ? Test::changes_from : Test::changes_to);
    const auto value = evaluated(condition_.value);
    if (!value) return {};
    if (value->empty()) return comparison;
    const auto as_stored = stored(*value);
    if (!as_stored) return {};
    comparison.values.push_back(*as_stored);
    return comparison;
}

}  // namespace stead::model
