#include <boost/json/basic_parser_impl.hpp>
#include <cctype>
#include <limits>
#include <vector>

#include "base/text.h"
#include "rest/wire.h"

namespace stead::rest {

namespace {

using boost::json::error_code;
using boost::json::string_view;

bool is_name_character(char c, bool first) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalpha(byte) != 0 || c == '_' || byte >= 0x80) return true;
    return !first && (std::isdigit(byte) != 0 || c == '-' || c == '.');
}

// Any text as the name of an element.
std::string element_name(std::string_view key) {
    std::string name;
    for (const char c : key) name += is_name_character(c, false) ? c : '_';
    if (name.empty() || !is_name_character(name.front(), true)) name.insert(0, "_");
    return name;
}

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\r')
            out += "&#13;";
        else if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t')
            out += c;
    }
}

// Hears a JSON document and writes it down as XML.
class XmlScribe {
public:
    constexpr static std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    constexpr static std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    constexpr static std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    constexpr static std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }

    bool on_object_begin(error_code&) {
        levels_.push_back({name(), false});
        out.append("<").append(levels_.back().name).append(">");
        return true;
    }
    bool on_object_end(std::size_t, error_code&) {
        close(levels_.back().name);
        levels_.pop_back();
        return true;
    }
    // Its items carry its name.
    bool on_array_begin(error_code&) {
        levels_.push_back({name(), true});
        return true;
    }
    bool on_array_end(std::size_t, error_code&) {
        levels_.pop_back();
        return true;
    }

    bool on_key_part(string_view part, std::size_t, error_code&) { return collect(part); }
    bool on_key(string_view part, std::size_t, error_code&) {
        collect(part);
        key_ = element_name(text_);
        text_.clear();
        return true;
    }
    bool on_string_part(string_view part, std::size_t, error_code&) { return collect(part); }
    bool on_string(string_view part, std::size_t, error_code&) {
        collect(part);
        write(text_);
        text_.clear();
        return true;
    }
    bool on_number_part(string_view, error_code&) { return true; }
    bool on_int64(std::int64_t number, string_view, error_code&) {
        return write(std::to_string(number));
    }
    bool on_uint64(std::uint64_t number, string_view, error_code&) {
        return write(std::to_string(number));
    }
    bool on_double(double, string_view text, error_code&) {
        return write({text.data(), text.size()});
    }
    bool on_bool(bool value, error_code&) { return write(value ? "true" : "false"); }
    bool on_null(error_code&) { return write(""); }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }

private:
    struct Level {
        std::string name;
        bool is_array;
    };

    std::string name() const {
        if (levels_.empty()) return "response";
        return levels_.back().is_array ? levels_.back().name : key_;
    }
    bool collect(string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool write(std::string_view text) {
        const auto element = name();
        out.append("<").append(element).append(">");
        append_escaped(out, text);
        close(element);
        return true;
    }
    void close(const std::string& element) {
        if (out.ends_with("<" + element + ">"))
            out.replace(out.size() - 1, 1, "/>");
        else
            out.append("</").append(element).append(">");
    }

    std::vector<Level> levels_;
    std::string key_, text_;
};

}  // namespace

std::string xml_escape(std::string_view text) {
    std::string escaped;
    append_escaped(escaped, text);
    return escaped;
}

std::string xml_of_json(std::string_view json) {
    boost::json::parse_options options;
    options.max_depth = 256;
    boost::json::basic_parser<XmlScribe> parser(options);
    error_code error;
    parser.write_some(false, json.data(), json.size(), error);
    return std::move(parser.handler().out);
}

}  // namespace stead::rest
