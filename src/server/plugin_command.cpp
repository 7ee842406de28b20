#include "server/plugin_command.h"

#include <cstdio>
#include <map>

#include "base/error.h"
#include "plugin/loader.h"
#include "record/store.h"
#include "record/unit.h"
#include "server/program.h"

namespace stead::server {

namespace {

using base::Error;
using base::Status;

int list(Program& program) {
    program.store().read(record::system_session(), [&](record::Unit& unit) {
        for (const auto& manifest : program.loader().manifests()) {
            const bool active =
                unit.dictionary().find("sys_plugins") &&
                unit.find_by("sys_plugins", "source=" + manifest.id + "^active=true");
            std::printf("%-9s %-36s %s\n", active ? "active" : "inactive", manifest.id.c_str(),
                        manifest.name.c_str());
        }
    });
    return 0;
}

// The documentation's "components installed" page: what the plugin brought, by table.
int show(Program& program, const std::string& id) {
    std::map<std::string, std::vector<std::string>> components;
    program.store().read(record::system_session(), [&](record::Unit& unit) {
        if (!unit.find_by("sys_plugins", "source=" + id))
            throw Error(Status::not_found, id + " is not active");
        for (const auto& row : unit.query("stead_shipped_row", "plugin=" + id + "^demo=false")) {
            const auto found = unit.find(row.get("table_name"), row.get("row_sys_id"));
            if (found)
                components[unit.dictionary().get(row.get("table_name")).plural].push_back(
                    unit.display_value(*found));
        }
    });
    for (const auto& [label, names] : components) {
        std::printf("%s (%zu)\n", label.c_str(), names.size());
        for (const auto& name : names) std::printf("    %s\n", name.c_str());
    }
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
