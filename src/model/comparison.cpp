#include "model/comparison.h"

#include <algorithm>
#include <cctype>

#include "base/date_time.h"
#include "base/error.h"
#include "base/text.h"
#include "model/query_value.h"

namespace stead::model {

namespace {

using Test = Comparison::Test;
using Result = std::optional<Comparison>;

constexpr std::size_t longest_pattern = 4096;  // a longer text is contained nowhere

std::pair<std::string, std::string> cut(const std::string& text, char separator) {
    const auto at = text.find(separator);
    if (at == std::string::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

bool is_date(const Field& field) {
    return field.kind() == Kind::date_time || field.kind() == Kind::date;
}

bool shows_another_row(const Dictionary& dictionary, const Field& field) {
    return target_of(dictionary, field) != nullptr;
}

class Resolver {
public:
    Resolver(const Condition& condition, const Dictionary& dictionary, const Table& table,
             const QueryEnvironment& environment, Path path)
        : condition_(condition),
          dictionary_(dictionary),
          table_(table),
          environment_(environment),
          path_(std::move(path)),
          field_(path_.last()) {}

    Result resolve() {
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

private:
    Comparison make(Test test, std::vector<std::string> values = {}) const {
        return {.test = test, .path = path_, .values = std::move(values), .op = condition_.op};
    }

    void check_access(const Path& path) const {
        check_query_access(path, reveals_range(condition_.op), environment_);
    }

    // --- values

    // The text with its script evaluated. Empty: it must not or cannot be.
    std::optional<std::string> evaluated(const std::string& text) const {
        constexpr std::string_view script = "javascript:";
        if (!text.starts_with(script)) return text;
        return environment_.evaluate(std::string_view(text).substr(script.size()));
    }

    bool is_computed() const {
        return condition_.value.starts_with("javascript:") || condition_.op == Operator::dynamic;
    }

    std::optional<std::string> stored(const std::string& text) const {
        return query_value(dictionary_, field_, text, environment_.time_zone());
    }

    std::optional<std::string> stored_operand(const std::string& text) const {
        const auto value = evaluated(text);
        if (!value || value->empty()) return {};
        return stored(*value);
    }

    // --- operators

    Result resolve_emptiness() const {
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

    Result resolve_stored() const {
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

    bool is_negative() const {
        return condition_.op == Operator::not_equals || condition_.op == Operator::not_in;
    }

    Result resolve_equality(const std::optional<std::string>& value) const {
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

    Result resolve_list(const std::optional<std::string>& values) const {
        if (!values) return {};
        return among(base::split_names(*values));
    }

    Result among(const std::vector<std::string>& texts) const {
        if (field_.kind() == Kind::boolean) return among_booleans(texts);
        auto comparison = make(is_negative() ? Test::none_of : Test::any_of);
        for (const auto& text : texts) {
            const auto value = stored(text);
            if (!value) continue;
            comparison.values.push_back(*value);
            const bool may_be_shown = field_.kind() == Kind::reference && !looks_like_id(text);
            if (may_be_shown && shows_another_row(dictionary_, field_))
                comparison.shown.push_back(text);
        }
        if (!comparison.values.empty()) return comparison;
        if (!texts.empty()) return {};
        return make(is_negative() ? Test::not_empty : Test::never);
    }

    Result among_booleans(const std::vector<std::string>& texts) const {
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

    bool has_order() const {
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

    Result resolve_order() const {
        const auto value = stored_operand(condition_.value);
        if (!value || !has_order()) return {};
        return make(Test::compare, {*value});
    }

    Result resolve_between() const {
        const auto [from, to] = cut(condition_.value, '@');
        const auto first = stored_operand(from), last = stored_operand(to);
        if (!first || !last || !has_order()) return {};
        return make(Test::inside, {*first, *last});
    }

    Result resolve_like(bool open_start, bool open_end) const {
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
        comparison.by_display = shows_another_row(dictionary_, field_) && !by_id;
        return comparison;
    }

    Result resolve_instance_of() const {
        const auto* table = dictionary_.find(condition_.value);
        if (!table || field_.kind() != Kind::class_name) return {};
        return make(Test::any_of, table->descendants);
    }

    Result resolve_hierarchy() const {
        const auto [definition, id] = cut(condition_.value, '@');
        const auto root = condition_.op == Operator::in_hierarchy_dynamic ? environment_.dynamic(id)
                                                                          : evaluated(id);
        const auto* target = target_of(dictionary_, field_);
        if (!root || !target || field_.kind() != Kind::reference) return {};
        if (root->empty()) return make(Test::never);
        const auto* parent = target->find(definition);
        if (!parent) parent = target->find("parent");
        if (!parent || target_of(dictionary_, *parent) == nullptr) return {};
        auto comparison = make(Test::below, {*root});
        comparison.parent = parent;
        return comparison;
    }

    // --- other fields

    Result resolve_field_comparison() const {
        const auto [name, unit] = cut(condition_.value, '@');
        auto other = find_path(dictionary_, table_, name);
        if (!other || other->last().column.empty()) return {};
        check_access(*other);
        if (domain_of(field_) != domain_of(other->last()) ||
            is_date(field_) != is_date(other->last()))
            return {};
        if (!unit.empty()) return resolve_same_part(std::move(*other), unit);
        if (is_date(field_) && field_.kind() != other->last().kind()) return {};
        auto comparison = make(Test::compare_field);
        comparison.op = simple_operator();
        comparison.other = std::move(other);
        return comparison;
    }

    Operator simple_operator() const {
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

    Result resolve_same_part(Path other, const std::string& unit) const {
        const bool same = condition_.op == Operator::same_as;
        if (!is_date(field_) || !find_time_unit(unit)) return {};
        if (!same && condition_.op != Operator::not_same_as) return {};
        auto comparison = make(same ? Test::same_part : Test::other_part);
        comparison.other = std::move(other);
        comparison.part = unit;
        return comparison;
    }

    // closed_atMORETHANopened_at@hour@after@3
    Result resolve_distance() const {
        const auto parts = base::split(condition_.value, '@');
        if (parts.size() != 4 || !is_date(field_)) return {};
        auto other = find_path(dictionary_, table_, parts[0]);
        const auto unit = find_time_unit(parts[1]);
        const auto count = base::to_integer(parts[3]);
        if (!other || !is_date(other->last()) || !unit || !count || *count < 0 ||
            *count > 1'000'000)
            return {};
        check_access(*other);
        auto comparison = make(Test::distance);
        comparison.number = *count * seconds_of(*unit);
        comparison.other = std::move(other);
        comparison.op = condition_.op == Operator::more_than ? Operator::greater : Operator::less;
        if (parts[2] == "before") std::swap(comparison.path, *comparison.other);
        return comparison;
    }

    // --- dates

    std::string date_text(base::Time time) const {
        if (field_.kind() == Kind::date)
            return base::format_local(time, environment_.time_zone()).substr(0, 10);
        return base::format_utc(time);
    }

    // Today@javascript:gs.beginningOfToday()@javascript:gs.endOfToday(), or one plain day.
    Result resolve_on() const {
        const auto test = condition_.op == Operator::on ? Test::inside : Test::outside;
        const auto [label, range] = cut(condition_.value, '@');
        const auto [from, to] = cut(range, '@');
        if (!is_date(field_)) return {};
        const auto first = day_edge(from.empty() || from == "start" ? label : from, false);
        const auto last = day_edge(to.empty() || to == "end" ? label : to, true);
        if (!first || !last) return {};
        return make(test, {*first, *last});
    }

    // A bare date means the first or last second of that day in the person's zone.
    std::optional<std::string> day_edge(const std::string& text, bool last) const {
        const auto value = evaluated(text);
        if (!value) return {};
        const bool is_bare = base::trim(*value).size() == 10;
        if (!is_bare || field_.kind() == Kind::date) return stored(*value);
        const auto day = base::parse_local(*value, environment_.time_zone());
        if (!day) return {};
        const auto edges = window(*day, TimeUnit::day, environment_.time_zone());
        return base::format_utc(last ? edges.last : edges.first);
    }

    // @dayofweek@ago@7
    Result resolve_relative() const {
        const auto parts = base::split_names(condition_.value, '@');
        if (parts.size() != 3 || !is_date(field_)) return {};
        const auto unit = find_time_unit(parts[0]);
        const auto count = base::to_integer(parts[2]);
        if (!unit || !count || (parts[1] != "ago" && parts[1] != "ahead")) return {};
        const auto zone = environment_.time_zone();
        const auto at =
            shift(environment_.now(), *unit, parts[1] == "ago" ? -*count : *count, zone);
        const auto around = window(at, *unit, zone);
        switch (condition_.op) {
            case Operator::relative_gt:
                return compare_with(Operator::greater, at);
            case Operator::relative_lt:
                return compare_with(Operator::less, at);
            case Operator::relative_ge:
                return compare_with(Operator::greater_or_equal, around.first);
            case Operator::relative_le:
                return compare_with(Operator::less_or_equal, around.last);
            default:
                return make(Test::inside, {date_text(around.first), date_text(around.last)});
        }
    }

    Result compare_with(Operator op, base::Time time) const {
        auto comparison = make(Test::compare, {date_text(time)});
        comparison.op = op;
        return comparison;
    }

    // Monday@javascript:gs.datePart('dayofweek','monday','EE'), or dayofweek@monday@EE.
    Result resolve_date_part() const {
        auto text = cut(condition_.value, '@').second;
        const auto open = text.find('('), close = text.rfind(')');
        if (text.starts_with("javascript:gs.datePart(") && close != std::string::npos) {
            text = text.substr(open + 1, close - open - 1);
            std::erase_if(text, [](char c) { return c == '\'' || c == '"' || c == ' '; });
        } else {
            text = base::replace_all(text, "@", ",");
        }
        const auto parts = base::split_names(text);
        if (parts.size() != 3 || !is_date(field_)) return {};
        return date_part_comparison(base::lower(parts[0]), base::lower(parts[1]), parts[2]);
    }

    Result date_part_comparison(const std::string& part, const std::string& value,
                                const std::string& comparator) const {
        const auto number = part_number(part, value);
        const auto op = part_operator(comparator);
        if (!number || !op) return {};
        auto comparison = make(Test::compare_part);
        comparison.part = part;
        comparison.number = *number;
        comparison.op = *op;
        return comparison;
    }

    static std::optional<std::int64_t> part_number(const std::string& part,
                                                   const std::string& value) {
        constexpr std::string_view days[] = {"sunday",   "monday", "tuesday", "wednesday",
                                             "thursday", "friday", "saturday"};
        constexpr std::string_view months[] = {"january",   "february", "march",    "april",
                                               "may",       "june",     "july",     "august",
                                               "september", "october",  "november", "december"};
        if (part == "dayofweek")
            for (std::size_t i = 0; i < std::size(days); ++i)
                if (value == days[i]) return i;
        if (part == "month")
            for (std::size_t i = 0; i < std::size(months); ++i)
                if (value == months[i]) return i + 1;
        for (const auto* known : {"dayofweek", "month", "quarter", "year", "week", "hour"})
            if (part == known) return base::to_integer(value);
        return {};
    }

    static std::optional<Operator> part_operator(const std::string& comparator) {
        if (comparator == "EE") return Operator::equals;
        if (comparator == "GE") return Operator::greater_or_equal;
        if (comparator == "LE") return Operator::less_or_equal;
        if (comparator == "GT") return Operator::greater;
        if (comparator == "LT") return Operator::less;
        return {};
    }

    // --- changes

    Result resolve_change() const {
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

    // --- journals: their entries are rows of sys_journal_field

    Result resolve_journal() const {
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

    Clause entry_condition(Operator op) const {
        return {{Condition{"value", op, condition_.value}}, {}};
    }

    Related entries(std::string comparison, std::int64_t count, Clause clause) const {
        const auto walked = condition_.field.rfind('.') + 1;  // 0 without a dot
        const auto own_field = condition_.field.substr(0, walked) + "sys_id";
        Block block;
        block.all.push_back({{Condition{"element", Operator::equals, field_.name}}, {}});
        if (!clause.any.empty()) block.all.push_back(std::move(clause));
        return {"sys_journal_field",   "element_id", own_field,
                std::move(comparison), count,        {std::move(block)}};
    }

    const Condition& condition_;
    const Dictionary& dictionary_;
    const Table& table_;
    const QueryEnvironment& environment_;
    const Path path_;
    const Field& field_;
};

// The words of a text search, without those that hold no letter or digit.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string spaced(text);
    for (auto& c : spaced)
        if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '*') c = ' ';
    for (auto& word : base::split_names(spaced, ' ')) {
        const bool says_something = std::any_of(word.begin(), word.end(), [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) ||
                   static_cast<unsigned char>(c) >= 0x80;
        });
        if (says_something && words.size() < 16 && word.size() <= 128)
            words.push_back(std::move(word));
    }
    return words;
}

Result resolve_text_search(const Condition& condition) {
    auto words = words_of(condition.value);
    if (words.empty()) return {};
    return Comparison{.test = Test::words, .values = std::move(words)};
}

}  // namespace

void check_query_access(const Path& path, bool range, const QueryEnvironment& environment) {
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const bool is_last = i + 1 == path.steps.size();
        if (environment.may_query(path.tables[i]->name, path.steps[i]->name, range && is_last))
            continue;
        throw base::Error(base::Status::forbidden, "Insufficient rights to query records",
                          "Field(s) present in the query do not have permission to be read");
    }
}

Domain domain_of(const Field& field) {
    if (field.kind() == Kind::boolean) return Domain::boolean;
    switch (field.type->column) {
        case db::ColumnType::integer:
        case db::ColumnType::real:
            return Domain::number;
        case db::ColumnType::text_exact:
            return Domain::exact;
        default:
            return Domain::folded;
    }
}

const Table* target_of(const Dictionary& dictionary, const Field& field) {
    const bool points = field.kind() == Kind::reference || field.kind() == Kind::list;
    return points ? dictionary.find(field.reference) : nullptr;
}

Path display_path(const Dictionary& dictionary, const Table& table) {
    constexpr std::size_t most_steps = 4;
    Path path;
    for (const Table* at = &table; at && path.steps.size() < most_steps;) {
        path.steps.push_back(&at->display_field());
        path.tables.push_back(at);
        at = path.last().kind() == Kind::reference ? target_of(dictionary, path.last()) : nullptr;
    }
    return path;
}

std::optional<Comparison> resolve(const Condition& condition, const Dictionary& dictionary,
                                  const Table& table, const QueryEnvironment& environment) {
    if (condition.op == Operator::text_search) return resolve_text_search(condition);
    auto path = find_path(dictionary, table, condition.field);
    if (!path) return {};
    return Resolver(condition, dictionary, table, environment, std::move(*path)).resolve();
}

}  // namespace stead::model
