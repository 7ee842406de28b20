#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::mail {

// Where quoted history begins: text that a line holds, or a regular expression for the start of a
// line (sys_email_reply_separator). It may reach into the next line.
struct ReplySeparator {
    std::string text;
    bool is_regex = false;
};

// What the writer of a reply added: everything before the quoted history, without our watermark.
// When nothing stands before it, what stands below and is not quoted; when there is neither, all.
std::string latest_words(std::string_view text, const std::vector<ReplySeparator>& separators);

}  // namespace stead::mail
