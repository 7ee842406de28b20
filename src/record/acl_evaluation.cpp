#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "model/query_match.h"
#include "record/acl_decision.h"
#include "record/class_sql.h"
#include "record/read_state.h"
#include "record/record_view.h"
#include "record/scripting.h"
#include "record/store.h"
#include "record/unit.h"
#include "record/unit_environment.h"

namespace stead::record {

namespace {

constexpr std::string_view script_prefix = "javascript:";
constexpr int most_nested = 8;  // access scripts that read what needs access scripts

bool matches(const model::ParsedQuery& query, Unit& unit, const Record& record) {
    auto plain = unit.as(reading_of(unit).plain);
    const RecordView view(plain, record);
    const UnitEnvironment environment(unit, UnitEnvironment::Asker::rule);
    return model::matches(query.query, unit.dictionary(), view, environment);
}

// A rule whose condition or script fails denies; the reason is for the log.
template <class Ask>
bool fails_closed(Unit& unit, const BoundRule& rule, Ask ask) {
    try {
        return ask();
    } catch (const base::Error& error) {
        unit.store().log().error("an access rule failed and denies", {{"rule", rule.rule->sys_id},
                                                                      {"name", rule.rule->name},
                                                                      {"reason", error.what()},
                                                                      {"detail", error.detail}});
        return false;
    }
}

class Nesting {
public:
    explicit Nesting(ReadState& state) : state_(state) { ++state_.script_depth; }
    ~Nesting() { --state_.script_depth; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

    bool too_deep() const { return state_.script_depth > most_nested; }

private:
    ReadState& state_;
};

std::shared_ptr<const model::ParsedQuery> made_condition(const BoundRule& rule, Unit& unit,
                                                         const model::Table& table) {
    auto& known = reading_of(unit).conditions;
    const std::string key = table.name + ' ' + rule.rule->condition;
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const auto text =
        trusted_value(unit, std::string_view(rule.rule->condition).substr(script_prefix.size()));
    auto parsed = std::make_shared<const model::ParsedQuery>(
        model::parse_encoded_query(text, unit.dictionary(), table));
    // A script that answers nothing lets nobody through: it had nothing to ask the rows.
    if (parsed->query.any.empty() || !parsed->dropped.empty()) parsed = nullptr;
    return reading_of(unit).conditions[key] = parsed;
}

bool passes(const BoundRule& rule, Unit& unit, const Record& record) {
    return rule.roles_pass && condition_holds(rule, unit, record) &&
           script_holds(rule, unit, record);
}

}  // namespace

std::shared_ptr<const model::ParsedQuery> condition_of(const BoundRule& rule, Unit& unit,
                                                       const model::Table& table) {
    return rule.has_made_condition() ? made_condition(rule, unit, table) : rule.condition;
}

bool applies(const BoundRule& rule, Unit& unit, const Record& record) {
    if (rule.applies_always()) return true;
    // When it cannot be told whether a rule covers the row, it does.
    try {
        return matches(*rule.applies_to, unit, record);
    } catch (const base::Error&) {
        return true;
    }
}

bool condition_holds(const BoundRule& rule, Unit& unit, const Record& record) {
    if (rule.by_admin || rule.rule->condition.empty()) return true;
    return fails_closed(unit, rule, [&] {
        const auto condition = condition_of(rule, unit, record.table());
        return condition && matches(*condition, unit, record);
    });
}

bool script_holds(const BoundRule& rule, Unit& unit, const Record& record) {
    if (!rule.has_script()) return true;
    const Nesting nesting(unit.reading());
    if (nesting.too_deep()) return false;
    return fails_closed(unit, rule, [&] {
        auto plain = unit.as(reading_of(unit).plain);
        Record current = record;
        return unit.store().scripting().allows(
            plain, "sys_security_acl/" + rule.rule->sys_id + ".script", rule.rule->script, current);
    });
}

bool allows(const Decision& decision, Unit& unit, const Record& record) {
    if (decision.kind != Decision::Kind::ask) return decision.kind == Decision::Kind::yes;
    if (record.concealed()) {
        const auto whole = load(unit, record.table(), record.sys_id());
        return whole && allows(decision, unit, *whole);
    }
    bool denies_passed = false;
    for (const auto& rule : decision.deny) {
        if (!applies(rule, unit, record)) continue;
        if (!passes(rule, unit, record)) return false;
        denies_passed = true;
    }
    if (decision.owner && owner_allows(*decision.owner, decision.permission, unit, record))
        return true;
    for (const auto& level : decision.allow) {
        bool any_applies = level.closes;
        for (const auto& rule : level.rules) {
            if (!applies(rule, unit, record)) continue;
            if (passes(rule, unit, record)) return true;
            any_applies = true;
        }
        if (any_applies) return false;
    }
    return decision.otherwise || denies_passed;
}

}  // namespace stead::record
