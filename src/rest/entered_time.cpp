#include "rest/entered_time.h"

#include <fmt/core.h>

#include <cctype>
#include <optional>

namespace stead::rest {

namespace {

struct Parts {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    bool has_time = false, twelve_hours = false, afternoon = false;
};

// Takes up to `most` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
    std::size_t count = 0;
    int number = 0;
    while (count < most && count < text.size() &&
           std::isdigit(static_cast<unsigned char>(text[count])) != 0)
        number = number * 10 + (text[count++] - '0');
    if (count == 0) return {};
    text.remove_prefix(count);
    return number;
}

bool take_half(std::string_view& text, Parts& parts) {
    if (text.size() < 2 || (text[1] | 0x20) != 'm') return false;
    const int letter = text[0] | 0x20;
    if (letter != 'a' && letter != 'p') return false;
    parts.afternoon = letter == 'p';
    text.remove_prefix(2);
    return true;
}

// The letter that begins the pattern, and how often it stands there.
bool take_letters(std::string_view& text, char letter, std::size_t count, Parts& parts) {
    if (letter == 'a') return take_half(text, parts);
    const auto number = take_number(text, letter == 'y' ? count : 2);
    if (!number) return false;
    parts.has_time = parts.has_time || letter == 'H' || letter == 'h';
    parts.twelve_hours = parts.twelve_hours || letter == 'h';
    switch (letter) {
        case 'y':
            parts.year = count == 2 ? 2000 + *number : *number;
            return true;
        case 'M':
            parts.month = *number;
            return true;
        case 'd':
            parts.day = *number;
            return true;
        case 'm':
            parts.minute = *number;
            return true;
        case 's':
            parts.second = *number;
            return true;
        default:
            parts.hour = *number;
            return true;
    }
}

bool is_possible(const Parts& parts) {
    return parts.year > 0 && parts.month >= 1 && parts.month <= 12 && parts.day >= 1 &&
           parts.day <= 31 && parts.hour <= 23 && parts.minute <= 59 && parts.second <= 59;
}

std::optional<Parts> read(std::string_view text, std::string_view pattern) {
    constexpr std::string_view letters = "yMdHhmsa";
    Parts parts;
    while (!pattern.empty()) {
        const char letter = pattern.front();
        std::size_t count = pattern.find_first_not_of(letter);
        if (count == std::string_view::npos) count = pattern.size();
        if (letters.find(letter) == std::string_view::npos) count = 1;
        pattern.remove_prefix(count);
        if (letters.find(letter) != std::string_view::npos) {
            if (!take_letters(text, letter, count, parts)) return {};
        } else if (!text.empty() && text.front() == letter) {
            text.remove_prefix(1);
        } else {
            return {};
        }
    }
    return text.empty() ? std::optional(parts) : std::nullopt;
}

}  // namespace

std::string plain_time(std::string_view text, std::string_view pattern) {
    auto parts = read(text, pattern);
    if (!parts) return {};
    if (parts->twelve_hours) parts->hour = parts->hour % 12 + (parts->afternoon ? 12 : 0);
    if (!is_possible(*parts)) return {};
    const auto date = fmt::format("{:04}-{:02}-{:02}", parts->year, parts->month, parts->day);
    return parts->has_time
               ? date + fmt::format(" {:02}:{:02}:{:02}", parts->hour, parts->minute, parts->second)
               : date;
}

}  // namespace stead::rest
