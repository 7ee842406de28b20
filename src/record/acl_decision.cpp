#include "record/acl_decision.h"

#include <algorithm>

namespace stead::record {

namespace {

using model::ParsedQuery;

constexpr std::string_view script_prefix = "javascript:";
constexpr std::string_view internal_role = "snc_internal";

bool contains(const std::vector<std::string>& roles, std::string_view role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

// An ACL that asks for nothing is a mistake and lets nobody through.
bool is_invalid(const AclRule& rule) {
    if (!rule.roles.empty() || !rule.condition.empty()) return false;
    std::string_view script = rule.script;
    while (script.ends_with(';')) script = base::trim(script.substr(0, script.size() - 1));
    return script.empty() || script == "true" || script == "answer = true" ||
           script == "answer=true";
}

// A rule without roles is for employees where people are internal or external (platform.md §2.2),
// else for everybody who signed in.
bool roles_pass(const AclRule& rule, const Snapshot& snapshot, const Session& session) {
    if (rule.roles.empty())
        return snapshot.has_role(internal_role) ? session.has_role(internal_role)
                                                : session.admin || !session.user_id.empty();
    return std::any_of(rule.roles.begin(), rule.roles.end(),
                       [&](const std::string& role) { return session.has_role(role); });
}

// Null when a part of it cannot be read.
std::shared_ptr<const ParsedQuery> parse(const std::string& text, const Snapshot& snapshot,
                                         const model::Table& table) {
    auto parsed = std::make_shared<const ParsedQuery>(
        model::parse_encoded_query(text, snapshot.dictionary(), table));
    return parsed->dropped.empty() ? parsed : nullptr;
}

void shut(BoundRule& bound) {
    bound.roles_pass = false;
    bound.by_admin = false;
}

}  // namespace

bool BoundRule::has_made_condition() const {
    return roles_pass && !by_admin && rule->condition.starts_with(script_prefix);
}

bool BoundRule::passes_always() const {
    return by_admin || (roles_pass && rule->condition.empty() && rule->script.empty());
}

BoundRule bind(const AclRule& rule, const Snapshot& snapshot, const Session& session,
               const model::Table& table) {
    BoundRule bound;
    bound.rule = &rule;
    bound.by_admin = session.admin && rule.admin_overrides && !contains(rule.roles, "nobody");
    bound.roles_pass = bound.by_admin || (!is_invalid(rule) && roles_pass(rule, snapshot, session));
    if (!rule.applies_to.empty() && !(bound.applies_to = parse(rule.applies_to, snapshot, table)))
        shut(bound);
    const bool asks = bound.roles_pass && !bound.by_admin && !rule.condition.empty();
    if (asks && !bound.has_made_condition() &&
        !(bound.condition = parse(rule.condition, snapshot, table)))
        shut(bound);
    return bound;
}

RuleNames table_rule_names(const model::Table& table) {
    RuleNames names;
    for (const auto* at = &table; at; at = at->parent) names.push_back(at->name);
    names.emplace_back("*");
    return names;
}

RuleNames field_rule_names(const model::Table& table, std::string_view field) {
    const std::string suffix = "." + std::string(field);
    RuleNames names;
    for (const auto* at = &table; at; at = at->parent) names.push_back(at->name + suffix);
    names.push_back("*" + suffix);
    for (const auto* at = &table; at; at = at->parent) names.push_back(at->name + ".*");
    names.emplace_back("*.*");
    return names;
}

bool has_rules(const Snapshot& snapshot, const RuleNames& names, std::string_view operation) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return !snapshot.acls(name, operation).empty();
    });
}

namespace {

// Collects the rules, leaving out what cannot make a difference any more.
class Decider {
public:
    Decider(const Snapshot& snapshot, const Session& session, const model::Table& table)
        : snapshot_(snapshot), session_(session), table_(table) {}

    Decision decide(const RuleNames& names, std::string_view operation, bool otherwise) {
        decision_.otherwise = otherwise;
        for (const auto& name : names) add_level(snapshot_.acls(name, operation));
        settle();
        return std::move(decision_);
    }

private:
    void add_level(const std::vector<AclRule>& rules) {
        Decision::Level level;
        bool has_allow = false;
        for (const auto& rule : rules) {
            if (!rule.deny_unless && closed_) continue;
            decision_.identity += rule.sys_id + ' ';
            auto bound = bind(rule, snapshot_, session_, table_);
            if (rule.deny_unless) {
                add_deny(std::move(bound));
                continue;
            }
            has_allow = true;
            level.closes |= bound.applies_always();
            if (bound.roles_pass || !bound.applies_always())
                level.rules.push_back(std::move(bound));
        }
        if (!has_allow) return;
        closed_ |= level.closes;
        decision_.allow.push_back(std::move(level));
    }

    void add_deny(BoundRule bound) {
        if (bound.applies_always() && !bound.roles_pass) decision_.refused = true;
        if (bound.applies_always() && bound.passes_always())
            decision_.otherwise = true;
        else
            decision_.deny.push_back(std::move(bound));
    }

    void settle() {
        for (const auto& rule : decision_.deny) decision_.scripts |= rule.has_script();
        for (const auto& level : decision_.allow)
            for (const auto& rule : level.rules) decision_.scripts |= rule.has_script();
        decision_.kind = decision_.refused ? Decision::Kind::no : kind();
        if (decision_.kind != Decision::Kind::ask) decision_.scripts = false;
    }

    Decision::Kind kind() const {
        using Kind = Decision::Kind;
        if (!decision_.deny.empty() && first_level() != Kind::no) return Kind::ask;
        return first_level();
    }

    // What the first level says when it says the same about every row.
    Decision::Kind first_level() const {
        using Kind = Decision::Kind;
        if (decision_.allow.empty()) {
            if (!decision_.otherwise && !decision_.deny.empty()) return Kind::ask;
            return decision_.otherwise ? Kind::yes : Kind::no;
        }
        const auto& level = decision_.allow.front();
        const auto settles = [](const BoundRule& rule) {
            return rule.applies_always() && rule.passes_always();
        };
        if (std::any_of(level.rules.begin(), level.rules.end(), settles)) return Kind::yes;
        if (level.closes && level.rules.empty()) return Kind::no;
        return Kind::ask;
    }

    const Snapshot& snapshot_;
    const Session& session_;
    const model::Table& table_;
    Decision decision_;
    bool closed_ = false;  // a level applied to every row: the search for Allow-If has ended
};

}  // namespace

Decision decide(const Snapshot& snapshot, const Session& session, const model::Table& table,
                const RuleNames& names, std::string_view operation, bool otherwise) {
    return Decider(snapshot, session, table).decide(names, operation, otherwise);
}

}  // namespace stead::record
