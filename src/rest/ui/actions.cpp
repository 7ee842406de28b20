#include "rest/ui/actions.h"

#include <algorithm>

#include "engine/metadata.h"
#include "model/display.h"
#include "record/access.h"
#include "record/scripting.h"
#include "record/store.h"
#include "record/words.h"
#include "rest/ui/field_json.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using engine::column;
using engine::flag;
using record::MetadataRow;
using record::Record;
using record::Unit;

constexpr std::string_view every_table = "global";
constexpr std::string_view remove_action = "sysverb_delete";

std::vector<UiAction::Asked> asked_fields(const std::string& text) {
    std::vector<UiAction::Asked> asked;
    for (auto name : base::split_names(text)) {
        const bool mandatory = name.ends_with('!');
        if (mandatory) name.pop_back();
        asked.push_back({name, mandatory});
    }
    return asked;
}

UiAction action_from(const MetadataRow& row) {
    UiAction action;
    action.sys_id = column(row, "sys_id");
    action.name = column(row, "action_name").empty() ? action.sys_id : column(row, "action_name");
    action.label = column(row, "name");
    action.table = column(row, "table");
    action.group = column(row, "group").empty() ? "more" : column(row, "group");
    action.style = column(row, "style");
    action.shortcut = column(row, "shortcut");
    action.confirm = column(row, "confirm");
    action.hint = column(row, "hint");
    action.roles = column(row, "roles");
    action.filter = column(row, "filter_condition");
    action.condition = column(row, "condition");
    action.script = column(row, "script");
    action.asked = asked_fields(column(row, "dialog_fields"));
    action.on_new = flag(row, "show_insert");
    action.on_existing = flag(row, "show_update");
    action.on_form =
        flag(row, "form_button") || flag(row, "form_context_menu") || flag(row, "form_link");
    action.on_selection = flag(row, "list_button") || flag(row, "list_choice");
    action.on_list = flag(row, "list_banner_button") || flag(row, "list_link");
    action.on_row = flag(row, "list_context_menu");
    return action;
}

// How far above `table` the action is declared; -1: it is none of its.
int distance(const UiAction& action, const model::Table& table) {
    int steps = 0;
    for (const auto* at = &table; at; at = at->parent, ++steps)
        if (at->name == action.table) return steps;
    return action.table == every_table ? steps : -1;
}

void write_action(JsonWriter& json, Unit& unit, const model::Table& table, const UiAction& action,
                  const Record* record) {
    const auto& words = unit.words();
    json.member("name", action.name).member("label", words.text(action.label));
    if (action.style == "primary") json.member("primary", true);
    if (action.style == "danger") json.member("style", "destructive");
    if (!action.shortcut.empty()) json.member("shortcut", action.shortcut);
    if (!action.confirm.empty()) json.member("confirm", words.text(action.confirm));
    if (!action.hint.empty()) json.member("hint", words.text(action.hint));
    if (!action.asked.empty()) {
        json.key("form");
        write_action_form(json, unit, table, action, record);
    }
}

void write_values(JsonWriter& json, Unit& unit, const UiAction& action, const Record& record) {
    const auto& access = unit.access(record.table());
    json.key("values").begin_object();
    for (const auto& asked : action.asked) {
        const auto* field = record.table().find(asked.field);
        if (!field || field->kind() == model::Kind::journal || record.get(*field).empty()) continue;
        if (!access.may(record::Permission::read, *field, unit, record)) continue;
        json.key(field->name);
        write_value(json, *field, model::wire_value(*field, record.get(*field)),
                    unit.display_value(record, *field));
    }
    json.end_object();
}

}  // namespace

UiActions::UiActions(const record::Snapshot& snapshot) {
    for (const auto& row : snapshot.rows("sys_ui_action"))
        if (!flag(row, "client")) actions_.push_back(action_from(row));
}

std::vector<const UiAction*> UiActions::of(const model::Table& table) const {
    base::TextMap<int> nearest;
    for (const auto& action : actions_)
        if (const int steps = distance(action, table); steps >= 0) {
            const auto [found, added] = nearest.emplace(action.name, steps);
            if (!added) found->second = std::min(found->second, steps);
        }
    std::vector<const UiAction*> actions;
    for (const auto& action : actions_)
        if (const int steps = distance(action, table);
            steps >= 0 && steps == nearest.find(action.name)->second)
            actions.push_back(&action);
    return actions;
}

const UiAction* UiActions::find(const model::Table& table, std::string_view name) const {
    for (const auto* action : of(table))
        if (action->name == name || action->sys_id == name) return action;
    return nullptr;
}

std::shared_ptr<const UiActions> ui_actions(const record::Snapshot& snapshot) {
    static const char key = 0;
    return std::static_pointer_cast<const UiActions>(
        snapshot.attachment(&key, [](const record::Snapshot& made) -> std::shared_ptr<const void> {
            return std::make_shared<UiActions>(made);
        }));
}

bool is_available(Unit& unit, const UiAction& action, Record& record) {
    if (record.is_new() ? !action.on_new : !action.on_existing) return false;
    if (!unit.session().has_any_role(action.roles)) return false;
    if (!action.filter.empty() && !unit.matches(action.filter, record)) return false;
    return action.condition.empty() ||
           unit.store().scripting().allows(unit, "sys_ui_action/" + action.sys_id + ".condition",
                                           action.condition, record);
}

void write_form_actions(JsonWriter& json, Unit& unit, Record& record) {
    json.begin_array();
    for (const auto* action : ui_actions(unit.snapshot())->of(record.table())) {
        if (!action->on_form || !is_available(unit, *action, record)) continue;
        json.begin_object();
        write_action(json, unit, record.table(), *action, &record);
        json.member("group", action->group).end_object();
    }
    json.end_array();
}

void write_list_actions(JsonWriter& json, Unit& unit, const model::Table& table) {
    json.begin_array();
    for (const auto* action : ui_actions(unit.snapshot())->of(table)) {
        if (!unit.session().has_any_role(action->roles)) continue;
        if (action->name == remove_action && !unit.access(table).may(record::Permission::remove))
            continue;
        const auto scope = action->on_selection ? "selection"
                           : action->on_list    ? "list"
                           : action->on_row     ? "row"
                                                : nullptr;
        if (!scope) continue;
        json.begin_object();
        write_action(json, unit, table, *action, nullptr);
        json.member("scope", scope).end_object();
    }
    json.end_array();
}

void write_action_form(JsonWriter& json, Unit& unit, const model::Table& table,
                       const UiAction& action, const Record* record) {
    const auto& words = unit.words();
    json.begin_object().member("title", words.text(action.label));
    json.member("submit", words.text(action.label));
    if (!action.hint.empty()) json.member("text", words.text(action.hint));
    json.key("fields").begin_array();
    for (const auto& asked : action.asked)
        if (table.find(asked.field)) json.text(asked.field);
    json.end_array().key("mandatory").begin_array();
    for (const auto& asked : action.asked)
        if (asked.mandatory && table.find(asked.field)) json.text(asked.field);
    json.end_array().key("meta").begin_object();
    for (const auto& asked : action.asked)
        if (const auto* field = table.find(asked.field)) {
            json.key(field->name);
            write_field(json, words, *field, {asked.mandatory, false});
        }
    json.end_object().key("choices").begin_object();
    for (const auto& asked : action.asked)
        if (const auto* field = table.find(asked.field); field && !field->choices.empty()) {
            json.key(field->name);
            write_choices(json, words, *field);
        }
    json.end_object();
    if (record) write_values(json, unit, action, *record);
    json.end_object();
}

}  // namespace stead::rest::ui
