#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What header fields, addresses and forms are made of.
namespace stead::http {

bool is_alphanumeric(char character);
// One character that may stand in a method or header name (RFC 9110 5.6.2).
bool is_token_character(char character);

// A decimal number without sign, or nothing when the text is anything else or too large.
std::optional<unsigned long long> parse_number(std::string_view digits);

// Splits at the first separator; the second part is empty when there is none.
std::pair<std::string_view, std::string_view> split_once(std::string_view text, char separator);

// Splits a header value at separators outside of quotes; parts come trimmed, empty ones are left
// out.
std::vector<std::string_view> split_list(std::string_view text, char separator);

// The text inside of quotes with its escapes resolved; text without quotes as it is.
std::string unquote(std::string_view text);

}  // namespace stead::http
