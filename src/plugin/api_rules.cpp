#include "plugin/api_rules.h"

#include <algorithm>

#include "plugin/addresses.h"
#include "record/session.h"
#include "record/snapshot.h"

namespace stead::plugin {

namespace {

using record::MetadataRow;
using record::Snapshot;

constexpr std::string_view guests = "public";  // the role of whoever is not signed in

// Whole segments: /api/now/table speaks of /api/now/table/task, not of /api/now/tables.
bool is_below(std::string_view path, std::string_view api) {
    while (api.ends_with('/')) api.remove_suffix(1);
    return path.starts_with(api) && (path.size() == api.size() || path[api.size()] == '/');
}

bool is_version(std::string_view segment) {
    return segment == "v1" || segment == "v2";
}

bool flag(const MetadataRow& row, std::string_view name, bool fallback) {
    return row.contains(name) ? base::is_true(row.at(name)) : fallback;
}

ApiPattern pattern_of(const MetadataRow& row) {
    return {row.at("api"), row.at("method"), row.at("table")};
}

void add_policies(ApiRules& rules, const Snapshot& snapshot) {
    for (const auto& row : snapshot.rows("sys_api_access_policy"))
        rules.policies.push_back({flag(row, "global", false) ? ApiPattern() : pattern_of(row),
                                  flag(row, "basic", false), flag(row, "oauth", false),
                                  flag(row, "api_key", false), flag(row, "session", false),
                                  flag(row, "global", false)});
    // Rows come in their order; a longer path is more specific than any order.
    std::stable_sort(rules.policies.begin(), rules.policies.end(),
                     [](const auto& a, const auto& b) {
                         return a.pattern.api.size() + a.pattern.table.size() >
                                b.pattern.api.size() + b.pattern.table.size();
                     });
}

void add_scopes(ApiRules& rules, const Snapshot& snapshot) {
    for (const auto& row : snapshot.rows("sys_auth_scope"))
        rules.scopes[row.at("name")] = {
            base::split_names(base::replace_all(row.at("apis"), "\n", ",")),
            base::split_names(row.at("methods"))};
}

void add_rates(ApiRules& rules, const Snapshot& snapshot) {
    base::TextMap<std::string> roles;
    for (const auto& row : snapshot.rows("sys_user_role")) roles[row.at("sys_id")] = row.at("name");
    for (const auto& row : snapshot.rows("sys_rate_limit_rules")) {
        const auto requests = base::to_integer(row.at("requests"));
        const auto& role = row.at("role");
        if (!requests || *requests < 0 || (!role.empty() && !roles.contains(role))) continue;
        rules.rates.push_back({row.at("sys_id"), row.at("user"), role.empty() ? "" : roles[role],
                               row.at("address"), pattern_of(row), *requests});
    }
}

void add_cors(ApiRules& rules, const Snapshot& snapshot) {
    if (!snapshot.property_is_true("glide.rest.cors.enabled", true)) return;
    for (const auto& row : snapshot.rows("sys_cors_rule"))
        rules.cors.push_back({{row.at("api"), {}, {}},
                              row.at("domain"),
                              row.at("methods"),
                              row.at("headers"),
                              row.at("max_age")});
}

enum class Nearness { all, role, user };

Nearness nearness(const ApiRules::RateRule& rule) {
    if (!rule.user.empty()) return Nearness::user;
    return rule.role.empty() ? Nearness::all : Nearness::role;
}

bool concerns(const ApiRules::RateRule& rule, const record::Session& session,
              std::string_view address) {
    if (!rule.address.empty() && !is_in_networks(address, rule.address)) return false;
    if (!rule.user.empty()) return rule.user == session.user_id;
    if (rule.role == guests) return session.user_id.empty();
    // Rules of roles mean who was granted them: an administrator is not limited by all of them.
    return rule.role.empty() || session.roles.contains(rule.role);
}

}  // namespace

ApiCall api_call(const http::Exchange& exchange) {
    ApiCall call;
    int at = 0;
    for (const auto segment : base::split(exchange.request.path, '/')) {
        if (segment.empty()) continue;
        if (++at == 3 && is_version(segment)) continue;
        call.path += '/';
        call.path += segment;
    }
    const auto method = exchange.request.method;
    call.method = http::name_of(method == http::Method::head ? http::Method::get : method);
    call.table = exchange.parameter("table");
    return call;
}

bool ApiPattern::matches(const ApiCall& call) const {
    return (api.empty() || is_below(call.path, api)) &&
           (method.empty() || base::equals_ignoring_case(method, call.method)) &&
           (table.empty() || table == call.table);
}

std::string api_name(const ApiCall& call) {
    const auto segments = base::split_names(call.path, '/');
    std::string name;
    for (auto word : base::split_names(segments.size() > 2 ? segments[2] : "REST", '_')) {
        if (word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 32);
        name += word + " ";
    }
    return name + "API";
}

bool ApiRules::Scope::reaches(const ApiCall& call) const {
    if (!methods.empty() && std::none_of(methods.begin(), methods.end(), [&](const auto& method) {
            return base::equals_ignoring_case(method, call.method);
        }))
        return false;
    return std::any_of(apis.begin(), apis.end(), [&](std::string_view api) {
        if (!api.ends_with('*')) return is_below(call.path, api);
        api.remove_suffix(1);
        return call.path.starts_with(api);
    });
}

// One * directly after the scheme stands for any text: https://*.example.com.
bool ApiRules::CorsRule::allows_origin(std::string_view origin) const {
    const auto star = domain.find("://*");
    if (star == std::string::npos) return base::equals_ignoring_case(domain, origin);
    const std::string scheme = domain.substr(0, star + 3), ending = domain.substr(star + 4);
    if (origin.size() < scheme.size() + ending.size()) return false;
    return ending.starts_with('.') &&
           base::equals_ignoring_case(origin.substr(0, scheme.size()), scheme) &&
           base::equals_ignoring_case(origin.substr(origin.size() - ending.size()), ending);
}

bool ApiRules::is_switched_on(const ApiCall& call) const {
    const auto named = [&](const std::vector<std::string>& paths) {
        return std::any_of(paths.begin(), paths.end(),
                           [&](const auto& path) { return is_below(call.path, path); });
    };
    return !named(disabled) && (enabled.empty() || named(enabled));
}

const ApiRules::AccessPolicy* ApiRules::policy(const ApiCall& call) const {
    for (const auto& policy : policies)
        if (policy.pattern.matches(call)) return &policy;
    return nullptr;
}

const ApiRules::RateRule* ApiRules::rate(const ApiCall& call, const record::Session& session,
                                         std::string_view address) const {
    const RateRule* best = nullptr;
    for (const auto& rule : rates) {
        if (!rule.pattern.matches(call) || !concerns(rule, session, address)) continue;
        if (!best || nearness(rule) > nearness(*best) ||
            (nearness(rule) == nearness(*best) && rule.requests < best->requests))
            best = &rule;
    }
    return best;
}

std::shared_ptr<const ApiRules> api_rules(const Snapshot& snapshot) {
    static const char key = 0;
    return std::static_pointer_cast<const ApiRules>(
        snapshot.attachment(&key, [](const Snapshot& from) {
            auto rules = std::make_shared<ApiRules>();
            add_policies(*rules, from);
            add_scopes(*rules, from);
            add_rates(*rules, from);
            add_cors(*rules, from);
            rules->enabled = base::split_names(from.property("glide.rest.apis.enabled"));
            rules->disabled = base::split_names(from.property("glide.rest.apis.disabled"));
            return std::static_pointer_cast<const void>(rules);
        }));
}

}  // namespace stead::plugin
