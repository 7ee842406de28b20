#include "plugin/translation.h"

#include "base/text.h"
#include "plugin/shorthand.h"

namespace stead::plugin {

namespace {

constexpr std::string_view own_language = "en";
constexpr std::string_view every_table = "global";  // for system columns

// The file being read: its language and where its rows go.
struct Context {
    const std::string& file;
    std::string language;
    Definition& definition;
    Problems& problems;

    RowDefinition& row(std::string table, const std::string& key, int line) const {
        RowDefinition row;
        row.table = std::move(table);
        row.key = key + "." + language;
        row.file = file;
        row.line = line;
        row.add("language", language);
        definition.rows.push_back(std::move(row));
        return definition.rows.back();
    }
};

// A scalar is the label; a table says more.
void add_label(const Context& context, const std::string& table, const std::string& element,
               const Node& node) {
    if (!node.is_scalar())
        check_members(node, "label,plural,hint", "a translation", context.file, context.problems);
    auto& row = context.row("sys_documentation", table + "." + element, node.line);
    row.add("name", table);
    row.add("element", element);
    row.add("label", node.is_scalar() ? node.text : node.get("label"));
    for (const auto* name : {"plural", "hint"})
        if (node.find(name)) row.add(name, node.get(name));
}

// `choices.state = { 1 = "Neu" }`; one behind a dependent value is written "value|dependent".
void add_choices(const Context& context, const std::string& table, const std::string& element,
                 const Node& choices) {
    for (const auto& [name, node] : choices.members) {
        const auto bar = name.find('|');
        const auto value = name.substr(0, bar);
        const auto dependent = bar == std::string::npos ? std::string() : name.substr(bar + 1);
        auto& row = context.row("sys_choice", table + "." + element + "." + value + "." + dependent,
                                node.line);
        row.add("name", table);
        row.add("element", element);
        row.add("value", value);
        row.add("dependent_value", dependent);
        row.add("label", node.text);
    }
}

void add_table(const Context& context, const std::string& table, const Node& node) {
    check_members(node, "label,plural,hint,fields,choices", "a translation of " + table,
                  context.file, context.problems);
    if (node.find("label")) {
        Node words = node;
        std::erase_if(words.members, [](const Member& member) {
            return member.name == "fields" || member.name == "choices";
        });
        add_label(context, table, "", words);
    }
    if (const auto* fields = node.find("fields"))
        for (const auto& [name, words] : fields->members) add_label(context, table, name, words);
    if (const auto* choices = node.find("choices"))
        for (const auto& [name, words] : choices->members) add_choices(context, table, name, words);
}

void add_message(const Context& context, const std::string& english, const Node& node) {
    auto& row = context.row("sys_ui_message", english, node.line);
    row.add("key", english);
    row.add("message", node.text);
}

const std::string& text_of(const RowDefinition& row, std::string_view column) {
    static const std::string none;
    const auto* node = row.find(column);
    return node ? node->text : none;
}

// What the row translates and does not exist; "" when all is well.
std::string missing(const RowDefinition& row, const model::Dictionary& dictionary) {
    const auto& name = text_of(row, "name");
    const auto& element = text_of(row, "element");
    const auto* table =
        name == every_table ? dictionary.tables().front().get() : dictionary.find(name);
    if (!table) return "unknown table \"" + name + "\"";
    if (element.empty()) return {};
    const auto* field = table->find(element);
    if (!field) return "unknown field \"" + element + "\" of " + name;
    if (row.table == "sys_choice" && !field->find_choice(text_of(row, "value")))
        return "unknown choice \"" + text_of(row, "value") + "\" of " + name + "." + element;
    return {};
}

}  // namespace

std::string language_of(std::string_view path) {
    const auto slash = path.rfind('/');
    const auto folder =
        slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
    if (!path.ends_with(".toml") || (folder != "i18n" && !folder.ends_with("/i18n"))) return {};
    const auto name = path.substr(slash + 1);
    return std::string(name.substr(0, name.size() - std::string_view(".toml").size()));
}

bool expand_translation(std::string_view name, const Node& node, const std::string& language,
                        const std::string& file, Definition& definition, Problems& problems) {
    const Context context{file, language, definition, problems};
    if (name == "table")
        for (const auto& [table, words] : node.members) add_table(context, table, words);
    else if (name == "message")
        for (const auto& [english, words] : node.members) add_message(context, english, words);
    else
        return false;
    return true;
}

void check_translations(const Definition& definition, const model::Dictionary& dictionary,
                        Problems& problems) {
    for (const auto& row : definition.rows) {
        if (row.table != "sys_documentation" && row.table != "sys_choice") continue;
        const auto& language = text_of(row, "language");
        if (language.empty() || language == own_language) continue;
        if (auto mistake = missing(row, dictionary); !mistake.empty())
            problems.push_back({row.file, row.line, "translates an " + mistake});
    }
}

}  // namespace stead::plugin
