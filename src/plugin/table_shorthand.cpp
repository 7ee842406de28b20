#include <algorithm>

#include "base/text.h"
#include "plugin/shorthand.h"

namespace stead::plugin {

namespace {

constexpr std::string_view table_keys =
    "label,plural,extends,extensible,extensions_only,number,audit,text_index,attributes,"
    "accessible_from_rest,indexes,fields,overrides,choices,display";
constexpr std::string_view field_keys =
    "type,label,plural,hint,max_length,reference,reference_qual,mandatory,read_only,read_only_"
    "option,"
    "display,unique,default,calculation,dependent,choice,choices,cascade,active,index,audit,"
    "text_index,attributes";
constexpr std::string_view override_keys =
    "label,default,mandatory,read_only,reference_qual,dependent,attributes,calculation,display,"
    "hint";

// The block being expanded: where it stands and where its rows go.
struct Context {
    const std::string& file;
    Definition& definition;
    Problems& problems;

    RowDefinition& row(std::string table, std::string key, int line) const {
        RowDefinition row;
        row.table = std::move(table);
        row.key = std::move(key);
        row.file = file;
        row.line = line;
        definition.rows.push_back(std::move(row));
        return definition.rows.back();
    }
};

std::string flag(bool value) {
    return value ? "true" : "false";
}

std::string joined_indexes(const Node& table) {
    std::string text;
    if (const auto* list = table.find("indexes"))
        for (const auto& item : list->items) text += (text.empty() ? "" : ";") + item.text;
    return text;
}

void add_documentation(const Context& context, const std::string& table, const std::string& element,
                       const std::string& label, const std::string& plural, const std::string& hint,
                       int line) {
    auto& row = context.row("sys_documentation", table + "." + element + ".en", line);
    row.add("name", table);
    row.add("element", element);
    row.add("language", "en");
    row.add("label", label);
    if (!plural.empty()) row.add("plural", plural);
    if (!hint.empty()) row.add("hint", hint);
}

void add_choices(const Context& context, const std::string& table, const std::string& element,
                 const Node& choices) {
    int position = 0;
    for (const auto& item : choices.items) {
        ++position;
        model::Choice choice;
        choice.value = item.get("value");
        choice.label = item.get("label");
        choice.tone = item.get("tone");
        choice.dependent = item.get("dependent");
        choice.hint = item.get("hint");
        choice.inactive = item.is_true("inactive");
        choice.sequence =
            static_cast<int>(base::to_integer(item.get("sequence")).value_or(position * 10));
        check_members(item, "value,label,tone,dependent,hint,inactive,sequence", "a choice",
                      context.file, context.problems);
        auto& row = context.row("sys_choice",
                                table + "." + element + "." + choice.value + "." + choice.dependent,
                                item.line);
        row.add("name", table);
        row.add("element", element);
        row.add("value", choice.value);
        row.add("label", choice.label);
        row.add("language", "en");
        row.add("sequence", std::to_string(choice.sequence));
        row.add("inactive", flag(choice.inactive));
        row.add("dependent_value", choice.dependent);
        row.add("hint", choice.hint);
        row.add("tone", choice.tone);
        context.definition.dictionary.choices.push_back({table, element, std::move(choice)});
    }
}

model::FieldRow field_row(const std::string& table, const std::string& name, const Node& node,
                          int order) {
    model::FieldRow row;
    row.table = table;
    row.element = name;
    row.internal_type = node.get("type", "string");
    row.label = node.get("label", name);
    row.hint = node.get("hint");
    row.reference = node.get("reference");
    row.reference_qual = node.get("reference_qual");
    row.dependent = node.get("dependent");
    row.default_value = node.get("default");
    row.calculation = node.get("calculation");
    row.attributes = node.get("attributes");
    row.read_only_option = node.get("read_only_option");
    row.cascade = node.get("cascade");
    row.max_length = static_cast<int>(base::to_integer(node.get("max_length")).value_or(0));
    row.choice = static_cast<int>(
        base::to_integer(node.get("choice")).value_or(node.find("choices") ? 1 : 0));
    row.order = order;
    row.mandatory = node.is_true("mandatory");
    row.read_only = node.is_true("read_only");
    row.display = node.is_true("display");
    row.unique = node.is_true("unique");
    row.active = node.is_true("active", true);
    row.audit = node.is_true("audit", true);
    row.text_index = node.is_true("text_index");
    row.index = node.is_true("index");
    return row;
}

void ship_field(const Context& context, const model::FieldRow& field, const std::string& plural,
                int line) {
    auto& row = context.row("sys_dictionary", field.table + "." + field.element, line);
    row.add("name", field.table);
    row.add("element", field.element);
    row.add("column_label", field.label);
    row.add("internal_type", field.internal_type);
    if (field.max_length > 0) row.add("max_length", std::to_string(field.max_length));
    row.add("reference", field.reference);
    row.add("use_reference_qualifier", field.reference_qual.empty() ? "simple" : "advanced");
    row.add("reference_qual", field.reference_qual);
    row.add("dependent", field.dependent);
    row.add("default_value", field.default_value);
    row.add("calculation", field.calculation);
    row.add("virtual", flag(!field.calculation.empty()));
    row.add("attributes", field.attributes);
    row.add("read_only_option", field.read_only_option);
    row.add("reference_cascade_rule", field.cascade);
    row.add("choice", std::to_string(field.choice));
    row.add("position", std::to_string(field.order));
    row.add("mandatory", flag(field.mandatory));
    row.add("read_only", flag(field.read_only));
    row.add("display", flag(field.display));
    row.add("unique", flag(field.unique));
    row.add("active", flag(field.active));
    row.add("audit", flag(field.audit));
    row.add("text_index", flag(field.text_index));
    row.add("indexed", flag(field.index));
    add_documentation(context, field.table, field.element, field.label, plural, field.hint, line);
}

void expand_fields(const Context& context, const std::string& table, const Node& fields) {
    int order = 0;
    for (const auto& [name, node] : fields.members) {
        check_members(node, field_keys, "field " + name, context.file, context.problems);
        const auto row = field_row(table, name, node, ++order);
        if (!model::find_field_type(row.internal_type))
            context.problems.push_back(
                {context.file, node.line, "unknown field type \"" + row.internal_type + "\""});
        ship_field(context, row, node.get("plural"), node.line);
        context.definition.dictionary.fields.push_back(row);
        if (const auto* choices = node.find("choices")) add_choices(context, table, name, *choices);
    }
}

template <class T>
void set_override(const Node& node, std::string_view name, std::optional<T>& target) {
    const auto* found = node.find(name);
    if (!found) return;
    if constexpr (std::is_same_v<T, bool>)
        target = base::is_true(found->text);
    else
        target = found->text;
}

void ship_override(const Context& context, const std::string& table, const std::string& element,
                   const Node& node) {
    auto& row = context.row("sys_dictionary_override", table + "." + element, node.line);
    row.add("name", table);
    row.add("element", element);
    const auto overriding = [&](std::string_view key, const std::string& column) {
        const auto* found = node.find(key);
        if (!found) return;
        row.add(column + "_override", "true");
        row.add(column, found->text);
    };
    overriding("default", "default_value");
    for (const auto* name :
         {"mandatory", "read_only", "reference_qual", "dependent", "attributes", "calculation"})
        overriding(name, name);
    if (node.find("display")) row.add("display_override", "true");
    if (node.find("label"))
        add_documentation(context, table, element, node.get("label"), "", node.get("hint"),
                          node.line);
}

void expand_overrides(const Context& context, const std::string& table, const Node& overrides) {
    for (const auto& [name, node] : overrides.members) {
        check_members(node, override_keys, "override of " + name, context.file, context.problems);
        model::OverrideRow row;
        row.table = table;
        row.element = name;
        set_override(node, "label", row.label);
        set_override(node, "default", row.default_value);
        set_override(node, "mandatory", row.mandatory);
        set_override(node, "read_only", row.read_only);
        set_override(node, "reference_qual", row.reference_qual);
        set_override(node, "dependent", row.dependent);
        set_override(node, "attributes", row.attributes);
        set_override(node, "calculation", row.calculation);
        set_override(node, "display", row.display);
        context.definition.dictionary.overrides.push_back(row);
        ship_override(context, table, name, node);
    }
}

void ship_table(const Context& context, const model::TableRow& table, int line) {
    auto& row = context.row("sys_db_object", table.name, line);
    row.add("name", table.name);
    row.add("label", table.label);
    row.add("plural", table.plural);
    if (!table.super_class.empty()) row.add("super_class", table.super_class);
    row.add("is_extendable", flag(table.extensible));
    row.add("ws_access", flag(table.rest_access));
    row.add("indexes", table.indexes);
    auto& collection = context.row("sys_dictionary", table.name + ".", line);
    collection.add("name", table.name);
    collection.add("internal_type", "collection");
    collection.add("column_label", table.label);
    collection.add("attributes", table.attributes);
    collection.add("audit", flag(table.audit));
    collection.add("text_index", flag(table.text_index));
    add_documentation(context, table.name, "", table.label, table.plural, "", line);
}

void expand_number(const Context& context, const std::string& table, const Node& node) {
    model::NumberFormat format;
    format.prefix = node.get("prefix");
    format.digits = static_cast<int>(base::to_integer(node.get("digits")).value_or(7));
    format.start = base::to_integer(node.get("start")).value_or(1000);
    auto& row = context.row("sys_number", table, node.line);
    row.add("category", table);
    row.add("prefix", format.prefix);
    row.add("number", std::to_string(format.start));
    row.add("maximum_digits", std::to_string(format.digits));
    context.definition.dictionary.numbers.push_back({table, format});
}

// A block with nothing but fields, overrides and choices adds to another plugin's table.
bool declares_table(const Node& node) {
    return std::any_of(node.members.begin(), node.members.end(), [](const auto& member) {
        return member.name != "fields" && member.name != "overrides" && member.name != "choices";
    });
}

std::string with_extensions_only(const Node& node) {
    std::string attributes = node.get("attributes");
    if (node.is_true("extensions_only"))
        attributes += attributes.empty() ? "extensions_only" : ",extensions_only";
    return attributes;
}

void expand_table(const Context& context, const std::string& name, const Node& node) {
    check_members(node, table_keys, "table " + name, context.file, context.problems);
    if (declares_table(node)) {
        model::TableRow row;
        row.name = name;
        row.label = node.get("label", name);
        row.plural = node.get("plural", row.label + "s");
        row.super_class = node.get("extends");
        row.attributes = with_extensions_only(node);
        row.scope = context.definition.manifest.id;
        row.extensible = node.is_true("extensible");
        row.extensions_only = node.is_true("extensions_only");
        row.audit = node.is_true("audit");
        row.text_index = node.is_true("text_index");
        row.rest_access = node.is_true("accessible_from_rest", true);
        row.indexes = joined_indexes(node);
        ship_table(context, row, node.line);
        context.definition.dictionary.tables.push_back(row);
    }
    if (const auto* number = node.find("number")) expand_number(context, name, *number);
    if (const auto* fields = node.find("fields")) expand_fields(context, name, *fields);
    if (const auto* overrides = node.find("overrides")) expand_overrides(context, name, *overrides);
    if (const auto* choices = node.find("choices"))
        for (const auto& [element, list] : choices->members)
            add_choices(context, name, element, list);
}

}  // namespace

void check_members(const Node& node, std::string_view known, const std::string& where,
                   const std::string& file, Problems& problems) {
    const auto names = base::split_names(known);
    for (const auto& [name, value] : node.members)
        if (std::find(names.begin(), names.end(), name) == names.end())
            problems.push_back({file, value.line, "unknown key \"" + name + "\" in " + where});
}

void expand_tables(const Node& tables, const std::string& file, Definition& definition,
                   Problems& problems) {
    for (const auto& [name, node] : tables.members)
        expand_table({file, definition, problems}, name, node);
}

}  // namespace stead::plugin
