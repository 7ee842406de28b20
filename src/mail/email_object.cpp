#include "mail/email_object.h"

#include "base/text.h"
#include "engine/metadata.h"
#include "engine/watermark.h"
#include "mail/reply_text.h"
#include "record/snapshot.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

using record::Record;
using record::Unit;

constexpr std::size_t most_lines = 200;

std::vector<ReplySeparator> separators(const Unit& unit) {
    std::vector<ReplySeparator> all;
    if (auto marker = unit.snapshot().property("glide.email.reply_above_line"); !marker.empty())
        all.push_back({std::move(marker), false});
    for (const auto& row : unit.snapshot().rows("sys_email_reply_separator"))
        all.push_back({engine::column(row, "separator"), engine::flag(row, "regex")});
    return all;
}

// "Serial number" → serial_number; "" when it cannot be a name.
std::string member_name(std::string_view text) {
    std::string name;
    for (const char c : base::lower(base::trim(text))) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            name += c;
        else if (c == ' ' || c == '_' || c == '-')
            name += '_';
        else
            return {};
    }
    const bool usable = !name.empty() && name.size() <= 40 && name[0] >= 'a' && name[0] <= 'z';
    return usable ? name : std::string();
}

script::Members named_lines(const std::string& text) {
    script::Members members;
    for (const auto line : base::split(text, '\n')) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || members.size() >= most_lines) continue;
        if (auto name = member_name(line.substr(0, colon)); !name.empty())
            members.emplace_back(std::move(name), base::trim(line.substr(colon + 1)));
    }
    return members;
}

script::List addresses(const std::string& list) {
    script::List all;
    for (const auto& each : base::split_names(list)) all.emplace_back(each);
    return all;
}

}  // namespace

std::string words_of(Unit& unit, const Record& mail, const Thread& thread) {
    if (thread.type == ReceiveType::reply)
        return latest_words(mail.get("body_text"), separators(unit));
    return std::string(base::trim(engine::without_watermarks(mail.get("body_text"))));
}

script::Members email_object(Unit& unit, const Record& mail, const Thread& thread) {
    const std::string text = words_of(unit, mail, thread);
    return {{"subject", mail.get("subject")},
            {"from", mail.get("user")},
            {"origemail", mail.get("user")},
            {"from_sys_id", mail.get("user_id")},
            {"to", mail.get("direct")},
            {"direct", mail.get("direct")},
            {"copied", mail.get("copied")},
            {"recipients", mail.get("recipients")},
            {"recipients_array", addresses(mail.get("recipients"))},
            {"body_text", text},
            {"body_html", engine::without_watermarks(mail.get("body"))},
            {"body", named_lines(text)},
            {"headers", mail.get("headers")},
            {"content_type", mail.get("content_type")},
            {"importance", mail.get("importance")},
            {"message_id", mail.get("message_id")},
            {"receive_type", name_of(thread.type)}};
}

}  // namespace stead::mail
