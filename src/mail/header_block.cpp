#include "mail/header_block.h"

#include "base/text.h"

namespace stead::mail {

namespace {

constexpr std::size_t longest_header = 16384;

std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

bool is_name(std::string_view text) {
    if (text.empty() || text.size() > 200) return false;
    for (const char c : text)
        if (c <= ' ' || c == '\x7f' || static_cast<signed char>(c) < 0) return false;
    return true;
}

void add_continuation(RawHeaders& headers, std::string_view line) {
    if (headers.empty()) return;
    auto& value = headers.back().second;
    if (value.size() < longest_header) value += " " + std::string(base::trim(line));
}

}  // namespace

RawHeaders read_header_block(std::string_view bytes, std::size_t most) {
    RawHeaders headers;
    while (!bytes.empty() && headers.size() < most) {
        const auto line = take_line(bytes);
        if (line.empty()) break;
        if (line.front() == ' ' || line.front() == '\t') {
            add_continuation(headers, line);
            continue;
        }
        const auto colon = line.find(':');
        const auto name = base::trim(line.substr(0, colon));
        if (colon == std::string_view::npos || !is_name(name)) continue;
        headers.emplace_back(name, base::trim(line.substr(colon + 1).substr(0, longest_header)));
    }
    return headers;
}

std::vector<std::string> message_ids(std::string_view value, std::size_t most) {
    std::vector<std::string> ids;
    while (ids.size() < most) {
        const auto open = value.find('<');
        const auto close = open == std::string_view::npos ? open : value.find('>', open);
        if (close == std::string_view::npos) break;
        const auto id = value.substr(open, close - open + 1);
        if (id.size() > 2 && id.size() < 990 && id.find(' ') == std::string_view::npos)
            ids.emplace_back(id);
        value.remove_prefix(close + 1);
    }
    return ids;
}

}  // namespace stead::mail
