#include "record/store.h"
#include "script/glide/api.h"
#include "script/glide/element_object.h"
#include "script/glide/query_values.h"
#include "script/glide/record_object.h"
#include "script/runtime.h"

// Tables, and whether a record satisfies a query.
namespace stead::script {
namespace {

const model::Table* table_argument(const Arguments& args) {
    return call_of(args).unit.dictionary().find(args.text(0));
}

Value table_exists(Arguments& args) {
    return table_argument(args) != nullptr;
}

// The table and its ancestors, nearest first.
Value ancestors(Arguments& args) {
    List names;
    for (const auto* table = table_argument(args); table; table = table->parent) {
        names.push_back(table->name);
    }
    return names;
}

// All extensions, the table itself left out.
Value descendants(Arguments& args) {
    const auto* table = table_argument(args);
    List names;
    if (!table) return names;
    for (const auto& name : table->descendants) {
        if (name != table->name) names.push_back(name);
    }
    return names;
}

Value children(Arguments& args) {
    const auto* table = table_argument(args);
    List names;
    if (!table) return names;
    for (const auto* child : table->children) names.push_back(child->name);
    return names;
}

Value display_field(Arguments& args) {
    const auto* table = table_argument(args);
    return table ? Value(table->display_field().name) : Value(Null{});
}

Value describe(Arguments& args) {
    const auto* table = table_argument(args);
    const auto* field = table ? table->find(args.text(1)) : nullptr;
    if (!field) return Null{};
    return Members{{"name", field->name},
                   {"label", field->label},
                   {"type", field->type->name},
                   {"length", field->max_length},
                   {"reference", field->reference},
                   {"mandatory", field->mandatory},
                   {"virtual", field->column.empty()},
                   {"choice", !field->choices.empty()},
                   {"table", field->declared_by}};
}

// Does the record, as it stands, satisfy the encoded query?
Value matches(Arguments& args) {
    const auto record = args.object_as<RecordObject>(0);
    if (!record || !record->row()) return false;
    auto& call = call_of(args);
    auto unit = record->unit(call);
    return unit.matches(settled_query(call, args.text(1)), *record->row(), record->write());
}

// How `==` compares when a side is an element: by value, where booleans also equal their names.
Value same_value(Arguments& args) {
    auto& call = call_of(args);
    const auto left = args.object_as<ElementObject>(0);
    const auto right = args.object_as<ElementObject>(1);
    if (!left && !right) return false;
    const auto text = [&](const auto& element, std::size_t index) {
        return element ? element->text(call) : args.text(index);
    };
    return text(left, 0) == text(right, 1);
}

}  // namespace

void install_dictionary_natives(Setup& setup) {
    setup.function("host.tableExists", table_exists);
    setup.function("host.ancestors", ancestors);
    setup.function("host.descendants", descendants);
    setup.function("host.children", children);
    setup.function("host.displayField", display_field);
    setup.function("host.describe", describe);
    setup.function("host.matches", matches);
    setup.function("host.sameValue", same_value);
}

}  // namespace stead::script
