#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace stead::record {
class Snapshot;
}

namespace stead::rest::scripted {

// One method at one path of a web service: a row of sys_ws_operation with what its service says.
struct Operation {
    std::string sys_id, script;
    std::string method;                 // GET, POST …
    std::vector<std::string> segments;  // of the relative path; `{id}` takes any one
    std::vector<std::string> acls;      // sys_ids: one of them must let the caller in
    std::vector<std::string> consumes, produces;
    bool for_everybody = false;  // needs no signed-in person
    bool asks_acls = true;
    bool internal_only = true;
    std::size_t body_limit = 0;
    std::string version;  // sys_id of its version; "": all
};

// The web services that rows define (scripting.md §9), as of one snapshot.
class Services {
public:
    explicit Services(const record::Snapshot& snapshot);

    struct Found {
        const Operation* operation = nullptr;
        std::vector<std::pair<std::string, std::string>> parameters;  // of the path, decoded
        std::vector<std::string> allowed;  // methods, when the path exists for others only
        std::string base_path;  // `/api/<namespace>/[vN/]<service>`, with the caller's version
    };
    // `method` as in Operation; `path` still percent-encoded.
    Found find(std::string_view method, std::string_view path) const;

private:
    struct Version {
        std::string sys_id, id;
        bool is_default = false;
        std::int64_t number = 0;
    };
    struct Service {
        bool versioned = false;
        std::vector<Version> versions;
        std::vector<Operation> operations;

        // The sys_id of the version that an address means; null: there is none.
        const std::string* version(std::string_view asked) const;
    };

    void add_services(const record::Snapshot& snapshot);
    void add_operations(const record::Snapshot& snapshot);

    base::TextMap<Service> services_;        // by "<namespace>/<service>"
    base::TextMap<Service*> by_definition_;  // by sys_id
};

// Made once per snapshot: a changed row acts on the next request.
std::shared_ptr<const Services> services_of(const record::Snapshot& snapshot);

}  // namespace stead::rest::scripted
