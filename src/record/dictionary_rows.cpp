#include "record/dictionary_rows.h"

#include <map>
#include <utility>

#include "base/text.h"
#include "record/catalog.h"

namespace stead::record {

namespace {

constexpr std::string_view base_language = "en";

bool has_attribute(std::string_view attributes, std::string_view name) {
    for (const auto part : base::split(attributes, ',')) {
        const auto attribute = base::trim(part);
        if (attribute == name) return true;
        if (attribute.starts_with(name) && attribute.substr(name.size()) == "=true") return true;
    }
    return false;
}

bool true_unless_off(const std::string& value) {
    return value.empty() || base::is_true(value);
}
int number(const std::string& value) {
    return static_cast<int>(base::to_integer(value).value_or(0));
}

class Reader {
public:
    explicit Reader(db::Connection& connection) : catalog_(connection) {}

    model::DictionaryRows read() {
        read_tables();
        read_columns();
        read_overrides();
        read_texts();
        read_choices();
        read_numbers();
        return std::move(rows_);
    }

private:
    using Row = Catalog::Row;

    void read_tables() {
        base::TextMap<std::string> names;
        catalog_.each("sys_db_object",
                      {"sys_id", "name", "label", "plural", "super_class", "is_extendable",
                       "ws_access", "indexes", "sys_package"},
                      [&](const Row& row) { add_table(row, names); });
        for (auto& table : rows_.tables) {
            const auto parent = names.find(table.super_class);
            if (parent != names.end()) table.super_class = parent->second;
        }
        for (auto& table : rows_.tables) tables_[table.name] = &table;
    }

    void add_table(const Row& row, base::TextMap<std::string>& names) {
        names[row[0]] = row[1];
        model::TableRow table;
        table.sys_id = row[0];
        table.name = row[1];
        table.label = row[2];
        table.plural = row[3];
        table.super_class = row[4];
        table.extensible = base::is_true(row[5]);
        table.rest_access = true_unless_off(row[6]);
        table.indexes = row[7];
        table.scope = row[8];
        rows_.tables.push_back(std::move(table));
    }

    void read_columns() {
        catalog_.each(
            "sys_dictionary",
            {"name",
             "element",
             "internal_type",
             "column_label",
             "reference",
             "reference_qual",
             "dependent",
             "default_value",
             "calculation",
             "attributes",
             "read_only_option",
             "reference_cascade_rule",
             "max_length",
             "choice",
             "position",
             "mandatory",
             "read_only",
             "display",
             "unique",
             "active",
             "text_index",
             "indexed",
             "audit"},
            [&](const Row& row) { row[1].empty() ? add_collection(row) : add_column(row); });
    }

    // What holds for the whole table stands in a row without an element.
    void add_collection(const Row& row) {
        const auto found = tables_.find(row[0]);
        if (found == tables_.end()) return;
        auto& table = *found->second;
        table.attributes = row[9];
        table.extensions_only = has_attribute(row[9], "extensions_only");
        table.text_index = base::is_true(row[20]);
        table.audit = base::is_true(row[22]);
    }

    void add_column(const Row& row) {
        model::FieldRow field;
        field.table = row[0];
        field.element = row[1];
        field.internal_type = row[2];
        field.label = row[3];
        field.reference = row[4];
        field.reference_qual = row[5];
        field.dependent = row[6];
        field.default_value = row[7];
        field.calculation = row[8];
        field.attributes = row[9];
        field.read_only_option = row[10];
        field.cascade = row[11];
        field.max_length = number(row[12]);
        field.choice = number(row[13]);
        field.order = number(row[14]);
        field.mandatory = base::is_true(row[15]);
        field.read_only = base::is_true(row[16]);
        field.display = base::is_true(row[17]);
        field.unique = base::is_true(row[18]);
        field.active = true_unless_off(row[19]);
        field.text_index = base::is_true(row[20]);
        field.index = base::is_true(row[21]);
        field.audit = !has_attribute(row[9], "no_audit");
        own_[{field.table, field.element}] = rows_.fields.size();
        rows_.fields.push_back(std::move(field));
    }

    void read_overrides() {
        catalog_.each(
            "sys_dictionary_override",
            {"name", "element", "reference_qual_override", "reference_qual", "dependent_override",
             "dependent", "default_value_override", "default_value", "calculation_override",
             "calculation", "attributes_override", "attributes", "mandatory_override", "mandatory",
             "read_only_override", "read_only", "display_override"},
            [&](const Row& row) { add_override(row); });
    }

    void add_override(const Row& row) {
        model::OverrideRow override;
        override.table = row[0];
        override.element = row[1];
        if (base::is_true(row[2])) override.reference_qual = row[3];
        if (base::is_true(row[4])) override.dependent = row[5];
        if (base::is_true(row[6])) override.default_value = row[7];
        if (base::is_true(row[8])) override.calculation = row[9];
        if (base::is_true(row[10])) override.attributes = row[11];
        if (base::is_true(row[12])) override.mandatory = base::is_true(row[13]);
        if (base::is_true(row[14])) override.read_only = base::is_true(row[15]);
        if (base::is_true(row[16])) override.display = true;
        rows_.overrides.push_back(std::move(override));
    }

    void read_texts() {
        catalog_.each("sys_documentation",
                      {"name", "element", "language", "label", "plural", "hint"},
                      [&](const Row& row) {
                          if (row[2].empty() || row[2] == base_language) add_text(row);
                      });
    }

    void add_text(const Row& row) {
        if (row[1].empty()) return add_table_text(row);
        const auto own = own_.find({row[0], row[1]});
        if (own == own_.end()) return add_label_override(row);
        auto& field = rows_.fields[own->second];
        if (!row[3].empty()) field.label = row[3];
        if (!row[5].empty()) field.hint = row[5];
    }

    void add_table_text(const Row& row) {
        const auto found = tables_.find(row[0]);
        if (found == tables_.end()) return;
        if (!row[3].empty()) found->second->label = row[3];
        if (!row[4].empty()) found->second->plural = row[4];
    }

    // A label given by a table that inherits the field.
    void add_label_override(const Row& row) {
        if (row[3].empty()) return;
        model::OverrideRow override;
        override.table = row[0];
        override.element = row[1];
        override.label = row[3];
        rows_.overrides.push_back(std::move(override));
    }

    void read_choices() {
        catalog_.each("sys_choice",
                      {"name", "element", "value", "label", "language", "sequence", "inactive",
                       "dependent_value", "hint", "tone"},
                      [&](const Row& row) {
                          if (!row[4].empty() && row[4] != base_language) return;
                          model::ChoiceRow choice{row[0], row[1], {}};
                          choice.choice.value = row[2];
                          choice.choice.label = row[3];
                          choice.choice.sequence = number(row[5]);
                          choice.choice.inactive = base::is_true(row[6]);
                          choice.choice.dependent = row[7];
                          choice.choice.hint = row[8];
                          choice.choice.tone = row[9];
                          rows_.choices.push_back(std::move(choice));
                      });
    }

    void read_numbers() {
        catalog_.each(
            "sys_number", {"category", "prefix", "number", "maximum_digits"}, [&](const Row& row) {
                model::NumberRow number;
                number.table = row[0];
                number.format.prefix = row[1];
                number.format.start = base::to_integer(row[2]).value_or(1000);
                number.format.digits = static_cast<int>(base::to_integer(row[3]).value_or(7));
                rows_.numbers.push_back(std::move(number));
            });
    }

    Catalog catalog_;
    model::DictionaryRows rows_;
    base::TextMap<model::TableRow*> tables_;
    std::map<std::pair<std::string, std::string>, std::size_t> own_;  // (table, element) → field
};

}  // namespace

model::DictionaryRows read_dictionary_rows(db::Connection& connection) {
    return Reader(connection).read();
}

}  // namespace stead::record
