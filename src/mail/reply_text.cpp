#include "mail/reply_text.h"

#include <glib.h>

#include <memory>

#include "base/text.h"
#include "engine/watermark.h"

namespace stead::mail {

namespace {

constexpr std::size_t longest_line = 400;  // of what a pattern gets to see

struct FreeRegex {
    void operator()(GRegex* regex) const { g_regex_unref(regex); }
};

struct Pattern {
    std::string text;
    std::unique_ptr<GRegex, FreeRegex> regex;  // null: the text itself is looked for
};

std::vector<Pattern> compile(const std::vector<ReplySeparator>& separators) {
    std::vector<Pattern> patterns;
    for (const auto& separator : separators) {
        Pattern pattern{separator.text, nullptr};
        if (separator.is_regex)
            pattern.regex.reset(g_regex_new(separator.text.c_str(), GRegexCompileFlags{},
                                            GRegexMatchFlags{}, nullptr));
        if (pattern.regex || (!separator.is_regex && !separator.text.empty()))
            patterns.push_back(std::move(pattern));
    }
    return patterns;
}

bool matches(const Pattern& pattern, const std::string& window) {
    return g_regex_match_full(pattern.regex.get(), window.data(),
                              static_cast<gssize>(window.size()), 0, GRegexMatchFlags{}, nullptr,
                              nullptr) != 0;
}

bool begins_history(const std::vector<std::string_view>& lines, std::size_t at,
                    const std::vector<Pattern>& patterns) {
    const std::string line(base::truncate_utf8(lines[at], longest_line));
    const std::string next(at + 1 < lines.size() ? base::truncate_utf8(lines[at + 1], longest_line)
                                                 : "");
    for (const auto& pattern : patterns) {
        if (!pattern.regex && line.find(pattern.text) != std::string::npos) return true;
        if (pattern.regex && (matches(pattern, line) || matches(pattern, line + "\n" + next) ||
                              matches(pattern, line + " " + next)))
            return true;
    }
    return false;
}

bool is_quoted(std::string_view line) {
    return base::trim(line).starts_with('>');
}

std::string joined(const std::vector<std::string_view>& lines, std::size_t from, std::size_t to,
                   bool leave_out_quotes = false) {
    std::string text;
    for (auto at = from; at < to; ++at)
        if (!leave_out_quotes || !is_quoted(lines[at])) text += std::string(lines[at]) + "\n";
    return std::string(base::trim(engine::without_watermarks(text)));
}

}  // namespace

std::string latest_words(std::string_view text, const std::vector<ReplySeparator>& separators) {
    const auto patterns = compile(separators);
    const auto lines = base::split(text, '\n');
    std::size_t end = 0;
    while (end < lines.size() && !begins_history(lines, end, patterns)) ++end;
    std::size_t last = end;
    while (last > 0 && (is_quoted(lines[last - 1]) || base::trim(lines[last - 1]).empty())) --last;
    if (auto words = joined(lines, 0, last); !words.empty()) return words;
    if (auto words = joined(lines, std::min(end + 1, lines.size()), lines.size(), true);
        !words.empty())
        return words;
    return joined(lines, 0, lines.size());
}

}  // namespace stead::mail
