#include "script/ui_action.h"

#include "script/glide/record_object.h"

namespace stead::script {
namespace {

std::string address(const Arguments& args) {
    const auto record = args.object_as<RecordObject>(0);
    if (!record) return args.text(0);
    const auto* row = record->row();
    return row ? row->table().name + ".do?sys_id=" + row->sys_id() : std::string();
}

Value set_redirect(Arguments& args) {
    args.self<UiActionObject>().redirect = address(args);
    return {};
}

Value set_return(Arguments& args) {
    args.self<UiActionObject>().return_url = address(args);
    return {};
}

}  // namespace

const std::shared_ptr<const HostClass>& UiActionObject::host_class() const {
    static const auto made = [] {
        HostClass shape{.name = "UIAction"};
        shape.methods = {{"setRedirectURL", set_redirect},
                         {"openGlideRecord", set_redirect},
                         {"setReturnURL", set_return}};
        return std::make_shared<const HostClass>(std::move(shape));
    }();
    return made;
}

}  // namespace stead::script
