#include "base/date_time.h"
#include "base/text.h"
#include "model/condition_resolver.h"

// The date operators of conditions (rest-api.md §3.3).
namespace stead::model {

namespace {

constexpr std::int64_t most_units = 1'000'000;

std::optional<std::int64_t> part_number(const std::string& part, const std::string& value) {
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

std::optional<Operator> part_operator(const std::string& comparator) {
    if (comparator == "EE") return Operator::equals;
    if (comparator == "GE") return Operator::greater_or_equal;
    if (comparator == "LE") return Operator::less_or_equal;
    if (comparator == "GT") return Operator::greater;
    if (comparator == "LT") return Operator::less;
    return {};
}

}  // namespace

std::string ConditionResolver::date_text(base::Time time) const {
    if (field_.kind() == Kind::date)
        return base::format_local(time, environment_.time_zone()).substr(0, 10);
    return base::format_utc(time);
}

// Today@javascript:gs.beginningOfToday()@javascript:gs.endOfToday(), or one plain day.
std::optional<Comparison> ConditionResolver::resolve_on() const {
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
std::optional<std::string> ConditionResolver::day_edge(const std::string& text, bool last) const {
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
std::optional<Comparison> ConditionResolver::resolve_relative() const {
    const auto parts = base::split_names(condition_.value, '@');
    if (parts.size() != 3 || !is_date(field_)) return {};
    const auto unit = find_time_unit(parts[0]);
    const auto count = base::to_integer(parts[2]);
    const bool is_readable = unit && count && *count >= -most_units && *count <= most_units;
    if (!is_readable || (parts[1] != "ago" && parts[1] != "ahead")) return {};
    const auto zone = environment_.time_zone();
    const auto at = shift(environment_.now(), *unit, parts[1] == "ago" ? -*count : *count, zone);
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

std::optional<Comparison> ConditionResolver::compare_with(Operator op, base::Time time) const {
    auto comparison = make(Test::compare, {date_text(time)});
    comparison.op = op;
    return comparison;
}

// Monday@javascript:gs.datePart('dayofweek','monday','EE'), or dayofweek@monday@EE.
std::optional<Comparison> ConditionResolver::resolve_date_part() const {
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

std::optional<Comparison> ConditionResolver::date_part_comparison(
    const std::string& part, const std::string& value, const std::string& comparator) const {
    const auto number = part_number(part, value);
    const auto op = part_operator(comparator);
    if (!number || !op) return {};
    auto comparison = make(Test::compare_part);
    comparison.part = part;
    comparison.number = *number;
    comparison.op = *op;
    return comparison;
}

// closed_atMORETHANopened_at@hour@after@3
std::optional<Comparison> ConditionResolver::resolve_distance() const {
    const auto parts = base::split(condition_.value, '@');
    if (parts.size() != 4 || !is_date(field_)) return {};
    auto other = find_path(dictionary_, table_, parts[0]);
    const auto unit = find_time_unit(parts[1]);
    const auto count = base::to_integer(parts[3]);
    if (!other || !is_date(other->last()) || !unit || !count || *count < 0 || *count > most_units)
        return {};
    check_access(*other);
    auto comparison = make(Test::distance);
    comparison.number = *count * seconds_of(*unit);
    comparison.other = std::move(other);
    comparison.op = condition_.op == Operator::more_than ? Operator::greater : Operator::less;
    if (parts[2] == "before") std::swap(comparison.path, *comparison.other);
    return comparison;
}

std::optional<Comparison> ConditionResolver::resolve_same_part(Path other,
                                                               const std::string& unit) const {
    const bool same = condition_.op == Operator::same_as;
    if (!is_date(field_) || !find_time_unit(unit)) return {};
    if (!same && condition_.op != Operator::not_same_as) return {};
    auto comparison = make(same ? Test::same_part : Test::other_part);
    comparison.other = std::move(other);
    comparison.part = unit;
    return comparison;
}

}  // namespace stead::model
