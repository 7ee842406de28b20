#include "http/ascii.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace stead::http {

bool is_alphanumeric(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9');
}

bool is_token_character(char character) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return is_alphanumeric(character) || marks.find(character) != std::string_view::npos;
}

std::optional<unsigned long long> parse_number(std::string_view digits) {
    unsigned long long number = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, problem] = std::from_chars(digits.data(), end, number);
    if (problem != std::errc() || stop != end || digits.empty()) return std::nullopt;
    return number;
}

std::pair<std::string_view, std::string_view> split_once(std::string_view text, char separator) {
    const auto at = text.find(separator);
    if (at == std::string_view::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

namespace {

// Where the part that starts the text ends: at the first separator outside of quotes.
std::size_t end_of_part(std::string_view text, char separator) {
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (quoted && text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            quoted = !quoted;
        } else if (text[at] == separator && !quoted) {
            return at;
        }
    }
    return text.size();
}

}  // namespace

std::vector<std::string_view> split_list(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = end_of_part(text, separator);
        if (const auto part = base::trim(text.substr(0, end)); !part.empty()) parts.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string unquote(std::string_view text) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
    std::string plain;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        if (text[at] == '\\' && at + 2 < text.size()) ++at;
        plain += text[at];
    }
    return plain;
}

}  // namespace stead::http
