#include "plugin/toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "base/text.h"

namespace stead::plugin {

namespace {

Node convert(const toml::node& node);

Node convert_table(const toml::table& table) {
    Node result;
    result.kind = Node::Kind::table;
    for (const auto& [key, value] : table)
        result.members.push_back({std::string(key.str()), convert(value)});
    std::vector<std::pair<std::pair<unsigned, unsigned>, std::size_t>> order;
    std::size_t index = 0;
    for (const auto& [key, value] : table) {
        const auto at = value.source().begin;
        order.push_back({{at.line, at.column}, index++});
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Member> sorted;
    for (const auto& [at, i] : order) sorted.push_back(std::move(result.members[i]));
    result.members = std::move(sorted);
    return result;
}

Node convert_array(const toml::array& array) {
    Node result;
    result.kind = Node::Kind::array;
    for (const auto& item : array) result.items.push_back(convert(item));
    return result;
}

Node scalar(Node::Kind kind, std::string text) {
    Node result;
    result.kind = kind;
    result.text = std::move(text);
    return result;
}

std::string real_text(double value) {
    std::ostringstream text;
    text << value;
    return text.str();
}

Node convert_value(const toml::node& node) {
    if (const auto* table = node.as_table()) return convert_table(*table);
    if (const auto* array = node.as_array()) return convert_array(*array);
    if (const auto* text = node.as_string()) return scalar(Node::Kind::text, text->get());
    if (const auto* flag = node.as_boolean())
        return scalar(Node::Kind::boolean, flag->get() ? "true" : "false");
    if (const auto* number = node.as_integer())
        return scalar(Node::Kind::integer, std::to_string(number->get()));
    if (const auto* number = node.as_floating_point())
        return scalar(Node::Kind::real, real_text(number->get()));
    std::ostringstream text;
    if (const auto* date = node.as_date()) text << date->get();
    if (const auto* time = node.as_date_time()) text << time->get();
    return scalar(Node::Kind::text, text.str());
}

Node convert(const toml::node& node) {
    Node result = convert_value(node);
    result.line = static_cast<int>(node.source().begin.line);
    return result;
}

}  // namespace

const Node* Node::find(std::string_view name) const {
    for (const auto& [key, value] : members)
        if (key == name) return &value;
    return nullptr;
}

std::string Node::get(std::string_view name, std::string_view fallback) const {
    const auto* found = find(name);
    return found && found->is_scalar() ? found->text : std::string(fallback);
}

bool Node::is_true(std::string_view name, bool fallback) const {
    const auto* found = find(name);
    return found ? base::is_true(found->text) : fallback;
}

std::string to_string(const Problems& problems) {
    std::string text;
    for (const auto& problem : problems) {
        if (!text.empty()) text += '\n';
        if (!problem.file.empty()) text += problem.file + ':';
        if (problem.line > 0) text += std::to_string(problem.line) + ':';
        text += (text.ends_with(':') ? " " : "") + problem.text;
    }
    return text;
}

Node parse_toml(std::string_view text, const std::string& file, Problems& problems) {
    try {
        return convert_table(toml::parse(text, file));
    } catch (const toml::parse_error& error) {
        problems.push_back(
            {file, static_cast<int>(error.source().begin.line), std::string(error.description())});
        Node empty;
        empty.kind = Node::Kind::table;
        return empty;
    }
}

}  // namespace stead::plugin
