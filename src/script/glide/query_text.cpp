#include "script/glide/query_text.h"

#include <array>
#include <utility>

#include "base/json_writer.h"
#include "base/text.h"

namespace stead::script {
namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

// What scripts write → what encoded queries say; the rest is written alike.
constexpr std::array<Spelling, 12> spellings{{{"CONTAINS", "LIKE"},
                                              {"DOES NOT CONTAIN", "NOT LIKE"},
                                              {"DOESNOTCONTAIN", "NOT LIKE"},
                                              {"NOTLIKE", "NOT LIKE"},
                                              {"NOT_LIKE", "NOT LIKE"},
                                              {"NOT_IN", "NOT IN"},
                                              {"NOTIN", "NOT IN"},
                                              {"STARTS WITH", "STARTSWITH"},
                                              {"ENDS WITH", "ENDSWITH"},
                                              {"==", "="},
                                              {"<>", "!="},
                                              {"INSTANCE OF", "INSTANCEOF"}}};

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return result;
}

std::string spelled(std::string_view op) {
    const std::string wanted = upper(base::trim(op));
    for (const auto& [written, canonical] : spellings) {
        if (wanted == written) return std::string(canonical);
    }
    return wanted;
}

bool is_sorting(std::string_view part) {
    return part.starts_with("ORDERBY") || part.starts_with("GROUPBY");
}

// Splits at ^ but not at ^^, which stands for the character itself.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '^') continue;
        if (i + 1 < text.size() && text[i + 1] == '^') {
            ++i;
            continue;
        }
        parts.push_back(text.substr(begin, i - begin));
        begin = i + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

void append(std::string& text, std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += '^';
    text.append(part);
}

// Inside a semi-join everything belongs to it.
bool ends_join(std::string_view part) {
    return part == "ENDRLQUERY" || part == "ENDSUBQUERY";
}
bool begins_join(std::string_view part) {
    return part.starts_with("RLQUERY") || part.starts_with("SUBQUERY");
}

// A JavaScript literal that evaluates to the text, so that text which looks like a script stays
// text.
std::string quoted_script(std::string_view text) {
    std::string literal;
    base::append_json_text(literal, text);
    return "javascript:" + base::replace_all(std::move(literal), "^", "\\u005e");
}

std::string literal(std::string_view value) {
    if (value.starts_with("javascript:")) return quoted_script(value);
    return base::replace_all(std::string(value), "^", "^^");
}

}  // namespace

std::string query_term(std::string_view field, std::string_view op, std::string_view value) {
    std::string canonical = spelled(op);
    if (value.empty() && canonical == "=") canonical = "ISEMPTY";
    if (value.empty() && canonical == "!=") canonical = "ISNOTEMPTY";
    return std::string(field) + canonical + literal(value);
}

std::size_t QueryText::add(std::string term) {
    clauses_.push_back(std::move(term));
    return clauses_.size() - 1;
}

void QueryText::add_or(std::size_t clause, const std::string& term) {
    if (clause < clauses_.size()) clauses_[clause] += "^OR" + term;
}

void QueryText::add_and(std::size_t clause, const std::string& term) {
    if (clause < clauses_.size()) clauses_[clause] += "^" + term;
}

void QueryText::add_encoded(std::string_view text) {
    std::vector<std::string> found(1);
    bool joined = false;
    for (const auto part : parts_of(text)) {
        if (!joined && is_sorting(part)) {
            order_.emplace_back(part);
        } else if (!joined && part.starts_with("NQ")) {
            found.emplace_back(part.substr(2));
        } else if (joined || part != "EQ") {
            append(found.back(), part);
        }
        joined = joined ? !ends_join(part) : begins_join(part);
    }
    if (found.size() == 1) {
        if (!found[0].empty()) clauses_.push_back(std::move(found[0]));
        return;
    }
    if (alternatives_.empty()) alternatives_.emplace_back();
    std::vector<std::string> product;
    for (const auto& left : alternatives_) {
        for (const auto& right : found) {
            product.push_back(left);
            append(product.back(), right);
        }
    }
    alternatives_ = std::move(product);
}

void QueryText::order_by(std::string_view field, bool descending) {
    order_.push_back((descending ? "ORDERBYDESC" : "ORDERBY") + std::string(field));
}

void QueryText::clear() {
    *this = QueryText();
}

// Clauses come after the alternatives' own conditions, and JOIN last, because it takes all that
// follows.
std::string QueryText::conditions() const {
    std::string common;
    std::string join;
    for (const auto& clause : clauses_) append(clause.starts_with("JOIN") ? join : common, clause);
    append(common, join);
    if (alternatives_.empty()) return common;
    std::string text;
    for (const auto& alternative : alternatives_) {
        if (!text.empty()) text += "^NQ";
        std::string block = alternative;
        append(block, common);
        text += block;
    }
    return text;
}

std::string QueryText::text() const {
    std::string text = conditions();
    for (const auto& one : order_) append(text, one);
    return text;
}

}  // namespace stead::script
