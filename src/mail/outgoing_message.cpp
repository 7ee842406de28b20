#include "mail/outgoing_message.h"

#include <algorithm>

#include "base/text.h"
#include "mail/mime.h"

namespace stead::mail {

namespace {

// One line without control characters: what a header may hold.
std::string one_line(const std::string& text) {
    std::string line;
    for (const char c : base::clean_utf8(text))
        line += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    return std::string(base::trim(line));
}

std::string without_brackets(const std::string& id) {
    std::string plain = one_line(id);
    std::erase_if(plain, [](char c) { return c == '<' || c == '>' || c == ' '; });
    return plain;
}

void set_header(GMimeMessage* message, const char* name, const std::string& value) {
    const auto line = one_line(value);
    if (!line.empty()) g_mime_object_set_header(GMIME_OBJECT(message), name, line.c_str(), "utf-8");
}

void add_people(GMimeMessage* message, GMimeAddressType type,
                const std::vector<engine::MailAddress>& people) {
    for (const auto& each : people) {
        const auto name = one_line(each.name), address = one_line(each.address);
        if (engine::is_mail_address(address))
            g_mime_message_add_mailbox(message, type, name.empty() ? nullptr : name.c_str(),
                                       address.c_str());
    }
}

Owned<GMimePart> part(const char* type, const char* subtype, const std::string& bytes,
                      GMimeContentEncoding encoding) {
    Owned<GMimePart> made(g_mime_part_new_with_type(type, subtype));
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeDataWrapper> content(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_part_set_content(made.get(), content.get());
    g_mime_part_set_content_encoding(made.get(), encoding);
    return made;
}

Owned<GMimePart> words(const char* subtype, const std::string& text) {
    auto made =
        part("text", subtype, base::clean_utf8(text), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(made.get()), "charset", "utf-8");
    return made;
}

Owned<GMimePart> file_part(const MailFile& file) {
    const auto slash = file.content_type.find('/');
    const bool known = slash != std::string::npos && !file.content_type.starts_with("multipart") &&
                       !file.content_type.starts_with("message");
    const auto type = known ? one_line(file.content_type.substr(0, slash)) : "application";
    const auto subtype = known ? one_line(file.content_type.substr(slash + 1)) : "octet-stream";
    auto made = part(type.c_str(), subtype.c_str(), file.bytes, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_part_set_filename(made.get(), one_line(file.name).c_str());
    return made;
}

void add(GMimeMultipart* multipart, const Owned<GMimePart>& child) {
    g_mime_multipart_add(multipart, GMIME_OBJECT(child.get()));
}

void set_body(GMimeMessage* message, const OutgoingMessage& mail) {
    const Owned<GMimeMultipart> both(g_mime_multipart_new_with_subtype("alternative"));
    add(both.get(), words("plain", mail.text));
    add(both.get(), words("html", mail.html));
    if (mail.files.empty()) return g_mime_message_set_mime_part(message, GMIME_OBJECT(both.get()));
    const Owned<GMimeMultipart> mixed(g_mime_multipart_new_with_subtype("mixed"));
    g_mime_multipart_add(mixed.get(), GMIME_OBJECT(both.get()));
    for (const auto& file : mail.files) add(mixed.get(), file_part(file));
    g_mime_message_set_mime_part(message, GMIME_OBJECT(mixed.get()));
}

void set_thread(GMimeMessage* message, const OutgoingMessage& mail) {
    g_mime_message_set_message_id(message, without_brackets(mail.message_id).c_str());
    if (!mail.in_reply_to.empty())
        set_header(message, "In-Reply-To", "<" + without_brackets(mail.in_reply_to) + ">");
    std::string references;
    for (const auto& id : mail.references)
        references += (references.empty() ? "<" : " <") + without_brackets(id) + ">";
    set_header(message, "References", references);
}

// Whatever the row holds, nothing but X-… comes in this way.
void add_own_headers(GMimeMessage* message, std::string_view lines) {
    for (const auto line : base::split(lines, '\n')) {
        const auto colon = std::min(line.find(':'), line.size());
        const std::string name(base::trim(line.substr(0, colon)));
        const bool own = name.size() > 2 && base::lower(name).starts_with("x-") &&
                         std::all_of(name.begin(), name.end(), [](unsigned char c) {
                             return c > ' ' && c < 0x7f && c != ':';
                         });
        if (own && colon < line.size())
            set_header(message, name.c_str(), std::string(line.substr(colon + 1)));
    }
}

std::string bytes_of(GMimeMessage* message) {
    auto* options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    const OwnedText text(g_mime_object_to_string(GMIME_OBJECT(message), options));
    g_mime_format_options_free(options);
    return text ? std::string(text.get()) : std::string();
}

}  // namespace

std::string write_message(const OutgoingMessage& mail) {
    start_mime();
    const Owned<GMimeMessage> message(g_mime_message_new(TRUE));
    add_people(message.get(), GMIME_ADDRESS_TYPE_FROM, {mail.from});
    add_people(message.get(), GMIME_ADDRESS_TYPE_REPLY_TO, {{"", mail.reply_to}});
    add_people(message.get(), GMIME_ADDRESS_TYPE_TO, mail.to);
    add_people(message.get(), GMIME_ADDRESS_TYPE_CC, mail.cc);
    if (mail.to.empty() && mail.cc.empty())
        g_mime_object_set_header(GMIME_OBJECT(message.get()), "To", "undisclosed-recipients:;",
                                 "utf-8");
    g_mime_message_set_subject(message.get(), one_line(mail.subject).c_str(), "utf-8");
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(mail.date.time_since_epoch()).count();
    auto* date = g_date_time_new_from_unix_utc(seconds);
    g_mime_message_set_date(message.get(), date);
    g_date_time_unref(date);
    set_thread(message.get(), mail);
    set_header(message.get(), "Auto-Submitted", mail.auto_submitted);
    if (!mail.auto_submitted.empty())
        set_header(message.get(), "X-Auto-Response-Suppress", "DR, OOF, AutoReply");
    set_header(message.get(), "Importance", mail.importance);
    add_own_headers(message.get(), mail.headers);
    set_header(message.get(), "X-Original-To", mail.meant_for);
    set_body(message.get(), mail);
    return bytes_of(message.get());
}

}  // namespace stead::mail
