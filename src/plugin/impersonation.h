#pragma once

#include <memory>
#include <string_view>

#include "plugin/windowed_counts.h"
#include "record/session.h"

namespace stead::record {
class Store;
}

namespace stead::plugin {

// Acting as another person for one call (c_ImpersonateAUser.md): administrators as anybody,
// holders of `impersonator` as anybody who is no administrator. Who acted as whom is kept in
// sys_impersonation_log, once for the calls of ten minutes.
class Impersonation {
public:
    explicit Impersonation(record::Store& store) : store_(store) {}

    // The session of that person, which remembers who really calls. Throws Error(forbidden).
    std::shared_ptr<const record::Session> act_as(const record::Session& caller,
                                                  std::string_view user_name);

private:
    void note(const record::Session& caller, const record::Session& target);

    record::Store& store_;
    WindowedCounts noted_{std::chrono::minutes(10)};
};

}  // namespace stead::plugin
