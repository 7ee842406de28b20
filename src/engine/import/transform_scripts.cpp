#include "engine/import/transform_scripts.h"

#include "base/error.h"
#include "record/class_sql.h"
#include "script/scripts.h"

namespace stead::engine {

namespace {

using record::Unit;
using script::Members;
using script::Value;

Value row_value(script::Scripts& scripts, Unit& unit, std::string_view table,
                const std::string& sys_id) {
    const auto row = record::load(unit, unit.dictionary().get(table), sys_id);
    return row ? scripts.record_value(unit, *row) : scripts.empty_record_value(unit, table);
}

Members variables(script::Scripts& scripts, Unit& unit, const TransformMap& map,
                  TransformState& state) {
    return {{"ignore", state.ignore},
            {"error", state.error},
            {"error_message", state.error_message},
            {"status_message", state.status_message},
            {"source", scripts.shared_record_value(unit, state.source)},
            {"target", scripts.shared_record_value(unit, state.target)},
            {"map", row_value(scripts, unit, "sys_transform_map", map.sys_id)},
            {"import_set", row_value(scripts, unit, "sys_import_set", state.set_id)},
            {"log", state.log},
            {"action", state.action},
            {"response", Members{}}};
}

const Value& variable(const Members& members, std::string_view name) {
    static const Value nothing;
    for (const auto& [key, value] : members)
        if (key == name) return value;
    return nothing;
}

void take(const Members& members, TransformState& state) {
    state.ignore = variable(members, "ignore").truth();
    state.error = variable(members, "error").truth();
    state.error_message = variable(members, "error_message").text();
    state.status_message = variable(members, "status_message").text();
}

}  // namespace

void TransformScripts::run(Unit& unit, const std::string& origin, std::string_view text,
                           TransformState& state) const {
    if (text.empty()) return;
    auto members = variables(scripts_, unit, map_, state);
    scripts_.run_and_read(unit, {origin, text}, members);
    take(members, state);
    if (state.error)
        throw base::Error(base::Status::unprocessable, state.error_message.empty()
                                                           ? "A script of the map refused the row"
                                                           : state.error_message);
}

void TransformScripts::run(Unit& unit, std::string_view when, TransformState& state) const {
    for (const auto& script : map_.scripts)
        if (script.when == when && !state.ignore)
            run(unit, "sys_transform_script/" + script.sys_id + ".script", script.script, state);
}

void TransformScripts::run_map_script(Unit& unit, TransformState& state) const {
    run(unit, "sys_transform_map/" + map_.sys_id + ".script", map_.script, state);
}

std::string TransformScripts::value(Unit& unit, const FieldMap& field,
                                    TransformState& state) const {
    const std::string origin = "sys_transform_entry/" + field.sys_id + ".source_script";
    return scripts_.text(unit, {origin, field.script}, variables(scripts_, unit, map_, state));
}

}  // namespace stead::engine
