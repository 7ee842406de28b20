#include "engine/rule_book.h"

#include <algorithm>

#include "engine/metadata.h"

namespace stead::engine {

namespace {

using record::Operation;
using record::Phase;

constexpr int late = 1000;  // rules from this order on run after the engines

std::size_t slot(Phase phase, Operation operation) {
    return static_cast<std::size_t>(phase) * 3 + static_cast<std::size_t>(operation);
}

std::unique_ptr<Rule> rule_from(const record::MetadataRow& row) {
    auto rule = std::make_unique<Rule>();
    rule->sys_id = column(row, "sys_id");
    rule->name = column(row, "name");
    rule->origin = "sys_script/" + rule->sys_id;
    rule->collection = column(row, "collection");
    rule->filter = column(row, "filter_condition");
    rule->condition = column(row, "condition");
    rule->roles = column(row, "role_conditions");
    rule->values = column(row, "template");
    if (flag(row, "add_message")) rule->message = column(row, "message");
    rule->script = column(row, "script");
    rule->order = static_cast<int>(base::to_integer(column(row, "order")).value_or(100));
    rule->before = column(row, "when") == "before";
    rule->async = column(row, "when") == "async";
    rule->abort = flag(row, "abort_action");
    rule->inherited = column(row, "inherited").empty() || flag(row, "inherited");
    rule->on_insert = flag(row, "action_insert");
    rule->on_update = flag(row, "action_update");
    rule->on_delete = flag(row, "action_delete");
    return rule;
}

bool runs_in_writes(const record::MetadataRow& row) {
    const auto& when = column(row, "when");
    return when == "before" || when == "after" || when == "async";
}

}  // namespace

bool Rule::runs(Phase phase, Operation operation) const {
    const bool wanted = operation == Operation::insert   ? on_insert
                        : operation == Operation::update ? on_update
                                                         : on_delete;
    if (!wanted) return false;
    if (async) return phase == Phase::after_late;
    if (before) return phase == (order < late ? Phase::before_early : Phase::before_late);
    return phase == (order < late ? Phase::after_early : Phase::after_late);
}

RuleBook::RuleBook(const record::Snapshot& snapshot) {
    for (const auto& row : snapshot.rows("sys_script")) {
        if (!runs_in_writes(row)) continue;
        rules_.push_back(rule_from(row));
        by_sys_id_[rules_.back()->sys_id] = rules_.back().get();
    }
    std::stable_sort(rules_.begin(), rules_.end(),
                     [](const auto& a, const auto& b) { return a->order < b->order; });
    for (const auto& table : snapshot.dictionary().tables())
        for (const auto& rule : rules_) file_under(*rule, *table);
}

void RuleBook::file_under(const Rule& rule, const model::Table& table) {
    const bool own = rule.collection == table.name || rule.collection == "global";
    if (!own && !(rule.inherited && table.is_a(rule.collection))) return;
    for (const auto phase :
         {Phase::before_early, Phase::before_late, Phase::after_early, Phase::after_late})
        for (const auto operation : {Operation::insert, Operation::update, Operation::remove})
            if (rule.runs(phase, operation))
                by_table_[&table][slot(phase, operation)].push_back(&rule);
}

const std::vector<const Rule*>& RuleBook::rules(const model::Table& table, Phase phase,
                                                Operation operation) const {
    static const std::vector<const Rule*> none;
    const auto found = by_table_.find(&table);
    return found == by_table_.end() ? none : found->second[slot(phase, operation)];
}

const Rule* RuleBook::find(std::string_view sys_id) const {
    const auto found = by_sys_id_.find(sys_id);
    return found == by_sys_id_.end() ? nullptr : found->second;
}

std::shared_ptr<const RuleBook> rule_book(const record::Snapshot& snapshot) {
    static const char key = 0;
    return std::static_pointer_cast<const RuleBook>(
        snapshot.attachment(&key, [](const record::Snapshot& s) -> std::shared_ptr<const void> {
            return std::make_shared<RuleBook>(s);
        }));
}

}  // namespace stead::engine
