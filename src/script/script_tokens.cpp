#include "script/script_tokens.h"

#include <algorithm>
#include <array>

namespace stead::script {
namespace {

// Words after which an operand begins, so that a slash begins a pattern.
constexpr std::array<std::string_view, 16> operator_words{
    "return", "typeof", "case", "in",    "of",         "delete", "void", "throw",
    "new",    "else",   "do",   "await", "instanceof", "yield",  "if",   "while"};

constexpr std::array<std::string_view, 24> long_signs{
    ">>>=", "===", "!==", "**=", "<<=", ">>=",  ">>>", "&&=", "||=", "\?\?=", "...", "==",
    "!=",   "<=",  ">=",  "&&",  "||",  "\?\?", "?.",  "=>",  "++",  "--",    "**",  "<<"};

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class Splitter {
public:
    explicit Splitter(std::string_view text) : text_(text) {}

    std::vector<Token> split() {
        while (skip_space()) {
            if (!read_token()) return {};
        }
        if (broken_ || !pair_brackets()) return {};
        return std::move(tokens_);
    }

private:
    bool at(std::string_view wanted) const { return text_.substr(at_).starts_with(wanted); }

    // False at the end.
    bool skip_space() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n') new_line_ = true;
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
                ++at_;
            else if (at("//"))
                at_ = std::min(text_.find('\n', at_), text_.size());
            else if (at("/*"))
                skip_comment();
            else
                return !broken_;
        }
        return false;
    }

    void skip_comment() {
        const auto end = text_.find("*/", at_ + 2);
        broken_ = broken_ || end == std::string_view::npos;
        if (text_.substr(at_, end - at_).find('\n') != std::string_view::npos) new_line_ = true;
        at_ = broken_ ? text_.size() : end + 2;
    }

    void add(Token::Kind kind, std::size_t end) {
        tokens_.push_back({kind, text_.substr(at_, end - at_), new_line_, Token::none});
        new_line_ = false;
        at_ = end;
    }

    bool read_token() {
        const char c = text_[at_];
        if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
            return read_while(Token::Kind::number, [](char d) { return is_word(d) || d == '.'; });
        }
        if (is_word(c) || c == '#' || c == '@') {
            return read_while(Token::Kind::word, [](char d) { return is_word(d) || d == '#'; });
        }
        if (c == '"' || c == '\'') return read_quoted(c);
        if (c == '`') return read_template();
        if (c == '/' && pattern_may_begin()) return read_pattern();
        return read_sign();
    }

    template <class Belongs>
    bool read_while(Token::Kind kind, Belongs belongs) {
        auto end = at_ + 1;
        while (end < text_.size() && belongs(text_[end])) ++end;
        add(kind, end);
        return true;
    }

    bool read_quoted(char quote) {
        for (auto end = at_ + 1; end < text_.size(); ++end) {
            if (text_[end] == '\\')
                ++end;
            else if (text_[end] == quote)
                return add(Token::Kind::text, end + 1), true;
        }
        return false;
    }

    // The expressions inside are not looked at.
    bool read_template() {
        int braces = 0;
        for (auto end = at_ + 1; end < text_.size(); ++end) {
            const char c = text_[end];
            if (c == '\\')
                ++end;
            else if (braces == 0 && c == '`')
                return add(Token::Kind::text, end + 1), true;
            else if (c == '$' && text_.substr(end).starts_with("${"))
                ++braces, ++end;
            else if (braces > 0 && c == '{')
                ++braces;
            else if (braces > 0 && c == '}')
                --braces;
            else if (braces > 0 && c == '`')
                return false;
        }
        return false;
    }

    bool pattern_may_begin() const {
        if (tokens_.empty()) return true;
        const auto& last = tokens_.back();
        return !ends_operand(last) || (last.is("}") && new_line_);
    }

    bool read_pattern() {
        bool in_class = false;
        for (auto end = at_ + 1; end < text_.size() && text_[end] != '\n'; ++end) {
            const char c = text_[end];
            if (c == '\\')
                ++end;
            else if (c == '[')
                in_class = true;
            else if (c == ']')
                in_class = false;
            else if (c == '/' && !in_class) {
                while (end + 1 < text_.size() && is_word(text_[end + 1])) ++end;
                return add(Token::Kind::pattern, end + 1), true;
            }
        }
        return false;
    }

    bool read_sign() {
        for (const auto sign : long_signs) {
            if (at(sign)) return add(Token::Kind::sign, at_ + sign.size()), true;
        }
        add(Token::Kind::sign, at_ + 1);
        return true;
    }

    bool pair_brackets() {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (tokens_[i].kind != Token::Kind::sign) continue;
            const char c = tokens_[i].text[0];
            if (c == '(' || c == '[' || c == '{') open.push_back(i);
            if (c != ')' && c != ']' && c != '}') continue;
            if (open.empty()) return false;
            tokens_[i].partner = open.back();
            tokens_[open.back()].partner = i;
            open.pop_back();
        }
        return open.empty();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool new_line_ = true;
    bool broken_ = false;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> script_tokens(std::string_view text) {
    return Splitter(text).split();
}

bool ends_operand(const Token& token) {
    if (token.kind == Token::Kind::sign) {
        return token.is(")") || token.is("]") || token.is("}") || token.is("++") || token.is("--");
    }
    return token.kind != Token::Kind::word ||
           std::find(operator_words.begin(), operator_words.end(), token.text) ==
               operator_words.end();
}

}  // namespace stead::script
