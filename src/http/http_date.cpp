#include "http/http_date.h"

#include <array>

#include "http/ascii.h"

namespace stead::http {

namespace {

constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view pattern = "Ddd, 00 Mmm 0000 00:00:00 GMT";

void put_digits(char* end, unsigned number, int digits) {
    for (; digits > 0; --digits, number /= 10) *--end = static_cast<char>('0' + number % 10);
}

unsigned month_number(std::string_view name) {
    for (unsigned month = 0; month < months.size(); ++month) {
        if (months[month] == name) return month + 1;
    }
    return 0;
}

}  // namespace

std::string format_http_date(base::Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const auto second = std::chrono::duration_cast<std::chrono::seconds>(time - day).count();
    std::string text(pattern);
    text.replace(0, 3, days[std::chrono::weekday(day).c_encoding()]);
    text.replace(8, 3, months[static_cast<unsigned>(date.month()) - 1]);
    put_digits(&text[7], static_cast<unsigned>(date.day()), 2);
    put_digits(&text[16], static_cast<unsigned>(static_cast<int>(date.year())), 4);
    put_digits(&text[19], static_cast<unsigned>(second / 3600), 2);
    put_digits(&text[22], static_cast<unsigned>(second / 60 % 60), 2);
    put_digits(&text[25], static_cast<unsigned>(second % 60), 2);
    return text;
}

std::optional<base::Time> parse_http_date(std::string_view text) {
    if (text.size() != pattern.size() || text.substr(25) != " GMT") return std::nullopt;
    const auto day = parse_number(text.substr(5, 2));
    const auto year = parse_number(text.substr(12, 4));
    const auto hour = parse_number(text.substr(17, 2));
    const auto minute = parse_number(text.substr(20, 2));
    const auto second = parse_number(text.substr(23, 2));
    if (!day || !year || !hour || !minute || !second) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(month_number(text.substr(8, 3))),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

}  // namespace stead::http
