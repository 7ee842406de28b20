#include "rest/cors.h"

#include <algorithm>

#include "plugin/api_rules.h"
#include "record/snapshot.h"

namespace stead::rest {

namespace {

using plugin::ApiCall;
using plugin::ApiRules;

bool names_method(const ApiRules::CorsRule& rule, std::string_view method) {
    const auto methods = base::split_names(rule.methods);
    return std::any_of(methods.begin(), methods.end(),
                       [&](const auto& each) { return base::equals_ignoring_case(each, method); });
}

const ApiRules::CorsRule* rule_for(const ApiRules& rules, const ApiCall& call,
                                   std::string_view origin) {
    for (const auto& rule : rules.cors)
        if (rule.pattern.matches(call) && rule.allows_origin(origin) &&
            names_method(rule, call.method))
            return &rule;
    return nullptr;
}

void allow(http::Response& response, std::string_view origin) {
    response.headers.set("Access-Control-Allow-Origin", origin);
    response.headers.add("Vary", "Origin");
}

bool is_api(const http::Request& request) {
    return request.path.starts_with("/api/") && !request.path.starts_with("/api/ui/");
}

}  // namespace

void add_cors_headers(http::Exchange& exchange, const record::Store& store) {
    const auto origin = exchange.request.headers.get("Origin");
    if (origin.empty() || !is_api(exchange.request)) return;
    const auto rules = plugin::api_rules(*store.snapshot());
    const auto* rule = rule_for(*rules, plugin::api_call(exchange), origin);
    if (!rule) return;
    allow(exchange.response, origin);
    if (!rule->headers.empty())
        exchange.response.headers.set("Access-Control-Expose-Headers", rule->headers);
}

bool answer_preflight(http::Exchange& exchange, const record::Store& store) {
    const auto& asked = exchange.request.headers;
    const auto origin = asked.get("Origin"), method = asked.get("Access-Control-Request-Method");
    if (exchange.request.method != http::Method::options || origin.empty() || method.empty() ||
        !is_api(exchange.request))
        return false;
    auto call = plugin::api_call(exchange);
    call.method = method;
    const auto rules = plugin::api_rules(*store.snapshot());
    const auto* rule = rule_for(*rules, call, origin);
    if (!rule) return false;
    auto& headers = exchange.response.headers;
    exchange.response.status = 204;
    allow(exchange.response, origin);
    headers.set("Access-Control-Allow-Methods", rule->methods);
    if (const auto wanted = asked.get("Access-Control-Request-Headers"); !wanted.empty())
        headers.set("Access-Control-Allow-Headers", wanted);
    if (!rule->max_age.empty()) headers.set("Access-Control-Max-Age", rule->max_age);
    return true;
}

}  // namespace stead::rest
