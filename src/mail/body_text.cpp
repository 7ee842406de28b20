#include "mail/body_text.h"

#include "base/text.h"

namespace stead::mail {

std::string html_of_text(std::string_view text) {
    if (base::trim(text).empty()) return {};
    return "<div>" + base::replace_all(base::html_escape(text), "\n", "<br>\n") + "</div>";
}

std::string join_flowed(std::string_view text, bool delete_space) {
    std::string joined;
    bool open = false;  // the line before goes on
    for (auto line : base::split(text, '\n')) {
        const bool quoted = line.starts_with('>');
        if (!quoted && line.starts_with(' ')) line.remove_prefix(1);
        if (!joined.empty() && (!open || quoted)) joined += '\n';
        open = !quoted && line.ends_with(' ') && line != "-- ";
        joined += open && delete_space ? line.substr(0, line.size() - 1) : line;
        if (joined.empty()) joined = "\n";
    }
    return joined;
}

std::string plain_lines(std::string text) {
    return base::replace_all(base::replace_all(std::move(text), "\r\n", "\n"), "\r", "\n");
}

}  // namespace stead::mail
