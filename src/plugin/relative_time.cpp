#include "plugin/relative_time.h"

#include "base/date_time.h"
#include "base/text.h"

namespace stead::plugin {

namespace {

using std::chrono::minutes;

std::optional<minutes> unit(char letter) {
    switch (letter) {
        case 'm':
            return minutes(1);
        case 'h':
            return minutes(60);
        case 'd':
            return minutes(24 * 60);
        case 'w':
            return minutes(7 * 24 * 60);
        default:
            return {};
    }
}

// "3d4h" → minutes
std::optional<minutes> span(std::string_view text) {
    minutes total(0);
    while (!text.empty()) {
        const auto end = text.find_first_not_of("0123456789");
        if (end == 0 || end == std::string_view::npos) return {};
        const auto count = base::to_integer(text.substr(0, end));
        const auto length = unit(text[end]);
        if (!count || !length) return {};
        total += *length * *count;
        text.remove_prefix(end + 1);
    }
    return total;
}

}  // namespace

std::optional<base::Time> relative_time(std::string_view text, base::Time now) {
    if (!text.starts_with("now")) return {};
    text.remove_prefix(3);
    const auto space = text.find(' ');
    auto offset = text.substr(0, space);
    base::Time time = now;
    if (!offset.empty()) {
        const char sign = offset.front();
        const auto length = span(offset.substr(1));
        if (!length || (sign != '-' && sign != '+')) return {};
        time += sign == '-' ? -*length : *length;
    }
    if (space == std::string_view::npos) return time;
    const std::string day = base::format_utc(time).substr(0, 10);
    return base::parse_utc(day + " " + std::string(text.substr(space + 1)) + ":00");
}

}  // namespace stead::plugin
