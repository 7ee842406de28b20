#include "model/normalize.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/date_time.h"
#include "base/text.h"
#include "model/duration.h"

namespace stead::model {

namespace {

Normalized good(std::string value) {
    return {std::move(value), {}};
}

Normalized bad(const Field& field, std::string_view input, std::string_view wanted) {
    return {
        {},
        fmt::format("{}: \"{}\" is not {}", field.label, base::truncate_utf8(input, 80), wanted)};
}

// --- numbers

// "1,234.5" and "1 234" without their separators. A comma that is no group of three is not one.
std::string without_separators(std::string_view text) {
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto end = std::min(text.find_first_not_of("0123456789", i + 1), text.size());
        const bool separates = (text[i] == ',' || text[i] == ' ') && i > 0 && end - i == 4;
        if (!separates) digits += text[i];
    }
    return digits;
}

// Without exponent, as short as the number allows.
std::string number_text(double number) {
    std::array<char, 400> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                   std::chars_format::fixed);
    return {buffer.data(), end.ptr};
}

const Choice* choice_labelled(const Field& field, std::string_view text) {
    if (field.find_choice(text)) return nullptr;
    const auto found = std::find_if(
        field.choices.begin(), field.choices.end(),
        [&](const Choice& choice) { return base::equals_ignoring_case(choice.label, text); });
    return found == field.choices.end() ? nullptr : &*found;
}

Normalized normalize_integer(const Field& field, std::string_view input) {
    const auto text = without_separators(input);
    if (const auto whole = base::to_integer(text)) return good(std::to_string(*whole));
    const auto number = base::to_number(text);
    if (!number || *number != std::floor(*number) || std::abs(*number) > 9e15)
        return bad(field, input, "a whole number");
    return good(std::to_string(static_cast<std::int64_t>(*number)));
}

// Money may come as "EUR;12.50" or with a sign in front.
std::string_view amount_of(std::string_view input) {
    if (const auto semicolon = input.find(';'); semicolon != std::string_view::npos)
        return base::trim(input.substr(semicolon + 1));
    for (const std::string_view sign : {"$", "\xE2\x82\xAC", "\xC2\xA3"})
        if (input.starts_with(sign)) return base::trim(input.substr(sign.size()));
    return input;
}

double rounded(const Field& field, double number) {
    if (field.type->name == "float" || field.type->name == "percent_complete") return number;
    const auto scale = base::to_integer(field.attribute("scale")).value_or(2);
    if (scale < 0 || scale > 15 || std::abs(number) > 1e15) return number;
    const double factor = std::pow(10.0, static_cast<double>(scale));
    return std::round(number * factor) / factor;
}

Normalized normalize_decimal(const Field& field, std::string_view input) {
    const bool is_money = field.type->name.starts_with("currency") || field.type->name == "price";
    const auto number = base::to_number(without_separators(is_money ? amount_of(input) : input));
    if (!number || !std::isfinite(*number)) return bad(field, input, "a number");
    const auto value = rounded(field, *number);
    return good(number_text(value == 0 ? 0.0 : value));
}

Normalized normalize_boolean(const Field& field, std::string_view input) {
    if (base::is_true(input) || base::equals_ignoring_case(input, "on")) return good("1");
    for (const auto* no : {"false", "0", "no", "off"})
        if (base::equals_ignoring_case(input, no)) return good("0");
    return bad(field, input, "true or false");
}

// --- dates

// The offset at the end of "2026-01-05T08:00:00+02:00", cut off.
std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
    if (text.ends_with('Z') || text.ends_with('z')) {
        text.remove_suffix(1);
        return std::chrono::minutes(0);
    }
    if (text.size() < 25 || (text[text.size() - 6] != '+' && text[text.size() - 6] != '-'))
        return {};
    const auto tail = text.substr(text.size() - 6);
    const auto hours = base::to_integer(tail.substr(1, 2)), rest = base::to_integer(tail.substr(4));
    if (tail[3] != ':' || !hours || !rest) return {};
    text.remove_suffix(6);
    const auto minutes = std::chrono::minutes(*hours * 60 + *rest);
    return tail[0] == '-' ? -minutes : minutes;
}

std::optional<base::Time> read_time(std::string_view input, std::string_view zone, Input meant) {
    auto text = base::trim(input);
    const auto offset = take_offset(text);
    if (const auto dot = text.find('.'); dot == 19) text = text.substr(0, dot);  // milliseconds
    const std::string full = std::string(text) + (text.size() == 16 ? ":00" : "");
    if (offset) {
        const auto time = base::parse_utc(full);
        return time ? std::optional(*time - *offset) : std::nullopt;
    }
    return meant == Input::display ? base::parse_local(full, zone) : base::parse_utc(full);
}

Normalized normalize_date_time(const Field& field, std::string_view input, std::string_view zone,
                               Input meant) {
    const bool as_entered = field.type->name == "datetime";
    const auto time = read_time(input, zone, as_entered ? Input::raw : meant);
    if (!time) return bad(field, input, "a date and time (yyyy-MM-dd HH:mm:ss)");
    return good(base::format_utc(*time));
}

Normalized normalize_date(const Field& field, std::string_view input) {
    const auto time = base::parse_utc(base::trim(input).substr(0, 10));
    if (!time) return bad(field, input, "a date (yyyy-MM-dd)");
    return good(base::format_utc(*time).substr(0, 10));
}

Normalized normalize_time(const Field& field, std::string_view input, std::string_view zone,
                          Input meant) {
    auto text = std::string(base::trim(input));
    if (text.size() == 5) text += ":00";
    if (text.size() == 8) text = "1970-01-01 " + text;
    const auto time = read_time(text, zone, meant);
    if (!time) return bad(field, input, "a time (HH:mm:ss)");
    return good("1970-01-01" + base::format_utc(*time).substr(10));
}

Normalized normalize_duration(const Field& field, std::string_view input) {
    const auto duration = read_duration(input);
    if (!duration) return bad(field, input, "a duration, such as 02:30:00 or 1 Day 2 Hours");
    return good(base::format_duration(*duration));
}

// --- text

std::string cut_to_length(const Field& field, std::string text) {
    if (field.max_length <= 0 || text.size() <= static_cast<std::size_t>(field.max_length))
        return text;
    return std::string(base::truncate_utf8(text, static_cast<std::size_t>(field.max_length)));
}

bool is_mail_address(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\r\n<>,;") == std::string_view::npos;
}

bool is_harmless_link(std::string_view text) {
    const auto scheme = base::lower(text.substr(0, text.find_first_of(":/?#")));
    return scheme != "javascript" && scheme != "data" && scheme != "vbscript";
}

Normalized normalize_text(const Field& field, std::string_view input) {
    auto text = base::clean_utf8(input);
    const auto& type = field.type->name;
    const auto trimmed = base::trim(text);
    if (type == "email" && !trimmed.empty() && !is_mail_address(trimmed))
        return bad(field, input, "a mail address");
    if (type == "url" && !is_harmless_link(trimmed)) return bad(field, input, "a web address");
    if (type == "email" || type == "url") text = std::string(trimmed);
    return good(cut_to_length(field, std::move(text)));
}

Normalized normalize_list(const Field& field, std::string_view input) {
    std::vector<std::string> members;
    for (auto& member : base::split_names(base::clean_utf8(input)))
        if (std::find(members.begin(), members.end(), member) == members.end())
            members.push_back(std::move(member));
    return good(cut_to_length(field, base::join(members, ",")));
}

}  // namespace

Normalized normalize(const Field& field, std::string_view input, std::string_view zone,
                     Input meant) {
    if (input.empty()) return good({});
    const auto trimmed = base::trim(input);
    if (const auto* choice = choice_labelled(field, trimmed)) return good(choice->value);
    switch (field.kind()) {
        case Kind::text:
        case Kind::long_text:
        case Kind::journal:
            return normalize_text(field, input);
        case Kind::list:
            return normalize_list(field, input);
        case Kind::password:
        case Kind::virtual_field:
            return good(base::clean_utf8(input));
        default:
            break;
    }
    if (trimmed.empty()) return good({});
    switch (field.kind()) {
        case Kind::boolean:
            return normalize_boolean(field, trimmed);
        case Kind::integer:
            return normalize_integer(field, trimmed);
        case Kind::decimal:
            return normalize_decimal(field, trimmed);
        case Kind::date_time:
            return normalize_date_time(field, trimmed, zone, meant);
        case Kind::date:
            return normalize_date(field, trimmed);
        case Kind::time:
            return normalize_time(field, trimmed, zone, meant);
        case Kind::duration:
            return normalize_duration(field, trimmed);
        default:
            return good(cut_to_length(field, base::clean_utf8(trimmed)));
    }
}

bool is_allowed_choice(const Field& field, std::string_view value) {
    const bool is_strict = field.choice == 1 || field.choice == 3;
    return value.empty() || !is_strict || field.choices.empty() || field.find_choice(value);
}

}  // namespace stead::model
