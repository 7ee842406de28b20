#include "plugin/fixes.h"

#include <algorithm>
#include <cctype>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "record/class_sql.h"
#include "record/store.h"
#include "record/unit.h"
#include "script/scripts.h"

namespace stead::plugin {

namespace {

constexpr std::string_view folder = "fixes/";
constexpr std::string_view ending = ".js";

bool is_fix(const SourceFile& file) {
    return file.path.starts_with(folder);
}

// 0007-close-orphans of fixes/0007-close-orphans.js
std::string name_of(const SourceFile& file) {
    auto name = file.path.substr(folder.size());
    return name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : std::string();
}

bool is_well_named(const SourceFile& file) {
    const auto name = name_of(file);
    return name.size() > 5 && name[4] == '-' &&
           std::all_of(name.begin(), name.begin() + 4,
                       [](unsigned char c) { return std::isdigit(c); });
}

std::string id_of(const Definition& definition, const SourceFile& file) {
    return base::derived_sys_id({definition.manifest.id, "sys_script_fix", name_of(file)});
}

std::vector<const SourceFile*> outstanding(record::Unit& unit, const Definition& definition) {
    const auto& table = unit.dictionary().get("sys_script_fix");
    std::vector<const SourceFile*> files;
    for (const auto& file : definition.source->files)
        if (is_fix(file) && !record::load(unit, table, id_of(definition, file)))
            files.push_back(&file);
    return files;
}

void run(record::Unit& unit, script::Scripts& scripts, const Definition& definition,
         const SourceFile& file) {
    const std::string origin = definition.manifest.folder + "/" + file.path;
    try {
        scripts.run(unit, {origin, file.text});
    } catch (const base::Error& error) {
        throw base::Error(error.status, origin + ": " + error.what(), error.detail);
    }
}

void note(record::Unit& unit, const Definition& definition, const SourceFile& file, bool ran) {
    record::Record row(unit.dictionary().get("sys_script_fix"));
    row.set("sys_id", id_of(definition, file));
    row.set("name", name_of(file));
    row.set("plugin", definition.manifest.id);
    row.set("script", file.text);
    row.set("state", "done");
    if (ran) row.set("ran_on", base::format_utc(unit.now()));
    row.set("output", ran ? "" : "Not needed: the plugin was new.");
    record::insert_or_throw(unit, row);
}

}  // namespace

void run_fixes(record::Unit& unit, script::Scripts& scripts, const Definition& definition,
               bool plugin_is_new) {
    const auto files = outstanding(unit, definition);
    if (files.empty()) return;
    if (!plugin_is_new) unit.store().reload(unit);  // a fix may use what was just shipped
    for (const auto* file : files) {
        if (!plugin_is_new) run(unit, scripts, definition, *file);
        note(unit, definition, *file, !plugin_is_new);
    }
}

void check_fixes(const Definition& definition, Problems& problems) {
    for (const auto& file : definition.source->files)
        if (is_fix(file) && !is_well_named(file))
            problems.push_back({definition.manifest.folder + "/" + file.path, 1,
                                "a fix is named NNNN-title.js, such as 0001-close-orphans.js"});
}

}  // namespace stead::plugin
