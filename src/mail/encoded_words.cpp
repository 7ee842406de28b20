#include "mail/encoded_words.h"

#include <glib.h>

#include <memory>
#include <optional>

#include "base/text.h"
#include "mail/charset.h"
#include "mail/mime.h"

namespace stead::mail {

namespace {

struct EncodedWord {
    std::string charset, bytes;
    std::size_t length = 0;  // in the header
};

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decode_q(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '=' && at + 2 < text.size() &&
                            hex_digit(text[at + 1]) >= 0 && hex_digit(text[at + 2]) >= 0;
        if (escape) {
            bytes += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
            at += 2;
        } else {
            bytes += text[at] == '_' ? ' ' : text[at];
        }
    }
    return bytes;
}

std::string decode_b(std::string_view text) {
    gsize size = 0;
    const std::unique_ptr<guchar, Free> bytes(g_base64_decode(std::string(text).c_str(), &size));
    return bytes ? std::string(reinterpret_cast<const char*>(bytes.get()), size) : std::string();
}

// =?charset?Q?text?= at this place.
std::optional<EncodedWord> word_at(std::string_view header, std::size_t at) {
    if (header.substr(at, 2) != "=?") return std::nullopt;
    const auto encoding = header.find('?', at + 2);
    if (encoding == std::string_view::npos || encoding + 2 >= header.size() ||
        header[encoding + 2] != '?')
        return std::nullopt;
    const auto end = header.find("?=", encoding + 3);
    if (end == std::string_view::npos || end - at > 4000) return std::nullopt;
    const auto text = header.substr(encoding + 3, end - encoding - 3);
    const char kind = header[encoding + 1];
    EncodedWord word;
    word.charset = base::lower(header.substr(at + 2, encoding - at - 2));
    word.charset = word.charset.substr(0, word.charset.find('*'));  // a language may follow
    if (word.charset.empty() || word.charset.find_first_of(" \t\"<>") != std::string::npos ||
        text.find_first_of(" \t") != std::string_view::npos)
        return std::nullopt;
    if (kind == 'Q' || kind == 'q')
        word.bytes = decode_q(text);
    else if (kind == 'B' || kind == 'b')
        word.bytes = decode_b(text);
    else
        return std::nullopt;
    word.length = end + 2 - at;
    return word;
}

std::string encoded(const std::string& text) {
    const OwnedText base64(
        g_base64_encode(reinterpret_cast<const guchar*>(text.data()), text.size()));
    return "=?utf-8?B?" + std::string(base64.get()) + "?=";
}

// The text of a run that begins at `at`, which moves behind it.
std::string take_run(std::string_view header, std::size_t& at) {
    std::string text, bytes, charset;
    for (auto next = at;;) {
        const auto word = word_at(header, next);
        if (!word) break;
        if (word->charset != charset) {
            text += to_utf8(bytes, charset);
            bytes.clear();
        }
        charset = word->charset;
        bytes += word->bytes;
        at = next + word->length;
        next = header.find_first_not_of(" \t\r\n", at);
        if (next == std::string_view::npos || next == at) break;
    }
    return text + to_utf8(bytes, charset);
}

}  // namespace

std::string join_encoded_words(std::string_view header) {
    std::string joined;
    for (std::size_t at = 0; at < header.size();) {
        const auto start = header.find("=?", at);
        joined += header.substr(at, start == std::string_view::npos ? start : start - at);
        if (start == std::string_view::npos) break;
        at = start;
        if (word_at(header, at))
            joined += encoded(take_run(header, at));
        else
            joined += header.substr(at++, 1);
    }
    return joined;
}

}  // namespace stead::mail
