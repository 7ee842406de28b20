#include "model/display.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/date_time.h"
#include "base/text.h"

namespace stead::model {

namespace {

// Digits with a point, grouped in threes and with the person's own marks.
std::string grouped(std::string_view digits, const DisplayStyle& style) {
    const std::size_t begin = digits.starts_with('-') ? 1 : 0;
    const auto end = std::min(digits.find_first_not_of("0123456789", begin), digits.size());
    std::string text(digits.substr(0, begin));
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin && (end - i) % 3 == 0) text += style.thousands;
        text += digits[i];
    }
    for (const char c : digits.substr(end)) text += c == '.' ? style.decimal_point : c;
    return text;
}

int scale_of(const Field& field) {
    const auto scale = base::to_integer(field.attribute("scale"));
    return static_cast<int>(std::clamp<std::int64_t>(scale.value_or(2), 0, 15));
}

std::string decimal_text(const Field& field, std::string_view value, const DisplayStyle& style) {
    const auto number = base::to_number(value);
    if (!number) return std::string(value);
    const auto& type = field.type->name;
    if (type == "float" || type == "percent_complete")
        return grouped(wire_value(field, value), style);
    auto text = grouped(fmt::format("{:.{}f}", std::abs(*number), scale_of(field)), style);
    if (type != "decimal") text = style.currency + text;
    return *number < 0 ? "-" + text : text;
}

std::string integer_text(const Field& field, std::string_view value, const DisplayStyle& style) {
    return field.attribute("format") == "none" ? std::string(value) : grouped(value, style);
}

std::string date_time_text(const Field& field, std::string_view value, const DisplayStyle& style) {
    if (field.type->name == "datetime") return std::string(value);  // as it was entered
    const auto time = base::parse_utc(value);
    if (!time) return std::string(value);
    return format_pattern(base::format_local(*time, style.zone),
                          style.date_format + " " + style.time_format);
}

std::string time_text(std::string_view value, const DisplayStyle& style) {
    const auto time = base::parse_utc(value);
    if (!time) return std::string(value);
    return format_pattern(base::format_local(*time, style.zone), style.time_format);
}

std::string duration_display(std::string_view value) {
    const auto duration = base::parse_duration(value);
    return duration ? duration_text(*duration) : std::string(value);
}

std::string_view class_label(const Dictionary& dictionary, std::string_view value) {
    const auto* table = dictionary.find(value);
    return table ? std::string_view(table->label) : value;
}

}  // namespace

std::string_view display_value(const Dictionary& dictionary, const Field& field,
                               std::string_view value, const DisplayStyle& style,
                               std::string& scratch) {
    if (field.kind() == Kind::boolean) return base::is_true(value) ? "true" : "false";
    if (value.empty()) return {};
    if (const auto* choice = field.find_choice(value)) return choice->label;
    switch (field.kind()) {
        case Kind::password:
            return "********";
        case Kind::integer:
            return scratch = integer_text(field, value, style);
        case Kind::decimal:
            return scratch = decimal_text(field, value, style);
        case Kind::date_time:
            return scratch = date_time_text(field, value, style);
        case Kind::date:
            return scratch = format_pattern(value, style.date_format);
        case Kind::time:
            return scratch = time_text(value, style);
        case Kind::duration:
            return scratch = duration_display(value);
        case Kind::class_name:
            return class_label(dictionary, value);
        default:
            return value;
    }
}

std::string_view wire_value(const Field& field, std::string_view stored) {
    if (field.kind() == Kind::boolean) return base::is_true(stored) ? "true" : "false";
    if (field.kind() == Kind::decimal && stored.ends_with(".0")) stored.remove_suffix(2);
    return stored;
}

std::string duration_text(std::chrono::seconds duration) {
    const auto count = duration.count();
    std::string text;
    const auto add = [&](std::int64_t number, std::string_view unit) {
        if (number == 0) return;
        if (!text.empty()) text += ' ';
        text += fmt::format("{} {}{}", number, unit, number == 1 ? "" : "s");
    };
    add(count / 86400, "Day");
    add(count / 3600 % 24, "Hour");
    add(count / 60 % 60, "Minute");
    if (count < 3600) add(count % 60, "Second");
    return text.empty() ? "0 Seconds" : text;
}

std::string format_pattern(std::string_view utc_text, std::string_view pattern) {
    if (utc_text.size() < 10) return std::string(utc_text);
    const std::string full = std::string(utc_text) + (utc_text.size() < 19 ? " 00:00:00" : "");
    const auto hour = base::to_integer(std::string_view(full).substr(11, 2)).value_or(0);
    const std::array<std::pair<std::string_view, std::string>, 9> letters = {{
        {"yyyy", full.substr(0, 4)},
        {"yy", full.substr(2, 2)},
        {"MM", full.substr(5, 2)},
        {"dd", full.substr(8, 2)},
        {"HH", full.substr(11, 2)},
        {"hh", fmt::format("{:02}", (hour + 11) % 12 + 1)},
        {"mm", full.substr(14, 2)},
        {"ss", full.substr(17, 2)},
        {"a", hour < 12 ? "AM" : "PM"},
    }};
    std::string text;
    while (!pattern.empty()) {
        const auto letter = std::find_if(letters.begin(), letters.end(), [&](const auto& pair) {
            return pattern.starts_with(pair.first);
        });
        text += letter == letters.end() ? std::string(1, pattern[0]) : letter->second;
        pattern.remove_prefix(letter == letters.end() ? 1 : letter->first.size());
    }
    return text;
}

}  // namespace stead::model
