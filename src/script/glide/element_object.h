#pragma once

#include <memory>
#include <string>

#include "script/glide/record_object.h"

namespace stead::script {

// GlideElement: one field of the row that a record object stands on, or, dot-walked, of the row
// that a reference element points to. Always live: it follows its owner from row to row.
class ElementObject : public HostObject, public std::enable_shared_from_this<ElementObject> {
public:
    ElementObject(Call& call, std::shared_ptr<RecordObject> owner, const model::Field& field);
    ElementObject(Call& call, std::shared_ptr<ElementObject> parent, const model::Field& field);

    const std::shared_ptr<const HostClass>& host_class() const override { return shape_; }
    bool falsy(Context& context) override;
    bool counts_as_true(Call& call);

    const model::Field& field() const { return *field_; }
    const std::string& name() const { return field_->name; }
    // The record object whose row holds the field: the owner, or the parent's target.
    RecordObject& holder(Call& call);
    std::string raw(Call& call);
    std::string text(Call& call);
    void set(Call& call, std::string value);
    // What a reference points to, loaded when first needed; stands on nothing when it is empty.
    RecordObject& target(Call& call);
    std::shared_ptr<RecordObject> new_target(Call& call);  // for getRefRecord: the script's own

    // An element by path from a record: "account.parent.name". Null when a step is no field.
    static std::shared_ptr<ElementObject> at_path(Call& call, std::shared_ptr<RecordObject> owner,
                                                  std::string_view path);

private:
    std::shared_ptr<RecordObject> owner_;    // of the outermost element
    std::shared_ptr<ElementObject> parent_;  // when dot-walked
    const model::Field* field_;
    std::shared_ptr<const HostClass> shape_;
    std::shared_ptr<RecordObject> target_;
    std::string target_id_;
};

// A value that a script passes for a field: an element gives its raw value, a date object its
// stored form, a list its values with commas, anything else its text.
std::string field_argument(const Arguments& args, std::size_t index);

std::shared_ptr<const HostClass> base_element_class();
// With accessors for the fields of the table that a reference points to.
std::shared_ptr<const HostClass> element_class(Call& call, const model::Field& field);

}  // namespace stead::script
