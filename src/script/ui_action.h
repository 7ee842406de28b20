#pragma once

#include <string>

#include "script/host.h"

namespace stead::script {

// What the script of a UI action calls `action`: where the user goes afterwards. Bind one, run the
// script, read it.
class UiActionObject : public HostObject {
public:
    const std::shared_ptr<const HostClass>& host_class() const override;

    std::string redirect;    // setRedirectURL: an address, or "table.do?sys_id=…" of a record
    std::string return_url;  // setReturnURL
};

}  // namespace stead::script
