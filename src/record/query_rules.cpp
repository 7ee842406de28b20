#include "record/query_rules.h"

#include <algorithm>

#include "model/query_match.h"
#include "record/metadata_rows.h"
#include "record/record_view.h"
#include "record/scripting.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"
#include "record/unit_environment.h"

namespace stead::record {

namespace {

using RulesByTable = base::TextMap<std::vector<const MetadataRow*>>;

bool runs_on_query(const MetadataRow& rule) {
    const auto& when = column(rule, "when");
    return base::is_true(column(rule, "action_query")) && when.starts_with("before") &&
           when != "before_display";
}

std::shared_ptr<const void> index_rules(const Snapshot& snapshot) {
    auto index = std::make_shared<RulesByTable>();
    for (const auto& rule : snapshot.rows("sys_script"))
        if (runs_on_query(rule)) (*index)[column(rule, "collection")].push_back(&rule);
    return index;
}

const RulesByTable& rules_of(const Snapshot& snapshot) {
    static const char key = 0;
    return *static_cast<const RulesByTable*>(snapshot.attachment(&key, index_rules).get());
}

bool concerns(const MetadataRow& rule, const Session& session) {
    return session.has_any_role(column(rule, "role_conditions"));
}

std::string added_condition(Unit& unit, const MetadataRow& rule, const model::Table& table) {
    const auto& script = column(rule, "script");
    if (base::trim(script).empty()) return column(rule, "filter_condition");
    auto plain = unit.as(reading_of(unit).plain);
    return unit.store().scripting().query_conditions(
        plain, "sys_script/" + column(rule, "sys_id") + ".script", script, table);
}

class Running {
public:
    Running(ReadState::Person& person, const model::Table& table) : person_(person) {
        person_.in_query_rules.push_back(&table);
    }
    ~Running() { person_.in_query_rules.pop_back(); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    ReadState::Person& person_;
};

void add_rules_of(Unit& unit, const std::vector<const MetadataRow*>& rules,
                  const model::Table& table, ReadState::Queries& queries) {
    for (const auto* rule : rules) {
        if (!concerns(*rule, unit.session())) continue;
        const auto text = added_condition(unit, *rule, table);
        if (!text.empty())
            queries.push_back(std::make_shared<const model::ParsedQuery>(
                model::parse_encoded_query(text, unit.dictionary(), table)));
    }
}

std::shared_ptr<const ReadState::Queries> no_queries() {
    return std::make_shared<const ReadState::Queries>();
}

}  // namespace

std::shared_ptr<const ReadState::Queries> query_rules(Unit& unit, const model::Table& table) {
    const auto& index = rules_of(unit.snapshot());
    if (index.empty() || unit.session().system || !unit.session().run_rules) return no_queries();
    auto& person = reading_of(unit);
    if (const auto known = person.query_rules.find(&table); known != person.query_rules.end())
        return known->second;
    const auto& running = person.in_query_rules;
    if (std::find(running.begin(), running.end(), &table) != running.end()) return no_queries();
    const Running now(person, table);
    auto queries = std::make_shared<ReadState::Queries>();
    for (const auto* at = &table; at; at = at->parent)
        if (const auto rules = index.find(at->name); rules != index.end())
            add_rules_of(unit, rules->second, table, *queries);
    return person.query_rules[&table] = std::move(queries);
}

bool query_rules_allow(Unit& unit, const Record& record) {
    const auto queries = query_rules(unit, record.table());
    if (queries->empty()) return true;
    auto plain = unit.as(reading_of(unit).plain);
    const RecordView view(plain, record);
    const UnitEnvironment environment(unit, UnitEnvironment::Asker::rule);
    return std::all_of(queries->begin(), queries->end(), [&](const auto& query) {
        return model::matches(query->query, unit.dictionary(), view, environment);
    });
}

}  // namespace stead::record
