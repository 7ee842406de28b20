#include "model/query_match.h"

#include <algorithm>
#include <set>

#include "base/date_time.h"
#include "base/text.h"
#include "model/comparison.h"

namespace stead::model {

namespace {

using Test = Comparison::Test;
using Answer = std::optional<bool>;  // empty: the condition is left out

int sign_of(std::int64_t difference) {
    return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

int compare_numbers(std::string_view a, std::string_view b) {
    const auto whole_a = base::to_integer(a), whole_b = base::to_integer(b);
    if (whole_a && whole_b) return *whole_a < *whole_b ? -1 : *whole_a > *whole_b;
    const auto real_a = base::to_number(a).value_or(0), real_b = base::to_number(b).value_or(0);
    return real_a < real_b ? -1 : real_a > real_b;
}

int compare(Domain domain, std::string_view a, std::string_view b) {
    switch (domain) {
        case Domain::number:
            return compare_numbers(a, b);
        case Domain::boolean:
            return sign_of(base::is_true(a) - base::is_true(b));
        case Domain::exact:
            return a.compare(b);
        default:
            return base::lower(a).compare(base::lower(b));
    }
}

bool holds(int order, Operator op) {
    switch (op) {
        case Operator::equals:
            return order == 0;
        case Operator::not_equals:
            return order != 0;
        case Operator::less:
            return order < 0;
        case Operator::less_or_equal:
            return order <= 0;
        case Operator::greater:
            return order > 0;
        default:
            return order >= 0;
    }
}

bool is_one_of(Domain domain, std::string_view value, const std::vector<std::string>& values) {
    return std::any_of(values.begin(), values.end(), [&](const std::string& other) {
        return compare(domain, value, other) == 0;
    });
}

bool is_like(std::string_view text, const Comparison& comparison) {
    const auto folded = base::lower(text), wanted = base::lower(comparison.values[0]);
    if (comparison.open_start && comparison.open_end)
        return folded.find(wanted) != std::string::npos;
    return comparison.open_start ? folded.ends_with(wanted) : folded.starts_with(wanted);
}

bool count_holds(std::int64_t count, const Related& related) {
    if (related.comparison == "=") return count == related.count;
    if (related.comparison == "!=") return count != related.count;
    if (related.comparison == ">") return count > related.count;
    if (related.comparison == ">=") return count >= related.count;
    if (related.comparison == "<") return count < related.count;
    return count <= related.count;
}

class Matcher {
public:
    Matcher(const Dictionary& dictionary, const Table& table, const RowView& row,
            const QueryEnvironment& environment)
        : dictionary_(dictionary), table_(table), row_(row), environment_(environment) {}

    bool any_block(const std::vector<Block>& blocks) {
        bool any = false;
        for (const auto& each : blocks) {
            const auto answer = block(each);
            if (answer && *answer) return true;
            any |= answer.has_value();
        }
        return !any;
    }

private:
    Answer block(const Block& block) {
        Answer all;
        for (const auto& each : block.all)
            if (const auto answer = clause(each)) {
                if (!*answer) return false;
                all = true;
            }
        return all;
    }

    Answer clause(const Clause& clause) {
        Answer any;
        for (const auto& each : clause.any)
            if (const auto answer = condition(each)) {
                if (*answer) return true;
                any = false;
            }
        for (const auto& each : clause.related) {
            if (related(each)) return true;
            any = false;
        }
        return any;
    }

    Answer condition(const Condition& condition) {
        const auto comparison = resolve(condition, dictionary_, table_, environment_);
        const auto answer = comparison ? test(*comparison) : std::nullopt;
        if (!answer && environment_.strict()) return false;
        return answer;
    }

    bool related(const Related& related) const {
        return count_holds(row_.count_related(related), related);
    }

    bool is_of_class(const Path& path) const { return row_.table().is_a(path.tables[0]->name); }

    std::string value(const Path& path) const {
        return is_of_class(path) ? row_.value(path) : std::string();
    }

    Answer test(const Comparison& comparison) {
        switch (comparison.test) {
            case Test::never:
                return false;
            case Test::always:
                return true;
            case Test::words:
                return has_words(comparison.values);
            case Test::related:
                return std::all_of(comparison.related.begin(), comparison.related.end(),
                                   [&](const Related& each) { return related(each); });
            case Test::value_changes:
            case Test::changes_from:
            case Test::changes_to:
                return changes(comparison);
            default:
                return test_value(comparison, value(comparison.path));
        }
    }

    bool test_value(const Comparison& comparison, const std::string& value) const {
        const auto domain = domain_of(comparison.path.last());
        const auto order = [&](std::size_t i) {
            return compare(domain, value, comparison.values[i]);
        };
        if (comparison.test == Test::empty) return value.empty();
        if (comparison.test == Test::is_false) return !base::is_true(value);
        if (domain == Domain::boolean && comparison.test == Test::compare_field)
            return compare_fields(comparison, value);
        if (value.empty()) return false;
        switch (comparison.test) {
            case Test::is_true:
                return base::is_true(value);
            case Test::any_of:
                return is_any_of(comparison, value);
            case Test::none_of:
                return !is_any_of(comparison, value);
            case Test::compare:
                return holds(order(0), comparison.op);
            case Test::inside:
                return order(0) >= 0 && order(1) <= 0;
            case Test::outside:
                return order(0) < 0 || order(1) > 0;
            case Test::like:
                return is_like_anywhere(comparison, value);
            case Test::not_like:
                return !is_like_anywhere(comparison, value);
            case Test::compare_part:
                return compare_part(comparison, value);
            case Test::below:
                return is_below(comparison, value);
            case Test::not_empty:
                return true;
            default:
                return compare_fields(comparison, value);
        }
    }

    bool is_any_of(const Comparison& comparison, const std::string& value) const {
        const auto& field = comparison.path.last();
        if (is_one_of(domain_of(field), value, comparison.values)) return true;
        if (comparison.shown.empty()) return false;
        const auto shown = row_.display(comparison.path);
        const auto target = display_path(dictionary_, *target_of(dictionary_, field));
        return !shown.empty() && is_one_of(domain_of(target.last()), shown, comparison.shown);
    }

    bool is_like_anywhere(const Comparison& comparison, const std::string& value) const {
        if (!comparison.by_display) return is_like(value, comparison);
        if (comparison.path.last().kind() == Kind::reference)
            return is_like(row_.display(comparison.path), comparison);
        if (is_like(value, comparison)) return true;
        const auto shown = row_.displays(comparison.path);
        return std::any_of(shown.begin(), shown.end(),
                           [&](const std::string& each) { return is_like(each, comparison); });
    }

    bool is_below(const Comparison& comparison, std::string id) const {
        constexpr int most_levels = 100;
        auto path = comparison.path;
        std::set<std::string> seen;
        for (int level = 0; level < most_levels && !id.empty() && seen.insert(id).second; ++level) {
            if (id == comparison.values[0]) return true;
            path.steps.push_back(comparison.parent);
            path.tables.push_back(dictionary_.find(comparison.parent->declared_by));
            id = row_.value(path);
        }
        return false;
    }

    bool has_words(const std::vector<std::string>& words) const {
        const auto fields = fields_to_search(table_, environment_).stored;
        return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
            return std::any_of(fields.begin(), fields.end(), [&](const Field* field) {
                const Path path{{field}, {&table_}};
                return base::lower(row_.value(path)).find(base::lower(word)) != std::string::npos;
            });
        });
    }

    // --- fields and parts

    bool compare_fields(const Comparison& comparison, const std::string& value) const {
        const auto other = this->value(*comparison.other);
        const auto domain = domain_of(comparison.path.last());
        if (domain == Domain::boolean) return holds(compare(domain, value, other), comparison.op);
        if (other.empty()) return false;
        switch (comparison.test) {
            case Test::same_part:
                return bucket(comparison, comparison.path, value) ==
                       bucket(comparison, *comparison.other, other);
            case Test::other_part:
                return bucket(comparison, comparison.path, value) !=
                       bucket(comparison, *comparison.other, other);
            case Test::distance:
                return distance_holds(comparison, value, other);
            default:
                return holds(compare(domain, value, other), comparison.op);
        }
    }

    static bool distance_holds(const Comparison& comparison, const std::string& value,
                               const std::string& other) {
        const auto to = base::parse_utc(value), from = base::parse_utc(other);
        if (!to || !from) return false;
        const auto distance = (*to - *from) / std::chrono::seconds(1);
        if (comparison.op == Operator::greater) return distance > comparison.number;
        return distance >= 0 && distance < comparison.number;
    }

    int offset_for(const Field& field, base::Time time) const {
        if (field.kind() == Kind::date) return 0;
        if (!offsets_) offsets_ = zone_offsets(environment_.now(), environment_.time_zone());
        return offset_at(*offsets_, time);
    }

    bool compare_part(const Comparison& comparison, const std::string& value) const {
        const auto time = base::parse_utc(value);
        if (!time) return false;
        const auto minutes = offset_for(comparison.path.last(), *time);
        return holds(sign_of(date_part(*time, comparison.part, minutes) - comparison.number),
                     comparison.op);
    }

    std::optional<std::int64_t> bucket(const Comparison& comparison, const Path& path,
                                       const std::string& value) const {
        const auto time = base::parse_utc(value);
        const auto unit = find_time_unit(comparison.part);
        if (!time || !unit) return {};
        return bucket_of(*time, *unit, offset_for(path.last(), *time));
    }

    // --- changes

    Answer changes(const Comparison& comparison) const {
        const auto old = row_.old_value(comparison.path);
        if (!old) return {};
        const auto domain = domain_of(comparison.path.last());
        const auto now = value(comparison.path);
        const auto same = [&](const std::string& a, const std::string& b) {
            if (domain != Domain::boolean && a.empty() != b.empty()) return false;
            return compare(domain, a, b) == 0;
        };
        if (comparison.test == Test::value_changes) return !same(*old, now);
        const auto wanted = comparison.values.empty() ? std::string() : comparison.values[0];
        if (comparison.test == Test::changes_from) return same(*old, wanted) && !same(now, wanted);
        return same(now, wanted) && !same(*old, wanted);
    }

    const Dictionary& dictionary_;
    const Table& table_;  // that the query was made for
    const RowView& row_;
    const QueryEnvironment& environment_;
    mutable std::optional<std::vector<OffsetStep>> offsets_;
};

}  // namespace

std::vector<std::string> RowView::displays(const Path& path) const {
    std::vector<std::string> members;
    for (auto& member : base::split_names(display(path))) members.push_back(std::move(member));
    return members;
}

bool matches(const EncodedQuery& query, const Dictionary& dictionary, const RowView& row,
             const QueryEnvironment& environment) {
    const auto* table = dictionary.find(query.table);
    return Matcher(dictionary, table ? *table : row.table(), row, environment).any_block(query.any);
}

}  // namespace stead::model
