#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::engine {

struct MailAddress {
    std::string name;     // as people write it; "" when there is none
    std::string address;  // local@domain, as written

    bool operator==(const MailAddress&) const = default;
};

// `Mira <mira@x.example>, "Reyes, Omar" <omar@x.example>; plain@x.example`: every entry, also those
// that are no address, so that callers can name them.
std::vector<MailAddress> parse_mail_addresses(std::string_view list);

// A text that a mail server is asked to deliver to: one @, no white space, control characters or
// brackets, at most 254 bytes.
bool is_mail_address(std::string_view text);

// What stands after the @, in lower case; "" when there is none.
std::string mail_domain(std::string_view address);

// Does a text with * for any characters cover the value? Letters of both cases are the same.
bool matches_wildcard(std::string_view pattern, std::string_view value);

}  // namespace stead::engine
