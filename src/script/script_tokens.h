#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace stead::script {

// A word of JavaScript text. Template literals and regular expressions are one token each.
struct Token {
    enum class Kind { word, number, text, pattern, sign };
    Kind kind;
    std::string_view text;
    bool first_on_line = false;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t partner = none;  // of a bracket: the index of its other half

    bool is_bracket() const { return partner != none; }
    bool is(std::string_view wanted) const { return text == wanted; }
};

// Splits a script; comments are left out. Empty when brackets do not match or a literal does not
// end: such a text is not understood, and the compiler will say why.
std::vector<Token> script_tokens(std::string_view text);

// Can an operand end with this token?
bool ends_operand(const Token& token);

}  // namespace stead::script
