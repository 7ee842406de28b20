#include <algorithm>

#include "base/text.h"
#include "mail/body_text.h"
#include "mail/charset.h"
#include "mail/encoded_words.h"
#include "mail/header_block.h"
#include "mail/message.h"
#include "mail/mime.h"
#include "record/html.h"

namespace stead::mail {

namespace {

std::string lower_of(const char* text) {
    return base::lower(text ? text : "");
}

std::string type_of(GMimeObject* object) {
    auto* type = g_mime_object_get_content_type(object);
    if (!type) return "text/plain";
    return lower_of(g_mime_content_type_get_media_type(type)) + "/" +
           lower_of(g_mime_content_type_get_media_subtype(type));
}

std::string default_name(const std::string& type, std::size_t number) {
    if (type == "text/calendar") return "invite.ics";
    if (type == "text/html") return "part-" + std::to_string(number) + ".html";
    if (type.starts_with("text/") || type.starts_with("message/"))
        return "part-" + std::to_string(number) + ".txt";
    if (type.starts_with("image/"))
        return "image-" + std::to_string(number) + "." + type.substr(type.find('/') + 1);
    return "part-" + std::to_string(number) + ".bin";
}

// The decoded bytes of a part.
std::string content_of(GMimePart* part) {
    auto* content = g_mime_part_get_content(part);
    if (!content) return {};
    const Owned<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, stream.get());
    const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return bytes ? std::string(reinterpret_cast<const char*>(bytes->data), bytes->len)
                 : std::string();
}

// The file's name. GMime reads it, except where it consists of several encoded words.
std::string name_of(GMimePart* part, GMimeParserOptions* options) {
    auto* header = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(part)),
                                                 "Content-Disposition");
    const std::string raw = header ? g_mime_header_get_raw_value(header) : "";
    const auto first = raw.find("=?");
    if (first != std::string::npos && raw.find("=?", first + 2) != std::string::npos) {
        const Owned<GMimeContentDisposition> parsed(
            g_mime_content_disposition_parse(options, join_encoded_words(raw).c_str()));
        const auto* name = g_mime_content_disposition_get_parameter(parsed.get(), "filename");
        if (name) return text_of(name);
    }
    return text_of(g_mime_part_get_filename(part));
}

std::string without_brackets(const char* id) {
    std::string text = text_of(id);
    std::erase_if(text, [](char c) { return c == '<' || c == '>' || c == ' '; });
    return text;
}

// Collects words and files from the tree of parts.
class Reader {
public:
    Reader(Message& message, const ReadLimits& limits, GMimeParserOptions* options)
        : message_(message), limits_(limits), options_(options) {}

    void read(GMimeObject* object, int depth = 0, bool alternative = false) {
        if (!object) return;
        if (depth > limits_.depth || ++parts_ > limits_.parts)
            return remark("Parts of the mail were left out because there are too many.");
        if (GMIME_IS_MULTIPART(object))
            return read_parts(GMIME_MULTIPART(object), depth, alternative);
        if (GMIME_IS_MESSAGE_PART(object)) return keep_message(GMIME_MESSAGE_PART(object));
        if (GMIME_IS_PART(object)) read_part(GMIME_PART(object), alternative);
    }
    void finish() {
        cut(message_.text);
        cut(message_.html);
        if (base::trim(message_.html).empty()) message_.html = html_of_text(message_.text);
    }

private:
    void read_parts(GMimeMultipart* multipart, int depth, bool within) {
        const bool alternative = type_of(GMIME_OBJECT(multipart)) == "multipart/alternative";
        const auto text = message_.text.size(), html = message_.html.size();
        const int count = g_mime_multipart_get_count(multipart);
        for (int i = 0; i < count && parts_ <= limits_.parts; ++i)
            read(g_mime_multipart_get_part(multipart, i), depth + 1, alternative || within);
        if (alternative && !within) complete(text, html);
    }
    // Of two forms of the same words, one may be missing.
    void complete(std::size_t text, std::size_t html) {
        const bool has_text = message_.text.size() > text, has_html = message_.html.size() > html;
        if (has_html && !has_text)
            message_.text += record::html_to_text(message_.html.substr(html));
        if (has_text && !has_html)
            message_.html += html_of_text(std::string_view(message_.text).substr(text));
    }

    void read_part(GMimePart* part, bool alternative) {
        const std::string type = type_of(GMIME_OBJECT(part));
        const std::string name = name_of(part, options_);
        const auto disposition = lower_of(g_mime_object_get_disposition(GMIME_OBJECT(part)));
        const bool words = type == "text/plain" || type == "text/html" || type == "text/enriched";
        if (!words || !name.empty() || disposition == "attachment") return keep(part, type, name);
        const auto text = words_of(part);
        if (type == "text/html")
            add_html(text, alternative);
        else
            add_text(text, alternative);
    }

    std::string words_of(GMimePart* part) {
        auto* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
        const auto parameter = [&](const char* name) {
            return type ? lower_of(g_mime_content_type_get_parameter(type, name)) : std::string();
        };
        auto text = plain_lines(to_utf8(content_of(part), parameter("charset")));
        if (parameter("format") == "flowed") text = join_flowed(text, parameter("delsp") == "yes");
        return text;
    }

    void add_text(const std::string& text, bool alternative) {
        if (!message_.text.empty() && !text.empty()) message_.text += "\n";
        message_.text += text;
        if (!alternative) message_.html += html_of_text(text);
    }
    void add_html(const std::string& html, bool alternative) {
        message_.html += html;
        if (!alternative) message_.text += record::html_to_text(html);
    }

    void keep(GMimePart* part, const std::string& type, const std::string& name) {
        add_file({name.empty() ? default_name(type, message_.files.size() + 1) : name, type,
                  without_brackets(g_mime_part_get_content_id(part)), content_of(part)});
    }
    // A mail within the mail stays a file; its words are not the sender's.
    void keep_message(GMimeMessagePart* part) {
        auto* inner = g_mime_message_part_get_message(part);
        if (!inner) return;
        const OwnedText text(g_mime_object_to_string(GMIME_OBJECT(inner), nullptr));
        const auto subject = text_of(g_mime_message_get_subject(inner));
        add_file({(subject.empty() ? "Mail" : subject) + ".eml", "message/rfc822", "",
                  text ? std::string(text.get()) : std::string()});
    }
    void add_file(MailFile file) {
        file_bytes_ += file.bytes.size();
        if (message_.files.size() < limits_.files && file_bytes_ <= limits_.file_bytes)
            return message_.files.push_back(std::move(file));
        file_bytes_ -= file.bytes.size();
        remark("The file " + file.name + " was left out: too many or too large files.");
    }

    void cut(std::string& text) {
        if (base::utf8_length(text) <= limits_.text_characters) return;
        text = base::truncate_utf8(text, limits_.text_characters);
        remark("The text was cut: it is too long.");
    }
    void remark(std::string text) {
        if (message_.remarks.size() > 50) return;
        if (std::find(message_.remarks.begin(), message_.remarks.end(), text) ==
            message_.remarks.end())
            message_.remarks.push_back(std::move(text));
    }

    Message& message_;
    const ReadLimits& limits_;
    GMimeParserOptions* options_;
    int parts_ = 0;
    std::size_t file_bytes_ = 0;
};

std::vector<engine::MailAddress> addresses(GMimeParserOptions* options, const std::string& raw) {
    std::vector<engine::MailAddress> found;
    const Owned<InternetAddressList> list(
        internet_address_list_parse(options, join_encoded_words(raw).c_str()));
    const int count = list ? internet_address_list_length(list.get()) : 0;
    for (int i = 0; i < count && found.size() < 500; ++i) {
        auto* each = internet_address_list_get_address(list.get(), i);
        if (!INTERNET_ADDRESS_IS_MAILBOX(each)) continue;
        found.push_back(
            {text_of(internet_address_get_name(each)),
             text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(each)))});
    }
    return found;
}

std::string first_id(const std::string& value) {
    const auto ids = message_ids(value);
    return ids.empty() ? std::string(base::trim(value).substr(0, 900)) : ids.front();
}

void read_headers(Message& message, const RawHeaders& raw, GMimeParserOptions* options) {
    const auto value = [&](std::string_view name) {
        for (const auto& [each, text] : raw)
            if (base::equals_ignoring_case(each, name)) return text;
        return std::string();
    };
    for (const auto& [name, text] : raw)
        message.headers.emplace_back(name, decode_header(options, text));
    if (auto from = addresses(options, value("From")); !from.empty()) message.from = from.front();
    message.to = addresses(options, value("To"));
    message.cc = addresses(options, value("Cc"));
    message.reply_to = addresses(options, value("Reply-To"));
    message.subject = std::string(base::trim(decode_header(options, value("Subject"))));
    message.message_id = base::clean_utf8(first_id(value("Message-ID")));
    message.in_reply_to = base::clean_utf8(first_id(value("In-Reply-To")));
    message.references = message_ids(base::clean_utf8(value("References")));
    message.thread_index = base::clean_utf8(value("Thread-Index"));
    message.content_type = base::clean_utf8(value("Content-Type"));
    const auto importance = base::lower(value("Importance"));
    const bool known = importance == "high" || importance == "low" || importance == "normal";
    message.importance = known ? importance : "";
}

// A tree deeper than any honest mail is not handed to a parser that descends into it.
bool is_overgrown(std::string_view bytes, int most) {
    int found = 0;
    for (std::size_t at = 0; (at = bytes.find(':', at)) != std::string_view::npos; ++at) {
        const auto value = base::lower(bytes.substr(at + 1, 24));
        const auto type = base::trim(value);
        if ((type.starts_with("multipart/") || type.starts_with("message/rfc822")) &&
            ++found > most)
            return true;
    }
    return false;
}

}  // namespace

Message read_message(std::string_view bytes, const ReadLimits& limits) {
    start_mime();
    if (bytes.starts_with("From ")) bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size()));
    while (bytes.starts_with('\n') || bytes.starts_with('\r')) bytes.remove_prefix(1);
    const auto options = lenient_options();
    Message message;
    read_headers(message, read_header_block(bytes), options.get());
    Reader reader(message, limits, options.get());
    if (is_overgrown(bytes, limits.parts)) {
        message.remarks.push_back("Its parts were not read: there are too many within each other.");
        message.files.push_back(
            {"mail.eml", "message/rfc822", "",
             std::string(bytes.substr(0, std::min(bytes.size(), limits.file_bytes)))});
        reader.finish();
        return message;
    }
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> parsed(g_mime_parser_construct_message(parser.get(), options.get()));
    if (parsed) reader.read(g_mime_message_get_mime_part(parsed.get()));
    reader.finish();
    return message;
}

}  // namespace stead::mail
