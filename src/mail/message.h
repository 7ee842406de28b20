#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/mail_address.h"

namespace stead::mail {

// A file that came with a mail.
struct MailFile {
    std::string name;          // as the sender calls it; never empty
    std::string content_type;  // as declared, without parameters
    std::string content_id;    // without angle brackets; "" when the body cannot name it
    std::string bytes;
};

// A mail from outside, read: everything is UTF-8, nothing is trusted.
struct Message {
    std::vector<std::pair<std::string, std::string>> headers;  // unfolded, in order, decoded
    engine::MailAddress from;                                  // the first one
    std::vector<engine::MailAddress> reply_to, to, cc;
    std::string subject, message_id, in_reply_to, thread_index, content_type, importance;
    std::vector<std::string> references;  // message ids with their brackets, oldest first
    std::string text;                     // what the mail says
    std::string html;                     // the same, formatted; not cleaned yet
    std::vector<MailFile> files;
    std::vector<std::string> remarks;  // what was left out and why, in words

    // The first header of this name, in any case; "" when there is none.
    std::string_view header(std::string_view name) const;
    std::string headers_text() const;  // one line each
};

// More is left out with a remark, so that no mail can tie up the reader.
struct ReadLimits {
    int depth = 30;                        // of parts within parts
    int parts = 300;                       // of all kinds
    std::size_t files = 30;                // glide.email.inbound.max_attachment_count
    std::size_t file_bytes = 18874368;     // …max_total_attachment_size_bytes, all files together
    std::size_t text_characters = 524288;  // …max_body_chars
};

// Reads the bytes of a mail, however broken they are (RFC 5322, 2045-2049, 2231).
Message read_message(std::string_view bytes, const ReadLimits& limits = {});

}  // namespace stead::mail
