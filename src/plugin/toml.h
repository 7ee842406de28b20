#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::plugin {

struct Member;

// A value of a definition file that knows where it stands. Members keep the order of the source.
struct Node {
    enum class Kind { text, integer, real, boolean, array, table };
    Kind kind = Kind::text;
    std::string text;  // of a scalar, as the wire spells it
    std::vector<Node> items;
    std::vector<Member> members;
    int line = 0;

    bool is_scalar() const { return kind != Kind::array && kind != Kind::table; }
    const Node* find(std::string_view name) const;
    std::string get(std::string_view name, std::string_view fallback = {}) const;  // scalar text
    bool is_true(std::string_view name, bool fallback = false) const;
};

struct Member {
    std::string name;
    Node value;
};

// A mistake in a definition file, for people: `case.toml:14: unknown field type "refernce"`.
struct Problem {
    std::string file;
    int line = 0;
    std::string text;
};
using Problems = std::vector<Problem>;
std::string to_string(const Problems& problems);  // one line each

// The root table of a file. A text that is no TOML gives one problem and an empty table.
Node parse_toml(std::string_view text, const std::string& file, Problems& problems);

}  // namespace stead::plugin
