#include "script/glide/element_object.h"

#include "base/text.h"
#include "script/glide/field_value.h"

namespace stead::script {

ElementObject::ElementObject(Call& call, std::shared_ptr<RecordObject> owner,
                             const model::Field& field)
    : owner_(std::move(owner)), field_(&field), shape_(element_class(call, field)) {}

ElementObject::ElementObject(Call& call, std::shared_ptr<ElementObject> parent,
                             const model::Field& field)
    : parent_(std::move(parent)), field_(&field), shape_(element_class(call, field)) {}

bool ElementObject::falsy(Context& context) {
    return !counts_as_true(call_of(context));
}

bool ElementObject::counts_as_true(Call& call) {
    const auto* row = holder(call).row();
    return row && script::counts_as_true(*field_, row->get(field_->name));
}

RecordObject& ElementObject::holder(Call& call) {
    return parent_ ? parent_->target(call) : *owner_;
}

std::string ElementObject::raw(Call& call) {
    const auto* row = holder(call).row();
    return row ? row->get(field_->name) : std::string();
}

std::string ElementObject::text(Call& call) {
    const auto raw = this->raw(call);
    return raw.empty() && field_->kind() == model::Kind::boolean && !holder(call).row()
               ? std::string()
               : element_text(*field_, raw);
}

void ElementObject::set(Call& call, std::string value) {
    holder(call).set(call, *field_, std::move(value));
}

RecordObject& ElementObject::target(Call& call) {
    if (!target_) target_ = std::make_shared<RecordObject>(call, field_->reference);
    auto id = raw(call);
    if (id != target_id_) {
        auto unit = target_->unit(call);
        target_->stand_on(id.empty() || !target_->table() ? std::nullopt
                                                          : unit.find(field_->reference, id));
        target_id_ = std::move(id);
    }
    return *target_;
}

std::shared_ptr<RecordObject> ElementObject::new_target(Call& call) {
    auto made = std::make_shared<RecordObject>(call, field_->reference);
    const auto id = raw(call);
    auto unit = made->unit(call);
    if (!id.empty() && made->table()) made->stand_on(unit.find(field_->reference, id));
    return made;
}

std::shared_ptr<ElementObject> ElementObject::at_path(Call& call,
                                                      std::shared_ptr<RecordObject> owner,
                                                      std::string_view path) {
    const auto* table = owner->row() ? &owner->row()->table() : owner->table();
    std::shared_ptr<ElementObject> element;
    for (const auto step : base::split(path, '.')) {
        const auto* field = table ? table->find(step) : nullptr;
        if (!field) return nullptr;
        element = element ? std::make_shared<ElementObject>(call, element, *field)
                          : std::make_shared<ElementObject>(call, owner, *field);
        table = call.unit.dictionary().find(field->reference);
    }
    return element;
}

std::string field_argument(const Arguments& args, std::size_t index) {
    if (const auto element = args.object_as<ElementObject>(index)) {
        return element->raw(call_of(args));
    }
    return args.text(index);
}

}  // namespace stead::script
