#include "plugin/api_gate.h"

#include <algorithm>

#include "base/error.h"
#include "plugin/addresses.h"
#include "plugin/api_rules.h"
#include "record/snapshot.h"
#include "record/store.h"

namespace stead::plugin {

namespace {

using base::Error;
using base::Status;

[[noreturn]] void refuse_way() {
    throw Error(Status::forbidden, "User Not Authorized", "Failed API level ACL Validation");
}

bool is_own_client(std::string_view path) {
    return path.starts_with("/api/ui/");
}

// Without a policy every way but API keys is open: they need a policy of that very API.
bool accepts(const ApiRules::AccessPolicy* policy, Caller::Means means) {
    if (means == Caller::Means::api_key) return policy && policy->api_key && !policy->global;
    if (!policy || means == Caller::Means::nobody) return true;
    if (means == Caller::Means::password) return policy->basic;
    return means == Caller::Means::bearer ? policy->oauth : policy->session;
}

bool reaches(const ApiRules& rules, const ApiCall& call, const std::string& scope) {
    const auto names = base::split_names(scope, ' ');
    return std::any_of(names.begin(), names.end(), [&](const auto& name) {
        const auto found = rules.scopes.find(name);
        return found != rules.scopes.end() && found->second.reaches(call);
    });
}

std::int64_t seconds(base::Time time) {
    return std::chrono::ceil<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

void ApiGate::admit(http::Exchange& exchange, const Caller& caller) {
    const auto snapshot = store_.snapshot();
    const auto rules = api_rules(*snapshot);
    const auto call = api_call(exchange);
    if (caller.limited && !reaches(*rules, call, caller.scope)) refuse_way();
    const bool is_api = call.path.starts_with("/api/") && !is_own_client(call.path);
    if (!is_api) {
        if (caller.means == Caller::Means::api_key) refuse_way();
        return;
    }
    if (!rules->is_switched_on(call))
        throw Error(Status::bad_request, "Requested URI does not represent any resource");
    if (!accepts(rules->policy(call), caller.means)) refuse_way();
    const auto& address = exchange.request.peer;
    if (const auto* rule = rules->rate(call, *caller.session, address))
        count(exchange, caller, *rule, api_name(call));
}

void ApiGate::count(http::Exchange& exchange, const Caller& caller, const ApiRules::RateRule& rule,
                    const std::string& api) {
    const auto& address = exchange.request.peer;
    const auto now = store_.clock().now();
    const auto& user = caller.session->user_id;
    const std::string key = rule.sys_id + (user.empty() ? visitor_of(address) : user);
    const bool allowed = counts_.take(key, rule.requests, now);
    const auto reset = counts_.reset(now);
    auto& headers = exchange.response.headers;
    headers.set("X-RateLimit-Limit", std::to_string(rule.requests));
    headers.set("X-RateLimit-Reset", std::to_string(seconds(reset)));
    headers.set("X-RateLimit-Rule", rule.sys_id);
    if (allowed) return;
    headers.set("Retry-After",
                std::to_string(std::max<std::int64_t>(1, seconds(reset) - seconds(now))));
    throw Error(Status::too_many, "Rate limit exceeded",
                "Rate limit of " + std::to_string(rule.requests) + " requests per hour for " + api +
                    " exceeded");
}

}  // namespace stead::plugin
