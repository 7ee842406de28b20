#include <boost/json.hpp>

#include "base/error.h"
#include "base/text.h"
#include "rest/body.h"

namespace stead::rest {

namespace {

using boost::json::object;
using boost::json::value;

constexpr int deepest = 32;
constexpr std::string_view spaces = " \t\r\n";

std::string utf8(std::int64_t point) {
    std::string text;
    const auto add = [&](std::int64_t bits) { text += static_cast<char>(bits); };
    if (point < 0x80) {
        add(point);
    } else if (point < 0x800) {
        add(0xC0 | (point >> 6)), add(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        add(0xE0 | (point >> 12)), add(0x80 | ((point >> 6) & 0x3F)), add(0x80 | (point & 0x3F));
    } else {
        add(0xF0 | (point >> 18)), add(0x80 | ((point >> 12) & 0x3F));
        add(0x80 | ((point >> 6) & 0x3F)), add(0x80 | (point & 0x3F));
    }
    return text;
}

bool is_xml_character(std::int64_t point) {
    if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
    return point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF) && point != 0xFFFE &&
           point != 0xFFFF;
}

// Reads elements, text and CDATA. Attributes are skipped; everything else is refused.
class XmlReader {
public:
    explicit XmlReader(std::string_view text) : text_(text) {}

    // The members of the outermost element.
    value document() {
        if (text_.substr(at_).starts_with("\xEF\xBB\xBF")) at_ += 3;
        skip_between();
        auto content = element().second;
        skip_between();
        if (at_ < text_.size()) refuse("something follows the outermost element");
        return content;
    }

private:
    [[noreturn]] void refuse(const std::string& why) const {
        throw base::Error(base::Status::bad_request, "Exception while reading request",
                          why + " at byte " + std::to_string(at_));
    }
    bool take(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }
    void expect(std::string_view word) {
        if (!take(word)) refuse("expected " + std::string(word));
    }
    std::string_view until(std::string_view end) {
        const auto found = text_.find(end, at_);
        if (found == std::string_view::npos) refuse("expected " + std::string(end));
        const auto part = text_.substr(at_, found - at_);
        at_ = found + end.size();
        return part;
    }
    void skip_spaces() { at_ = std::min(text_.find_first_not_of(spaces, at_), text_.size()); }

    // Comments and processing instructions around the outermost element.
    void skip_between() {
        for (;;) {
            skip_spaces();
            if (take("<!--"))
                until("-->");
            else if (take("<?"))
                until("?>");
            else
                return;
        }
    }

    std::string_view name() {
        const auto end = std::min(text_.find_first_of(" \t\r\n/><=&'\"", at_), text_.size());
        if (end == at_) refuse("expected a name");
        const auto found = text_.substr(at_, end - at_);
        at_ = end;
        return found;
    }

    void skip_attributes() {
        for (skip_spaces(); at_ < text_.size() && text_[at_] != '>' && text_[at_] != '/';
             skip_spaces()) {
            name();
            skip_spaces();
            expect("=");
            skip_spaces();
            const bool single = take("'");
            if (!single) expect("\"");
            until(single ? "'" : "\"");
        }
    }

    std::pair<std::string_view, value> element() {
        if (text_.substr(at_).starts_with("<!")) refuse("document types are not read");
        expect("<");
        if (++depth_ > deepest) refuse("too many levels");
        const auto tag = name();
        skip_attributes();
        value content = "";
        if (!take("/>")) {
            expect(">");
            content = this->content(tag);
        }
        --depth_;
        return {tag, std::move(content)};
    }

    // Child elements make an object, otherwise it is the text.
    value content(std::string_view tag) {
        std::string words;
        object members;
        while (!take("</")) {
            if (at_ >= text_.size()) refuse("expected </" + std::string(tag) + ">");
            if (take("<!--"))
                until("-->");
            else if (take("<![CDATA["))
                words += until("]]>");
            else if (text_[at_] == '<')
                add_child(members);
            else
                words += character();
        }
        if (name() != tag) refuse("expected </" + std::string(tag) + ">");
        skip_spaces();
        expect(">");
        if (members.empty()) return value(words);
        return members;
    }

    // The first of several of one name counts.
    void add_child(object& members) {
        auto [tag, content] = element();
        members.emplace(boost::json::string_view(tag.data(), tag.size()), std::move(content));
    }

    std::string character() {
        if (text_[at_] != '&') return std::string(1, text_[at_++]);
        ++at_;
        const auto entity = until(";");
        if (entity == "lt") return "<";
        if (entity == "gt") return ">";
        if (entity == "amp") return "&";
        if (entity == "quot") return "\"";
        if (entity == "apos") return "'";
        const auto point = code_point(entity);
        if (!is_xml_character(point)) refuse("an entity that is not known");
        return utf8(point);
    }

    static std::int64_t code_point(std::string_view entity) {
        if (!entity.starts_with('#') || entity.size() < 2 || entity.size() > 9) return -1;
        const bool hexadecimal = entity[1] == 'x';
        std::int64_t point = 0;
        for (const char c : entity.substr(hexadecimal ? 2 : 1)) {
            const auto digit = std::string_view("0123456789abcdef").find(base::lower({&c, 1}));
            if (digit >= (hexadecimal ? 16U : 10U)) return -1;
            point = point * (hexadecimal ? 16 : 10) + static_cast<std::int64_t>(digit);
        }
        return point;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

object object_of_xml(std::string_view xml) {
    if (!base::is_valid_utf8(xml))
        throw base::Error(base::Status::bad_request, "Exception while reading request",
                          "The body is not UTF-8");
    auto request = XmlReader(xml).document();
    if (!request.is_object()) return {};
    auto& members = request.get_object();
    auto* entry = members.if_contains("entry");
    if (entry && entry->is_object()) return std::move(entry->get_object());
    if (entry && members.size() == 1) return {};
    return std::move(members);
}

}  // namespace stead::rest
