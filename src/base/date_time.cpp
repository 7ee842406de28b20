#include "base/date_time.h"

#include <date/tz.h>

#include <array>

#include "base/text.h"

namespace stead::base {

namespace {

using std::chrono::seconds;
using LocalTime = date::local_time<std::chrono::milliseconds>;

void append_digits(std::string& text, int value, int width) {
    std::array<char, 4> digits{};
    for (int i = width - 1; i >= 0; --i, value /= 10)
        digits[i] = static_cast<char>('0' + value % 10);
    text.append(digits.data(), width);
}

std::string format_days_and_seconds(std::chrono::milliseconds since_epoch) {
    const auto whole = std::chrono::floor<seconds>(since_epoch);
    const auto days = std::chrono::floor<std::chrono::days>(whole);
    const date::year_month_day day{date::sys_days(date::days(days.count()))};
    const int rest = static_cast<int>((whole - days).count());
    std::string text;
    text.reserve(19);
    append_digits(text, int(day.year()), 4);
    text += '-';
    append_digits(text, int(unsigned(day.month())), 2);
    text += '-';
    append_digits(text, int(unsigned(day.day())), 2);
    text += ' ';
    append_digits(text, rest / 3600, 2);
    text += ':';
    append_digits(text, rest / 60 % 60, 2);
    text += ':';
    append_digits(text, rest % 60, 2);
    return text;
}

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t width) {
    const auto value = to_integer(text.substr(at, width));
    if (!value || text[at] == '+' || text[at] == '-') return {};
    return static_cast<int>(*value);
}

std::optional<seconds> parse_clock(std::string_view text) {
    if (text.size() < 8 || text[2] != ':' || text[5] != ':') return {};
    const auto hour = number_at(text, 0, 2), minute = number_at(text, 3, 2),
               second = number_at(text, 6, 2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return {};
    return seconds(*hour * 3600 + *minute * 60 + *second);
}

std::optional<seconds> parse_plain(std::string_view text) {
    text = trim(text);
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return {};
    const auto year = number_at(text, 0, 4), month = number_at(text, 5, 2),
               day = number_at(text, 8, 2);
    if (!year || !month || !day) return {};
    const date::year_month_day date{date::year(*year), date::month(unsigned(*month)),
                                    date::day(unsigned(*day))};
    if (!date.ok()) return {};
    const seconds midnight{std::chrono::seconds(date::sys_days(date).time_since_epoch())};
    if (text.size() == 10) return midnight;
    if (text[10] != ' ' && text[10] != 'T') return {};
    const auto clock = parse_clock(text.substr(11));
    if (!clock) return {};
    return midnight + *clock;
}

const date::time_zone* find_zone(std::string_view name) {
    if (name.empty()) return nullptr;
    try {
        return date::locate_zone(std::string(name));
    } catch (const std::exception&) {
        return nullptr;
    }
}

}  // namespace

std::string format_utc(Time time) {
    return format_days_and_seconds(time.time_since_epoch());
}

std::optional<Time> parse_utc(std::string_view text) {
    const auto parsed = parse_plain(text);
    if (!parsed) return {};
    return Time(*parsed);
}

bool is_known_zone(std::string_view zone) {
    return find_zone(zone) != nullptr;
}

seconds zone_offset(Time time, std::string_view zone) {
    const auto* found = find_zone(zone);
    if (!found) return seconds(0);
    return found->get_info(std::chrono::time_point_cast<seconds>(time)).offset;
}

std::string format_local(Time time, std::string_view zone) {
    return format_utc(time + zone_offset(time, zone));
}

std::optional<Time> parse_local(std::string_view text, std::string_view zone) {
    const auto parsed = parse_plain(text);
    if (!parsed) return {};
    const auto* found = find_zone(zone);
    if (!found) return Time(*parsed);
    return found->to_sys(LocalTime(*parsed), date::choose::earliest);
}

std::string format_duration(seconds duration) {
    return format_days_and_seconds(duration);
}

std::optional<seconds> parse_duration(std::string_view text) {
    return parse_plain(text);
}

}  // namespace stead::base
