#include "engine/import/date_format.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace stead::engine {

namespace {

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

struct Parts {
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
    bool twelve_hours = false, afternoon = false;
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int days_of(int year, int month) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days.at(static_cast<std::size_t>(month - 1));
}

// Takes the text apart, piece by piece of the pattern.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool read(std::string_view pattern) {
        for (std::size_t at = 0; at < pattern.size();) {
            const char letter = pattern[at];
            if (letter == '\'') {
                const auto end = std::min(pattern.find('\'', at + 1), pattern.size());
                if (!literal(pattern.substr(at + 1, end - at - 1))) return false;
                at = end + 1;
            } else if (!is_letter(letter)) {
                if (!literal(pattern.substr(at++, 1))) return false;
            } else {
                const auto end = std::min(pattern.find_first_not_of(letter, at), pattern.size());
                // Without anything between them, numbers are as wide as their letters.
                const bool glued = end < pattern.size() && is_letter(pattern[end]);
                if (!field(letter, end - at, glued)) return false;
                at = end;
            }
        }
        return text_.empty();
    }

    const Parts& parts() const { return parts_; }

private:
    bool literal(std::string_view expected) {
        if (!text_.starts_with(expected)) return false;
        text_.remove_prefix(expected.size());
        return true;
    }

    bool field(char letter, std::size_t width, bool glued) {
        if (letter == 'a') return half_day();
        if (letter == 'M' && width >= 3) return month_name();
        const std::size_t most = glued ? width : letter == 'y' ? 4 : 2;
        int value = 0;
        if (!number(most, value)) return false;
        switch (letter) {
            case 'y':
                parts_.year =
                    width <= 2 && value < 100 ? value + (value < 70 ? 2000 : 1900) : value;
                return true;
            case 'M':
                parts_.month = value;
                return true;
            case 'd':
                parts_.day = value;
                return true;
            case 'h':
                parts_.twelve_hours = true;
                [[fallthrough]];
            case 'H':
                parts_.hour = value;
                return true;
            case 'm':
                parts_.minute = value;
                return true;
            case 's':
                parts_.second = value;
                return true;
            default:
                return false;
        }
    }

    bool number(std::size_t most, int& value) {
        std::size_t size = 0;
        while (size < most && size < text_.size() && is_digit(text_[size]))
            value = value * 10 + (text_[size++] - '0');
        text_.remove_prefix(size);
        return size > 0;
    }

    bool month_name() {
        const auto size = std::min<std::size_t>(
            static_cast<std::size_t>(std::find_if_not(text_.begin(), text_.end(), is_letter) -
                                     text_.begin()),
            text_.size());
        const auto name = base::lower(text_.substr(0, std::min<std::size_t>(size, 3)));
        const auto found = std::find(months.begin(), months.end(), name);
        if (found == months.end()) return false;
        parts_.month = static_cast<int>(found - months.begin()) + 1;
        text_.remove_prefix(size);
        return true;
    }

    bool half_day() {
        const auto word = base::lower(text_.substr(0, 2));
        if (word != "am" && word != "pm") return false;
        parts_.afternoon = word == "pm";
        text_.remove_prefix(2);
        return true;
    }

    std::string_view text_;
    Parts parts_;
};

}  // namespace

std::optional<std::string> read_date(std::string_view text, std::string_view pattern) {
    Reader reader(base::trim(text));
    if (!reader.read(base::trim(pattern))) return {};
    auto parts = reader.parts();
    if (parts.twelve_hours) {
        if (parts.hour < 1 || parts.hour > 12) return {};
        parts.hour = parts.hour % 12 + (parts.afternoon ? 12 : 0);
    }
    const bool real = parts.year >= 1 && parts.month >= 1 && parts.month <= 12 && parts.day >= 1 &&
                      parts.day <= days_of(parts.year, parts.month) && parts.hour < 24 &&
                      parts.minute < 60 && parts.second < 60;
    if (!real) return {};
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", parts.year, parts.month, parts.day,
                       parts.hour, parts.minute, parts.second);
}

}  // namespace stead::engine
