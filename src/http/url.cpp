#include "http/url.h"

#include "http/ascii.h"

namespace stead::http {

namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

// The byte that the triple at the start of the text stands for, or -1.
int triple_value(std::string_view text) {
    if (text.size() < 3 || text[0] != '%') return -1;
    const int high = hex_value(text[1]);
    const int low = hex_value(text[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool is_unreserved(char character) {
    return is_alphanumeric(character) || character == '-' || character == '.' || character == '_' ||
           character == '~';
}

}  // namespace

std::string percent_decode(std::string_view text, Plus plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (const int byte = triple_value(text.substr(at)); byte >= 0) {
            decoded += static_cast<char>(byte);
            at += 2;
        } else {
            decoded += text[at] == '+' && plus == Plus::space ? ' ' : text[at];
        }
    }
    return decoded;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char character : text) {
        if (is_unreserved(character)) {
            encoded += character;
            continue;
        }
        const auto byte = static_cast<unsigned char>(character);
        encoded += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return encoded;
}

Query Query::parse(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const auto [pair, rest] = split_once(text, '&');
        text = rest;
        if (pair.empty()) continue;
        const auto [key, value] = split_once(pair, '=');
        query.pairs_.emplace_back(percent_decode(key, Plus::space),
                                  percent_decode(value, Plus::space));
    }
    return query;
}

const std::string* Query::find(std::string_view key) const {
    for (auto pair = pairs_.rbegin(); pair != pairs_.rend(); ++pair) {
        if (pair->first == key) return &pair->second;
    }
    return nullptr;
}

std::string_view Query::get(std::string_view key) const {
    const std::string* value = find(key);
    return value != nullptr ? std::string_view(*value) : std::string_view();
}

void Query::set(std::string_view key, std::string_view value) {
    std::erase_if(pairs_, [&](const Pair& pair) { return pair.first == key; });
    pairs_.emplace_back(key, value);
}

std::string Query::text() const {
    std::string text;
    for (const auto& [key, value] : pairs_) {
        if (!text.empty()) text += '&';
        text += percent_encode(key) + '=' + percent_encode(value);
    }
    return text;
}

}  // namespace stead::http
