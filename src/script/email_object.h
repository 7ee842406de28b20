#pragma once

#include <string>
#include <vector>

#include "script/host.h"

namespace stead::script {

// What mail scripts call `email`, and `new GlideEmailOutbound()`: the envelope of a mail. Bind one,
// run the scripts, then read what they want; empty texts mean "as it was".
class EmailObject : public HostObject {
public:
    const std::shared_ptr<const HostClass>& host_class() const override;

    std::vector<std::string> to, cc, bcc;  // addresses, or "Name" <address>
    std::string subject, body, from, reply_to;

    std::vector<std::string> everybody() const;  // whom the mail reaches
};

std::shared_ptr<const HostClass> email_class();

}  // namespace stead::script
