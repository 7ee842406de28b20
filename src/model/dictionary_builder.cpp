#include "model/dictionary_builder.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/error.h"
#include "model/column_plan.h"
#include "model/field_builder.h"

namespace stead::model {

// Builds tables top down: a table is finished before its children copy its fields.
class DictionaryBuilder {
public:
    DictionaryBuilder(const DictionaryRows& rows, std::vector<std::string>& problems)
        : rows_(rows), problems_(problems), dictionary_(std::make_shared<Dictionary>()) {}

    std::shared_ptr<const Dictionary> build() {
        collect_tables();
        link_tables();
        collect_fields();
        collect_overrides();
        collect_choices();
        collect_numbers();
        for (auto* table : in_order_) finish(*table);
        return dictionary_;
    }

private:
    // What the rows say about one table, in the order of the rows.
    struct Draft {
        const TableRow* row = nullptr;
        std::vector<Field> fields;
        std::vector<std::string> indexed;  // single columns
        std::vector<const OverrideRow*> overrides;
        std::map<std::string, std::vector<Choice>, std::less<>> choices;
        std::optional<NumberFormat> number;
        std::string display;  // the field that this table itself marks as display value
    };

    void problem(const std::string& where, const std::string& what) {
        problems_.push_back(where + ": " + what);
    }

    Draft* draft(const std::string& table, const std::string& where) {
        const auto found = drafts_.find(table);
        if (found != drafts_.end() && dictionary_->find(table)) return &found->second;
        problem(where, "unknown table " + table);
        return nullptr;
    }

    void collect_tables() {
        for (const auto& row : rows_.tables) {
            if (!is_identifier(row.name))
                problem(row.name, "a table's name is lowercase letters, digits and _");
            else if (!drafts_.emplace(row.name, Draft{.row = &row}).second)
                problem(row.name, "the table is defined twice");
        }
    }

    void link_tables() {
        for (const auto& row : rows_.tables) {
            std::vector<std::string> open;
            make_table(row.name, open);
        }
        for (auto* table : in_order_)
            for (auto* above = table; above; above = const_cast<Table*>(above->parent))
                above->descendants.push_back(table->name);
    }

    // The table, its ancestors first; null when it or one of them is wrong.
    Table* make_table(const std::string& name, std::vector<std::string>& open) {
        if (const auto made = dictionary_->by_name_.find(name); made != dictionary_->by_name_.end())
            return made->second;
        const auto found = drafts_.find(name);
        if (found == drafts_.end() || refused_.count(name)) return nullptr;
        const auto& row = *found->second.row;
        if (std::find(open.begin(), open.end(), name) != open.end()) return nullptr;
        open.push_back(name);
        Table* parent = nullptr;
        if (!row.super_class.empty() && !(parent = make_table(row.super_class, open))) {
            problem(name, "extends " + row.super_class + ", which does not exist or extends it");
            refused_.insert(name);
            return nullptr;
        }
        return add_table(row, parent);
    }

    Table* add_table(const TableRow& row, Table* parent) {
        auto table = std::make_unique<Table>();
        table->name = row.name;
        table->sys_id = row.sys_id;
        table->label = row.label.empty() ? label_from_name(row.name) : row.label;
        table->plural = row.plural.empty() ? table->label : row.plural;
        table->parent = parent;
        table->root = parent ? parent->root : table.get();
        table->extensible = row.extensible;
        table->extensions_only = row.extensions_only;
        table->audit = row.audit || (parent && parent->audit);
        table->text_index = row.text_index || (parent && parent->text_index);
        table->rest_access = row.rest_access;
        table->attributes = row.attributes;
        table->scope = row.scope;
        auto* added = table.get();
        if (parent) parent->children.push_back(added);
        if (parent && !parent->extensible)
            problem(row.name, "extends " + parent->name + ", which is not extensible");
        dictionary_->by_name_.emplace(row.name, added);
        dictionary_->tables_.push_back(std::move(table));
        in_order_.push_back(added);
        return added;
    }

    void collect_fields() {
        ColumnPlan columns;
        for (auto* table : in_order_)
            if (table->root == table) collect_system_fields(*table, columns);
        for (const auto& row : rows_.fields) {
            const auto where = row.table + "." + row.element;
            auto* draft = this->draft(row.table, where);
            if (!draft || is_system_field(row.element)) continue;
            try {
                collect_field(*draft, row, columns);
            } catch (const base::Error& error) {
                problem(where, error.what());
            }
        }
    }

    void collect_system_fields(const Table& root, ColumnPlan& columns) {
        auto fields = system_fields(root.name, root.has_class_name());
        for (auto& field : fields) field.column = columns.take(root.name, field);
        drafts_.at(root.name).fields = std::move(fields);
    }

    void collect_field(Draft& draft, const FieldRow& row, ColumnPlan& columns) {
        auto field = make_field(row);
        if (!row.reference.empty() && !dictionary_->find(row.reference))
            throw base::Error(base::Status::unprocessable,
                              "refers to table " + row.reference + ", which does not exist");
        for (const auto& other : draft.fields)
            if (other.name == field.name)
                throw base::Error(base::Status::unprocessable, "the field is defined twice");
        field.column = columns.take(dictionary_->find(row.table)->storage(), field);
        if (row.index) draft.indexed.push_back(row.element);
        if (row.display) draft.display = row.element;
        orders_[row.table + "." + row.element] = row.order;
        draft.fields.push_back(std::move(field));
    }

    void collect_overrides() {
        for (const auto& row : rows_.overrides)
            if (auto* draft = this->draft(row.table, row.table + "." + row.element))
                draft->overrides.push_back(&row);
    }

    void collect_choices() {
        for (const auto& row : rows_.choices)
            if (auto* draft = this->draft(row.table, row.table + "." + row.element))
                draft->choices[row.element].push_back(row.choice);
    }

    void collect_numbers() {
        for (const auto& row : rows_.numbers) {
            auto* draft = this->draft(row.table, row.table);
            if (!draft) continue;
            draft->number = row.format;
            draft->number->table = row.table;
        }
    }

    void finish(Table& table) {
        auto& draft = drafts_.at(table.name);
        if (table.parent) table.fields_ = table.parent->fields_;
        add_own_fields(table, draft);
        for (std::size_t i = 0; i < table.fields_.size(); ++i) {
            table.fields_[i].index = static_cast<int>(i);
            table.by_name_.emplace(table.fields_[i].name, static_cast<int>(i));
        }
        apply_overrides(table, draft);
        apply_choices(table, draft);
        table.number = draft.number || !table.parent ? draft.number : table.parent->number;
        choose_display(table);
        add_indexes(table, draft);
    }

    void add_own_fields(Table& table, Draft& draft) {
        const auto order = [&](const Field& field) {
            const auto found = orders_.find(table.name + "." + field.name);
            return found == orders_.end() ? -1 : found->second;
        };
        std::stable_sort(draft.fields.begin(), draft.fields.end(),
                         [&](const Field& a, const Field& b) { return order(a) < order(b); });
        for (auto& field : draft.fields) {
            if (table.parent && table.parent->find(field.name))
                problem(table.name + "." + field.name,
                        "is inherited from " + table.parent->get(field.name).declared_by +
                            "; change it with an override");
            else
                table.fields_.push_back(std::move(field));
        }
    }

    Field* own_copy(Table& table, const std::string& element) {
        const auto* field = table.find(element);
        if (!field) problem(table.name + "." + element, "there is no such field");
        return field ? &table.fields_[field->index] : nullptr;
    }

    void apply_overrides(Table& table, Draft& draft) {
        for (const auto* row : draft.overrides) {
            auto* field = own_copy(table, row->element);
            if (!field) continue;
            apply(*row, *field);
            if (row->display.value_or(false)) draft.display = row->element;
        }
    }

    void apply_choices(Table& table, Draft& draft) {
        for (auto& [element, choices] : draft.choices) {
            auto* field = own_copy(table, element);
            if (!field) continue;
            std::stable_sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
                return a.sequence < b.sequence;
            });
            field->choices = std::move(choices);
            if (field->choice == 0) field->choice = field->default_value.empty() ? 1 : 3;
        }
    }

    // platform.md §1.1: marked on the lowest class, marked above, name, number, created on.
    void choose_display(Table& table) {
        const Field* display = nullptr;
        for (const auto* level = &table; level && !display; level = level->parent)
            if (const auto& marked = drafts_.at(level->name).display; !marked.empty())
                display = table.find(marked);
        if (!display) display = find_named(table, "name");
        if (!display) display = find_named(table, "number");
        if (!display) display = table.find("sys_created_on");
        table.display_ = display->index;
        for (auto& field : table.fields_) field.display = field.index == table.display_;
    }

    static const Field* find_named(const Table& table, const std::string& name) {
        if (const auto* field = table.find(name)) return field;
        if (const auto* field = table.find("u_" + name)) return field;
        for (const auto& field : table.fields_)
            if (field.name.starts_with("x_") && field.name.ends_with("_" + name)) return &field;
        return nullptr;
    }

    void add_indexes(Table& table, const Draft& draft) {
        for (const auto& name : draft.indexed) add_index(table, {name});
        for (const auto part : base::split(draft.row->indexes, ';'))
            if (auto names = base::split_names(part); !names.empty())
                add_index(table, std::move(names));
    }

    void add_index(Table& table, std::vector<std::string> names) {
        for (const auto& name : names) {
            const auto* field = table.find(name);
            if (field && !field->column.empty()) continue;
            problem(table.name, "index on " + name + ", which is no stored field");
            return;
        }
        table.indexes.push_back(std::move(names));
    }

    const DictionaryRows& rows_;
    std::vector<std::string>& problems_;
    std::shared_ptr<Dictionary> dictionary_;
    std::map<std::string, Draft, std::less<>> drafts_;
    std::map<std::string, int, std::less<>> orders_;  // "table.field"
    std::set<std::string, std::less<>> refused_;
    std::vector<Table*> in_order_;
};

std::shared_ptr<const Dictionary> build_dictionary(const DictionaryRows& rows,
                                                   std::vector<std::string>& problems) {
    return DictionaryBuilder(rows, problems).build();
}

}  // namespace stead::model
