#include "model/duration.h"

#include "base/date_time.h"
#include "base/text.h"

namespace stead::model {

namespace {

using std::chrono::seconds;
using Duration = std::optional<seconds>;

constexpr std::int64_t most = 1'000'000;  // of any unit

std::optional<std::int64_t> count_of(std::string_view text) {
    const auto count = base::to_integer(text);
    if (!count || *count < 0 || *count > most) return {};
    return count;
}

Duration read_clock(std::string_view text) {
    const auto parts = base::split(text, ':');
    if (parts.size() != 3) return {};
    std::int64_t total = 0;
    for (const auto part : parts) {
        const auto count = count_of(part);
        if (!count) return {};
        total = total * 60 + *count;
    }
    return seconds(total);
}

// "3 02:00:00"
Duration read_days_and_clock(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return read_clock(text);
    const auto days = count_of(text.substr(0, space));
    const auto clock = read_clock(base::trim(text.substr(space)));
    if (!days || !clock) return {};
    return seconds(*days * 86400) + *clock;
}

std::optional<std::int64_t> seconds_of_word(std::string word) {
    if (word.ends_with('s')) word.pop_back();
    if (word == "day") return 86400;
    if (word == "hour") return 3600;
    if (word == "minute") return 60;
    if (word == "second") return 1;
    return {};
}

Duration read_words(std::string_view text) {
    const auto words = base::split_names(text, ' ');
    if (words.empty() || words.size() % 2 != 0) return {};
    std::int64_t total = 0;
    for (std::size_t i = 0; i < words.size(); i += 2) {
        const auto count = count_of(words[i]);
        const auto unit = seconds_of_word(base::lower(words[i + 1]));
        if (!count || !unit) return {};
        total += *count * *unit;
    }
    return seconds(total);
}

std::optional<std::int64_t> seconds_of_letter(char letter, bool in_time) {
    switch (letter) {
        case 'W':
            return 7 * 86400;
        case 'D':
            return 86400;
        case 'H':
            return 3600;
        case 'M':
            return in_time ? std::optional<std::int64_t>(60) : std::nullopt;
        case 'S':
            return 1;
        default:
            return {};
    }
}

Duration read_iso(std::string_view text) {
    if (!text.starts_with('P') || text.size() < 3) return {};
    text.remove_prefix(1);
    std::int64_t total = 0;
    bool in_time = false;
    while (!text.empty()) {
        if (text[0] == 'T') {
            in_time = true;
            text.remove_prefix(1);
            continue;
        }
        const auto end = text.find_first_not_of("0123456789");
        if (end == 0 || end == std::string_view::npos) return {};
        const auto count = count_of(text.substr(0, end));
        const auto unit = seconds_of_letter(text[end], in_time);
        if (!count || !unit) return {};
        total += *count * *unit;
        text.remove_prefix(end + 1);
    }
    return seconds(total);
}

}  // namespace

std::optional<seconds> read_duration(std::string_view text) {
    text = base::trim(text);
    if (const auto stored = base::parse_duration(text))
        return stored->count() < 0 ? std::nullopt : stored;
    for (const auto read : {read_days_and_clock, read_words, read_iso})
        if (const auto duration = read(text)) return duration;
    return {};
}

}  // namespace stead::model
