#include "base/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace stead::base {

namespace {

// What stands after the backslash for this byte; 0 = the byte itself, 'u' = a \u00XX escape.
constexpr std::array<char, 256> make_escapes() {
    std::array<char, 256> escapes{};
    for (int c = 0; c < 0x20; ++c) escapes[c] = 'u';
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
}
constexpr auto escapes = make_escapes();

void append_escape(std::string& out, unsigned char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '\\';
    out += escapes[c];
    if (escapes[c] != 'u') return;
    out += "00";
    out += digits[c >> 4];
    out += digits[c & 15];
}

// Are these eight bytes free of quotes, backslashes and control characters? Each term raises the
// top bit of a byte that is below a space, `"` or `\`; with that bit set before, it is none of
// them.
bool is_plain(const char* bytes) {
    constexpr std::uint64_t each = 0x0101010101010101, top = each * 0x80;
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes, sizeof eight);
    const auto quote = eight ^ (each * '"'), backslash = eight ^ (each * '\\');
    const auto low = (eight - each * 0x20) & ~eight;
    return ((low | ((quote - each) & ~quote) | ((backslash - each) & ~backslash)) & top) == 0;
}

void append_escaped(std::string& out, std::string_view value) {
    std::size_t start = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        while (i + 8 <= value.size() && is_plain(value.data() + i)) i += 8;
        if (i == value.size()) break;
        const auto c = static_cast<unsigned char>(value[i]);
        if (escapes[c] == 0) continue;
        out.append(value, start, i - start);
        append_escape(out, c);
        start = i + 1;
    }
    out.append(value, start);
}

}  // namespace

void append_json_text(std::string& out, std::string_view value) {
    out += '"';
    append_escaped(out, value);
    out += '"';
}

std::string json_key(std::string_view name) {
    std::string key;
    append_json_text(key, name);
    return key += ':';
}

void JsonWriter::separate() {
    if (comma_) out_ += ',';
    comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
    separate();
    out_ += '{';
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    out_ += '}';
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    separate();
    out_ += '[';
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    out_ += ']';
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    append_json_text(out_, name);
    out_ += ':';
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::made_key(std::string_view key) {
    separate();
    out_ += key;
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    append_json_text(out_, value);
    return *this;
}

JsonWriter& JsonWriter::text_of(std::initializer_list<std::string_view> parts) {
    separate();
    out_ += '"';
    for (const auto part : parts) append_escaped(out_, part);
    out_ += '"';
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
    separate();
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
    return *this;
}

JsonWriter& JsonWriter::number(double value) {
    if (!std::isfinite(value)) return null();
    separate();
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    out_ += "null";
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

}  // namespace stead::base
