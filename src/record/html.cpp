#include "record/html.h"

#include <gumbo.h>

#include <algorithm>
#include <memory>

#include "base/text.h"

namespace stead::record {

namespace {

constexpr int max_depth = 200;  // deeper nesting is cut off

constexpr std::string_view allowed_elements[] = {
    "a",      "abbr",    "address", "b",       "bdi",  "bdo",     "big",      "blockquote",
    "br",     "caption", "center",  "cite",    "code", "col",     "colgroup", "dd",
    "del",    "details", "dfn",     "div",     "dl",   "dt",      "em",       "figcaption",
    "figure", "font",    "h1",      "h2",      "h3",   "h4",      "h5",       "h6",
    "hr",     "i",       "img",     "ins",     "kbd",  "li",      "mark",     "ol",
    "p",      "pre",     "q",       "s",       "samp", "section", "small",    "span",
    "strike", "strong",  "sub",     "summary", "sup",  "table",   "tbody",    "td",
    "tfoot",  "th",      "thead",   "time",    "tr",   "tt",      "u",        "ul",
    "var"};
constexpr std::string_view dropped_with_content[] = {
    "script", "style",  "template", "noscript", "iframe",   "object",
    "embed",  "applet", "svg",      "math",     "title",    "textarea",
    "select", "head",   "xmp",      "noembed",  "noframes", "plaintext"};
constexpr std::string_view allowed_attributes[] = {
    "align", "alt",   "bgcolor", "border",   "cellpadding", "cellspacing", "cite",
    "color", "cols",  "colspan", "datetime", "dir",         "face",        "height",
    "href",  "lang",  "name",    "rows",     "rowspan",     "size",        "src",
    "start", "style", "title",   "type",     "valign",      "width"};
constexpr std::string_view blocks[] = {"p",  "div", "br", "li",    "tr",         "h1",  "h2", "h3",
                                       "h4", "h5",  "h6", "table", "blockquote", "pre", "hr"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::string name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    return "unknown";
}

// Addresses that a reader may follow or load: web, mail, telephone, inline parts of a mail, our own
// pages.
bool is_harmless_address(std::string_view address, bool image) {
    std::string plain;
    for (const char c : address)
        if (static_cast<unsigned char>(c) > 0x20 && c != 0x7f) plain += c;
    plain = base::lower(plain);
    const auto colon = plain.find(':');
    if (colon == std::string::npos || plain.find_first_of("/?#") < colon)
        return !plain.starts_with("//");
    const auto scheme = plain.substr(0, colon);
    if (image)
        return scheme == "https" || scheme == "http" || scheme == "cid" ||
               plain.starts_with("data:image/png") || plain.starts_with("data:image/jpeg") ||
               plain.starts_with("data:image/gif");
    return scheme == "https" || scheme == "http" || scheme == "mailto" || scheme == "tel";
}

// Declarations that only dress text; anything that loads, moves out of place or computes is left
// out.
std::string clean_style(std::string_view style) {
    constexpr std::string_view allowed[] = {
        "color",       "background-color", "font-weight",     "font-style", "font-size",
        "font-family", "text-align",       "text-decoration", "margin",     "margin-left",
        "padding",     "padding-left",     "border",          "width",      "vertical-align",
        "white-space"};
    std::string clean;
    for (const auto declaration : base::split(style, ';')) {
        const auto colon = declaration.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string name = base::lower(base::trim(declaration.substr(0, colon)));
        const std::string value = base::lower(base::trim(declaration.substr(colon + 1)));
        if (!is_one_of(name, allowed) || value.find_first_of("\\@<>{}") != std::string::npos ||
            value.find("url") != std::string::npos || value.find("expression") != std::string::npos)
            continue;
        clean += (clean.empty() ? "" : "; ") + name + ": " + value;
    }
    return clean;
}

class Cleaner {
public:
    std::string take() { return std::move(out_); }

    void node(const GumboNode& node, int depth) {
        if (depth > max_depth) return;
        switch (node.type) {
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
                out_ += base::html_escape(node.v.text.text);
                break;
            case GUMBO_NODE_ELEMENT:
                element(node.v.element, depth);
                break;
            default:
                break;
        }
    }

private:
    void children(const GumboElement& element, int depth) {
        for (unsigned i = 0; i < element.children.length; ++i)
            node(*static_cast<const GumboNode*>(element.children.data[i]), depth + 1);
    }

    void element(const GumboElement& element, int depth) {
        const std::string name = name_of(element);
        if (is_one_of(name, dropped_with_content)) return;
        if (!is_one_of(name, allowed_elements)) return children(element, depth);
        out_ += "<" + name;
        for (unsigned i = 0; i < element.attributes.length; ++i)
            attribute(name, *static_cast<const GumboAttribute*>(element.attributes.data[i]));
        if (name == "a") out_ += " target=\"_blank\" rel=\"noopener noreferrer nofollow\"";
        out_ += ">";
        if (name == "br" || name == "hr" || name == "img" || name == "col") return;
        children(element, depth);
        out_ += "</" + name + ">";
    }

    void attribute(const std::string& element, const GumboAttribute& attribute) {
        const std::string name = base::lower(attribute.name);
        std::string value = attribute.value;
        if (!is_one_of(name, allowed_attributes)) return;
        if ((name == "href" || name == "src" || name == "cite") &&
            !is_harmless_address(value, element == "img"))
            return;
        if (name == "style") value = clean_style(value);
        if (value.empty() && name != "alt") return;
        out_ += " " + name + "=\"" + base::html_escape(value) + "\"";
    }

    std::string out_;
};

class TextReader {
public:
    void node(const GumboNode& node, int depth) {
        if (depth > max_depth) return;
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA)
            out_ += node.v.text.text;
        else if (node.type == GUMBO_NODE_WHITESPACE)
            out_ += ' ';
        else if (node.type == GUMBO_NODE_ELEMENT)
            element(node.v.element, depth);
    }
    std::string take() {
        std::string tidy;
        int empty_lines = 0;
        for (const auto line : base::split(out_, '\n')) {
            const auto text = base::trim(line);
            empty_lines = text.empty() ? empty_lines + 1 : 0;
            if (empty_lines < 2) tidy += std::string(text) + "\n";
        }
        return std::string(base::trim(tidy));
    }

private:
    void element(const GumboElement& element, int depth) {
        const std::string name = name_of(element);
        if (is_one_of(name, dropped_with_content)) return;
        const bool block = is_one_of(name, blocks);
        if (block) out_ += '\n';
        for (unsigned i = 0; i < element.children.length; ++i)
            node(*static_cast<const GumboNode*>(element.children.data[i]), depth + 1);
        if (block && name != "br") out_ += '\n';
    }

    std::string out_;
};

template <class Reader>
std::string read(std::string_view html) {
    const std::string text = base::clean_utf8(html);
    const auto end = [](GumboOutput* output) {
        gumbo_destroy_output(&kGumboDefaultOptions, output);
    };
    const std::unique_ptr<GumboOutput, decltype(end)> output(
        gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size()), end);
    Reader reader;
    reader.node(*output->root, 0);
    return reader.take();
}

}  // namespace

std::string clean_html(std::string_view html) {
    return read<Cleaner>(html);
}

std::string html_to_text(std::string_view html) {
    return read<TextReader>(html);
}

}  // namespace stead::record
