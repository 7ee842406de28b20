#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "base/text.h"
#include "record/snapshot.h"
#include "record/unit.h"

namespace stead::rest::ui {

// A row of sys_ui_action that runs on the server, ready to be shown and run.
struct UiAction {
    std::string sys_id, name, label, table, group, style, shortcut, confirm, hint;
    std::string roles, filter, condition, script;
    struct Asked {
        std::string field;
        bool mandatory = false;
    };
    std::vector<Asked> asked;  // what a dialog asks first
    bool on_new = false, on_existing = true;
    bool on_form = false, on_selection = false, on_list = false, on_row = false;
};

// The actions of a snapshot. An action of a table takes the place of its ancestors' actions of the
// same name.
class UiActions {
public:
    explicit UiActions(const record::Snapshot& snapshot);
    std::vector<const UiAction*> of(const model::Table& table) const;  // by order
    // By action name or sys_id; null when there is none.
    const UiAction* find(const model::Table& table, std::string_view name) const;

private:
    std::vector<UiAction> actions_;
};
std::shared_ptr<const UiActions> ui_actions(const record::Snapshot& snapshot);

// Is the action there for the person and this record as it is stored? Roles, then the condition on
// the row, then the script.
bool is_available(record::Unit& unit, const UiAction& action, record::Record& record);

void write_form_actions(base::JsonWriter& json, record::Unit& unit, record::Record& record);
void write_list_actions(base::JsonWriter& json, record::Unit& unit, const model::Table& table);
// What its dialog asks for (contract.ts ActionForm); `record` may be null.
void write_action_form(base::JsonWriter& json, record::Unit& unit, const model::Table& table,
                       const UiAction& action, const record::Record* record);

}  // namespace stead::rest::ui
