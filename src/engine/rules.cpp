#include "engine/rules.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "engine/rule_book.h"
#include "record/class_sql.h"
#include "record/scripting.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::engine {

namespace {

using record::Operation;
using record::Phase;
using record::Unit;
using record::Write;

bool is_rule_phase(Phase phase) {
    return phase == Phase::before_early || phase == Phase::before_late ||
           phase == Phase::after_early || phase == Phase::after_late;
}

bool holds(const Rule& rule, Write& write) {
    auto& unit = write.unit;
    if (!rule.roles.empty() && !unit.session().has_any_role(rule.roles)) return false;
    if (!rule.filter.empty() && !unit.matches(rule.filter, write.current, &write)) return false;
    if (rule.condition.empty()) return true;
    // A condition is a script that answers yes or no about `current`.
    return unit.store().scripting().holds(unit, rule.origin + ".condition", rule.condition, write);
}

// template_value: field=value^field=value
void set_template(const Rule& rule, Write& write) {
    for (const auto part : base::split(rule.values, '^')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) continue;
        write.current.set(part.substr(0, equals), std::string(part.substr(equals + 1)));
    }
}

void run_rule(const Rule& rule, Write& write) {
    auto& unit = write.unit;
    if (!rule.values.empty()) set_template(rule, write);
    if (!rule.message.empty())
        unit.message({rule.abort ? record::Message::Kind::error : record::Message::Kind::info,
                      rule.message,
                      {}});
    if (!rule.script.empty())
        unit.store().scripting().run(unit, rule.origin + ".script", rule.script, write);
    if (rule.abort) write.aborted = true;
    if (write.aborted && write.aborted_by.empty()) write.aborted_by = rule.name + "^" + rule.sys_id;
}

void queue(const Rule& rule, Write& write) {
    write.unit.event(async_rule_event, &write.current, rule.sys_id, {}, "async_rules");
}

}  // namespace

bool Rules::applies(Phase phase, Operation, const model::Table&) const {
    return is_rule_phase(phase);
}

void Rules::run(Phase phase, Write& write) {
    const auto book = rule_book(write.unit.snapshot());
    for (const auto* rule : book->rules(write.current.table(), phase, write.operation)) {
        if (!holds(*rule, write)) continue;
        if (rule->async)
            queue(*rule, write);
        else
            run_rule(*rule, write);
        if (write.aborted) return;
    }
}

void run_async_rule(Unit& unit, const std::string& rule_sys_id, const std::string& table,
                    const std::string& sys_id) {
    const auto* rule = rule_book(unit.snapshot())->find(rule_sys_id);
    const auto* found = unit.dictionary().find(table);
    auto current = rule && found ? record::load(unit, *found, sys_id) : std::nullopt;
    if (!current) return;
    Write write{unit, Operation::update, *current, nullptr, false, {}, true};
    if (!rule->script.empty())
        unit.store().scripting().run(unit, rule->origin + ".script", rule->script, write);
}

}  // namespace stead::engine
