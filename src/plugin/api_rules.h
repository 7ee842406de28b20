#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "http/exchange.h"

namespace stead::record {
class Snapshot;
struct Session;
}  // namespace stead::record

namespace stead::plugin {

// The API that a request asks: /api/now/v2/table/task is the path /api/now/table/task.
struct ApiCall {
    std::string path;    // without the version
    std::string method;  // GET for HEAD
    std::string table;   // "" where the address names none
};
ApiCall api_call(const http::Exchange& exchange);

// Does a row that names this API, method and table ("" = all) speak of the call?
struct ApiPattern {
    std::string api, method, table;
    bool matches(const ApiCall& call) const;
};

// "Table API" for /api/now/table/task.
std::string api_name(const ApiCall& call);

// What the rows say about who may call which API how. Compiled once per snapshot of the metadata.
struct ApiRules {
    struct AccessPolicy {  // sys_api_access_policy; the most specific one that matches decides
        ApiPattern pattern;
        bool basic = true, oauth = true, api_key = false, session = true, global = false;
    };
    struct Scope {                         // sys_auth_scope: what a token of this name reaches
        std::vector<std::string> apis;     // a path; with * at the end the rest, too
        std::vector<std::string> methods;  // none = all
        bool reaches(const ApiCall& call) const;
    };
    struct RateRule {  // sys_rate_limit_rules
        std::string sys_id, user, role, address;
        ApiPattern pattern;
        std::int64_t requests = 0;
    };
    struct CorsRule {  // sys_cors_rule
        ApiPattern pattern;
        std::string domain, methods, headers, max_age;
        bool allows_origin(std::string_view origin) const;
    };

    std::vector<AccessPolicy> policies;
    base::TextMap<Scope> scopes;
    std::vector<RateRule> rates;
    std::vector<CorsRule> cors;
    std::vector<std::string> enabled, disabled;  // paths; none enabled = all

    bool is_switched_on(const ApiCall& call) const;
    const AccessPolicy* policy(const ApiCall& call) const;
    // The rule that counts for this caller: of his own, else the lowest of his roles, else for all.
    const RateRule* rate(const ApiCall& call, const record::Session& session,
                         std::string_view address) const;
};
std::shared_ptr<const ApiRules> api_rules(const record::Snapshot& snapshot);

}  // namespace stead::plugin
