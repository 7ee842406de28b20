#include "server/plugin_command.h"

#include <cstdio>
#include <map>

#include "base/error.h"
#include "base/text.h"
#include "plugin/loader.h"
#include "plugin/shipped.h"
#include "record/store.h"
#include "record/unit.h"
#include "server/program.h"

namespace stead::server {

namespace {

using base::Error;
using base::Status;

bool is_active(record::Unit& unit, const std::string& id) {
    if (!unit.dictionary().find("sys_plugins")) return false;
    const auto row = unit.row_with("sys_plugins", {{"source", id}});
    return row && row->is_true("active");
}

const plugin::Manifest& manifest_of(Program& program, const std::string& id) {
    for (const auto& manifest : program.loader().manifests())
        if (manifest.id == id) return manifest;
    throw Error(Status::not_found, "There is no plugin " + id);
}

int list(Program& program) {
    program.store().read(record::system_session(), [&](record::Unit& unit) {
        for (const auto& manifest : program.loader().manifests()) {
            std::printf("%-9s %-36s %s\n", is_active(unit, manifest.id) ? "active" : "inactive",
                        manifest.id.c_str(), manifest.name.c_str());
        }
    });
    return 0;
}

void print_head(const plugin::Manifest& manifest, bool active) {
    std::printf("%s: %s %s, %s\n", manifest.id.c_str(), manifest.name.c_str(),
                manifest.version.c_str(), active ? "active" : "inactive");
    if (!manifest.summary.empty()) std::printf("%s\n", manifest.summary.c_str());
    if (!manifest.requires_ids.empty())
        std::printf("Requires %s\n", base::join(manifest.requires_ids, ", ").c_str());
}

// The documentation's "components installed" page: what the plugin brought, by table.
void print_components(record::Unit& unit, const std::string& id) {
    std::map<std::string, std::vector<std::string>> components;
    for (const auto& row : unit.rows_with("stead_shipped_row", {{"plugin", id}})) {
        if (row.is_true("demo")) continue;
        const auto found = unit.find(row.get("table_name"), row.get("row_sys_id"));
        if (found)
            components[unit.dictionary().get(row.get("table_name")).plural].push_back(
                unit.display_value(*found));
    }
    for (const auto& [label, names] : components) {
        std::printf("\n%s (%zu)\n", label.c_str(), names.size());
        for (const auto& name : names) std::printf("    %s\n", name.c_str());
    }
}

// What a load leaves alone because it was changed here.
void print_customised(record::Unit& unit, const std::string& id) {
    const auto rows = plugin::customised_rows(unit, id);
    if (rows.empty()) return;
    std::printf("\nChanged here, and kept by every load (%zu)\n", rows.size());
    for (const auto& row : rows)
        std::printf("    %s %s: %s\n", row.table.c_str(), row.name.c_str(),
                    row.columns.empty() ? "deleted" : base::join(row.columns, ", ").c_str());
}

int show(Program& program, const std::string& id) {
    const auto& manifest = manifest_of(program, id);
    program.store().read(record::system_session(), [&](record::Unit& unit) {
        const bool active = is_active(unit, id);
        print_head(manifest, active);
        if (!active) return;
        print_components(unit, id);
        print_customised(unit, id);
    });
    return 0;
}

int activate(Program& program, const std::string& id) {
    plugin::LoadOptions options;
    options.activate = {id};
    options.demo = program.config().demo;
    for (const auto& count : program.loader().load(options))
        if (count.plugin == id)
            std::printf("%s is active: %d rows\n", id.c_str(), count.inserted + count.updated);
    return 0;
}

}  // namespace

int plugin_command(const Config& config) {
    const std::string what = config.arguments.empty() ? "list" : config.arguments[0];
    Program program(config);
    if (what == "list") return list(program);
    if (config.arguments.size() < 2)
        throw Error(Status::bad_request, "The plugin's id is missing\n" + usage());
    if (what == "show") return show(program, config.arguments[1]);
    if (what == "activate") return activate(program, config.arguments[1]);
    throw Error(Status::bad_request, usage());
}

}  // namespace stead::server
