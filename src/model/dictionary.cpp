#include "model/dictionary.h"

#include <algorithm>

#include "base/error.h"

namespace stead::model {

const Choice* Field::find_choice(std::string_view value) const {
    const auto found = std::find_if(choices.begin(), choices.end(),
                                    [&](const Choice& choice) { return choice.value == value; });
    return found == choices.end() ? nullptr : &*found;
}

std::string_view Field::attribute(std::string_view name) const {
    for (const auto part : base::split(attributes, ',')) {
        const auto equals = part.find('=');
        if (base::trim(part.substr(0, equals)) != name) continue;
        return equals == std::string_view::npos ? "true" : base::trim(part.substr(equals + 1));
    }
    return {};
}

const Field* Table::find(std::string_view field) const {
    const auto found = by_name_.find(field);
    return found == by_name_.end() ? nullptr : &fields_[found->second];
}

const Field& Table::get(std::string_view field) const {
    if (const auto* found = find(field)) return *found;
    throw base::Error(base::Status::internal,
                      "Table " + name + " has no field " + std::string(field));
}

bool Table::is_a(std::string_view ancestor) const {
    for (const auto* table = this; table; table = table->parent)
        if (table->name == ancestor) return true;
    return false;
}

const Table* Dictionary::find(std::string_view table) const {
    const auto found = by_name_.find(table);
    return found == by_name_.end() ? nullptr : found->second;
}

const Table& Dictionary::get(std::string_view table) const {
    if (const auto* found = find(table)) return *found;
    throw base::Error(base::Status::bad_request, "Invalid table " + std::string(table));
}

std::vector<Dictionary::Reference> Dictionary::references_to(const Table& table) const {
    std::vector<Reference> references;
    for (const auto& owner : tables_)
        for (const auto& field : owner->fields())
            if (field.kind() == Kind::reference && field.declared_by == owner->name &&
                !field.column.empty() && table.is_a(field.reference))
                references.push_back({owner.get(), &field});
    return references;
}

namespace {

constexpr std::size_t max_steps = 16;

// `ref_<table>` names another class of the hierarchy that has been reached.
const Table* find_class(const Dictionary& dictionary, const Table& table, std::string_view step) {
    if (!step.starts_with("ref_")) return nullptr;
    const auto* named = dictionary.find(step.substr(4));
    return named && named->root == table.root ? named : nullptr;
}

const Table* target_of(const Dictionary& dictionary, const Field& field) {
    return field.kind() == Kind::reference ? dictionary.find(field.reference) : nullptr;
}

}  // namespace

std::optional<Path> find_path(const Dictionary& dictionary, const Table& table,
                              std::string_view path) {
    Path found;
    const Table* at = &table;
    for (;;) {
        const auto dot = path.find('.');
        const auto step = path.substr(0, dot);
        const bool is_last = dot == std::string_view::npos;
        if (!at || found.steps.size() == max_steps) return {};
        if (const auto* field = at->find(step)) {
            found.steps.push_back(field);
            found.tables.push_back(at);
            if (is_last) return found;
            at = target_of(dictionary, *field);
        } else {
            at = is_last ? nullptr : find_class(dictionary, *at, step);
            if (!at) return {};
        }
        path.remove_prefix(dot + 1);
    }
}

namespace {

bool is_text(const Field& field) {
    return field.type->column == db::ColumnType::text ||
           field.type->column == db::ColumnType::text_exact;
}

}  // namespace

std::vector<const Field*> searchable_fields(const Table& table) {
    std::vector<const Field*> marked, plain;
    for (const auto& field : table.fields()) {
        if (field.column.empty() || field.kind() == Kind::password) continue;
        if (field.text_index) marked.push_back(&field);
        const bool is_plain =
            field.kind() == Kind::text && field.choices.empty() && !field.name.starts_with("sys_");
        const bool is_shown = &field == &table.display_field() && is_text(field);
        if (is_plain || is_shown) plain.push_back(&field);
    }
    return marked.empty() ? plain : marked;
}

}  // namespace stead::model
