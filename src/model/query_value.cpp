#include "model/query_value.h"

#include <algorithm>
#include <cmath>

#include "base/date_time.h"
#include "base/text.h"
#include "model/duration.h"

namespace stead::model {

namespace {

std::optional<std::string> boolean_value(std::string_view text) {
    if (base::is_true(text)) return "1";
    for (const auto* no : {"false", "0", "no"})
        if (base::equals_ignoring_case(text, no)) return "0";
    return {};
}

std::string choice_value(const Field& field, std::string_view text) {
    if (field.find_choice(text)) return std::string(text);
    for (const auto& choice : field.choices)
        if (base::equals_ignoring_case(choice.label, text)) return choice.value;
    return std::string(text);
}

std::optional<std::string> number_value(const Field& field, std::string_view text) {
    auto value = choice_value(field, base::trim(text));
    const auto number = base::to_number(value);
    if (!number || !std::isfinite(*number)) return {};
    return value;
}

std::optional<base::Time> parse_time(std::string_view text) {
    text = base::trim(text);
    if (text.ends_with('Z')) text.remove_suffix(1);
    return base::parse_utc(text);
}

std::optional<std::string> date_time_value(std::string_view text) {
    const auto time = parse_time(text);
    if (!time) return {};
    return base::format_utc(*time);
}

std::optional<std::string> date_value(std::string_view text, std::string_view zone) {
    const auto time = parse_time(text);
    if (!time) return {};
    const bool has_clock = base::trim(text).size() > 10;
    return (has_clock ? base::format_local(*time, zone) : base::format_utc(*time)).substr(0, 10);
}

std::optional<std::string> time_value(std::string_view text) {
    text = base::trim(text);
    if (text.size() == 8) return time_value("1970-01-01 " + std::string(text));
    return date_time_value(text);
}

std::optional<std::string> duration_value(std::string_view text) {
    const auto duration = read_duration(text);
    if (!duration) return {};
    return base::format_duration(*duration);
}

std::string class_value(const Dictionary& dictionary, std::string_view text) {
    if (!dictionary.find(text))
        for (const auto& table : dictionary.tables())
            if (base::equals_ignoring_case(table->label, text)) return table->name;
    return std::string(text);
}

}  // namespace

std::optional<std::string> query_value(const Dictionary& dictionary, const Field& field,
                                       std::string_view text, std::string_view zone) {
    switch (field.kind()) {
        case Kind::boolean:
            return boolean_value(text);
        case Kind::integer:
        case Kind::decimal:
            return number_value(field, text);
        case Kind::date_time:
            return date_time_value(text);
        case Kind::date:
            return date_value(text, zone);
        case Kind::time:
            return time_value(text);
        case Kind::duration:
            return duration_value(text);
        case Kind::class_name:
            return class_value(dictionary, text);
        default:
            return choice_value(field, text);
    }
}

bool looks_like_id(std::string_view text) {
    const auto is_hex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    return text.size() == 32 && std::all_of(text.begin(), text.end(), is_hex);
}

}  // namespace stead::model
