#include "plugin/plugin_load.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "plugin/fixes.h"
#include "plugin/resolver.h"
#include "plugin/shipped.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

constexpr std::string_view dictionary_tables[] = {
    "sys_db_object",     "sys_dictionary", "sys_dictionary_override",
    "sys_documentation", "sys_choice",     "sys_number"};

}  // namespace

bool describes_tables(const RowDefinition& row) {
    return std::find(std::begin(dictionary_tables), std::end(dictionary_tables), row.table) !=
           std::end(dictionary_tables);
}

void throw_problems(const Problems& problems) {
    if (!problems.empty()) throw base::Error(base::Status::bad_request, to_string(problems));
}

std::string plugin_row_id(const std::string& plugin) {
    return base::derived_sys_id({"platform", "sys_plugins", plugin});
}

record::Record plugin_row(record::Unit& unit, const Manifest& manifest) {
    const auto& table = unit.dictionary().get("sys_plugins");
    const auto id = plugin_row_id(manifest.id);
    auto row = record::load(unit, table, id).value_or(record::Record(table));
    if (row.is_new()) row.set("sys_id", id);
    row.set("name", manifest.name);
    row.set("source", manifest.id);
    row.set("version", manifest.version);
    row.set("summary", manifest.summary);
    row.set("requires", base::join(manifest.requires_ids, ","));
    row.set("folder", manifest.folder);
    return row;
}

void write_plugin_row(record::Unit& unit, record::Record& row) {
    row.is_new() ? record::insert_or_throw(unit, row) : record::update_or_throw(unit, row);
}

void PluginLoad::ship_dictionary() {
    begin_history();
    ship_rows(true);
}

void PluginLoad::ship_rest() {
    const auto began = unit_.now();
    ship_rows(false);
    run_fixes(unit_, scripts_, definition_, is_new());
    remove_unshipped(unit_, definition_, count_);
    note_plugin(began);
    end_history();
}

bool PluginLoad::is_new() const {
    const auto row = record::load(unit_, unit_.dictionary().get("sys_plugins"),
                                  plugin_row_id(definition_.manifest.id));
    return !row || row->get("content_hash").empty();
}

void PluginLoad::ship_rows(bool dictionary) {
    const Resolver resolver(unit_.dictionary(), index_, definition_.manifest.id, unit_.now());
    Problems problems;
    for (const auto& row : definition_.rows) {
        if (describes_tables(row) != dictionary) continue;
        auto record = resolver.record(row, *definition_.source, problems);
        if (record) ship_row(row, std::move(*record));
    }
    throw_problems(problems);
}

// What a row's rules or keys refuse is a mistake at its line.
void PluginLoad::ship_row(const RowDefinition& row, record::Record record) {
    try {
        ship(unit_, definition_.manifest, row, std::move(record), count_);
    } catch (const base::Error& error) {
        throw base::Error(
            error.status,
            to_string({{row.file, row.line, std::string(error.what()) + " " + error.detail}}));
    }
}

void PluginLoad::begin_history() {
    const auto& table = unit_.dictionary().get("sys_upgrade_history");
    const auto& plugins = unit_.dictionary().get("sys_plugins");
    const auto before = record::load(unit_, plugins, plugin_row_id(definition_.manifest.id));
    record::Record history(table);
    history.set("plugin", definition_.manifest.id);
    history.set("from_version", before ? before->get("version") : "");
    history.set("to_version", definition_.manifest.version);
    history.set("started", base::format_utc(unit_.now()));
    record::insert_raw(unit_, history);
    count_.history = history.sys_id();
}

void PluginLoad::end_history() {
    auto history =
        record::load(unit_, unit_.dictionary().get("sys_upgrade_history"), count_.history);
    if (!history) return;
    history->set("finished", base::format_utc(unit_.now()));
    history->set("inserted", std::to_string(count_.inserted));
    history->set("updated", std::to_string(count_.updated));
    history->set("deleted", std::to_string(count_.removed));
    history->set("skipped", std::to_string(count_.skipped));
    record::update_or_throw(unit_, *history);
}

void PluginLoad::note_plugin(base::Time began) {
    auto row = plugin_row(unit_, definition_.manifest);
    const std::string now = base::format_utc(unit_.now());
    if (row.get("activated_on").empty()) row.set("activated_on", now);
    row.set("active", "true");
    row.set("has_demo_data", definition_.demo.empty() ? "false" : "true");
    row.set("content_hash", definition_.content_hash);
    row.set("updated_on", now);
    row.set("load_milliseconds", std::to_string((unit_.now() - began).count()));
    row.set("problem", "");
    write_plugin_row(unit_, row);
}

}  // namespace stead::plugin
