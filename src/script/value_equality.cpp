#include "script/value_equality.h"

#include <algorithm>
#include <array>
#include <vector>

#include "script/script_tokens.h"

namespace stead::script {
namespace {

constexpr std::array<std::string_view, 7> prefix_words{"typeof", "void", "delete", "new",
                                                       "await",  "!",    "~"};
// Operators that bind tighter than equality.
constexpr std::array<std::string_view, 15> tighter{
    "+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "<", ">", "<=", ">=", "instanceof", "in"};
// Words before a bracket that do not call anything.
constexpr std::array<std::string_view, 16> statement_words{
    "if",    "while", "for", "switch", "with", "catch", "return", "case",
    "throw", "else",  "do",  "in",     "of",   "yield", "typeof", "instanceof"};

template <std::size_t size>
bool has(const std::array<std::string_view, size>& words, const Token& token) {
    return token.kind != Token::Kind::text &&
           std::find(words.begin(), words.end(), token.text) != words.end();
}

struct Edit {
    std::size_t at;
    std::size_t length;
    std::string_view text;
};

class Rewriter {
public:
    explicit Rewriter(std::string_view script) : script_(script), tokens_(script_tokens(script)) {}

    std::string rewrite() {
        for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
            if (is_equality(i)) consider(i);
        }
        std::stable_sort(edits_.begin(), edits_.end(),
                         [](const Edit& a, const Edit& b) { return a.at < b.at; });
        return applied();
    }

private:
    bool is_sign(std::size_t i, std::string_view text) const {
        return tokens_[i].kind == Token::Kind::sign && tokens_[i].is(text);
    }
    bool is_equality(std::size_t i) const { return is_sign(i, "==") || is_sign(i, "!="); }
    bool is_any_equality(std::size_t i) const {
        return is_equality(i) || is_sign(i, "===") || is_sign(i, "!==");
    }

    // --- the left operand, backwards
    std::size_t primary_begin(std::size_t i) const {
        return tokens_[i].is_bracket() && ends_operand(tokens_[i]) ? tokens_[i].partner : i;
    }

    // Does the bracket or template at `i` belong to the operand before it: f(x), list[0]?
    bool attaches(std::size_t i) const {
        if (i == 0 || !(is_sign(i, "(") || is_sign(i, "["))) return false;
        const auto& before = tokens_[i - 1];
        if (!ends_operand(before) || has(statement_words, before) || before.is("}")) return false;
        if (!before.is(")")) return before.kind != Token::Kind::number;
        const auto opener = before.partner;
        return opener == 0 || !has(statement_words, tokens_[opener - 1]);
    }

    std::size_t chain_begin(std::size_t i) const {
        auto at = primary_begin(i);
        while (at > 0) {
            if (attaches(at))
                at = primary_begin(at - 1);
            else if (at > 1 && (is_sign(at - 1, ".") || is_sign(at - 1, "?.")))
                at = primary_begin(at - 2);
            else
                break;
        }
        return at;
    }

    bool is_unary_sign(std::size_t i) const {
        return (is_sign(i, "+") || is_sign(i, "-") || is_sign(i, "++") || is_sign(i, "--")) &&
               (i == 0 || !ends_operand(tokens_[i - 1]));
    }

    std::size_t left_begin(std::size_t i) const {
        auto at = is_sign(i, "++") || is_sign(i, "--") ? chain_begin(i - 1) : chain_begin(i);
        while (at > 0) {
            const auto before = at - 1;
            if (has(prefix_words, tokens_[before]) || is_unary_sign(before))
                at = before;
            else if (before > 0 && has(tighter, tokens_[before]))
                at = chain_begin(before - 1);
            else
                break;
        }
        return at;
    }

    // --- the right operand, forwards; 0: not understood
    std::size_t chain_end(std::size_t i) const {
        auto at = tokens_[i].is_bracket() ? tokens_[i].partner : i;
        while (at + 1 < tokens_.size()) {
            const auto next = at + 1;
            if (is_sign(next, "(") || is_sign(next, "["))
                at = tokens_[next].partner;
            else if ((is_sign(next, ".") || is_sign(next, "?.")) && next + 1 < tokens_.size()) {
                at = tokens_[next + 1].is_bracket() ? tokens_[next + 1].partner : next + 1;
            } else if ((is_sign(next, "++") || is_sign(next, "--")) &&
                       !tokens_[next].first_on_line) {
                at = next;
            } else
                break;
        }
        return at;
    }

    std::size_t right_end(std::size_t i) const {
        for (;;) {
            while (i < tokens_.size() && (has(prefix_words, tokens_[i]) || is_unary_sign(i))) ++i;
            if (i >= tokens_.size()) return 0;
            const auto& token = tokens_[i];
            if (token.is("function") || token.is("class") || token.is("async")) return 0;
            if (token.kind == Token::Kind::sign && (!token.is_bracket() || token.partner < i))
                return 0;
            const auto end = chain_end(i);
            if (end + 2 >= tokens_.size() || !has(tighter, tokens_[end + 1])) return end;
            i = end + 2;
        }
    }

    // Literals that compare with an element as they are.
    bool is_plain_literal(std::size_t begin, std::size_t end) const {
        if (begin != end) return false;
        const auto& token = tokens_[begin];
        if (token.kind == Token::Kind::number || token.is("null") || token.is("undefined") ||
            token.is("true") || token.is("false")) {
            return true;
        }
        return token.kind == Token::Kind::text && token.text.substr(1) != "true'" &&
               token.text.substr(1) != "true\"" && token.text.substr(1) != "false'" &&
               token.text.substr(1) != "false\"";
    }

    std::size_t offset(std::size_t i) const {
        return static_cast<std::size_t>(tokens_[i].text.data() - script_.data());
    }

    void consider(std::size_t i) {
        if (!ends_operand(tokens_[i - 1])) return;
        const auto begin = left_begin(i - 1);
        const auto end = right_end(i + 1);
        if (end == 0 || (begin > 0 && is_any_equality(begin - 1)) ||
            (end + 1 < tokens_.size() && is_any_equality(end + 1))) {
            return;
        }
        if (is_plain_literal(begin, i - 1) || is_plain_literal(i + 1, end)) return;
        edits_.push_back({offset(begin), 0, tokens_[i].is("==") ? "$eq(" : "!$eq("});
        edits_.push_back({offset(i), 2, ","});
        edits_.push_back({offset(end) + tokens_[end].text.size(), 0, ")"});
    }

    std::string applied() const {
        std::string result;
        std::size_t at = 0;
        for (const auto& edit : edits_) {
            result.append(script_.substr(at, edit.at - at)).append(edit.text);
            at = edit.at + edit.length;
        }
        return result.append(script_.substr(at));
    }

    std::string_view script_;
    std::vector<Token> tokens_;
    std::vector<Edit> edits_;
};

}  // namespace

std::string with_value_equality(std::string_view script) {
    if (script.find("==") == std::string_view::npos &&
        script.find("!=") == std::string_view::npos) {
        return std::string(script);
    }
    return Rewriter(script).rewrite();
}

}  // namespace stead::script
