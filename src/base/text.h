#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stead::base {

// Lookup in a map of strings by string_view, without building a string.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

std::string_view trim(std::string_view text);  // ASCII white space

// "a,b,,c" at ',' → {"a","b","","c"}; the empty text gives no part.
std::vector<std::string_view> split(std::string_view text, char separator);
// As split, but trims the parts and drops empty ones: for lists of names and ids.
std::vector<std::string> split_names(std::string_view text, char separator = ',');
std::string join(const std::vector<std::string>& parts, std::string_view separator);

std::string lower(std::string_view text);                           // ASCII letters only
bool equals_ignoring_case(std::string_view a, std::string_view b);  // ASCII letters only
std::string replace_all(std::string text, std::string_view what, std::string_view with);

std::optional<std::int64_t> to_integer(std::string_view text);  // the whole text or nothing
std::optional<double> to_number(std::string_view text);         // the whole text or nothing

// "true", "1", "yes" in any case are true; everything else is false.
bool is_true(std::string_view text);

bool is_valid_utf8(std::string_view text);
// Replaces what is not UTF-8 by U+FFFD and drops NUL. Every text from outside passes here.
std::string clean_utf8(std::string_view text);
// At most `max_characters` code points.
std::string_view truncate_utf8(std::string_view text, std::size_t max_characters);
std::size_t utf8_length(std::string_view text);

std::string html_escape(std::string_view text);  // & < > " '

// Same time for equal and different texts of one length: for tokens.
bool equals_in_constant_time(std::string_view a, std::string_view b);

}  // namespace stead::base
