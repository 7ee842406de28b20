#include <algorithm>
#include <set>

#include "model/dictionary_builder.h"

namespace stead::model {

namespace {

// Text of this many characters is read rarely and lies behind everything else in the row.
constexpr int long_length = 255;

bool is_long(const Field& field) {
    const bool unlimited = field.max_length == 0 || field.max_length > long_length;
    return field.kind() == Kind::long_text ||
           ((field.kind() == Kind::text || field.kind() == Kind::list) && unlimited);
}

class SchemaBuilder {
public:
    SchemaBuilder(const Dictionary& dictionary, const Table& root)
        : dictionary_(dictionary), root_(root) {
        schema_.table = root.name;
    }

    db::Schema build() {
        add_columns([](const Field& field) { return !is_long(field); });
        add_columns(is_long);
        add_unique(root_, root_.get("sys_id"));
        for (const auto* name : {"sys_created_on", "sys_updated_on", "number"}) add_index({name});
        if (root_.has_class_name()) add_index({"sys_class_name"});
        each_class([&](const Table& table) { add_indexes(table); });
        return std::move(schema_);
    }

private:
    template <class Action>
    void each_class(Action action) {
        for (const auto& name : root_.descendants) action(*dictionary_.find(name));
    }

    template <class Choice>
    void add_columns(Choice choice) {
        each_class([&](const Table& table) {
            for (const auto& field : table.fields())
                if (!field.column.empty() && choice(field) && columns_.insert(field.column).second)
                    schema_.columns.push_back({field.column, field.type->column});
        });
    }

    void add_indexes(const Table& table) {
        for (const auto& field : table.fields())
            if (field.unique && !field.column.empty() && field.declared_by == table.name)
                add_unique(table, field);
        for (const auto& names : table.indexes) {
            std::vector<std::string> columns;
            for (const auto& name : names) columns.push_back(table.get(name).column);
            add_index(std::move(columns));
        }
    }

    // Siblings may use the same column for something that is not unique.
    void add_unique(const Table& table, const Field& field) {
        db::Index index{"ux_" + table.name + "_" + field.column, {field.column}, true, {}};
        if (&table != &root_ && columns_.count("sys_class_name")) {
            for (const auto& name : table.descendants)
                index.condition += (index.condition.empty() ? "'" : ", '") + name + "'";
            index.condition = "\"sys_class_name\" IN (" + index.condition + ")";
        }
        if (names_.insert(index.name).second) schema_.indexes.push_back(std::move(index));
    }

    // Most rows leave most references empty. Their index is for finding the rows that name
    // something, so it holds only those, and a new row enters few indexes.
    std::string condition_of(const std::vector<std::string>& columns) const {
        if (columns.size() != 1) return {};
        const auto* field = find_field(columns[0]);
        const bool is_sparse = field && !field->mandatory && !field->unique &&
                               field->default_value.empty() && field->kind() == Kind::reference;
        return is_sparse ? '"' + columns[0] + "\" IS NOT NULL" : "";
    }

    const Field* find_field(const std::string& column) const {
        for (const auto& name : root_.descendants)
            for (const auto& field : dictionary_.find(name)->fields())
                if (field.column == column) return &field;
        return nullptr;
    }

    // Unless it exists or names a column that does not.
    void add_index(std::vector<std::string> columns) {
        for (const auto& column : columns)
            if (!columns_.count(column)) return;
        auto condition = condition_of(columns);
        if (root_.has_class_name() && columns.back() != "sys_class_name")
            columns.push_back("sys_class_name");
        std::string name = "ix_" + root_.name;
        for (const auto& column : columns)
            if (column != "sys_class_name" || columns.size() == 1) name += "_" + column;
        if (names_.insert(name).second)
            schema_.indexes.push_back(
                {std::move(name), std::move(columns), false, std::move(condition)});
    }

    const Dictionary& dictionary_;
    const Table& root_;
    std::set<std::string> columns_, names_;
    db::Schema schema_;
};

}  // namespace

db::Schema schema_of(const Dictionary& dictionary, const Table& root) {
    return SchemaBuilder(dictionary, root).build();
}

}  // namespace stead::model
