#include "engine/mail_address.h"

#include "base/text.h"

namespace stead::engine {

namespace {

// Splits at commas and semicolons that stand neither in quotes nor in angle brackets.
std::vector<std::string> entries(std::string_view list) {
    std::vector<std::string> found(1);
    bool quoted = false, bracketed = false;
    for (const char c : list) {
        if (c == '"') quoted = !quoted;
        if (!quoted && c == '<') bracketed = true;
        if (!quoted && c == '>') bracketed = false;
        if ((c == ',' || c == ';') && !quoted && !bracketed)
            found.emplace_back();
        else
            found.back() += c;
    }
    return found;
}

MailAddress entry(std::string_view text) {
    const auto open = text.rfind('<');
    const auto close = text.rfind('>');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
        return {"", std::string(base::trim(text))};
    auto name = base::replace_all(std::string(base::trim(text.substr(0, open))), "\"", "");
    return {std::string(base::trim(name)),
            std::string(base::trim(text.substr(open + 1, close - open - 1)))};
}

}  // namespace

std::vector<MailAddress> parse_mail_addresses(std::string_view list) {
    std::vector<MailAddress> addresses;
    for (const auto& text : entries(list))
        if (!base::trim(text).empty()) addresses.push_back(entry(text));
    return addresses;
}

bool is_mail_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == text.size()) return false;
    if (text.find('@', at + 1) != std::string_view::npos || text.size() > 254) return false;
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= ' ' || c == '\x7f' ||
            std::string_view("<>()[],;:\\\"").find(c) != std::string_view::npos)
            return false;
    return base::is_valid_utf8(text);
}

std::string mail_domain(std::string_view address) {
    const auto at = address.rfind('@');
    return at == std::string_view::npos ? std::string() : base::lower(address.substr(at + 1));
}

bool matches_wildcard(std::string_view pattern, std::string_view value) {
    const std::string wanted = base::lower(pattern), text = base::lower(value);
    std::size_t at = 0, in = 0, star = std::string::npos, resume = 0;
    while (in < text.size()) {
        if (at < wanted.size() && wanted[at] == '*') {
            star = at++;
            resume = in;
        } else if (at < wanted.size() && wanted[at] == text[in]) {
            ++at;
            ++in;
        } else if (star != std::string::npos) {
            at = star + 1;
            in = ++resume;
        } else {
            return false;
        }
    }
    return wanted.find_first_not_of('*', at) == std::string::npos;
}

}  // namespace stead::engine
