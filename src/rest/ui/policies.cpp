#include "rest/ui/policies.h"

#include <algorithm>

#include "engine/metadata.h"
#include "model/encoded_query.h"
#include "record/unit_environment.h"
#include "rest/ui/form_page.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using engine::column;
using engine::flag;
using record::MetadataRow;
using record::Snapshot;

constexpr std::string_view script_prefix = "javascript:";

std::string decided(const std::string& value) {
    return value == "ignore" ? std::string() : value;
}

std::vector<Policy::Effect> effects_of(const Snapshot& snapshot, std::string_view actions,
                                       std::string_view link, const std::string& policy) {
    std::vector<Policy::Effect> effects;
    for (const auto& row : snapshot.rows(actions))
        if (column(row, link) == policy)
            effects.push_back({column(row, "field"), decided(column(row, "mandatory")),
                               decided(column(row, "visible")), decided(column(row, "disabled"))});
    return effects;
}

Policy ui_policy(const Snapshot& snapshot, const MetadataRow& row) {
    return {column(row, "table"), column(row, "conditions"), flag(row, "inherit"),
            flag(row, "reverse_if_false"),
            effects_of(snapshot, "sys_ui_policy_action", "ui_policy", column(row, "sys_id"))};
}

Policy data_policy(const Snapshot& snapshot, const MetadataRow& row) {
    return {column(row, "model_table"), column(row, "conditions"), flag(row, "inherit"),
            flag(row, "reverse_if_false"),
            effects_of(snapshot, "sys_data_policy_rule", "sys_data_policy", column(row, "sys_id"))};
}

model::EncodedQuery parsed(const record::Unit& unit, const model::Table& table,
                           const std::string& condition) {
    return model::parse_encoded_query(condition, unit.dictionary(), table).query;
}

template <class Visit>
void each_condition(model::EncodedQuery& query, const Visit& visit) {
    for (auto& block : query.any)
        for (auto& clause : block.all)
            for (auto& condition : clause.any) visit(condition);
}

// The condition as the browser can ask it, or nothing when it asks for what is not on the page.
std::optional<std::string> condition_for(const FormPage& page, const Policy& policy) {
    auto query = parsed(page.unit, page.table(), policy.condition);
    bool known = true;
    each_condition(query, [&](model::Condition& condition) {
        known = known && page.shows(condition.field);
        if (std::string_view(condition.value).starts_with(script_prefix))
            condition.value =
                record::trusted_value(page.unit, condition.value.substr(script_prefix.size()));
    });
    if (!known) return {};
    return model::to_string(query);
}

void write_flag(JsonWriter& json, std::string_view name, const std::string& value) {
    if (!value.empty()) json.member(name, value == "true");
}

void write_policy(JsonWriter& json, const FormPage& page, const Policy& policy,
                  const std::string& condition) {
    json.begin_object().member("when", condition).key("set").begin_object();
    for (const auto& effect : policy.effects) {
        if (!page.shows(effect.field)) continue;
        json.key(effect.field).begin_object();
        write_flag(json, "mandatory", effect.mandatory);
        write_flag(json, "visible", effect.visible);
        write_flag(json, "readonly", effect.readonly);
        json.end_object();
    }
    json.end_object();
    if (policy.reversed) json.member("reverse", true);
    json.end_object();
}

bool touches(const FormPage& page, const Policy& policy) {
    return std::any_of(policy.effects.begin(), policy.effects.end(),
                       [&](const auto& effect) { return page.shows(effect.field); });
}

}  // namespace

Policies::Policies(const Snapshot& snapshot) {
    for (const auto& row : snapshot.rows("sys_ui_policy"))
        policies_.push_back(ui_policy(snapshot, row));
    for (const auto& row : snapshot.rows("sys_data_policy2"))
        if (flag(row, "enforce_ui")) policies_.push_back(data_policy(snapshot, row));
}

std::vector<const Policy*> Policies::of(const model::Table& table) const {
    std::vector<const Policy*> found;
    for (const auto& policy : policies_)
        if (policy.table == table.name || (policy.inherited && table.is_a(policy.table)))
            found.push_back(&policy);
    return found;
}

std::shared_ptr<const Policies> policies(const Snapshot& snapshot) {
    static const char key = 0;
    return std::static_pointer_cast<const Policies>(
        snapshot.attachment(&key, [](const Snapshot& made_from) -> std::shared_ptr<const void> {
            return std::make_shared<Policies>(made_from);
        }));
}

std::vector<std::string> policy_fields(record::Unit& unit, const model::Table& table) {
    std::vector<std::string> names;
    for (const auto* policy : policies(unit.snapshot())->of(table)) {
        auto query = parsed(unit, table, policy->condition);
        each_condition(query, [&](const model::Condition& condition) {
            if (!condition.field.empty()) names.push_back(condition.field);
        });
    }
    return names;
}

void write_policies(JsonWriter& json, const FormPage& page) {
    json.begin_array();
    for (const auto* policy : policies(page.unit.snapshot())->of(page.table())) {
        if (!touches(page, *policy)) continue;
        if (const auto condition = condition_for(page, *policy))
            write_policy(json, page, *policy, *condition);
    }
    json.end_array();
}

}  // namespace stead::rest::ui
