#include "script/glide/record_class.h"

#include "script/glide/class_cache.h"
#include "script/glide/element_object.h"
#include "script/glide/record_object.h"

namespace stead::script {
namespace {

Value get_field(Arguments& args, const std::string& name) {
    auto owner = args.shared_self_as<RecordObject>();
    const auto* row = owner->row();
    const auto* table = row ? &row->table() : owner->table();
    const auto* field = table ? table->find(name) : nullptr;
    if (!field) return {};
    return std::make_shared<ElementObject>(call_of(args), std::move(owner), *field);
}

Value set_field(Arguments& args, const std::string& name) {
    auto& owner = args.self<RecordObject>();
    const auto* field = owner.table() ? owner.table()->find(name) : nullptr;
    if (field) owner.set(call_of(args), *field, field_argument(args, 0));
    return {};
}

Accessor accessor(const std::string& name) {
    return {name, [name](Arguments& args) { return get_field(args, name); },
            [name](Arguments& args) { return set_field(args, name); }, true};
}

template <RecordObject::Mode mode>
Value construct(Arguments& args) {
    return std::make_shared<RecordObject>(call_of(args), args.text(0), mode);
}

void append(std::vector<Method>& target, std::vector<Method> more) {
    for (auto& method : more) target.push_back(std::move(method));
}

HostClass make_base_class() {
    HostClass made{.name = "GlideRecord"};
    made.construct = construct<RecordObject::Mode::plain>;
    append(made.methods, record_query_methods());
    append(made.methods, record_row_methods());
    append(made.methods, record_write_methods());
    return made;
}

std::shared_ptr<const HostClass> make_table_class(const model::Table& table) {
    HostClass made{.name = "GlideRecord", .parent = base_record_class()};
    for (const auto& field : table.fields()) made.accessors.push_back(accessor(field.name));
    return std::make_shared<const HostClass>(std::move(made));
}

}  // namespace

std::shared_ptr<const HostClass> base_record_class() {
    static const auto made = std::make_shared<const HostClass>(make_base_class());
    return made;
}

std::shared_ptr<const HostClass> secure_record_class() {
    static const auto made = [] {
        HostClass secure{.name = "GlideRecordSecure", .parent = base_record_class()};
        secure.construct = construct<RecordObject::Mode::secure>;
        return std::make_shared<const HostClass>(std::move(secure));
    }();
    return made;
}

std::shared_ptr<const HostClass> record_class(Call& call, const model::Table* table) {
    if (!table) return base_record_class();
    return cached_class(call, ClassKind::record, *table,
                        [table] { return make_table_class(*table); });
}

}  // namespace stead::script
